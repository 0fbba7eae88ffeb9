"""The title of a published report, and what it says of unit and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nianbao.importer.characters import fold
from nianbao.importer.claims import Claims
from nianbao.importer.source import Line, Span

_TITLE = re.compile(
    r"(?:信息公开|政务公开|政府信息).{0,12}?(?:报告|年报|总结|情况)(?:\((?!.*[。;]).{0,12}\))?$"
    r"|(?:信息公开|政务公开)(?:工作)?(?:年度)?(?:报告|年报)"
)
_BEGINS = re.compile(r".{0,40}(?:信息公开|政务公开|政府信息|年度政府|年政府)[^。;,:]{0,8}$")
_GOES_ON = re.compile(r"[^。;,:]{0,10}(?:报告|年报)$")
_ORGAN = re.compile(
    r"(?:政府|办事处|镇|乡|街道|局|委|委员会|办公室|中心|省|市|县|区|州|旗|管委会|公司|集团|总队|支队|院|校)$"
)
_NOT_TITLE = re.compile(r"[。;!?]|^标题:|根据|按照|现将|编制|如下")
_LONGEST = 60
_PARTS = re.compile(
    r"^(?:关于)?(?P<before>.*?)(?P<year>20[0-3]\d)年?(?:年度|度)?(?P<after>.*?)"
    r"(?:政府信息|信息公开|政务公开)"
)
_WITHOUT_YEAR = re.compile(r"^(?:关于)?(?P<before>.*?)(?:政府信息|信息公开|政务公开)")


@dataclass(frozen=True)
class Title:
    """A report's title.

    Attributes:
        text: In one line, as printed.
        pieces: Where it stands: index of the line, and where in it.
    """

    text: str
    pieces: tuple[tuple[int, Span], ...]


def find_title(claims: Claims, lines: Sequence[int]) -> Title | None:
    """Find the title among the lines before the first heading.

    Args:
        claims: Who owns what; a title is nobody's yet.
        lines: Indexes of these lines.
    """
    filled = [index for index in lines if claims.lines[index].text.strip(" |\t\u3000")]
    best: tuple[int, Title] | None = None
    for place, index in enumerate(filled):
        text = fold(claims.lines[index].text).strip("|")
        if not claims.is_free(index) or len(text) > _LONGEST or _NOT_TITLE.search(text):
            continue
        title: list[int] = []
        if _TITLE.search(text):
            title = [index]
        elif _BEGINS.fullmatch(text) and any(
            _GOES_ON.fullmatch(fold(claims.lines[after].text).strip("|"))
            for after in filled[place + 1 : place + 2]
        ):
            title = [index, filled[place + 1]]
        if not title:
            continue
        before = filled[place - 1] if place else None
        if before is not None and _lacks_unit(text) and _is_unit(claims, before):
            title.insert(0, before)
        found = _joined(claims, title)
        score = _score(found.text)
        if best is None or score > best[0]:
            best = (score, found)
    return best[1] if best else None


def is_titled(text: str) -> bool:
    """Tell whether a line reads like a report's title."""
    bare = fold(text).strip("|")
    return len(bare) <= _LONGEST and _TITLE.search(bare) is not None and unit_and_year(bare)[1] is not None


def is_title_line(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line reads like the title, or like its end where the line before begins one."""
    if is_titled(lines[index].text):
        return True
    before = next((one.text for one in reversed(lines[max(0, index - 3) : index]) if one.text.strip()), "")
    return (
        _GOES_ON.fullmatch(fold(lines[index].text)) is not None
        and _BEGINS.fullmatch(fold(before)) is not None
    )


def _joined(claims: Claims, lines: Iterable[int]) -> Title:
    pieces, texts = [], []
    for index in lines:
        text = claims.lines[index].text
        inside = text.strip(" |\t\u3000")
        start = text.index(inside)
        pieces.append((index, (start, start + len(inside))))
        texts.append(inside)
    return Title("".join(texts) if len(texts) > 1 else texts[0], tuple(pieces))


def _score(text: str) -> int:
    parts = unit_and_year(text)
    return bool(parts[0]) * 2 + bool(parts[1]) * 2 + ("报告" in text or "年报" in text)


def _lacks_unit(text: str) -> bool:
    return unit_and_year(text)[0] is None


def _is_unit(claims: Claims, index: int) -> bool:
    text = fold(claims.lines[index].text).strip("|")
    return (
        claims.is_free(index)
        and 2 <= len(text) <= 30
        and _ORGAN.search(text) is not None
        and not re.search("[。,;:]", text)
    )


def unit_and_year(title: str) -> tuple[str | None, int | None]:
    """Read unit and year from a title; each None where it has none."""
    text = fold(title)
    found = _PARTS.match(text)
    year = int(found["year"]) if found else None
    if found:
        unit = found["before"] or found["after"]
        if (
            found["before"]
            and found["after"]
            and found["after"].endswith(("人民", "镇", "乡", "街道", "局", "委"))
        ):
            unit = found["before"] + found["after"] if len(found["before"]) <= 12 else unit
    else:
        bare = _WITHOUT_YEAR.match(text)
        unit = bare["before"] if bare else None
    if unit and unit.endswith("人民"):
        unit += "政府"
    unit = re.sub(r"^[-#*|>\s]+|的$", "", unit) if unit else None
    return (unit or None), year
