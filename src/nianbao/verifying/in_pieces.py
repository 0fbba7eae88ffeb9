"""What differs inside the pieces of a report that the page has: numbers of cells, words, dates, the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from nianbao.importer.characters import fold
from nianbao.verifying.changes import Change, changes_of, is_of_number
from nianbao.verifying.difference import Difference, Kind, shortened
from nianbao.verifying.eaten import AROUND, pattern
from nianbao.verifying.matched import Matched
from nianbao.verifying.pieces import Piece
from nianbao.verifying.stream import BLANK, EDGE

_CONTEXT = 8
_DAY = 3
"""Year, month and day."""

_WHOLE = 24
"""A short piece is shown as a whole."""

_AGAIN = "请照签发稿改过来。"
_PASTE = "请在网站后台照签发稿重新录入这一处；粘贴时用发布页的「复制网页代码」，一般不会被吃。"


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
    for change in changes_of(matched, start, end, places):
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


def _change(matched: Matched, piece: Piece, change: Change, start: int, end: int) -> Difference | None:
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


def _eaten(matched: Matched, change: Change, start: int, end: int) -> tuple[int, int] | None:
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
        while first > start and is_of_number(text[first - 1]):
            first -= 1
        while last < end and is_of_number(text[last]):
            last += 1
    return first, last


def _page_range(matched: Matched, change: Change, first: int, last: int) -> list[int]:
    known = [place for place in matched.places[first:last] if place >= 0] + change.page
    return list(range(min(known), max(known) + 1)) if known else []


def _raw(matched: Matched, start: int, end: int) -> str:
    return matched.report.raw(range(start, end))


def _context(matched: Matched, change: Change, start: int, end: int) -> tuple[str, str]:
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
