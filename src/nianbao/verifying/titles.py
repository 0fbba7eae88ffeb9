"""The title: it stands apart from the text, among what the site prints around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from nianbao.importer.characters import fold
from nianbao.importer.readers.html import UNSEEN
from nianbao.importer.source import TITLED
from nianbao.verifying.around import FIELDS
from nianbao.verifying.difference import Difference, Kind, shortened
from nianbao.verifying.in_pieces import in_piece
from nianbao.verifying.matched import Matched
from nianbao.verifying.page import Page, PageCell, stream_of_page
from nianbao.verifying.pieces import Piece, stream_of

_LINES = 4
"""A title is broken into no more lines."""

_ALIKE = 0.6

_NEAR = 2_000
"""Among so many lines before the text a changed title is looked for; farther away it is seen only if it is the same."""
_FEWEST = 8
_LABELLED = re.compile(rf"^\[?(?:{'|'.join(FIELDS)})\]?(?:[:\]]|$)")


def compare_title(page: Page, title: str, body: int) -> Iterator[Difference]:
    """Compare the title.

    Args:
        page: The page.
        title: The signed report's title.
        body: Number of the page's line in which the report's text begins.
    """
    lines = [line.text for line in page.imported.lines]
    best = _nearest(page, lines, title, body)
    if best is None:
        if any(fold(title) in fold(line) for line in _seen(page, lines)):
            message = "标题只在索引信息等处，正文上面没有。"
            yield Difference(Kind.TITLE, "标题", message, severity="hint")
            return
        if page.is_fragment:
            message = "文件里只有正文，没有标题；标题由网站另外印，没有比对。"
            yield Difference(Kind.TITLE, "标题", message, severity="hint")
            return
        message = f"网页上没有标题「{shortened(title)}」。"
        yield Difference(Kind.TITLE, "标题", message, "请照签发稿补上。", title, "")
        return
    piece = Piece("title", title, "标题")
    cells = [PageCell(number, lines[number], False) for number in best]
    matched = Matched([piece], stream_of([piece]), cells, stream_of_page(cells))
    yield from in_piece(matched, 0)
    for run in matched.extra():
        extra = matched.page.raw(range(run.start, run.end))
        message = f"网页上的标题多了「{shortened(extra)}」。"
        yield Difference(Kind.TITLE, "标题", message, "请照签发稿改过来。", title, extra)


def _seen(page: Page, lines: list[str]) -> Iterator[str]:
    hidden = {one.line for one in page.imported.stretches if one.name in (TITLED, UNSEEN)}
    return (line for number, line in enumerate(lines) if number not in hidden)


def _nearest(page: Page, lines: list[str], title: str, body: int) -> list[int] | None:
    """Find the lines that are the title: of those like it before the text, the nearest."""
    hidden = {one.line for one in page.imported.stretches if one.name in (TITLED, UNSEEN)}
    target = fold(title)
    filled = [
        number for number in range(min(body, len(lines))) if lines[number].strip() and number not in hidden
    ]
    folded = [fold(lines[number]) for number in filled]
    found: list[tuple[float, list[int]]] = []
    for at in range(len(filled)):
        for count in range(1, _LINES + 1):
            if at + count > len(filled) or _is_field(folded, at + count - 1):
                break
            text = "".join(folded[at : at + count])
            if _FEWEST <= len(text) <= 2 * len(target):
                is_near = at >= len(filled) - _NEAR
                found.append((_alike(target, text, exactly=not is_near), filled[at : at + count]))
    best = max((share for share, _ in found), default=0.0)
    near = [window for share, window in found if share >= _ALIKE and share == best]
    return near[-1] if near else None


def _is_field(folded: list[str], at: int) -> bool:
    """Tell whether a line is an index field, or the value of one whose name stands on the line before."""
    before = folded[at - 1] if at else ""
    return _LABELLED.search(folded[at]) is not None or before.strip("[]:") in FIELDS


def _alike(target: str, text: str, *, exactly: bool) -> float:
    if text == target:
        return 1.0
    if exactly:
        return 0.0
    matcher = SequenceMatcher(None, target, text, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0
