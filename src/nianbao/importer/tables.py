"""The numbers of the statutory tables of a published report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nianbao.importer.align import Match, align
from nianbao.importer.certainty import Certainty
from nianbao.importer.characters import fold
from nianbao.importer.claims import Claims, Owner
from nianbao.importer.header_order import Disorder, by_headers
from nianbao.importer.items import Item, is_rule, is_value, items
from nianbao.importer.labels import Lexicon, alike, lexicon
from nianbao.importer.odd_cells import with_odd_cells
from nianbao.importer.runs import Run, runs
from nianbao.importer.slots import slots, without_letters
from nianbao.tables.numbers import has_marks, read_number
from nianbao.template import CellId, TableForm, Template

_NAME = 80
"""A printed label of a parameter file has no more characters."""

_MOST_ROWS = 300
"""Rows of numbers that are looked at; three statutory tables have some forty."""

_MANY = 8
"""So many rows of a table are named before it is asked whether they have their numbers."""

_PIECE = 4
"""So many characters of a label that is printed downwards may stand before a label's end."""

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class ReadCell:
    """A cell that was read.

    Attributes:
        table: Table id.
        cell: Row and column id.
        value: The number, or text with its unit where the column has none; None when it stays out.
        raw: What stood there.
        item: Where.
        certainty: How sure it is that this is the cell.
        why: Why, or why it stays out.
    """

    table: str
    cell: CellId
    value: int | float | str | None
    raw: str
    item: Item
    certainty: Certainty
    why: str


@dataclass
class ReadTables:
    """What was read of all tables.

    Attributes:
        cells: Cells in printed order.
        labels: Labels that differ from the template's: table id → row or column id → label, and where it stands.
        unread: Rows that were recognised and whose cells can't be told apart.
        strange: Rows that no form has.
        seen: Ids of the tables of which anything stands in the source.
        disorders: Tables whose headers are printed in another order than the form's.
    """

    cells: list[ReadCell] = field(default_factory=list)
    labels: dict[str, dict[str, tuple[str, Item]]] = field(default_factory=dict)
    unread: list[Match] = field(default_factory=list)
    strange: list[Run] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    disorders: list[Disorder] = field(default_factory=list)


def read_tables(claims: Claims, stretches: Sequence[Sequence[int]], template: Template) -> ReadTables:
    """Read the tables that stand in some lines, and claim what was used of them."""
    words = lexicon([template])
    indexes = [index for stretch in stretches for index in stretch]
    everything = list(with_odd_cells(items(claims.lines, indexes), words))
    places = slots(template)
    found = runs(everything, {length for slot in places for length in slot.lengths})
    matches = _plausible(align(found[:_MOST_ROWS], places, words), found, everything)
    matches, disorders = by_headers(matches, everything)
    read = ReadTables(disorders=disorders)
    kept: set[int] = set()
    for match in matches:
        owner = Owner("table", match.slot.form.id)
        if match.cells is None:
            read.unread.append(match)
            continue
        for item in match.run.cells:
            claims.claim(item.line, owner, item.span)
        read.cells += _cells(match)
        if match.slot.row and match.label and (raw := _own_label(match)):
            read.labels.setdefault(match.slot.form.id, {})[match.slot.row] = raw, match.label
            kept.add(id(match.label))
    matched = {id(match.run) for match in matches}
    read.strange = [run for run in found if id(run) not in matched and run.numbers]
    kept.update(_column_labels(everything, template, words, read))
    _claim_labels(claims, everything, stretches, matches, words, kept)
    read.seen = [form.id for form in template.tables if _is_seen(form, everything, matches)]
    return read


def _plausible(matches: Sequence[Match], found: Sequence[Run], everything: Sequence[Item]) -> list[Match]:
    """Leave a table out that was read downwards: its rows' names are there, and hardly any has its numbers.

    The few that seem to have them do so by chance.
    """
    labels = {fold(item.text) for item in everything if item.kind == "label"}
    matched = {id(match.run) for match in matches}
    strange = sum(run.numbers > 0 for run in found if id(run) not in matched)
    downwards = set()
    for form in {match.slot.form.id: match.slot.form for match in matches}.values():
        named = len(labels & {fold(row.label) for row in form.rows})
        own = sum(one.slot.form is form and one.cells is not None for one in matches)
        if named >= _MANY and own * 4 < named and strange > own:
            downwards.add(form.id)
    return [
        # Beside such a table nothing is known by its place either.
        replace(match, cells=None)
        if match.slot.form.id in downwards or (downwards and match.certainty == "low")
        else match
        for match in matches
    ]


def _cells(match: Match) -> Iterator[ReadCell]:
    form = match.slot.form
    assert match.cells is not None
    for cell, item in zip(match.slot.cells, match.cells, strict=True):
        if item.kind == "blank":
            yield ReadCell(form.id, cell, None, item.text, item, match.certainty, "空白")
            continue
        number = read_number(item.text, form.kind(cell), form.unit(cell))
        value: int | float | str | None
        if number.value is None:
            bare = fold(item.text)
            # A number that the cell can't hold is still what was published: a check says so. A note's mark
            # (89①, 89¹) folds into one of its digits, and is none.
            is_one = (
                _PLAIN.fullmatch(bare) and len(bare) < 16 and is_value(item.text) and not has_marks(item.text)
            )
            value = float(bare) if is_one else None
            why = f"{match.why}；{number.problem}"
        elif number.unit:
            value, why = fold(item.text), match.why
        else:
            value = float(number.value) if isinstance(number.value, Decimal) else number.value
            why = match.why
        yield ReadCell(form.id, cell, value, item.text, item, match.certainty, why)


def _own_label(match: Match) -> str | None:
    """Give a row's label where it isn't the template's."""
    item = match.label
    if item is None or fold(item.text) in match.slot.labels:
        return None
    raw = without_letters(item.text)
    own, label = match.slot.words(item), match.slot.labels[0]
    rest = fold(match.run.after[0].text) if match.run.after else ""
    # A label that goes on in the next line was split by the page, not printed differently.
    goes_on = label.startswith(own) and any(
        len(rest) > place and rest[place:] in label[len(own) :] for place in range(_PIECE + 1)
    )
    above = [match.slot.words(one) for one in match.run.before if one is not item][-1:]
    comes_from = own in label and any(one and one in label for one in above)
    return None if own == label or goes_on or comes_from or len(raw) > _NAME else raw


def _column_labels(
    everything: Sequence[Item], template: Template, words: Lexicon, read: ReadTables
) -> Iterator[int]:
    """Find headers that differ: as many as the columns of a band, between its head and its first row."""
    names = [fold(item.text) if item.kind == "label" else "" for item in everything]
    for form in template.tables:
        for band in form.bands:
            heads = [fold(form.column_by_id[column].label) for column in band.columns]
            first = fold(form.row_by_id[band.rows[0]].label)
            for place, name in enumerate(names):
                after = names[place + 1 : place + 1 + len(heads)]
                if name != fold(band.head) or len(after) < len(heads) or not all(after) or first in after:
                    continue
                if sum(alike(head, own) for head, own in zip(heads, after, strict=True)) < 0.4 * len(heads):
                    continue
                for offset, (column, head, own) in enumerate(zip(band.columns, heads, after, strict=True)):
                    item = everything[place + 1 + offset]
                    goes_on = head == own + "".join(names[place + 2 + offset : place + 3 + offset])
                    if own != head and not goes_on and own not in words.labels and len(item.text) <= _NAME:
                        read.labels.setdefault(form.id, {}).setdefault(column, (item.text, item))
                        yield id(item)


def _claim_labels(
    claims: Claims,
    everything: Iterable[Item],
    stretches: Sequence[Sequence[int]],
    matches: Sequence[Match],
    words: Lexicon,
    kept: set[int],
) -> None:
    """Claim labels, and the lines between cells, for the tables; what is no label stays free."""
    starts = [(match.run.cells[0].line, match.slot.form.id) for match in matches if match.run.cells]
    last = starts[-1][1] if starts else ""

    def owner(line: int) -> Owner:
        return Owner("table", next((name for first, name in starts if first >= line), last))

    for item in everything:
        ours = item.kind == "unit" or (item.kind == "blank" and bool(item.text.strip()))
        if item.kind == "label":
            scraps = all(words.is_scrap(fold(word)) for word in item.text.split())
            ours = id(item) in kept or scraps or words.is_glued(fold(item.text))
        if ours:
            claims.claim(item.line, owner(item.line), item.span)
    for stretch in stretches:
        for index in stretch:
            text = claims.lines[index].text
            if is_rule(text):
                claims.claim(index, owner(index))
            for bars in re.finditer(r"[|]+", text):
                claims.claim(index, owner(index), bars.span())


def _is_seen(form: TableForm, everything: Iterable[Item], matches: Sequence[Match]) -> bool:
    if any(match.slot.form is form for match in matches):
        return True
    own = {fold(row.label) for row in form.rows}
    if form.layout == "transposed":
        own |= {fold(column.label) for column in form.columns if len(column.label) > 2}
    return sum(fold(item.text) in own for item in everything if item.kind == "label") >= 2
