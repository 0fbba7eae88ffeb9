"""汇总.html: the county's tables as printed; each number opens to the units behind it. Opens offline, prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from nianbao.charts import Chart
from nianbao.county.sums.differences import Difference
from nianbao.county.sums.model import GROUPS, NO_OWN, CountySum, SummedCell, SummedTable
from nianbao.county.sums.own import OWN_BOOK
from nianbao.county.sums.trace import told
from nianbao.page_template import page_template
from nianbao.tables.layout import table_block
from nianbao.tables.numbers import as_text

ALIKE_PAGE = "雷同.html"
_MOST_NAMED = 60


def sums_page(
    county: CountySum,
    found: Sequence[Difference] = (),
    *,
    has_own: bool = False,
    pictures: Sequence[Chart] = (),
    states: Mapping[str, str] | None = None,
) -> str:
    """Write the page.

    Args:
        county: The sums.
        found: Where the county's own figures differ.
        has_own: There are own figures to be held against the sums.
        pictures: Charts of the sums.
        states: How far each unit's report is, by unit id, where that is kept.
    """
    by_cell: dict[str, list[Difference]] = {}
    for one in found:
        by_cell.setdefault(one.cell.name, []).append(one)
    return page_template("sums.html.j2").render(
        title=f"{county.county}{county.year}年政府信息公开工作年度报告汇总",
        made=f"县级数＝政府本级＋部门＋乡镇（街道），逐格相加，用的格式是{county.template.title}。",
        template=county.template,
        certain=county.is_certain,
        why_open=county.why_open,
        count=len(county.handed),
        counted=len(county.counted),
        open_words=list(open_words(county)),
        tables=[_table(county, table, by_cell) for table in county.tables.values()],
        panels=[_panel(county, cell, by_cell) for cell in county.cells() if _opens(county, cell, by_cell)],
        differences=[_difference(county, one) for one in found],
        has_own=has_own,
        # Our own writer escapes all text of a picture.
        pictures=[(Markup(one.svg), one.caption) for one in pictures],  # noqa: S704
        states=states or {},
        own_book=OWN_BOOK,
        broken=county.broken,
        handed=county.handed,
        alike_page=ALIKE_PAGE,
    )


def open_words(county: CountySum) -> Iterator[str]:
    """Say what makes the sums uncertain, one sentence each."""
    if not county.has_own:
        yield (
            f"{NO_OWN}：单位名单里没有这一行，县政府以自己名义办理的申请、复议、诉讼没有计入。"
            "请在名单里加一行，类别选「政府本级」，并单独报一份。"
        )
    if county.missing:
        yield (
            f"缺 {len(county.missing)} 个单位："
            + "；".join(f"{one.unit.name}（{one.missing}）" for one in county.missing[:_MOST_NAMED])
            + "。"
        )
    for unit, words in county.doubts:
        yield f"{unit.name}：{words}"
    absent = {one.unit.id for one in county.missing}
    lacking: dict[str, list[SummedCell]] = {}
    for cell in county.lacking:
        for lack in cell.lacks:
            if lack.unit.id not in absent:
                lacking.setdefault(f"{lack.unit.name}：{lack.why}", []).append(cell)
    for why, cells in lacking.items():
        yield f"{why}（{'、'.join(county.label(cell) for cell in cells[:3])}{'等' if len(cells) > 3 else ''}，共 {len(cells)} 格）。"
    yield from county.unplaced
    if county.strangers:
        yield f"params/{county.year} 里有单位名单以外的底稿，没有计入：{'、'.join(county.strangers)}。请核对，或补进单位名单。"


def _opens(county: CountySum, cell: SummedCell, by_cell: Mapping[str, Sequence[Difference]]) -> bool:
    """Tell whether there is anything behind a number: a 0 to which all give 0 has nothing to show."""
    absent = {one.unit.id for one in county.missing}
    return bool(
        cell.largest_first or cell.name in by_cell or any(lack.unit.id not in absent for lack in cell.lacks)
    )


def _table(
    county: CountySum, table: SummedTable, by_cell: Mapping[str, Sequence[Difference]]
) -> dict[str, Any]:
    return {
        "id": table.form.id,
        "title": f"{table.form.name}　{table.form.title}",
        "block": table_block(table.filled),
        "cells": {
            "/".join(place): {
                "id": _id(cell),
                "label": county.label(cell),
                "opens": _opens(county, cell, by_cell),
                "differs": cell.name in by_cell,
            }
            for place, cell in table.cells.items()
        },
    }


def _panel(
    county: CountySum, cell: SummedCell, by_cell: Mapping[str, Sequence[Difference]]
) -> dict[str, Any]:
    sizes = [abs(Decimal(one.value)) for one in cell.largest_first]
    return {
        "id": _id(cell),
        "label": county.label(cell),
        "value": as_text(cell.value),
        "measure": county.measure(cell),
        "groups": " ＋ ".join(f"{label} {as_text(cell.of_group(group))}" for group, label in GROUPS.items()),
        "rows": [
            {
                "name": one.unit.name,
                "value": as_text(one.value),
                "share": round(size / sizes[0] * 100),
                "note": one.note,
            }
            for one, size in zip(cell.largest_first, sizes, strict=True)
        ],
        "zeros": sum(not one.value for one in cell.contributions),
        "lacks": cell.lacks,
        "differences": [told(county, one) for one in by_cell.get(cell.name, ())],
    }


def _difference(county: CountySum, one: Difference) -> dict[str, Any]:
    return {
        "label": county.label(one.cell),
        "own": as_text(one.own.value),
        "source": one.own.source,
        "sum": as_text(one.cell.value),
        "delta": one.signed,
        "missing": "、".join(lack.unit.name for lack in one.cell.lacks),
        "said": one.explanation,
        "explained": one.is_explained,
    }


def _id(cell: SummedCell) -> str:
    return cell.name.replace("/", ".")
