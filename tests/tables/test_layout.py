"""Tables as printed: full grids, spans and labels of the statutory forms, held against FIELD.md."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nianbao.blocks import Cell, Table
from nianbao.tables.fill import FilledTable
from nianbao.tables.layout import table_block
from nianbao.template import TableForm, load_template
from tests.tables.conftest import FORMS

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
HEAD = [NOTE, "申请人情况", "自然人", "法人或其他组织", "总计"]
HEAD += ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
REFUSED = """\
1.属于国家秘密
2.其他法律行政法规禁止公开
3.危及“三安全一稳定”
4.保护第三方合法权益
5.属于三类内部事务信息
6.属于四类过程性信息
7.属于行政执法案卷
8.属于行政查询事项"""
MISSING = """\
1.本机关不掌握相关政府信息
2.没有现成信息需要另行制作
3.补正后申请内容仍不明确"""
NOT_HANDLED = """\
1.信访举报投诉类申请
2.重复申请
3.要求提供公开出版物
4.无正当理由大量反复申请
5.要求行政机关确认或重新出具已获取信息"""
OTHERWISE = """\
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
3.其他"""
PARTLY = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
TOP = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年度办理结果"]
BOTTOM = ["（七）总计", "四、结转下年度继续办理"]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def block(template: str, table: str) -> Table:
    return table_block(FilledTable(load_template(template).table(table), {}))


def labels(rows: tuple[tuple[Cell, ...], ...]) -> list[str]:
    return [cell.text for row in rows for cell in row if cell.role != "data" and cell.text]


def groups(otherwise: list[str]) -> list[str]:
    return [
        *TOP,
        "（一）予以公开",
        PARTLY,
        "（三）不予公开",
        *REFUSED.split("\n"),
        "（四）无法提供",
        *MISSING.split("\n"),
        "（五）不予处理",
        *NOT_HANDLED.split("\n"),
        *otherwise,
        *BOTTOM,
    ]


def spans(table: Table) -> dict[str, tuple[int, int]]:
    cells = (cell for row in (*table.header, *table.body) for cell in row)
    return {
        cell.text: (cell.rowspan, cell.colspan) for cell in cells if (cell.rowspan, cell.colspan) != (1, 1)
    }


@pytest.mark.parametrize("form", [form for _, form in FORMS], ids=[name for name, _ in FORMS])
def test_every_table_is_a_full_grid_with_each_cell_once(form: TableForm) -> None:
    typed = {cell: place for place, cell in enumerate(form.cells, 1000)}
    table = table_block(FilledTable(form, typed))  # a grid with a hole is refused
    assert [cell.text for row in table.body for cell in row if cell.value is not None] == [
        str(value) for value in typed.values()
    ]
    assert table.columns == len(form.widths)


def test_applications_of_2021() -> None:
    table = block("national-2021", "applications")
    assert labels(table.header) == HEAD
    assert labels(table.body) == groups(["（六）其他处理", *OTHERWISE.split("\n")])
    assert spans(table) == {
        NOTE: (3, 3),
        "申请人情况": (1, 7),
        "自然人": (2, 1),
        "法人或其他组织": (1, 5),
        "总计": (2, 1),
        TOP[0]: (1, 3),
        TOP[1]: (1, 3),
        TOP[2]: (22, 1),
        "（一）予以公开": (1, 2),
        PARTLY: (1, 2),
        "（三）不予公开": (8, 1),
        "（四）无法提供": (3, 1),
        "（五）不予处理": (5, 1),
        "（六）其他处理": (3, 1),
        "（七）总计": (1, 2),
        BOTTOM[1]: (1, 3),
    }
    assert (table.columns, len(table.header), len(table.body)) == (10, 3, 25)


def test_applications_of_2019() -> None:
    table = block("national-2019", "applications")
    assert labels(table.header) == HEAD
    assert labels(table.body) == groups(["（六）其他处理"])
    assert spans(table)["三、本年度办理结果"] == (20, 1)
    assert spans(table)["（六）其他处理"] == (1, 2)
    assert len(table.body) == 23


@pytest.mark.parametrize("template", ["national-2019", "national-2021"])
def test_reviews(template: str) -> None:
    table = block(template, "review_litigation")
    # The five of 行政复议 stand in the second line, over two lines.
    assert labels(table.header) == [
        "行政复议",
        "行政诉讼",
        *RESULTS,
        "未经复议直接起诉",
        "复议后起诉",
        *RESULTS,
        *RESULTS,
    ]
    assert spans(table)["行政复议"] == (1, 5)
    assert spans(table)["行政诉讼"] == (1, 10)
    assert spans(table)["结果维持"] == (2, 1)
    assert (table.columns, len(table.header), [len(row) for row in table.body]) == (15, 3, [15])


def lines(text: str) -> Iterator[list[str]]:
    return (line.split(" ‖ ") for line in text.strip().split("\n"))


def printed(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row if cell.role != "data"] for row in table.body]


def test_disclosure_of_2021() -> None:
    table = block("national-2021", "proactive_disclosure")
    assert printed(table) == list(
        lines("""
第二十条第（一）项
信息内容 ‖ 本年制发件数 ‖ 本年废止件数 ‖ 现行有效件数
规章
行政规范性文件
第二十条第（五）项
信息内容 ‖ 本年处理决定数量
行政许可
第二十条第（六）项
信息内容 ‖ 本年处理决定数量
行政处罚
行政强制
第二十条第（八）项
信息内容 ‖ 本年收费金额（单位：万元）
行政事业性收费
""")
    )
    assert table.columns == 4
    assert spans(table)["本年处理决定数量"] == (1, 3)
    assert len([cell for row in table.body for cell in row if cell.role == "data"]) == 10


def test_disclosure_of_2019() -> None:
    table = block("national-2019", "proactive_disclosure")
    assert printed(table) == list(
        lines("""
第二十条第（一）项
信息内容 ‖ 本年新制作数量 ‖ 本年新公开数量 ‖ 对外公开总数量
规章
规范性文件
第二十条第（五）项
信息内容 ‖ 上一年项目数量 ‖ 本年增/减 ‖ 处理决定数量
行政许可
其他对外管理服务事项
第二十条第（六）项
信息内容 ‖ 上一年项目数量 ‖ 本年增/减 ‖ 处理决定数量
行政处罚
行政强制
第二十条第（八）项
信息内容 ‖ 上一年项目数量 ‖ 本年增/减
行政事业性收费
第二十条第（九）项
信息内容 ‖ 采购项目数量 ‖ 采购总金额
政府集中采购
""")
    )
    assert table.columns == 5


# ★ in FIELD.md: held against a derived table. The others are from memory.
VERIFIED = [
    "一、主动公开情况",
    "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）",
    "其中：主动公开规范性文件数",
    "制发规范性文件总数",
]


def test_statistics_of_2014() -> None:
    form = load_template("national-2014").table("statistics")
    assert [row.label for row in form.rows if not row.from_memory] == VERIFIED
    chapters = [row.label for row in form.rows if row.indent == 0]
    assert [label[:2] for label in chapters] == [f"{number}、" for number in "一二三四五六七八九"]
    units = {row.label: row.unit for row in form.rows}
    assert units["七、依申请公开信息收取的费用"] == "万元"
    assert units["3.政策解读稿件发布数"] == "篇"
    assert units["（三）接受培训人员数"] == "人次"
    replies = [row.label for row in form.rows if row.within[1:] == ("（三）申请答复数",)]
    assert replies == [
        "1.属于已主动公开范围数",
        "2.同意公开答复数",
        "3.同意部分公开答复数",
        "4.不同意公开答复数",
        "5.不属于本行政机关公开数",
        "6.申请信息不存在数",
        "7.告知作出更改补充数",
        "8.告知通过其他途径办理数",
    ]


def test_guidance_says_which_labels_are_from_memory() -> None:
    template = load_template("national-2014")
    for guidance in (template.guidance, template.table("statistics").guidance or ""):
        assert "凭记忆" in guidance
    assert all(label in template.guidance for label in VERIFIED)
    # Messages tell rows of the same label apart.
    names = [row.name for row in template.table("statistics").row_by_id.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("template", ["national-2019", "national-2021"])
def test_section_titles(template: str) -> None:
    assert [section.heading for section in load_template(template).sections] == [
        None,
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_labels_of_a_published_report_stand_where_it_printed_them() -> None:
    form = load_template("national-2021").table("proactive_disclosure")
    table = table_block(FilledTable(form, {}, labels={"normative_documents": "规范性文件"}))
    assert ["规范性文件"] in printed(table)
    assert ["行政规范性文件"] not in printed(table)
