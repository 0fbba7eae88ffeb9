"""What a chart shows and tells: exact numbers, nothing for what isn't known, text that can't break out."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from nianbao import charts
from nianbao.charts import Chart, Measured, Outcome, UnitValue
from nianbao.charts.measure import width_of

SVG = "{http://www.w3.org/2000/svg}"


def texts(chart: Chart) -> list[str]:
    return [str(text.text) for text in etree.fromstring(chart.svg).iter(f"{SVG}text")]


def bars(chart: Chart) -> list[float]:
    """Lengths of the bars, ground and key left out."""
    rects = list(etree.fromstring(chart.svg).iter(f"{SVG}rect"))[1:]
    return [float(rect.get("width")) for rect in rects if rect.get("fill") == "#1f4e79"]


UNITS = [UnitValue("甲镇", 3), UnitValue("乙镇", None), UnitValue("丙镇", 0), UnitValue("丁镇", 12)]


def test_units_stand_with_the_largest_first_and_those_without_a_report_last() -> None:
    chart = charts.units_compared("新收申请", UNITS)
    assert texts(chart) == ["丁镇", "12", "甲镇", "3", "丙镇", "0", "乙镇", "未报"]
    assert chart.alt == "丁镇 12 件，甲镇 3 件，丙镇 0 件，乙镇 未报。"
    assert chart.caption == "新收申请（单位：件）"


def test_units_may_keep_their_order() -> None:
    chart = charts.units_compared("新收申请", UNITS, ranked=False)
    assert texts(chart)[::2] == ["甲镇", "乙镇", "丙镇", "丁镇"]


def test_a_bar_is_as_long_as_its_number_and_nought_has_none() -> None:
    longest, shorter = bars(charts.units_compared("", UNITS))
    assert abs(longest / shorter - 4) < 0.01


def test_what_is_tiny_beside_the_largest_is_still_seen() -> None:
    chart = charts.units_compared("", [UnitValue("甲", 1_000_000), UnitValue("乙", 1)])
    assert min(bars(chart)) >= 1.5


def test_numbers_are_printed_exactly() -> None:
    chart = charts.units_compared("收费", [UnitValue("甲", Decimal("1234567.05"))], measure="万元")
    assert "1234567.05" in texts(chart)
    assert "1234567.05 万元" in chart.alt


def test_forty_units_stand_in_two_columns_to_one_scale() -> None:
    many = [UnitValue(f"第{n}镇", n) for n in range(1, 41)]
    chart = charts.units_compared("", many)
    root = etree.fromstring(chart.svg)
    assert float(root.get("height")) < 500
    lengths = bars(chart)
    assert len(lengths) == 40
    assert abs(lengths[0] / lengths[20] - 2) < 0.05  # 40 against 20, in the other column


def test_a_long_name_is_broken_and_stays_whole_and_inside() -> None:
    name = "示例县人力资源和社会保障局综合行政执法服务中心（县劳动保障监察大队）"
    chart = charts.units_compared("", [UnitValue(name, 3), UnitValue("甲镇", 1)])
    lines = texts(chart)[:-3]
    assert len(lines) > 1
    assert "".join(lines) == name
    label = etree.fromstring(chart.svg).find(f"{SVG}text")
    assert float(label.get("x")) - 13 * max(map(len, lines)) >= 0


def test_every_text_lies_inside_the_picture() -> None:
    chart = charts.years("", [Measured("行政许可", {2023: 123456789, 2024: None})])
    root = etree.fromstring(chart.svg)
    for text in root.iter(f"{SVG}text"):
        width = width_of(str(text.text), float(text.get("font-size")))
        end = float(text.get("x")) + (0 if text.get("text-anchor") else width)
        assert end <= float(root.get("width"))


def test_years_have_a_bar_each_and_a_year_without_a_report_says_so() -> None:
    chart = charts.years(
        "近三年", [Measured("行政许可", {2022: 4, 2024: 0}), Measured("申请", {2023: 1, 2024: 2})]
    )
    assert texts(chart) == [
        *("行政许可（件）", "2022", "4", "2023", "没有报告", "2024", "0"),
        *("申请（件）", "2022", "没有报告", "2023", "1", "2024", "2"),
    ]
    assert "行政许可：2022 年 4 件，2023 年 没有报告，2024 年 0 件" in chart.alt


def test_outcomes_are_told_by_kind_of_applicant() -> None:
    rows = (Outcome("予以公开", 3, 2), Outcome("部分公开", 1, 0), Outcome("不予公开", 0, 0))
    chart = charts.outcomes("办理情况", rows)
    assert texts(chart)[2:] == ["予以公开", "5（3＋2）", "部分公开", "1", "不予公开", "0"]
    assert "予以公开 5 件（自然人 3 件，法人或其他组织 2 件）" in chart.alt


def test_what_colours_tell_apart_strokes_tell_apart_too() -> None:
    chart = charts.outcomes("", (Outcome("予以公开", 3, 2),))
    strokes = [
        path for path in etree.fromstring(chart.svg).iter(f"{SVG}path") if path.get("stroke") == "#1f4e79"
    ]
    assert len(strokes) == 2  # in the key and in the bar


def test_a_name_is_text_whatever_it_looks_like() -> None:
    chart = charts.units_compared("", [UnitValue("</text><script>alert(1)</script>&镇", 1)])
    root = etree.fromstring(chart.svg)
    assert root.find(f".//{SVG}script") is None
    assert "<script>" in root.get("aria-label")


def test_the_same_data_gives_the_same_picture_without_ids() -> None:
    one, other = (charts.units_compared("", UNITS) for _ in range(2))
    assert one == other
    assert " id=" not in one.svg


def test_nothing_to_show_is_still_a_picture() -> None:
    chart = charts.units_compared("新收申请", [])
    assert etree.fromstring(chart.svg).tag == f"{SVG}svg"
    assert chart.alt == "没有单位。"
    zeros = charts.units_compared("", [UnitValue("甲镇", 0)])
    assert not bars(zeros)
