"""What became of the statutory tables' cells."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from nianbao.blocks import Cell, Table
from nianbao.editor.difference import pieces
from nianbao.editor.parts import Part
from nianbao.editor.scalars import Scalar
from nianbao.export.word.trace import digest, folded
from nianbao.report import Report
from nianbao.returning.changes import Change, Revised, authors_of
from nianbao.returning.exported import Exported
from nianbao.returning.pairing import likeness
from nianbao.returning.word import Grid, GridCell
from nianbao.tables.numbers import read_number

_ALIKE = 0.5
"""Likeness of labels from which a table of the Word file is ours."""

Both = tuple[Cell, GridCell]


def revised_table(block: Table, grid: Grid | None, report: Report, was: Exported) -> Revised:
    """Compare a table with what the Word file has in its place.

    Args:
        block: The table as it is now.
        grid: What the Word file has; None where it is gone.
        report: The report as it is now.
        was: What was exported.
    """
    assert block.id is not None
    return _Comparison(block, block.id, report, was).revised(grid)


def matched(blocks: Sequence[Table], grids: Sequence[Grid]) -> tuple[list[Grid | None], list[Grid]]:
    """Find the tables of the Word file that are ours; gives them in our order, and those that are new."""
    left = list(grids)
    found: list[Grid | None] = []
    for block in blocks:
        words = _words_of(block)
        best = max(left, key=lambda grid: likeness(words, _words_of_grid(grid)), default=None)
        if best is not None and likeness(words, _words_of_grid(best)) < _ALIKE:
            best = None
        if best is not None:
            left = [grid for grid in left if grid is not best]
        found.append(best)
    return found, left


class _Comparison:
    def __init__(self, block: Table, name: str, report: Report, was: Exported) -> None:
        self.block, self.name, self.report = block, name, report
        self.table = report.tables[name]
        self.rows = [*block.header, *block.body]
        cells = was.table(name).get("cells", ())
        self.was: dict[str, str] = {one[0]: one[1] for one in cells if one[0]}
        self.labels = {one[1] for one in cells}
        self.changes: list[Change] = []
        self.notices: list[str] = []
        self.values: dict[Part, Scalar] = {}
        self.totals: list[tuple[tuple[str, str], str, bool]] = []
        self.conflict = False

    def revised(self, grid: Grid | None) -> Revised:
        if grid is None:
            self.notices.append("这张表在 Word 文件里没有了，没有带回：表格由格式定")
        else:
            for own, other in self._cells(grid):
                self._compare(own, other)
            self.notices += [f"修订里删去的一行「{words}」没有带回：表格由格式定" for words in grid.gone]
            self.notices += self._wrong_totals()
        return Revised(
            key=f"tables.{self.name}",
            label=f"{self.table.form.name} {self.table.form.title}",
            changes=tuple(self.changes),
            notices=tuple(dict.fromkeys(self.notices)),
            theirs=self.values,
            conflict=self.conflict,
        )

    def _cells(self, grid: Grid) -> Iterator[Both]:
        """Line up the cells; where rows were added or taken out, by their labels."""
        if [len(row) for row in self.rows] == [len(row) for row in grid.rows]:
            for own, other in zip(self.rows, grid.rows, strict=True):
                yield from zip(own, other, strict=True)
            return
        self.notices.append("表格的行或列增减了，没有带回：表格由格式定，只比了对得上的行")
        ours = [_key([cell.text for cell in row if cell.value is None]) for row in self.rows]
        theirs = [_key([cell.text for cell in row if not _is_number(cell.text)]) for row in grid.rows]
        for start, other_start, size in difflib.SequenceMatcher(
            None, ours, theirs, autojunk=False
        ).get_matching_blocks():
            for step in range(size):
                own_row, other_row = self.rows[start + step], grid.rows[other_start + step]
                if len(own_row) == len(other_row):
                    yield from zip(own_row, other_row, strict=True)

    def _compare(self, own: Cell, other: GridCell) -> None:
        new = digest(other.text)
        if own.name is not None and own.parts:
            row, _, column = own.name.partition("/")
            is_edited = new not in (digest(own.text), self.was.get(own.name))
            self.totals.append(((row, column), other.text, is_edited))
            return
        if new == digest(own.text):
            return
        if own.name is None:
            if new not in self.labels:
                self.notices.append(
                    f"表里的「{own.text.strip()}」改成了「{other.text}」，没有带回：表格由格式定"
                )
            return
        if new == self.was.get(own.name):
            return  # only ours was changed since
        row, _, column = own.name.partition("/")
        self._number(own, other, (row, column))

    def _number(self, own: Cell, other: GridCell, cell: tuple[str, str]) -> None:
        where = self.table.form.place(cell)
        if cell in self.table.printed:
            self.notices.append(
                f"{where}改成了「{other.text}」，没有带回：底稿里这一格照公布的原样印「{own.text}」（printed）"
            )
            return
        number = read_number(other.text, self.table.form.kind(cell), self.table.form.unit(cell))
        if number.value is None or not other.text:
            said = f"「{other.text}」" if other.text else "空白"
            self.notices.append(f"{where}改成了{said}，读不成数，没有带回；没有的请填 0")
            return
        if self.table.source(cell) == "ledger":
            self.notices.append(f"{where}原来由台账算出；带回后以填的数为准，请同时核对台账")
        was = self.was.get(own.name or "")
        clash = was is not None and was != digest(own.text)
        self.conflict |= clash
        value = number.value
        self.values["tables", self.name, *cell] = value if isinstance(value, int) else float(value)
        authors = tuple(one for line in other.lines for one in authors_of(line))
        found = tuple(pieces(own.text, other.text))
        self.changes.append(Change("conflict" if clash else "edited", where, found, authors))

    def _wrong_totals(self) -> Iterator[str]:
        """Name totals that aren't the sum of their parts, once those are taken."""
        typed = {**self.table.typed, **{(part[2], part[3]): value for part, value in self.values.items()}}
        after = type(self.table)(
            self.table.form, typed, self.table.entries, self.table.printed, self.table.labels
        )
        left = []
        for cell, text, is_edited in self.totals:
            where, sums = self.table.form.place(cell), after.text(cell)
            if folded(sums) == folded(text):
                continue
            if is_edited:
                yield f"{where}改成了「{text}」，没有带回：合计由各格加出，是 {sums}，请改各格"
            elif sums != self.table.text(cell):  # of one that only we changed since there is nothing to say
                left.append(f"{where}是「{text}」，应为 {sums}")
        if left:
            yield f"Word 里的合计没有跟着改（{'；'.join(left)}）：带回各格以后，合计由程序重算"


def _key(texts: Sequence[str]) -> str:
    return "|".join("".join(text.split()) for text in texts)


def _is_number(text: str) -> bool:
    return bool(text) and read_number(text, "amount", None).value is not None


def _words_of(block: Table) -> str:
    return "".join(cell.text for row in (*block.header, *block.body) for cell in row if cell.value is None)


def _words_of_grid(grid: Grid) -> str:
    return "".join(cell.text for row in grid.rows for cell in row if not _is_number(cell.text))
