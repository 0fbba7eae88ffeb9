"""Defects to plant in clean reports: one for each thing that a family looks for, in words of our own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drafts import YEAR, Draft

Plant = Callable[[Draft], None]


@dataclass(frozen=True)
class Seed:
    """A defect.

    Attributes:
        name: What is wrong.
        codes: Codes, or how they begin, any of which finds it.
        plant: Puts it into a draft.
        last: It needs last year's report.
    """

    name: str
    codes: tuple[str, ...]
    plant: Plant
    last: bool = False


def _swap(section: str, old: str, new: str) -> Plant:
    return lambda draft: draft.replace(section, old, new)


def _add(section: str, words: str) -> Plant:
    def plant(draft: Draft) -> None:
        draft.values["sections"][section] += words

    return plant


def _cell(table: str, row: str, column: str, value: object) -> Plant:
    def plant(draft: Draft) -> None:
        draft.values["tables"][table].setdefault(row, {})[column] = value

    return plant


def _more(table: str, row: str, column: str) -> Plant:
    def plant(draft: Draft) -> None:
        draft.values["tables"][table][row][column] += 7

    return plant


def _key(*path: str, value: object) -> Plant:
    def plant(draft: Draft) -> None:
        values = draft.values
        for part in path[:-1]:
            values = values.setdefault(part, {})
        values[path[-1]] = value

    return plant


def _without(*path: str) -> Plant:
    def plant(draft: Draft) -> None:
        values = draft.values
        for part in path[:-1]:
            values = values[part]
        del values[path[-1]]

    return plant


def _copied(section: str) -> Plant:
    def plant(draft: Draft) -> None:
        assert draft.last
        draft.values["sections"][section] = draft.last["sections"][section].replace(str(YEAR - 1), str(YEAR))

    return plant


def _published_sum(draft: Draft) -> None:
    text = draft.values["sections"]["overview"]
    total = text.partition("主动公开政府信息")[2].partition("条")[0]
    draft.replace("overview", f"主动公开政府信息{total}条", f"主动公开政府信息{int(total) - 9}条")


def _received(draft: Draft) -> None:
    text = draft.values["sections"]["overview"]
    total = text.partition("新收政府信息公开申请")[2].partition("件")[0]
    parts = text.partition(f"申请{total}件，")[2].partition("；")[0]
    draft.replace("overview", f"申请{total}件，{parts}", f"申请{int(total) + 5}件")


_END = f"{YEAR}年12月31日止"

SEEDS = (
    Seed("total of a row", ("A101",), _more("applications", "new_received", "total")),
    Seed("total of 表四", ("A101",), _cell("review_litigation", "reconsideration", "total", 4)),
    Seed("balance of a column", ("A102", "A101"), _more("applications", "carried_forward", "natural_person")),
    Seed("outcome left out", ("A101", "A102"), _without("tables", "applications", "not_held")),
    Seed("parts more than the total", ("B101",), _published_sum),
    Seed("prose against table", ("B201",), _received),
    Seed(
        "none in prose, some in table",
        ("B202", "B201"),
        _key("sections", "applications", value="本年没有收到政府信息公开申请。"),
    ),
    Seed(
        "share that is wrong",
        ("B103", "B104"),
        _add("overview", "\n\n全年受理咨询40件，按时答复30件，按时答复率95%。"),
    ),
    Seed("vague count", ("B106", "B107"), _add("overview", "\n\n另外通过广播主动公开政府信息三百余条。")),
    Seed(
        "unit of a count",
        ("B108", "W204"),
        _key("sections", "review_litigation", value="全年发生行政诉讼0条。"),
    ),
    Seed(
        "carried over isn't last year's",
        ("R101",),
        _more("applications", "carried_over", "enterprise"),
        last=True,
    ),
    Seed(
        "in force doesn't go on",
        ("R201",),
        _cell("proactive_disclosure", "normative_documents", "in_force", 9),
        last=True,
    ),
    Seed("numbers jump", ("R401",), _cell("proactive_disclosure", "licences", "decisions", 9000), last=True),
    Seed("other town", ("I",), _swap("overview", "便民服务中心设有查阅点", "山河镇便民服务中心设有查阅点")),
    Seed("我局 in a town", ("I",), _swap("overview", "镇政府网页由专人维护", "我局网页由专人维护")),
    Seed("我县 in a town", ("I",), _add("overview", "\n\n我县政府信息公开工作有了新进展。")),
    Seed("outsider's voice", ("I",), _add("overview", "\n\n多数部门能够按时答复，部分地区还有差距。")),
    Seed(
        "superseded format",
        ("G1",),
        _swap("preamble", "国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号"),
    ),
    Seed("brackets of a number", ("G2",), _swap("preamble", "〔2021〕", "[2021]")),
    Seed("lost brackets", ("G2",), _swap("preamble", "〔2021〕30号", "202130号")),
    Seed(
        "marks of a title",
        ("G2",),
        _swap(
            "preamble",
            "〈中华人民共和国政府信息公开工作年度报告格式〉",
            "<中华人民共和国政府信息公开工作年度报告格式>",
        ),
    ),
    Seed(
        "incomplete title", ("G",), _swap("preamble", "政府信息公开工作年度报告格式", "政府信息年度报告格式")
    ),
    Seed(
        "no Regulation",
        ("G4",),
        _swap("preamble", "《中华人民共和国政府信息公开条例》（国务院令第711号）和", ""),
    ),
    Seed(
        "last year's plan", ("G3",), _add("overview", f"\n\n按照《{YEAR - 1}年政务公开工作要点》开展工作。")
    ),
    Seed("period ends early", ("T2",), _swap("preamble", _END, f"{YEAR}年12月30日止")),
    Seed("period backwards", ("T2",), _swap("preamble", _END, f"{YEAR - 1}年12月31日止")),
    Seed("period eaten", ("T2",), _swap("preamble", f"{YEAR}年1月1日", f"{YEAR}11日")),
    Seed("year left over", ("T2",), _swap("overview", "全年主动公开", f"{YEAR - 1}年全年主动公开")),
    Seed(
        "carried to the wrong year", ("T205", "B111"), _add("overview", f"\n\n另有1件结转{YEAR}年继续办理。")
    ),
    Seed("issued too early", ("T103",), _key("issued", "date", value=f"{YEAR}-12-25")),
    Seed("issued late", ("T209",), _key("issued", "date", value=f"{YEAR + 1}-06-20")),
    Seed("no date", ("T102",), _key("issued", "date", value=None)),
    Seed("template of another regime", ("T101",), _key("year", value=2020)),
    Seed("empty part", ("S101",), _key("sections", "problems", value="")),
    Seed("no 责任追究", ("S103",), _swap("overview", "，全年没有责任追究的情形", "")),
    Seed("heading renamed", ("S104",), _key("printed", "headings", "overview", value="一、总体概述")),
    Seed(
        "wrong number of parts",
        ("S2",),
        _add("preamble", "本报告由总体情况、主动公开政府信息情况等七部分组成。"),
    ),
    Seed("instruction left in", ("S3",), _key("sections", "applications", value="该部分以表格形式报告。")),
    Seed("placeholder left in", ("S3",), _add("overview", "\n\n全年召开会议XX次。")),
    Seed("site chrome", ("S3",), _add("overview", "\n\n打印本页　关闭窗口　扫一扫在手机打开当前页")),
    Seed(
        "paragraph twice",
        ("S3",),
        lambda draft: _add("overview", "\n\n" + draft.values["sections"]["overview"].split("\n\n")[2])(draft),
    ),
    Seed("half-width comma", ("W1",), _swap("overview", "按月检查，县里", "按月检查,县里")),
    Seed("doubled stop", ("W1",), _swap("overview", "责任追究的情形。", "责任追究的情形。。")),
    Seed(
        "no end stop",
        ("W1",),
        lambda draft: _key("sections", "problems", value=draft.values["sections"]["problems"].rstrip("。"))(
            draft
        ),
    ),
    Seed("broken line", ("W1",), _swap("overview", "由专人维护", "由专\n\n人维护")),
    Seed("space in a number", ("W1",), _swap("overview", "全年新收", "全 年新收")),
    Seed("doubled word", ("W2",), _swap("overview", "主动公开政府信息", "主动公开政府政府信息")),
    Seed("confused word", ("W2",), _swap("overview", "结转下年度", "转接下年度")),
    Seed(
        "title with two 年度",
        ("W2",),
        _key("printed", "title", value=f"示例县镇{YEAR}年度政府信息公开工作年度报告"),
    ),
    Seed("identity number", ("X1",), _add("overview", "\n\n经办人身份证号11010519491231002X。")),
    Seed("mobile number", ("X1",), _add("preamble", "联系人手机：13800138000。")),
    Seed("applicant's name", ("X1",), _add("overview", "\n\n申请人王小明申请公开征地批复。")),
    Seed("mark of secrecy", ("X1",), _add("overview", "\n\n机密★一年")),
    Seed("copied from last year", ("M101",), _copied("overview"), last=True),
    Seed("problems are none", ("O1", "S304"), _key("sections", "problems", value="无。")),
    Seed(
        "problem without a measure",
        ("O1",),
        lambda draft: _key(
            "sections", "problems", value=draft.values["sections"]["problems"].split("\n\n")[0]
        )(draft),
    ),
    Seed("same problems as last year", ("O1",), _copied("problems"), last=True),
    Seed("unit in a cell", ("D101",), _cell("proactive_disclosure", "licences", "decisions", "12件")),
    Seed("no number in a cell", ("D102",), _cell("proactive_disclosure", "licences", "decisions", "若干")),
    Seed("unknown figure", ("N101",), _add("overview", "\n\n共{{ applications.received }}件。")),
    Seed("zero width", ("C102",), _swap("overview", "全年新收", "全年\u200b新收")),
    Seed("no full name", ("U102",), _without("unit", "full_name")),
    Seed("answer without a reason", ("Y101",), _key("accepted", value=[{"code": "U102"}])),
)
