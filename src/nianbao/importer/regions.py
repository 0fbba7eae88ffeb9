"""Which lines of a source belong to statutory tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nianbao.importer.characters import fold
from nianbao.importer.items import is_blank, is_rule, is_value, pipe_cells, split_values
from nianbao.importer.labels import Lexicon
from nianbao.importer.source import Line

_STRONG, _FAIR, _WEAK, _NONE = 3, 2, 1, 0

_GAP = 3
"""So many lines that aren't a table's may stand between two that are."""

_LONGEST = 60
"""A longer line is text."""

_FEWEST = 3
"""So many different labels make a table."""

_LETTERS = 4
_NUMBERS_OF_A_ROW = 3


def regions(
    lines: Sequence[Line], lexicon: Lexicon, breaks: Callable[[int], bool], skips: Callable[[int], bool]
) -> list[list[int]]:
    """Find tables.

    Args:
        lines: The source's lines.
        lexicon: Labels of the tables that may occur.
        breaks: Tells whether a line is a heading or something else that no table contains.
        skips: Tells whether a line is nobody's, such as a page's number.

    Returns:
        Indexes of the lines of each stretch.
    """
    filled = [
        index
        for index, line in enumerate(lines)
        if (line.text.strip() or line.cells is not None) and not skips(index)
    ]
    looks = [_NONE if breaks(index) else _look(lines[index], lexicon) for index in filled]
    found = []
    place = 0
    while place < len(filled):
        if looks[place] < _STRONG:
            place += 1
            continue
        first = place
        last = _end(place, filled, looks, lines, breaks)
        while first and looks[first - 1] in (_WEAK, _FAIR):
            first -= 1
        stretch = filled[first : last + 1]
        if _is_table(stretch, lines, lexicon):
            found.append(stretch)
        place = last + 1
    return found


def _end(
    place: int,
    filled: Sequence[int],
    looks: Sequence[int],
    lines: Sequence[Line],
    breaks: Callable[[int], bool],
) -> int:
    """Find the last line of the stretch that a line opens."""
    last = place
    while last + 1 < len(filled):
        if looks[last + 1] > _NONE:
            last += 1
            continue
        ahead = last + 1
        while (
            ahead < len(filled)
            and ahead - last <= _GAP
            and looks[ahead] == _NONE
            and not breaks(filled[ahead])
            and len(fold(lines[filled[ahead]].text)) <= _LONGEST
        ):
            ahead += 1
        if ahead < len(filled) and looks[ahead] >= _FAIR and ahead - last <= _GAP:
            last = ahead
            continue
        break
    return last


def _look(line: Line, lexicon: Lexicon) -> int:
    """Tell how much a line looks like one of a table."""
    text = line.text
    if line.cells is not None or "|" in text:
        spans = line.cells if line.cells is not None else tuple(pipe_cells(text))
        cells = [text[slice(*span)] for span in spans]
        if len(cells) > 1 or is_rule(text):
            return _look_of_cells(cells, lexicon)
        text = cells[0] if cells else ""
    bare = fold(text)
    if is_value(text):
        return _FAIR
    if not bare or is_blank(text):
        return _WEAK
    if lexicon.is_label(bare):
        return _STRONG if len(bare) >= _LETTERS else _FAIR
    return _look_of_words(text, bare, lexicon) if len(bare) <= _LONGEST + 20 else _NONE


def _look_of_cells(cells: Sequence[str], lexicon: Lexicon) -> int:
    if any(lexicon.is_label(fold(cell)) or lexicon.near(fold(cell)) for cell in cells):
        return _STRONG
    if all(map(is_blank, cells)):
        return _WEAK
    numbers = sum(map(is_value, cells))
    return _FAIR if numbers and numbers + sum(map(is_blank, cells)) >= len(cells) - 2 else _NONE


def _look_of_words(text: str, bare: str, lexicon: Lexicon) -> int:
    """Tell the same of a line without bars: a label, or labels or numbers parted by spaces."""
    if split := split_values(text):
        words = fold(text[slice(*split.label)])
        if lexicon.is_label(words) or lexicon.near(words):
            return _STRONG
        return _FAIR if not words or len(split.values) >= _NUMBERS_OF_A_ROW else _NONE
    parts = [fold(word) for word in text.split()]
    if lexicon.near(bare) or (len(parts) > 1 and all(map(lexicon.is_label, parts))):
        return _STRONG
    return _WEAK if all(map(lexicon.is_scrap, parts)) else _NONE


def _is_table(stretch: Sequence[int], lines: Sequence[Line], lexicon: Lexicon) -> bool:
    seen = set()
    for index in stretch:
        text = lines[index].text
        parts = [text[slice(*span)] for span in lines[index].cells or ()] or text.split("|")
        split = split_values(text)
        words = text.split() if len(text) <= 2 * _LONGEST else []
        for part in [*parts, *words, *([text[slice(*split.label)]] if split else [])]:
            bare = fold(part)
            if lexicon.is_label(bare) or lexicon.near(bare):
                seen.add(bare)
    return len(seen) >= _FEWEST
