"""Reviews, publications, documents, collected numbers and consultations."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from tests.ledgers.conftest import Folder, book_of

D = datetime.date
REVIEWS = ["案号", "类型", "收到日期", "对应申请", "结果", "结案日期"]


def test_reviews_count_when_concluded_or_pending(ledger: Folder) -> None:
    rows = [
        REVIEWS,
        ["1", "行政复议", D(2023, 5, 1), "x", "维持", D(2024, 2, 1)],
        ["2", "直接起诉", D(2024, 5, 1), "x", "确认违法", D(2024, 9, 1)],
        ["3", "复议后起诉", D(2024, 11, 1), "x", None, None],
        ["4", "复议", D(2024, 11, 1), "x", "撤诉", D(2025, 2, 1)],
        ["5", "复议", D(2022, 11, 1), "x", "维持", D(2023, 2, 1)],
        ["6", "复议", D(2025, 1, 1), "x", None, None],
    ]
    done = ledger.rows(rows, "reviews")
    assert [(entry.tags["event"], entry.tags["result"]) for entry in done.reading.entries["reviews"]] == [
        ("reconsideration", "upheld"),
        ("litigation_direct", "corrected"),
        ("litigation_after_reconsideration", "pending"),
        ("reconsideration", "pending"),
    ]
    assert done.errors == [] and done.codes == ["L127", "L127"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["1", "诉讼", D(2024, 1, 1), "x", "维持", D(2024, 2, 1)], "L144"),
        (["1", "复议", D(2024, 1, 1), "x", "驳回", D(2024, 2, 1)], "L144"),
        (["1", "复议", D(2024, 1, 1), "x", "维持", None], "L145"),
        (["1", "复议", D(2024, 1, 1), "x", None, D(2024, 2, 1)], "L145"),
        (["1", "复议", D(2024, 1, 1), "x", "审理中", D(2024, 2, 1)], "L146"),
        (["1", "复议", None, "x", "审理中", None], "L145"),
        (["1", None, D(2024, 1, 1), "x", "维持", D(2024, 2, 1)], "L145"),
        (["1", "复议", D(2024, 3, 1), "x", "维持", D(2024, 2, 1)], "L146"),
    ],
)
def test_reviews_that_are_not_clear(ledger: Folder, row: list[object], code: str) -> None:
    done = ledger.rows([REVIEWS, row], "reviews")
    assert [finding.code for finding in done.errors] == [code]
    assert done.reading.entries["reviews"] == ()


def test_publications_of_the_year_with_their_channels(ledger: Folder) -> None:
    rows = [
        ["序号", "信息名称", "公开日期", "公开渠道", "信息类别", "公开属性"],
        [1, "甲", D(2024, 1, 2), "政府网站、微信公众号", "政策文件", "主动公开"],
        [2, "乙", D(2023, 1, 2), "微博", "政策文件", "主动公开"],
        [3, "丙", "2024.2.3", "山村大喇叭", "财政", None],
    ]
    done = ledger.rows(rows, "publications")
    assert [dict(entry.tags) for entry in done.reading.entries["publications"]] == [
        {"category": "政策文件", "channel": "website,wechat", "attribute": "主动公开"},
        {"category": "财政", "channel": "山村大喇叭"},
    ]
    assert done.errors == [] and "第 3 行" in done.of("L127").message


def test_documents_issued_repealed_and_in_force(ledger: Folder) -> None:
    rows = [
        ["文件名称", "文号", "文件类型", "印发日期", "废止日期", "失效日期", "有效性"],
        ["a", "1号", "行政规范性文件", D(2024, 3, 1), None, None, "有效"],
        ["b", "2号", "行政规范性文件", D(2020, 3, 1), D(2024, 6, 1), None, "废止"],
        ["c", "3号", "规章", D(2020, 3, 1), None, D(2024, 5, 1), "失效"],
        ["d", "4号", "规范性文件", D(2020, 3, 1), None, D(2029, 5, 1), None],
        ["e", "5号", "一般性文件", D(2024, 3, 1), None, None, None],
        ["f", "6号", "规范性文件", D(2025, 3, 1), None, None, None],
    ]
    done = ledger.rows(rows, "documents")
    assert [(entry.origin.words, entry.tags["event"]) for entry in done.reading.entries["documents"]] == [
        ("1号", "issued"),
        ("1号", "in_force"),
        ("2号", "repealed"),
        ("4号", "in_force"),
    ]
    assert done.errors == []
    rows = [rows[0], ["b", "2号", "规范性文件", D(2020, 3, 1), None, None, "废止"]]
    assert [finding.code for finding in ledger.rows(rows, "documents").errors] == ["L145"]


def test_collected_numbers_a_column_an_item(ledger: Folder) -> None:
    rows = [
        ["2024年数据采集表"],
        ["科室", "行政许可", "行政处罚", "行政强制", "行政事业性收费（元）"],
        ["便民服务中心", "1,234", 0, None, 52300],
        ["执法队", None, 6, 1, None],
        ["合计", 1234, 6, 1, 52300],
    ]
    done = ledger.rows(rows, "collected")
    assert [
        (entry.tags["item"], entry.tags["office"], entry.amount)
        for entry in done.reading.entries["collected"]
    ] == [
        ("licences", "便民服务中心", 1234),
        ("penalties", "便民服务中心", 0),
        ("charges", "便民服务中心", Decimal("5.23")),
        ("penalties", "执法队", 6),
        ("coercions", "执法队", 1),
    ]
    # Printed as people write it, without the zeros that converting leaves.
    assert [str(entry.amount) for entry in done.reading.entries["collected"]][2] == "5.23"
    assert done.errors == [] and done.codes == ["L128", "L131"]


def test_collected_numbers_a_row_an_item(ledger: Folder) -> None:
    rows = [
        ["项目", "数量", "单位"],
        ["行政许可", 3, "件"],
        ["行政事业性收费", "2.5万元", "万元"],
        ["行政处罚", None, "件"],
    ]
    done = ledger.rows(rows, "collected")
    assert [(dict(entry.tags), entry.amount) for entry in done.reading.entries["collected"]] == [
        ({"item": "licences"}, 3),
        ({"item": "charges"}, Decimal("2.5")),
    ]
    assert done.codes == ["L129"]
    # 「件」 is no name of a row.
    assert [entry.origin.words for entry in done.reading.entries["collected"]] == [
        "行政许可",
        "行政事业性收费",
    ]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["科室", "行政许可", "收费"], ["a", 1, 5]], "L148"),
        ([["科室", "行政许可", "行政处罚"], ["a", 1.5, 5]], "L142"),
        ([["科室", "行政许可", "行政处罚"], ["a", -1, 5]], "L142"),
        ([["2023年采集表"], ["科室", "行政许可", "行政处罚"], ["a", 1, 5]], "L118"),
        ([["项目", "数量"], ["行政奖励", 1]], "L143"),
    ],
)
def test_collected_numbers_that_are_not_clear(ledger: Folder, rows: list[list[object]], code: str) -> None:
    assert [finding.code for finding in ledger.rows(rows, "collected").errors] == [code]


def test_consultations_are_counted_and_a_blank_is_not_satisfied(ledger: Folder) -> None:
    head = ["工单编号", "诉求内容", "渠道", "交办时间", "办结期限", "办结时间", "满意度"]
    day = D(2024, 3, 1)
    rows = [
        head,
        ["1", "x", "12345热线", day, D(2024, 3, 8), D(2024, 3, 7), "满意"],
        ["2", "x", "12345热线", day, D(2024, 3, 8), D(2024, 3, 9), "不满意"],
        ["3", "x", "12345热线", day, D(2024, 3, 8), None, None],
        ["4", "x", "留言板", D(2023, 3, 1), None, None, "满意"],
    ]
    done = ledger.rows(rows, "consultations")
    assert [dict(entry.tags) for entry in done.reading.entries["consultations"]] == [
        {"channel": "12345热线"}
    ] * 3
    found = {rate.name: (rate.value, rate.given) for rate in done.reading.rates}
    assert found == {"on_time": (Decimal("0.3333"), False), "satisfaction": (Decimal("0.5000"), False)}
    assert "不算满意" in done.of("L129").message and done.errors == []


def test_consultations_that_are_given_need_their_source(ledger: Folder) -> None:
    head = ["渠道", "受理量", "按期回复率", "满意率", "来源"]
    rows = [
        head,
        ["12345热线", 120, "100%", 0.985, "县政府办第12期通报"],
        ["网上民声", 30, "99.5", None, None],
        ["信箱"],
    ]
    done = ledger.rows(rows, "consultations")
    assert [entry.amount for entry in done.reading.entries["consultations"]] == [120, 30]
    assert [(rate.name, rate.value, rate.source, rate.given) for rate in done.reading.rates] == [
        ("on_time", Decimal(1), "县政府办第12期通报", True),
        ("satisfaction", Decimal("0.985"), "县政府办第12期通报", True),
    ]
    assert [(finding.code, finding.line) for finding in done.errors] == [("L149", 3)]
    assert done.of("L129").line == 4


def test_an_unknown_kind_is_said(ledger: Folder) -> None:
    reading = ledger.read({"aplications": "x.xlsx"}, 2024, "applications").reading
    assert [finding.code for finding in reading.findings] == ["L111"]
    assert reading.findings[0].suggestion and "applications" in reading.findings[0].suggestion


def test_each_kind_finds_its_own_sheet_in_one_workbook(ledger: Folder) -> None:
    reviews = [REVIEWS, ["1", "行政复议", D(2024, 5, 1), "x", "维持", D(2024, 6, 1)]]
    collected = [["科室", "行政许可", "行政处罚"], ["a", 1, 5]]
    book = book_of({"Sheet1": reviews, "Sheet2": collected})
    done = ledger.book(book, "reviews")
    assert len(done.reading.entries["reviews"]) == 1
    assert "「Sheet2」" in done.of("L115").message


@pytest.mark.parametrize("name", ["全年", "汇总", "合计", "上半年", "一季度", "1-2月"])
def test_a_summary_beside_its_months_does_not_count_twice(ledger: Folder, name: str) -> None:
    head = ["科室", "行政许可", "行政处罚"]
    book = book_of({"1月": [head, ["a", 1, 5]], "2月": [head, ["a", 2, 5]], name: [head, ["a", 3, 10]]})
    done = ledger.book(book, "collected")
    assert sum(int(entry.amount) for entry in done.reading.entries["collected"]) == 13
    assert (done.of("L147").severity, done.of("L147").sheet) == ("error", name)
    parts = {"一季度": [head, ["a", 1, 5]], "4月": [head, ["a", 1, 5]], "下半年": [head, ["a", 1, 5]]}
    assert ledger.book(book_of(parts), "collected").errors == []
    alone = ledger.book(book_of({name: [head, ["a", 3, 10]], "3月": [head]}), "collected")
    assert alone.errors == [] and len(alone.reading.entries["collected"]) == 2


def test_a_summary_of_publications_is_asked_about(ledger: Folder) -> None:
    rows = [["信息名称", "公开日期", "公开渠道"], ["甲", D(2024, 1, 2), "政府网站"]]
    done = ledger.book(book_of({"1月": rows, "全年汇总": rows}), "publications")
    assert len(done.reading.entries["publications"]) == 1 and done.of("L147").sheet == "全年汇总"


def test_a_case_number_that_stands_twice_is_an_error(ledger: Folder) -> None:
    row = ["示例复〔2024〕1号", "行政复议", D(2024, 5, 1), "x", "维持", D(2024, 6, 1)]
    done = ledger.rows([REVIEWS, row, ["示例复[2024]1号", *row[1:]]], "reviews")
    assert done.of("L147").line == 3
    done = ledger.book(book_of({"上半年": [REVIEWS, row], "全年": [REVIEWS, row]}), "reviews")
    assert done.of("L147").sheet == "全年"
    assert ledger.rows([["序号", *REVIEWS[1:]], ["1", *row[1:]], ["1", *row[1:]]], "reviews").errors == []


def test_a_document_and_a_work_order_that_stand_twice_are_errors(ledger: Folder) -> None:
    rows = [["文号", "文件类型", "印发日期"], *[["示例发〔2024〕2号", "行政规范性文件", D(2024, 3, 1)]] * 2]
    assert ledger.rows(rows, "documents").of("L147").line == 3
    orders = [["工单编号", "渠道", "交办时间"], *[["A1", "12345热线", D(2024, 3, 1)]] * 2]
    assert ledger.rows(orders, "consultations").of("L147").line == 3


def test_documents_may_be_older_than_the_regulation(ledger: Folder) -> None:
    head = ["文号", "文件类型", "印发日期", "废止日期"]
    days = [D(1998, 3, 5), "1998年3月5日", 19980305, "98.3.5"]
    done = ledger.rows(
        [head, *([f"{n}号", "规范性文件", day, None] for n, day in enumerate(days))], "documents"
    )
    assert [entry.tags["event"] for entry in done.reading.entries["documents"]] == ["in_force"] * 4
    assert done.errors == []


def test_a_document_that_ended_before_it_began_is_named(ledger: Folder) -> None:
    rows = [["文号", "文件类型", "印发日期", "废止日期"], ["1号", "规范性文件", D(2024, 3, 5), D(2023, 3, 5)]]
    done = ledger.rows(rows, "documents")
    assert (done.of("L146").line, done.of("L146").column) == (2, 4)
    assert done.reading.entries["documents"] == ()
