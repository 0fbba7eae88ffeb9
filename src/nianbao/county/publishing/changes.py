"""What changed on a page since the last look."""

from __future__ import annotations

from nianbao.verifying.difference import shortened
from nianbao.verifying.in_pieces import in_piece
from nianbao.verifying.matched import Matched
from nianbao.verifying.page import PageCell, stream_of_page
from nianbao.verifying.pieces import Piece
from nianbao.verifying.stream import Stream

MOST = 20
"""So many changes are listed."""


def changes(before: str, now: str) -> list[str]:
    """List the changes between two looks, in Chinese.

    Args:
        before: The report's words on the page, then.
        now: The same, now.
    """
    piece = Piece("text", before, "网页")
    cells = _cells(now)
    page = stream_of_page(cells)
    then = stream_of_page(_cells(before))
    own = Stream(then.text, then.raws, [0] * len(then.text))
    matched = Matched([piece], own, cells, page)
    found = [_said(one.should or "", one.was or "") for one in in_piece(matched, 0)]
    found += [
        f"多了「{shortened(words)}」"
        for run in matched.extra()
        if (words := page.raw(range(run.start, run.end)))
    ]
    more = len(found) - MOST
    return found[:MOST] + ([f"还有 {more} 处"] if more > 0 else [])


def _cells(text: str) -> list[PageCell]:
    return [
        PageCell(number, cell, in_row="\t" in line)
        for number, line in enumerate(text.split("\n"))
        for cell in line.split("\t")
    ]


def _said(before: str, now: str) -> str:
    if not before:
        return f"多了「{shortened(now)}」"
    if not now:
        return f"少了「{shortened(before)}」"
    return f"「{shortened(before)}」改成了「{shortened(now)}」"
