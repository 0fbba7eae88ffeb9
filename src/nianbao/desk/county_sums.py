"""汇总 in the desk: what the last sums came to, where the county's own figures differ, and why."""

from __future__ import annotations

import json
from typing import Any

from nianbao.county.place import CountyPlace
from nianbao.county.remarks.renew import OFFICER
from nianbao.county.sums.draft import JSON_NAME
from nianbao.county.sums.explanations import Explanation, now, read_explanations, record
from nianbao.county.sums.own import OWN_BOOK
from nianbao.errors import EditError, TemplateError
from nianbao.template import load_template


def sums_page(place: CountyPlace) -> dict[str, Any]:
    """Give what stands in 汇总.json, with explanations that were given since.

    Raises:
        WriteError: The register of explanations can't be read.
    """
    book = (place.of_year / OWN_BOOK).relative_to(place.folder).as_posix()
    data = _sums(place)
    if data is None:
        return {"there": False, "book": book}
    try:
        return {"book": book, **_page(data, place)}
    except (LookupError, TypeError, AttributeError, ValueError):  # altered: made anew by the next sum
        return {"there": False, "book": book}


def _page(data: dict[str, Any], place: CountyPlace) -> dict[str, Any]:
    names = {unit["id"]: unit["name"] for unit in data["units"]}
    said = read_explanations(place.sums)
    return {
        "there": True,
        "certain": data["certain"],
        "units": len(names),
        "counted": sum(unit["counted"] for unit in data["units"]),
        "missing": _missing(data),
        "broken": [one["message"] for one in data["broken"]],
        "differences": [
            _difference(one, names, said.get(one["cell"]), _label(one["cell"], data["template"], place))
            for one in data["differences"]
        ],
    }


def explain(place: CountyPlace, asked: dict[str, Any]) -> None:
    """Write down why the county's own figure is another than the sum.

    Raises:
        EditError: There is no such difference, or no reason.
    """
    text = str(asked.get("text") or "").strip()
    found = next(
        (one for one in (_sums(place) or {}).get("differences", ()) if one["cell"] == asked.get("cell")), None
    )
    if found is None:
        raise EditError("没有这一处差异了，请再汇总一遍。")
    if not text:
        raise EditError("请写明为什么不同。")
    record(place.sums, Explanation(found["cell"], found["delta"], text, OFFICER, now().isoformat()))


def _sums(place: CountyPlace) -> dict[str, Any] | None:
    try:
        data = json.loads((place.sums / JSON_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _missing(data: dict[str, Any]) -> list[str]:
    """Name who isn't in the sums, and why."""
    own = ["政府本级（单位名单里没有这一行）"] if data.get("without_own") else []
    return [*own, *(f"{unit['name']}（{unit['missing']}）" for unit in data["units"] if unit["missing"])]


def _difference(
    one: dict[str, Any], names: dict[str, str], said: Explanation | None, label: str
) -> dict[str, Any]:
    return {
        "cell": one["cell"],
        "label": label,
        "own": one["own"],
        "sum": one["sum"],
        "delta": one["delta"],
        "source": one["source"],
        "missing": "、".join(names.get(unit, unit) for unit in one["missing"]),
        "text": said.text if said else "",
        "stale": bool(said and said.delta != one["delta"]),
    }


def _label(cell: str, template: str, place: CountyPlace) -> str:
    """Name a cell as people do; by its id where the format isn't known any more."""
    table, row, column = cell.split("/")
    try:
        return load_template(template, place.folder).table(table).place((row, column))
    except (TemplateError, KeyError):
        return cell
