"""One number opened on the command line: who adds what, who is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.county.sums.differences import Difference
from nianbao.county.sums.model import GROUPS, NO_OWN, CountySum, SummedCell
from nianbao.errors import UsageError
from nianbao.suggest import did_you_mean
from nianbao.tables.numbers import as_text

_MOST_NAMED = 6
_HAN = re.compile(r"[\u4e00-\u9fff]")


def find_cell(county: CountySum, name: str) -> SummedCell:
    """Find a cell by ``table/row/column``, in ids or in the words that are printed; those may be cut short.

    The column may be left out where its row has only one, or a total.

    Raises:
        UsageError: There is no such cell, or more than one.
    """
    parts = tuple(part.strip() for part in name.strip().split("/"))
    ids = tuple(name.strip().replace(".", "/").split("/"))
    cells = list(county.cells())
    exact = [cell for cell in cells if county.label(cell) == name.strip()]
    named = (
        exact
        or _one([cell for cell in cells if cell.place[: len(ids)] == ids])
        or _one([cell for cell in cells if _labels(county, cell)[: len(parts)] == parts])
        or _one([cell for cell in cells if _begins(_labels(county, cell), parts)])
    )
    if len(named) == 1:
        return named[0]
    words = ["/".join(_labels(county, cell)) for cell in named or cells]
    if named:
        raise UsageError(
            f"「{name}」有 {len(named)} 格，请写到只剩一格，如 {'、'.join(words[:_MOST_NAMED])}。"
        )
    raise UsageError(
        f"没有「{name}」这一格。格子写成「表/行/列」，如 {words[0]}，也可以写代号，如 {cells[0].name}。"
        f"{did_you_mean(name, words if _HAN.search(name) else [cell.name for cell in cells])}"
    )


def _labels(county: CountySum, cell: SummedCell) -> tuple[str, ...]:
    """Give table, row and column as they are printed: 表三, （一）予以公开, 自然人."""
    form = county.tables[cell.place[0]].form
    return form.name, form.row_by_id[cell.place[1]].name, form.column_by_id[cell.place[2]].label


def _begins(labels: Sequence[str], parts: Sequence[str]) -> bool:
    """Tell whether each word of a name begins the label in its place."""
    given = zip(labels, parts, strict=False)
    return len(parts) <= len(labels) and all(
        part and label.startswith(part.rstrip("…")) for label, part in given
    )


def _one(fitting: list[SummedCell]) -> list[SummedCell]:
    """Keep the total where all columns of one row fit."""
    total = [cell for cell in fitting if cell.place[2] == "total"]
    return total if len(total) == 1 and len({cell.place[:2] for cell in fitting}) == 1 else fitting


def traced(county: CountySum, cell: SummedCell, found: Sequence[Difference] = ()) -> str:
    """Tell where a number comes from, line by line."""
    return "\n".join(_lines(county, cell, found))


def _lines(county: CountySum, cell: SummedCell, found: Sequence[Difference]) -> Iterator[str]:
    measure = county.measure(cell)
    why = "还缺单位" if cell.lacks else "" if county.has_own else NO_OWN
    yield f"{county.county} {county.year} 年　{county.label(cell)}（{cell.name}）"
    yield f"汇总数：{as_text(cell.value)}{measure}{f'（未定：{why}）' if why else ''}"
    yield f"　＝ {'＋'.join(f'{label} {as_text(cell.of_group(group))}' for group, label in GROUPS.items())}"
    for one in cell.largest_first:
        note = f"　（{one.note}）" if one.note else ""
        yield f"  {as_text(one.value):>8}　{one.unit.name}{note}"
    zeros = sum(not one.value for one in cell.contributions)
    if zeros:
        yield f"  {0:>8}　其余 {zeros} 个单位"
    for lack in cell.lacks:
        yield f"        缺　{lack.unit.name}：{lack.why}"
    yield from (told(county, difference) for difference in found if difference.cell.name == cell.name)


def told(county: CountySum, one: Difference) -> str:
    """Tell a difference: the two figures, the units missing, the explanation."""
    words = (
        f"{county.label(one.cell)}（{one.cell.name}）：{one.own.source}是 {as_text(one.own.value)}，"
        f"各单位相加是 {as_text(one.cell.value)}，差 {one.signed}。"
    )
    if one.cell.lacks:
        words += f"还缺 {'、'.join(lack.unit.name for lack in one.cell.lacks)} 的数。"
    said = one.explanation
    if said is None:
        return words + "还没有说明。"
    who = f"（{said.by}，{said.at[:10]}）" if said.by else f"（{said.at[:10]}）"
    stale = "" if one.is_explained else f"　说明时差 {said.delta}，现在变了，请重新核对。"
    return f"{words}说明：{said.text}{who}{stale}"
