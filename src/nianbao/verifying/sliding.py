"""Where a stretch that one side has more begins.

Where a part is left out or put in between two places alike, it may as well begin a few characters earlier: 「0　四、…
0」 and 「四、… 0　0」 are the same to an alignment. To people it begins with its heading.
"""

from __future__ import annotations

from nianbao.verifying.pieces import Piece
from nianbao.verifying.stream import Stream

LONG = 12
"""Stretches of more characters are moved."""


def slide(places: list[int], pieces: list[Piece], report: Stream, page: Stream) -> None:
    """Move what was left out or put in to where a heading, else a line of the page begins.

    Args:
        places: For each character of the report its place on the page, or -1; changed in place.
        pieces: The report's pieces.
        report: The report's stream.
        page: The page's stream.
    """
    headings = {place for place in range(1, len(places)) if _begins_heading(place, pieces, report)}
    for start, end in _gone(places):
        _slide_gone(places, report.text, headings, start, end)
    for place in range(len(places) - 1):
        first, last = places[place], places[place + 1]
        if first >= 0 and last - first > LONG:
            _slide_put_in(places, page, headings, place, last)


def _begins_heading(place: int, pieces: list[Piece], report: Stream) -> bool:
    owner = report.owners[place]
    return pieces[owner].kind == "heading" and report.owners[place - 1] != owner


def _gone(places: list[int]) -> list[tuple[int, int]]:
    """List what was left out between two characters that follow each other on the page."""
    found, start = [], 0
    while start < len(places):
        end = start
        while end < len(places) and places[end] < 0:
            end += 1
        if end - start > LONG and start and end < len(places) and places[end] == places[start - 1] + 1:
            found.append((start, end))
        start = end + 1
    return found


def _slide_gone(places: list[int], text: str, headings: set[int], start: int, end: int) -> None:
    if start in headings:
        return
    forth = _step_forth(places, text, headings, start, end)
    for step in range(forth):
        places[start + step], places[end + step] = places[end + step], -1
    back = 0 if forth else _step_back(places, text, headings, start, end)
    for step in range(1, back + 1):
        places[end - step], places[start - step] = places[start - step], -1


def _step_forth(places: list[int], text: str, headings: set[int], start: int, end: int) -> int:
    """Tell how far what was left out can be moved on to begin with a heading; 0 when it can't."""
    for moved in range(len(text) - end):
        if start + moved in headings:
            return moved
        if text[start + moved] != text[end + moved] or places[end + moved] != places[end] + moved:
            return 0
    return 0


def _step_back(places: list[int], text: str, headings: set[int], start: int, end: int) -> int:
    for moved in range(start):
        if start - moved in headings:
            return moved
        before = start - moved - 1
        if text[before] != text[end - moved - 1] or places[before] != places[start - 1] - moved:
            return 0
    return 0


def _slide_put_in(places: list[int], page: Stream, headings: set[int], place: int, end: int) -> None:
    """Move what was put in behind a place of the report: back to a heading, else to the nearest line."""
    start, chosen = places[place] + 1, 0
    for moved in range(place + 1):
        begins = page.owners[start - moved] != page.owners[start - moved - 1]
        if begins and place - moved + 1 in headings:
            chosen = moved
            break
        chosen = chosen or (moved if begins else 0)
        at = start - moved - 1
        is_same = places[place - moved] == at and page.text[at] == page.text[end - moved - 1]
        if (begins and not moved) or not is_same:
            break
    for step in range(chosen):
        places[place - step] = end - step - 1
