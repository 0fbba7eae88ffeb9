"""What a cell or line of a list gives for an address: one that is whole, one to be completed, or words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nianbao.suggest import quoted

ADDRESS = re.compile(r"https?://[^\s\"'<>，。；、（）]+", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![a-z0-9@./\\:_-])"
    r"(?:www\.[^\s\"'<>，。；、（）：:]+|(?:[a-z0-9-]+\.)+(?:com|cn|net|org)(?![a-z0-9.-])[^\s\"'<>，。；、（）]*)",
    re.IGNORECASE,
)
"""An address as people say it, without http: with www before it or a common ending behind its domain."""

_WHOLE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:/[^\s\"'<>，。；、（）]*)?", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:x?html?|mht(?:ml)?|pdf|docx?|docm|wps|ofd|txt|xlsx?|csv|jpe?g|png|zip|rar)$", re.IGNORECASE
)
_NOTHING = re.compile(
    r"[\s/\\\-—－―–.。、无]*|没有|暂无|(?:尚|还)?未(?:发布|公开|公布|登)|还没有?(?:发布|公开|公布|登)"
)
_HEADING = re.compile(
    r"(?:年报|报告|发布|公开|政府|信息|网站|网页|链接|年度|\d{4}年)*(?:网址|链接|网页|地址)"
)


def address_in(text: str) -> str | None:
    """Find the address in a cell or a line; one without http is completed by https, as browsers do."""
    if found := ADDRESS.search(text):
        return found[0]
    if "://" in text:
        return None
    bare = text.strip()
    if _WHOLE.fullmatch(bare) and ("/" in bare or not _FILE.search(bare)):
        return f"https://{bare}"
    found = _BARE.search(text)
    return f"https://{found[0]}" if found else None


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is no address, or says nothing."""
    return _NOTHING.fullmatch(text.strip()) is not None


def headed(texts: Sequence[str]) -> int | None:
    """Give the column that a header calls the addresses'; a title by itself is none."""
    found = [column for column, text in enumerate(texts) if _HEADING.fullmatch(text.replace(" ", ""))]
    # Where a postal address has a column too, the page's is the one that says so.
    found.sort(key=lambda column: texts[column].strip() == "地址")
    return found[0] if found and sum(map(bool, texts)) > 1 else None


def usual_column(rows: Sequence[Sequence[str]]) -> int | None:
    """Give the column that holds most of a sheet's addresses; None where it has none."""
    counted = Counter(column for row in rows for column, text in enumerate(row) if address_in(text))
    return counted.most_common(1)[0][0] if counted else None


def no_address(where: str, text: str) -> str:
    """Say that something else than an address is written, and what to do."""
    advice = "请从浏览器的地址栏复制网址，以 http:// 或 https:// 开头；存下的网页请放进一个文件夹，核对那个文件夹。"
    return f"{where}写的「{quoted(text)}」不是网址，没有核对。{advice}"
