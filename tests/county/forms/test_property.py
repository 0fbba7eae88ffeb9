"""Whatever is typed wherever: no crash, and nothing is lost without a word on it."""

from __future__ import annotations

import datetime
import functools
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.county.forms.reading import read_form
from nianbao.county.forms.slots import Path
from nianbao.importer.characters import fold
from nianbao.tables.numbers import NOTHING
from tests.county.forms.clerk import Clerk, form


@functools.cache
def clerk() -> Clerk:
    return Clerk(form("yunxi"), "yunxi")


def places() -> list[Path]:
    """The cells of the tables and of the inner offices."""
    return [
        path
        for plan in clerk().plans
        for path, slot in plan.by_path.items()
        if slot.role == "entry" and path[0] in ("tables", "offices")
    ]


SIGNS = "0123456789０１２３．，,.件条项万元-－/无约 ①零〇多余三百()（）\n"
ODD = st.one_of(
    st.text(SIGNS, min_size=1, max_size=8),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=12),
    st.integers(-5, 10**7),
    st.floats(-10, 10**6, allow_nan=False),
    st.booleans(),
    st.dates(datetime.date(2000, 1, 1), datetime.date(2050, 1, 1)),
)
STRAY = st.text("零星的话不属于任何一格甲乙丙丁", min_size=2, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_is_lost_without_a_word(data: st.DataObject) -> None:
    typed: dict[Path, Any] = data.draw(
        st.dictionaries(st.sampled_from(places()), ODD, min_size=1, max_size=8)
    )
    strays: dict[tuple[str, int], str] = data.draw(
        st.dictionaries(
            st.tuples(st.sampled_from(["表二", "表三", "表四"]), st.integers(40, 60)), STRAY, max_size=3
        )
    )
    one = clerk()
    before = {path: one.get(path) for path in typed}
    for path, value in typed.items():
        sheet, row, column = one.place(path)
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # people's words never become a formula here
    for (name, row), words in strays.items():
        one.sheet(name).cell(row, 3).value = words
    try:
        reading = read_form(one.save(), "云溪镇.xlsx")
    finally:
        for path, value in before.items():
            one.put(path, value)
        for name, row in strays:
            one.sheet(name).cell(row, 3).value = None
    remarked = {(remark.sheet, remark.row, remark.column) for remark in reading.remarks}
    for path, value in typed.items():
        if isinstance(value, str) and not value.strip():
            continue
        sheet, row, column = one.place(path)
        there: Any = reading.values.get("tables", {})
        for key in path[-3:]:
            there = there.get(key, {})
        plainly = isinstance(value, int | float) and not isinstance(value, bool) and there == value
        assert plainly or (sheet.title, row, column) in remarked, (path, value, there)
        if isinstance(value, str) and value.strip() in NOTHING:
            assert there == 0 or path[0] == "offices"
    kept = {fold(left["text"]) for left in reading.values.get("unplaced", [])}
    assert {fold(words) for words in strays.values()} <= kept
