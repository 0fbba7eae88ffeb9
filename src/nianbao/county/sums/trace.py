"""One number opened on the command line: who adds what, who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.county.sums.differences import Difference
from nianbao.county.sums.model import GROUPS, CountySum, SummedCell
from nianbao.errors import UsageError
from nianbao.suggest import did_you_mean
from nianbao.tables.numbers import as_text


def find_cell(county: CountySum, name: str) -> SummedCell:
    """Find a cell by ``table/row/column``; without the column where its row has only one.

    Raises:
        UsageError: There is no such cell.
    """
    parts = tuple(name.strip().replace(".", "/").split("/"))
    fitting = [cell for cell in county.cells() if cell.place == parts or cell.place[: len(parts)] == parts]
    if len(fitting) == 1:
        return fitting[0]
    total = [cell for cell in fitting if cell.place[2] == "total" and len(parts) == 2]
    if total:
        return total[0]
    names = [cell.name for cell in county.cells()]
    raise UsageError(
        f"没有「{name}」这一格。格子写成「表/行/列」的代号，如 {names[0]}。{did_you_mean(name, names)}"
    )


def traced(county: CountySum, cell: SummedCell, found: Sequence[Difference] = ()) -> str:
    """Tell where a number comes from, line by line."""
    return "\n".join(_lines(county, cell, found))


def _lines(county: CountySum, cell: SummedCell, found: Sequence[Difference]) -> Iterator[str]:
    measure = county.measure(cell)
    yield f"{county.county} {county.year} 年　{county.label(cell)}（{cell.name}）"
    yield f"汇总数：{as_text(cell.value)}{measure}{'（未定：还缺单位）' if cell.lacks else ''}"
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
