"""What became of a table as a whole: text, cells run together, labels that were broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from nianbao.importer.characters import fold
from nianbao.verifying.difference import Difference, Kind
from nianbao.verifying.in_wholes import text_beyond
from nianbao.verifying.matched import Matched, Run
from nianbao.verifying.page import Page
from nianbao.verifying.pieces import LABELS, Piece
from nianbao.verifying.stream import EDGE

_RUN_ON = 0.3
"""A table of whose cells so great a share has run into the one before is one thing to say, not fifty."""

_ROWS = 0.5
"""A table of whose numbers a smaller share stands in rows of cells is text."""

_FEW_LABELS = 3
"""So many differences in a table's words are told one by one."""

_FEW_ROWS = 4


class Confirmed:
    """The numbers that the importer read out of the page's tables: a second opinion where a PDF broke its rows.

    It goes by labels, not by order; what it is sure of and what is right is no difference.
    """

    def __init__(self, page: Page) -> None:
        # Of lines that end where the paper does nobody is quite sure.
        sure = ("high", "medium") if page.is_wrapped else ("high",)
        self._read = {
            (cell.table, cell.row, cell.column): fold(cell.raw)
            for cell in page.imported.cells
            if cell.value is not None and cell.certainty in sure
        }

    def has(self, piece: Piece) -> bool:
        """Tell whether a number of the report was read out of its place."""
        place = (piece.table_id or "", piece.row or "", piece.column or "")
        return piece.kind == "value" and self._read.get(place) == fold(piece.text)

    def has_all(self, pieces: Sequence[Piece]) -> bool:
        """Tell whether all numbers of some cells of a table were; a part or paragraph is none."""
        values = [piece for piece in pieces if piece.kind == "value"]
        others = any(piece.kind not in ("value", "label") for piece in pieces)
        return bool(values) and not others and all(map(self.has, values))


def scrap_of_label(matched: Matched, run: Run) -> Difference | None:
    """Take words between two cells of a table for a piece of a broken label; numbers are none."""
    if not run.inside or any(char.isdigit() for char in matched.page.text[run.start : run.end]):
        return None
    around = [matched.pieces[matched.owners[place]] for place in (run.start - 1, run.end)]
    if around[0].table is None or around[0].table != around[1].table:
        return None
    where = f"{around[0].where.removesuffix(LABELS).partition('「')[0]}{LABELS}"
    return Difference(Kind.EXTRA, where, text_beyond(matched, run), table=around[0].table_id)


def labels_gathered(found: list[Difference], *, wrapped: bool) -> Iterator[Difference]:
    """Tell of a table's words once where many differ: labels set upright are broken by PDFs and plain texts.

    Its numbers are told one by one all the same.
    """
    labels = Counter(one.table for one in found if _is_of_labels(one))
    told: set[str | None] = set()
    for one in found:
        count = labels[one.table] if _is_of_labels(one) else 0
        if not count or (count <= _FEW_LABELS and not wrapped):
            yield one
        elif one.table not in told:
            told.add(one.table)
            message = f"表头和行名有 {count} 处与签发稿不同。"
            advice = "多半是竖排、断行造成的，请对着看一眼。" if wrapped else "请照签发稿核对表头和行名。"
            severity: Literal["difference", "hint"] = "hint" if wrapped else "difference"
            yield Difference(Kind.TABLE, one.where, message, advice, severity=severity, table=one.table)


def _is_of_labels(one: Difference) -> bool:
    return one.table is not None and one.row is None and one.where.endswith(LABELS)


def tables_run_on(matched: Matched) -> Iterator[int]:
    """List the tables whose cells have run into each other."""
    edges: Counter[int] = Counter()
    lost: Counter[int] = Counter()
    for place, char in enumerate(matched.report.text):
        table = matched.pieces[matched.report.owners[place]].table
        if char == EDGE and table is not None:
            edges[table] += 1
            lost[table] += matched.places[place] < 0 and matched.places[place + 1] >= 0
    return (table for table, count in edges.items() if lost[table] > max(1, _RUN_ON * count))


def of_table(piece: Piece, matched: Matched, page: Page, run_on: set[int]) -> Iterator[Difference]:
    """Tell of a table whose numbers are there, and that is no table any more."""
    name = piece.where.removesuffix(LABELS).partition("「")[0] or piece.where
    advice = "请在网站后台插入表格，或用「复制网页代码」粘贴。"
    if piece.table in run_on:
        message = "表格成了连在一起的文字，各格的数字分不开。"
        yield Difference(Kind.TABLE, name, message, advice, section=piece.section, table=piece.table_id)
        return
    if page.kind not in ("html", "mht", "docx"):
        return
    own = [
        number
        for number, one in enumerate(matched.pieces)
        if one.table == piece.table and one.kind == "value"
    ]
    places = [place for number in own for place in matched.page_places(number)[:1]]
    in_rows = sum(matched.cells[matched.page.owners[place]].in_row for place in places)
    if len(own) >= _FEW_ROWS and places and in_rows < _ROWS * len(places):
        message = "表格成了文字，没有了行和列；数字都还在的，也要恢复成表格。"
        yield Difference(Kind.TABLE, name, message, advice, section=piece.section, table=piece.table_id)
