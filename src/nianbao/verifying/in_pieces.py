"""What differs inside the pieces of a report that the page has: numbers of cells, words, dates, the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from nianbao.importer.characters import fold
from nianbao.verifying.difference import Difference, Kind, shortened
from nianbao.verifying.eaten import AROUND, pattern
from nianbao.verifying.matched import Matched
from nianbao.verifying.pieces import Piece
from nianbao.verifying.stream import BLANK, EDGE

_NEAR = 2
"""Two changes with no more unchanged characters between them are one."""

_CONTEXT = 8
_DAY = 3
"""Year, month and day."""

_WHOLE = 24
"""A short piece is shown as a whole."""

_AGAIN = "请照签发稿改过来。"
_PASTE = "请在网站后台照签发稿重新录入这一处；粘贴时用发布页的「复制网页代码」，一般不会被吃。"


@dataclass(frozen=True)
class _Change:
    """A stretch that differs: in the report's stream, and the page's places for it."""

    start: int
    end: int
    page: list[int]


def in_piece(matched: Matched, number: int) -> Iterator[Difference]:
    """List the differences inside a piece."""
    piece = matched.pieces[number]
    start, end = matched.spans[number]
    places = matched.page_places(number)
    same = matched.report.text[start:end] == "".join(matched.page.text[place] for place in places)
    if same or start == end:
        return
    if piece.kind == "value":
        yield from _value(matched, piece, start, end, places)
        return
    if _is_same_day(piece, was := matched.page.raw(places)):
        said = f"网页上写作「{was}」，日期一样。"
        yield _found(Kind.STYLE, piece, said, "", piece.text, was, hint=True)
        return
    # What parts a text from the number before it says nothing of the text.
    start += matched.report.text[start] == EDGE
    places = places[1:] if places and matched.page.text[places[0]] == EDGE else places
    told = start
    for change in _changes(matched, start, end, places):
        eaten = _eaten(matched, change, start, end)
        # Of a date or number that was eaten in two places the whole is told once.
        if eaten and change.end <= told:
            continue
        told = eaten[1] if eaten else told
        found = _change(matched, piece, change, start, end)
        if found:
            yield found


def _value(matched: Matched, piece: Piece, start: int, end: int, places: list[int]) -> Iterator[Difference]:
    own = matched.report.text[start:end].strip(EDGE)
    other = "".join(matched.page.text[place] for place in places)
    if own == other.strip(EDGE):
        parted = own == matched.report.text[start:end] or other.startswith(EDGE)
        if not parted and matched.places[start - 1] >= 0:
            message = f"「{piece.text}」和前一格的数字连在了一起，分不开。"
            yield _found(Kind.TABLE, piece, message, _AGAIN, piece.text, None)
        return
    if own == BLANK and not other.strip(EDGE):
        return
    was = matched.page.raw(places)
    if _is_same_number(own, other.strip(EDGE)):
        said = f"网页上写作「{was}」，数值一样。"
        yield _found(Kind.STYLE, piece, said, "", piece.text, was, hint=True)
        return
    if not was:
        yield _found(
            Kind.NUMBER, piece, f"应为 {piece.text or '空白'}，网页上是空白。", _AGAIN, piece.text, ""
        )
        return
    yield _found(
        Kind.NUMBER, piece, f"应为 {piece.text}，网页上是 {shortened(was)}。", _AGAIN, piece.text, was
    )


def _is_same_number(own: str, other: str) -> bool:
    """Tell whether two writings are of one number: 1,234 and 1234, 0 and 0.00."""
    try:
        return Decimal(own.replace(",", "")) == Decimal(other.replace(",", ""))
    except InvalidOperation:
        return False


def _is_same_day(piece: Piece, was: str) -> bool:
    """Tell whether a date is the signed one in another writing: 2025-01-09 for 2025年1月9日."""
    own, other = (list(map(int, re.findall(r"\d{1,4}", fold(text)))) for text in (piece.text, was))
    return piece.kind == "date" and len(own) == _DAY and own == other


def _changes(matched: Matched, start: int, end: int, places: list[int]) -> list[_Change]:
    """Gather what differs in a piece; changes close to each other, and within one number, are one."""
    steps = list(_steps(matched, start, end, places))
    wrong = [index for index, (own, other) in enumerate(steps) if not _same(matched, own, other)]
    groups: list[list[int]] = []
    for index in wrong:
        if groups and index - groups[-1][-1] - 1 <= _NEAR:
            groups[-1].append(index)
        else:
            groups.append([index])
    widened = [_widened(matched, steps, group[0], group[-1]) for group in groups]
    merged: list[tuple[int, int]] = []
    for first, last in widened:
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return [_as_change(steps, first, last, start) for first, last in merged]


def _steps(matched: Matched, start: int, end: int, places: list[int]) -> Iterator[tuple[int, int]]:
    """Walk both sides of a piece: place in the report or -1, place in the page or -1."""
    at = 0
    for own in range(start, end):
        other = matched.places[own]
        if other >= 0:
            while at < len(places) and places[at] < other:
                yield -1, places[at]
                at += 1
            at += 1
        yield own, other
    for place in places[at:]:
        yield -1, place


def _same(matched: Matched, own: int, other: int) -> bool:
    return own >= 0 and other >= 0 and matched.report.text[own] == matched.page.text[other]


def _char(matched: Matched, step: tuple[int, int]) -> str:
    own, other = step
    return matched.report.text[own] if own >= 0 else matched.page.text[other]


def _widened(matched: Matched, steps: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """Take the rest of a number in: 30 instead of 20, not 3 instead of 2."""
    if any(_is_of_number(_char(matched, steps[index])) for index in range(first, last + 1)):
        while first and _is_of_number(_char(matched, steps[first - 1])):
            first -= 1
        while last + 1 < len(steps) and _is_of_number(_char(matched, steps[last + 1])):
            last += 1
    return first, last


def _is_of_number(char: str) -> bool:
    return "0" <= char <= "9" or char in (".", "%", EDGE)


def _as_change(steps: list[tuple[int, int]], first: int, last: int, start: int) -> _Change:
    own = [place for place, _ in steps[first : last + 1] if place >= 0]
    before = (steps[index][0] for index in range(first - 1, -1, -1))
    begin = own[0] if own else next((place + 1 for place in before if place >= 0), start)
    page = [place for _, place in steps[first : last + 1] if place >= 0]
    return _Change(begin, own[-1] + 1 if own else begin, page)


def _change(matched: Matched, piece: Piece, change: _Change, start: int, end: int) -> Difference | None:
    should = _raw(matched, change.start, change.end)
    was = matched.page.raw(change.page)
    if not should and not was:
        return None
    if span := _eaten(matched, change, start, end):
        first, last = span
        should, was = _raw(matched, first, last), matched.page.raw(_page_range(matched, change, first, last))
        eaten = pattern(should, was) or "字被网站吃掉了"
        message = f"{eaten}：应为「{shortened(should)}」，网页上是「{shortened(was)}」。"
        return _found(Kind.EATEN, piece, message, _PASTE, should, was)
    if not any(char.isalnum() for char in fold(should + was)):
        return _marks(piece, should, was, _context(matched, change, start, end))
    kind = _kind(piece, should, was)
    before, after = _context(matched, change, start, end)
    around = f"（在「{before}▁{after}」处）" if end - start > _WHOLE else ""
    if not was:
        message = f"少了「{shortened(should)}」{around}。"
    elif not should:
        message = f"多了「{shortened(was)}」{around}。"
    else:
        message = f"应为「{shortened(should)}」，网页上是「{shortened(was)}」{around}。"
    return _found(kind, piece, message, _AGAIN, should, was)


def _kind(piece: Piece, should: str, was: str) -> Kind:
    own = {"title": Kind.TITLE, "date": Kind.DATE, "signed": Kind.UNIT}.get(piece.kind)
    if own:
        return own
    return Kind.NUMBER if any(char.isdigit() for char in fold(should + was)) else Kind.WORDS


def _marks(piece: Piece, should: str, was: str, around: tuple[str, str]) -> Difference:
    """Say that a mark changed; brackets and ends of sentences change what is meant, spaces don't."""
    place = f"（在「{around[0]}▁{around[1]}」处）"
    if should and was:
        message = f"标点应为「{should}」，网页上是「{was}」{place}。"
    else:
        message = f"标点{'少了' if should else '多了'}「{should or was}」{place}。"
    return _found(Kind.WORDS, piece, message, _AGAIN, should, was)


def _eaten(matched: Matched, change: _Change, start: int, end: int) -> tuple[int, int] | None:
    """Give the whole date or document number of which something was eaten; None where nothing was.

    A bracket that stands in no such thing is shown with the words beside it: alone it has no place.
    """
    first, last = change.start, change.end
    should = _raw(matched, first, last)
    if not should or not pattern(should, matched.page.raw(change.page)):
        return None
    text = matched.report.text
    while first > start and AROUND.fullmatch(text[first - 1]):
        first -= 1
    while last < end and AROUND.fullmatch(text[last]):
        last += 1
    if not any(char.isalnum() for char in _raw(matched, first, last)):
        first, last = max(start, first - _CONTEXT), min(end, last + _CONTEXT)
        while first > start and _is_of_number(text[first - 1]):
            first -= 1
        while last < end and _is_of_number(text[last]):
            last += 1
    return first, last


def _page_range(matched: Matched, change: _Change, first: int, last: int) -> list[int]:
    known = [place for place in matched.places[first:last] if place >= 0] + change.page
    return list(range(min(known), max(known) + 1)) if known else []


def _raw(matched: Matched, start: int, end: int) -> str:
    return matched.report.raw(range(start, end))


def _context(matched: Matched, change: _Change, start: int, end: int) -> tuple[str, str]:
    before = _raw(matched, max(start, change.start - _CONTEXT), change.start)
    return before, _raw(matched, change.end, min(end, change.end + _CONTEXT))


def _found(
    kind: Kind,
    piece: Piece,
    message: str,
    advice: str,
    should: str | None,
    was: str | None,
    *,
    hint: bool = False,
) -> Difference:
    return Difference(
        kind, piece.where, message, advice, should, was, "hint" if hint else "difference",
        piece.section, piece.table_id, piece.row, piece.column,
    )  # fmt: skip
