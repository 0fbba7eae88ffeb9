"""图解 of the sums: the same numbers as the tables, a missing unit is no nought, last year only where it is sure."""

from __future__ import annotations

from pathlib import Path

from nianbao.county.place import CountyPlace
from nianbao.county.sums.adding import add_up, form_of
from nianbao.county.sums.charts import sums_charts
from nianbao.county.sums.data import json_bytes
from nianbao.county.sums.model import CountySum, Handed
from nianbao.county.sums.page import sums_page
from nianbao.folder import write_atomically
from tests.county.sums.conftest import OWN, absent, handed


def summed(*units: Handed, year: int = 2024) -> CountySum:
    return add_up("示例县", year, form_of(year, None), units)


def received(number: int) -> dict[str, dict[str, dict[str, int]]]:
    cells = {"natural_person": number}
    return {"applications": {"new_received": cells, "disclosed": cells}}


def test_units_stand_side_by_side_and_who_is_missing_is_not_nought(tmp_path: Path) -> None:
    county = summed(handed(0, received(3)), handed(1, received(12)), handed(2, {}), absent(3))
    outcomes, units = sums_charts(county, CountyPlace(tmp_path, 2024))
    assert "本年新收 15 件（自然人 15 件，法人或其他组织 0 件）" in outcomes.alt
    assert units.alt == "第1镇 12 件，第0镇 3 件，第2镇 0 件，第3镇 未报。"


def test_noughts_have_no_chart(tmp_path: Path) -> None:
    assert sums_charts(summed(handed(0, {})), CountyPlace(tmp_path, 2024)) == []


def test_last_year_stands_beside_this_one_where_its_sums_are_certain(tmp_path: Path) -> None:
    before = CountyPlace(tmp_path, 2023).sums / "汇总.json"
    county, place = summed(handed(0, received(3))), CountyPlace(tmp_path, 2024)
    for units, told in (
        ((handed(0, received(5)), absent(1)), False),
        ((handed(0, received(5)), handed(OWN, {})), True),
    ):
        write_atomically(before, json_bytes(summed(*units, year=2023)))
        alts = [chart.alt for chart in sums_charts(county, place)]
        assert any("2023 年 5 件，2024 年 3 件" in alt for alt in alts) == told
    before.write_text("{", encoding="utf-8")
    assert len(sums_charts(county, place)) == 2


def test_the_page_shows_them_as_pictures_with_captions(tmp_path: Path) -> None:
    county = summed(handed(0, received(3)))
    page = sums_page(county, pictures=sums_charts(county, CountyPlace(tmp_path, 2024)))
    assert page.count("<svg ") == 2
    assert "图1　示例县2024年收到和处理政府信息公开申请情况（单位：件）" in page
    assert "图2　各单位新收政府信息公开申请（单位：件）" in page
    assert "<svg" not in sums_page(county)
