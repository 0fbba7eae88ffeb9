"""What people change on a page is found and named by its place."""

from __future__ import annotations

import re

from nianbao.verifying.difference import Kind
from tests.verifying.samples import ROOT, changed, compare, page, wrong

BODY = page().split('<div class="article">')[1].split("</div>\n<div>上一篇")[0]
PARTS = re.split(r"(?=<h2)", BODY)
PARAGRAPHS = re.findall(r'<p style="text-indent:2em">[^\n]*</p>', BODY)
ROW = next(row for row in re.findall(r"<tr>.*?</tr>", BODY) if "部分公开" in row)


def _row_without_a_cell() -> str:
    return re.sub(r"<td[^>]*>\d+</td>", "", ROW, count=1)


def test_a_part_in_another_place_is_told_once() -> None:
    found = wrong(changed(page(), PARTS[5] + PARTS[6], PARTS[6] + PARTS[5]))
    assert [(one.kind, one.where) for one in found] == [(Kind.ORDER, "「六、其他需要报告的事项」")]


def test_a_moved_part_that_was_changed_too_is_told_of_both() -> None:
    edited = changed(PARTS[5], "措施：", "改进措施：")
    found = wrong(changed(page(), PARTS[4] + PARTS[5] + PARTS[6], edited + PARTS[4] + PARTS[6]))
    assert [one.kind for one in found] == [Kind.ORDER, Kind.WORDS]


def test_a_part_that_stands_twice_is_told_from_its_beginning() -> None:
    found = wrong(changed(page(), PARTS[5], PARTS[5] + PARTS[5]))
    assert [one.kind for one in found] == [Kind.TWICE]
    assert "「五、存在的主要问题及改进情况" in found[0].message


def test_a_page_that_stands_twice_is_told() -> None:
    found = wrong(changed(page(), BODY, BODY + BODY))
    assert [one.kind for one in found] == [Kind.TWICE]


def test_missing_parts_paragraphs_and_signature_are_named() -> None:
    part, paragraph = (wrong(changed(page(), text, "")) for text in (PARTS[5], PARAGRAPHS[3]))
    assert [(one.kind, one.where) for one in part] == [(Kind.MISSING, "「五、存在的主要问题及改进情况」")]
    assert [(one.kind, one.where, one.section) for one in paragraph] == [
        (Kind.MISSING, "「一、总体情况」", "overview")
    ]
    unsigned = wrong(re.sub(r'<p style="text-align:right">[^<]*</p>', "", page()))
    assert [(one.kind, one.where) for one in unsigned] == [(Kind.MISSING, "署名")]


def test_a_missing_row_blank_cell_and_shifted_cell_are_named() -> None:
    place = ("applications", "partly_disclosed", "natural_person")
    row = wrong(changed(page(), ROW, ""))
    assert [(one.table, one.row, one.column) for one in row] == [(*place[:2], None)]
    blank = wrong(changed(page(), ROW, re.sub(r">\d+</td>", "></td>", ROW, count=1)))
    assert [(one.table, one.row, one.column) for one in blank] == [place]
    assert "空白" in blank[0].message
    shifted = wrong(changed(page(), ROW, _row_without_a_cell()))
    assert [(one.table, one.row) for one in shifted] == [place[:2]]


def test_a_number_in_groups_of_three_is_a_hint_and_a_group_more_is_not() -> None:
    path = ROOT / "params/2024/chengguan.yaml"
    number = re.search(r">(\d{2,})</td>", page(path))
    assert number
    grouped = compare(changed(page(path), number[0], f">{number[1][:-1]},{number[1][-1]}</td>"), path)
    assert [one.kind for one in grouped.differences] == [Kind.STYLE]
    assert [one.kind for one in wrong(changed(page(path), number[0], f">{number[1]},000</td>"), path)] == [
        Kind.NUMBER
    ]


def test_another_writing_of_the_same_number_or_day_is_a_hint() -> None:
    decimal = compare(changed(page(), ROW, re.sub(r">(\d+)</td>", r">\1.00</td>", ROW, count=1)))
    assert [one.kind for one in decimal.differences] == [Kind.STYLE]
    day = compare(changed(page(), ">2025年1月9日</p>", ">2025-01-09</p>"))
    assert [(one.kind, one.where, one.severity) for one in day.differences] == [
        (Kind.STYLE, "成文日期", "hint")
    ]
    other = wrong(changed(page(), ">2025年1月9日</p>", ">2025-01-19</p>"))
    assert {one.where for one in other} == {"成文日期"}


def test_the_title_is_compared_where_readers_see_it() -> None:
    year = wrong(changed(page(), "<h1>示例县云溪镇人民政府2024年", "<h1>示例县云溪镇人民政府2023年"))
    assert [(one.kind, one.should, one.was) for one in year] == [(Kind.TITLE, "2024", "2023")]
    twice = wrong(changed(page(), "年度报告</h1>", "年度年度报告</h1>"))
    assert [one.kind for one in twice] == [Kind.TITLE]
    assert wrong(page().replace("年度报告", "年报"))[0].kind == Kind.TITLE


def test_another_units_name_is_told() -> None:
    source = changed(page(), PARAGRAPHS[3], PARAGRAPHS[3].replace("主动公开方面", "白鹭镇主动公开方面"))
    named = compare(source, others=("白鹭镇", "东湖街道")).wrong
    assert [one.was for one in named if one.kind == Kind.UNIT] == ["白鹭镇"]


def test_links_to_ones_own_computer_or_network_are_told() -> None:
    links = (
        '<p><a href="file:///C:/Users/a/nb.docx">附件</a> <a href="http://192.168.1.5/nb.pdf">下载</a> '
        '<a href="http://oa/nb.pdf">又一个</a> <a href="https://www.example.org/">外面</a></p>'
    )
    found = wrong(changed(page(), PARAGRAPHS[3], PARAGRAPHS[3] + links))
    assert [one.was for one in found if one.kind == Kind.LINK] == [
        "file:///C:/Users/a/nb.docx",
        "http://192.168.1.5/nb.pdf",
        "http://oa/nb.pdf",
    ]


def test_index_fields_and_days_are_compared() -> None:
    source = changed(page(), "<td>2025-01-09</td>", "<td>2025-02-09</td>")
    found = wrong(changed(source, "发布日期：2025-01-25", "发布日期：2025-01-02"))
    assert [(one.kind, one.where) for one in found] == [
        (Kind.INDEX, "索引信息「成文日期」"),
        (Kind.DATE, "发布日期"),
    ]
    other = wrong(page().replace("<td>云溪镇人民政府</td>", "<td>白鹭镇人民政府</td>"))
    assert [one.where for one in other] == ["索引信息「发布机构」"]


def test_a_draft_that_was_published_is_told() -> None:
    draft = '<div class="article"><p><strong>初稿，不得发布</strong></p>'
    found = wrong(changed(page(), '<div class="article">', draft))
    assert ["初稿" in one.message for one in found] == [True]


def test_another_units_or_years_report_is_one_difference() -> None:
    unit = wrong(page(ROOT / "params/2024/bailu.yaml"))
    assert [one.kind for one in unit] == [Kind.UNIT]
    year = wrong(page(ROOT / "params/2023/yunxi.yaml"))
    assert [one.kind for one in year if one.where == "全文"] == [Kind.TITLE]


def test_paragraphs_run_into_one_are_no_difference() -> None:
    assert compare(page().replace('</p>\n<p style="text-indent:2em">', "")).same
