"""各单位汇总 (``units``): what ``nianbao county sum`` added up, from which the county's own report has its tables.

Not a sheet that people keep, but 汇总.json: an entry a unit and cell, and one for each unit itself.
《政府信息公开条例》第四十九条: the county reports on its whole area.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from nianbao.errors import FolderError
from nianbao.finding import Finding, error_finding
from nianbao.folder import inside, why_not
from nianbao.ledgers.entry import Entry
from nianbao.ledgers.kinds.base import Counted
from nianbao.ledgers.origin import Origin
from nianbao.suggest import visible

SUMS = "units"
"""The kind of ledger, as parameter files name it."""

NAME = "各单位汇总"

DETAILS = "明细"
"""The sheet of 汇总.xlsx whose rows are the entries, in this order."""

MAX_BYTES = 50_000_000
_AGAIN = "请重新运行 nianbao county sum。"
_MOST_NAMED, _LONGEST = 6, 40
"""Units that a message names, and characters of each."""


def read_sums(file: str, folder: Path, year: int) -> tuple[Counted, list[Finding]]:
    """Read the sums of a county.

    Args:
        file: As written in the parameter file.
        folder: The working folder.
        year: The report's year.

    Returns:
        The entries, and what is to be said; nothing is raised.
    """
    try:
        data = _load(inside(folder, file, NAME))
        if type(said := data["year"]) is not int:
            raise ValueError("not ours")
        if said != year:
            advice = "请把 ledgers 里的 units 改成本年的汇总.json。"
            return Counted(), [
                _error("L118", f"{NAME}是 {said} 年的，报告是 {year} 年的，没有计入。", advice, file)
            ]
        entries = [*_units(data, file), *_contributions(data, file)]
        uncertain = list(_uncertain(data, file))
    except (FolderError, OSError) as problem:
        why = why_not(problem) if isinstance(problem, OSError) else str(problem)
        return Counted(), [_error("L101", f"{NAME}打不开：{why}。", _AGAIN, file)]
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, RecursionError):
        return Counted(), [_error("L105", f"{NAME}读不懂，可能被改动过。", _AGAIN, file)]
    return Counted(entries), uncertain


def _load(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError("too large")
    data = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or data["version"] != 1:
        raise ValueError("not ours")
    return data


def _units(data: Mapping[str, Any], file: str) -> Iterator[Entry]:
    """Give each unit that is in the sums."""
    for number, unit in enumerate(data["units"], 1):
        if unit["counted"]:
            origin = Origin(SUMS, file, "各单位", number + 1, str(unit["name"]))
            yield Entry(origin, {"unit": str(unit["id"]), "kind": str(unit["kind"])})


def _contributions(data: Mapping[str, Any], file: str) -> Iterator[Entry]:
    """Give what each unit adds to each cell."""
    units = {unit["id"]: (str(unit["name"]), str(unit["kind"])) for unit in data["units"]}
    row = 1
    for table, rows in data["tables"].items():
        for name, columns in rows.items():
            for column, cell in columns.items():
                for unit, written in cell["from"].items():
                    row += 1
                    words, kind = units[unit]
                    tags = {"table": table, "row": name, "column": column, "unit": unit, "kind": kind}
                    yield Entry(Origin(SUMS, file, DETAILS, row, words), tags, _amount(written))


def _amount(written: str) -> int | Decimal:
    value = Decimal(written)
    if not value.is_finite():
        raise ValueError("no number")
    return int(value) if value == value.to_integral_value() else value


def _uncertain(data: Mapping[str, Any], file: str) -> Iterator[Finding]:
    """Say that numbers may still change (L150)."""
    if data["certain"]:
        return
    names = [visible(str(unit["name"]))[:_LONGEST] for unit in data["units"] if not unit["counted"]]
    words = (
        [
            f"缺 {len(names)} 个单位：{'、'.join(names[:_MOST_NAMED])}{'等' if len(names) > _MOST_NAMED else ''}"
        ]
        if names
        else []
    )
    without_own = bool(data.get("without_own"))
    words += ["没有政府本级"] if without_own else []
    first = "请在单位名单里加「政府本级」一行，并催报" if without_own else "请催报"
    who = "，".join(words) or "有单位的数没有全部计入"
    yield Finding(
        code="L150",
        severity="warning",
        message=f"{NAME}未定：{who}。表里的数还会变。",
        suggestion=f"{first}，收齐后重新运行 nianbao county sum，再生成县级报告。",
        file=file,
    )


def _error(code: str, message: str, suggestion: str, file: str) -> Finding:
    return error_finding(code, message, suggestion).in_file(file)
