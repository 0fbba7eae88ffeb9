"""Characters of published texts: which are put right on reading, and how two writings are compared.

What is kept is kept verbatim, half-width too. Only characters that look like another one and aren't it
(the radicals that some PDF fonts put in place of words' characters) are replaced, and it is said.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

_PLAIN = {
    # CJK Radicals Supplement; Unicode gives most of them no compatibility mapping.
    "⺁": "厂", "⺇": "几", "⺈": "刀", "⺊": "卜", "⺌": "小", "⺍": "小", "⺗": "心", "⺘": "手", "⺙": "攵",
    "⺛": "旡", "⺝": "月", "⺞": "歹", "⺟": "母", "⺠": "民", "⺡": "氵", "⺢": "水", "⺣": "灬", "⺤": "爪",
    "⺦": "丬", "⺧": "牛", "⺨": "犭", "⺩": "王", "⺫": "目", "⺬": "示", "⺭": "礻", "⺮": "竹", "⺯": "糸",
    "⺰": "纟", "⺱": "网", "⺲": "罒", "⺳": "网", "⺶": "羊", "⺷": "羊", "⺹": "耂", "⺼": "肉", "⺽": "臼",
    "⺾": "艹", "⻁": "虎", "⻂": "衤", "⻄": "西", "⻅": "见", "⻆": "角", "⻇": "角", "⻈": "讠", "⻉": "贝",
    "⻊": "足", "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "阝", "⻐": "钅", "⻑": "長", "⻒": "镸",
    "⻓": "长", "⻔": "门", "⻕": "阝", "⻖": "阝", "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风",
    "⻜": "飞", "⻝": "食", "⻟": "食", "⻠": "饣", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟",
    "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻪": "黾", "⻫": "斉", "⻬": "齐", "⻭": "歯", "⻮": "齿", "⻯": "竜",
    "⻰": "龙", "⻱": "龟", "⻲": "亀", "⻳": "龟",
}  # fmt: skip

_SHORT = 1_000
"""Labels and cells are asked for again and again; paragraphs aren't."""

_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")

_BAR = re.compile("[│┃｜║]")
_EDGE = re.compile(r"^\s*[│┃｜║]|[│┃｜║]\s*$")
"""Drawn bars part the cells of a table where a line has two, or one at its edge."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff"
    "\u061c\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
"""Characters that can't be seen and that no parameter file may hold."""

_SAME = {
    **dict.fromkeys("“”„‟＂‘’＇「」『』", '"'),
    "'": '"',
    **dict.fromkeys("—–―−‐‑‒", "-"),
    **dict.fromkeys("〔【［", "["),
    **dict.fromkeys("〕】］", "]"),
    "｡": "。",
    "﹑": "、",
    "､": "、",
}


def put_right(text: str, changed: Counter[str]) -> str:
    """Replace lookalike characters, one for one, and leave out unseen ones.

    Args:
        text: A line.
        changed: Counts what was replaced (``⺠→民``) or left out (``U+200B``).
    """
    if text.isascii():
        return _UNSEEN.sub(lambda match: _left_out(match.group(), changed), text)
    text = _LOOKALIKE.sub(lambda match: _ordinary(match.group(), changed), text)
    if (bars := len(_BAR.findall(text))) > 1 or (bars and _EDGE.search(text)):
        text = _BAR.sub(lambda match: _bar(match.group(), changed), text)
    return _UNSEEN.sub(lambda match: _left_out(match.group(), changed), text)


def raised(text: str, before: str) -> str:
    """Write what a page sets above the line so that it can't be taken for the number it hangs on.

    Args:
        text: What is raised; its digits are those of a note's mark, or of a power.
        before: What stands before it; where that doesn't end with something, nothing hangs on it.
    """
    return text.translate(_RAISED) if before[-1:].strip() else text


def _bar(char: str, changed: Counter[str]) -> str:
    changed[f"{char}→|"] += 1
    return "|"


def _ordinary(char: str, changed: Counter[str]) -> str:
    plain = _PLAIN.get(char) or unicodedata.normalize("NFKC", char)
    if len(plain) != 1 or plain == char:
        return char
    changed[f"{char}→{plain}"] += 1
    return plain


def _left_out(char: str, changed: Counter[str]) -> str:
    changed[f"U+{ord(char):04X}"] += 1
    return ""


def fold(text: str) -> str:
    """Give a text for comparison: without spaces, width, and kinds of quotes, dashes and brackets."""
    return _folded_short(text) if len(text) <= _SHORT else "".join(char for _, char in folded(text))


@functools.lru_cache(maxsize=4096)
def _folded_short(text: str) -> str:
    return "".join(char for _, char in folded(text))


def folded(text: str) -> Iterator[tuple[int, str]]:
    """List the characters of a folded text, each with its place in the text."""
    for place, char in enumerate(text):
        if char.isspace():
            continue
        if char in _SAME:
            yield place, _SAME[char]
        elif char.isascii() or "\u4e00" <= char <= "\u9fff":
            yield place, char.lower()
        else:
            for plain in unicodedata.normalize("NFKC", char):
                if not plain.isspace():
                    yield place, _SAME.get(plain, plain)


def counted(texts: Iterable[str]) -> Counter[str]:
    """Count the characters of texts, spaces left out: what must be the same before and after."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(text)
    for char in [char for char in found if char.isspace()]:
        del found[char]
    return found
