"""The words and figures of a page against those of a report: every difference, in the report's order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.export.document import Document
from nianbao.importer.characters import fold
from nianbao.template import Template
from nianbao.verifying.difference import Difference, Kind
from nianbao.verifying.in_pieces import in_piece
from nianbao.verifying.in_tables import (
    Confirmed,
    labels_gathered,
    of_table,
    scrap_of_label,
    tables_run_on,
)
from nianbao.verifying.in_wholes import (
    Group,
    absent,
    beyond,
    found_elsewhere,
    missing_groups,
    moved,
    within,
)
from nianbao.verifying.matched import Matched, Run
from nianbao.verifying.page import Page, cells_of, stream_of_page
from nianbao.verifying.pieces import pieces_of, stream_of
from nianbao.verifying.stream import Stream
from nianbao.verifying.titles import compare_title
from nianbao.verifying.twins import Twins
from nianbao.verifying.web import WebFacts, between

_OTHER = 0.2
"""A page that has a smaller share of the report's words has another text."""

_FEW_VARIANTS = 1


@dataclass(frozen=True)
class Compared:
    """A page that was compared.

    Attributes:
        matched: Both sides, character by character.
        differences: What differs, hints too.
        body: The page's lines from the report's first to its last: what is kept and compared later on.
        is_other: The page hasn't this report.
    """

    matched: Matched
    differences: tuple[Difference, ...]
    body: str
    is_other: bool

    @property
    def likeness(self) -> float:
        """How great a share of the report's words stands on the page."""
        return self.matched.likeness


def compare_texts(page: Page, document: Document, template: Template | None) -> Compared:
    """Compare a page's words and figures with a report's."""
    pieces = pieces_of(document, template)
    report = stream_of(pieces)
    cells = cells_of(page, report.text, frozenset(fold(piece.text) for piece in pieces))
    wrapped = page.is_wrapped
    matched = Matched(pieces, report, cells, stream_of_page(cells), wrapped=wrapped)
    if matched.likeness < _OTHER:
        return Compared(matched, (), _lines(matched, 0, len(matched.page.text)), is_other=True)
    first, last = matched.extent()
    begins = matched.cells[matched.page.owners[first]].line
    differences = [
        *compare_title(page, document.title.text, begins),
        *labels_gathered(list(_differences(matched, page)), wrapped=wrapped),
        *_variants(matched),
    ]
    return Compared(matched, tuple(differences), _lines(matched, first, last), is_other=False)


def _lines(matched: Matched, start: int, end: int) -> str:
    """Give the page's lines between two places, the cells of a row parted by tabs."""
    numbers = sorted(set(matched.page.owners[start:end]))
    lines: dict[int, list[str]] = {}
    for number in range(numbers[0], numbers[-1] + 1) if numbers else ():
        cell = matched.cells[number]
        lines.setdefault(cell.line, []).append(" ".join(cell.text.split()))
    return "\n".join("\t".join(cells) for cells in lines.values())


def _differences(matched: Matched, page: Page) -> Iterator[Difference]:
    read = Confirmed(page)
    groups = missing_groups(matched)
    covered = {number for group in groups for number in range(group.first, group.last + 1)}
    starts = {one.first: one for one in groups if not read.has_all(matched.pieces[one.first : one.last + 1])}
    runs = matched.extra()
    run_on = set(tables_run_on(matched))
    tables = {piece.table: number for number, piece in reversed(list(enumerate(matched.pieces)))}
    for number, piece in enumerate(matched.pieces):
        if piece.table is not None and tables[piece.table] == number and number not in covered:
            yield from of_table(piece, matched, page, run_on)
        if number in starts:
            yield from _of_group(matched, starts[number], runs, page.facts)
        elif number not in covered and not read.has(piece):
            inside = in_piece(matched, number)
            yield from (one for one in inside if not (one.kind == Kind.TABLE and piece.table in run_on))
    twins = Twins(matched)
    yield from (found for run in runs if (found := _of_run(matched, run, twins)))


def _of_run(matched: Matched, run: Run, twins: Twins) -> Difference | None:
    scrap = scrap_of_label(matched, run) if matched.wrapped else None
    return scrap or beyond(matched, run, twins)


def _of_group(
    matched: Matched, group: Group, runs: list[Run], facts: WebFacts | None
) -> Iterator[Difference]:
    """Tell of what is missing: it stands elsewhere, or is a picture, or isn't there."""
    elsewhere = found_elsewhere(matched, group, runs)
    if elsewhere is None:
        yield absent(matched, group, pictured=facts is not None and _is_pictured(matched, group, facts))
        return
    run, share = elsewhere
    yield moved(matched, group)
    start, end = within(matched, group, run)
    runs.remove(run)
    runs += [Run(*ends, run.inside) for ends in ((run.start, start), (end, run.end)) if ends[0] < ends[1]]
    if share < 1:
        yield from _in_moved(matched, group, start, end)


def _in_moved(matched: Matched, group: Group, start: int, end: int) -> Iterator[Difference]:
    """Compare a part that stands elsewhere with what stands there."""
    pieces = matched.pieces[group.first : group.last + 1]
    page = Stream(matched.page.text[start:end], matched.page.raws[start:end], matched.page.owners[start:end])
    own = Matched(pieces, stream_of(pieces), matched.cells, page, effort=matched.effort)
    for number in range(len(pieces)):
        if own.is_missing(number):
            yield absent(own, Group(number, number), pictured=False)
        else:
            yield from in_piece(own, number)


def _is_pictured(matched: Matched, group: Group, facts: WebFacts) -> bool:
    """Tell whether a picture stands on the page where a table is missing."""
    headings = [piece.text for piece in matched.pieces[: group.first + 1] if piece.kind == "heading"]
    start = facts.text.rfind(fold(headings[-1])) if headings else 0
    later = [piece.text for piece in matched.pieces[group.last + 1 :] if piece.kind == "heading"]
    end = facts.text.find(fold(later[0]), max(start, 0)) if later else len(facts.text)
    return any(between(facts, max(start, 0), end if end >= 0 else len(facts.text)))


def _variants(matched: Matched) -> Iterator[Difference]:
    """Say where the page writes the same in another way: half width for full width, other quotation marks."""
    kinds: Counter[tuple[str, str]] = Counter()
    for place, other in enumerate(matched.places):
        if other >= 0 and matched.report.text[place] == matched.page.text[other]:
            own, theirs = matched.report.raws[place], matched.page.raws[other]
            if own != theirs and own and theirs and not (own.isspace() or theirs.isspace()):
                kinds[own, theirs] += 1
    if kinds.total() >= _FEW_VARIANTS:
        shown = "、".join(
            f"「{own}」写成「{other}」{count} 处" for (own, other), count in kinds.most_common(5)
        )
        message = f"半角、全角等写法不同 {kinds.total()} 处，意思不变：{shown}。"
        yield Difference(Kind.STYLE, "全文", message, severity="hint")
