"""Defects to plant in clean reports: one for each thing that a family looks for, in words of our own."""

from __future__ import annotations

import re
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


def _titled(rest: str) -> Plant:
    def plant(draft: Draft) -> None:
        draft.values["printed"] = {"title": draft.values["unit"]["name"] + rest}

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


def _without_counts(text: str) -> str:
    return re.sub(r"\d+[条件次个期]", "若干", text)


_END = f"{YEAR}年12月31日止"

OTHER_SEEDS = (
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
        _titled(f"{YEAR}年度政府信息公开工作年度报告"),
    ),
    Seed("identity number", ("X1",), _add("overview", "\n\n经办人身份证号11010519491231002X。")),
    Seed("mobile number", ("X1",), _add("preamble", "联系人手机：13800138000。")),
    Seed("applicant's name", ("X1",), _add("overview", "\n\n申请人王小明申请公开征地批复。")),
    Seed("mark of secrecy", ("X1",), _add("overview", "\n\n机密★一年")),
    Seed("copied from last year", ("M101", "B201"), _copied("overview"), last=True),
    Seed("problems are none", ("O1", "S304"), _key("sections", "problems", value="无。")),
    Seed(
        "problem without a measure",
        ("O1",),
        lambda draft: _key(
            "sections", "problems", value=draft.values["sections"]["problems"].split("\n\n")[0]
        )(draft),
    ),
    Seed("same problems as last year", ("O1", "M1"), _copied("problems"), last=True),
    Seed("unit in a cell", ("D101",), _cell("proactive_disclosure", "licences", "decisions", "12件")),
    Seed("no number in a cell", ("D102",), _cell("proactive_disclosure", "licences", "decisions", "若干")),
    Seed("unknown figure", ("N101",), _add("overview", "\n\n共{{ applications.received }}件。")),
    Seed("zero width", ("C102",), _swap("overview", "全年新收", "全年\u200b新收")),
    Seed("no full name", ("U102",), _without("unit", "full_name")),
    Seed("answer without a reason", ("Y101",), _key("accepted", value=[{"code": "U102"}])),
)

_PROBLEMS = "存在的主要问题：一是村务公开栏隔三个月才换；二是办事指南有四项没有写办理时限。"

# Of these each is told in other words than above: what finds one wording only is no rule.
WRITING_SEEDS = (
    Seed(
        "heading of another format",
        ("S104",),
        _key("printed", "headings", "problems", value="五、存在问题及改进措施"),
    ),
    Seed(
        "heading of another part",
        ("S104",),
        _key("printed", "headings", "other", value="四、政府信息公开行政复议、行政诉讼情况"),
    ),
    Seed(
        "number of a part twice",
        ("S106", "S104"),
        _key("printed", "headings", "problems", value="四、存在的主要问题及改进情况"),
    ),
    Seed(
        "aspect skipped",
        ("S106", "S103", "S401"),
        _swap("overview", "（四）政府信息公开平台建设", "（五）政府信息公开平台建设"),
    ),
    Seed(
        "item skipped",
        ("S106",),
        _add("overview", "\n\n全年一是修订目录，二是更换公开栏，四是培训村级公开员。"),
    ),
    Seed(
        "part of the old format named",
        ("S2",),
        _add(
            "preamble", "本报告由概述、主动公开情况、依申请公开情况、收费及减免情况、主要问题和其他事项组成。"
        ),
    ),
    Seed("parts counted wrong", ("S2",), _add("preamble", "全文共分五个部分。")),
    Seed(
        "parts listed short",
        ("S2",),
        _add(
            "preamble",
            "本报告由总体情况、主动公开政府信息情况、存在的主要问题及改进情况、其他需要报告的事项四部分组成。",
        ),
    ),
    Seed("no 社会评议", ("S103",), _swap("overview", "，社会评议中村民代表表示满意", "")),
    Seed("instruction of a form", ("S3",), _add("problems", "\n\n（请根据实际情况填写，表格如下：）")),
    Seed("sentence of the notice", ("S3",), _add("overview", "\n\n本部分内容不能遗漏，也不宜泛化。")),
    Seed("blank with underscores", ("S3",), _add("overview", "\n\n全年举办培训____期。")),
    Seed("blank in brackets", ("S3",), _add("other", "另有〔待填〕。")),
    Seed("questions for a number", ("S3",), _add("overview", "\n\n窗口接待群众？？人次。")),
    Seed("cross for a month", ("S3",), _add("overview", "\n\n×月召开了专题会议。")),
    Seed("to be filled in later", ("S3",), _add("overview", "\n\n培训次数（待补充）。")),
    Seed("path of a web page", ("S3",), _add("preamble", "\n\n首页 > 政务公开 > 年度报告")),
    Seed(
        "fields of a content system", ("S3",), _add("preamble", "\n\n索引号：0000-2024-01　发布机构：党政办")
    ),
    Seed("visits of a page", ("S3",), _add("other", "\n\n浏览次数：128")),
    Seed("share button", ("S3",), _add("other", "\n\n分享到：微信 微博")),
    Seed(
        "title in the preamble",
        ("S3",),
        lambda draft: _key(
            "sections",
            "preamble",
            value=f"{YEAR}年政府信息公开工作年度报告\n\n" + draft.values["sections"]["preamble"],
        )(draft),
    ),
    Seed(
        "overview says nothing",
        ("S3", "S4", "S103"),
        _key("sections", "overview", value=f"统计期限自{YEAR}年1月1日起至{YEAR}年12月31日止。"),
    ),
    Seed("other is a dash", ("S3",), _key("sections", "other", value="——")),
    Seed(
        "no count at all",
        ("S110",),
        lambda draft: _key(
            "sections", "overview", value=_without_counts(draft.values["sections"]["overview"])
        )(draft),
    ),
    Seed(
        "half-width brackets",
        ("W1",),
        _swap("overview", "镇政府网页由专人维护", "镇政府网页(政务公开栏)由专人维护"),
    ),
    Seed("half-width colon", ("W1",), _swap("problems", "存在的主要问题：", "存在的主要问题:")),
    Seed("half-width stop", ("W1",), _swap("overview", "责任追究的情形。", "责任追究的情形.")),
    Seed("dot behind a number", ("W1",), _add("overview", "\n\n六.其他工作按计划推进。")),
    Seed("two commas", ("W1",), _swap("overview", "按月检查，县里", "按月检查，，县里")),
    Seed("comma before a stop", ("W1",), _swap("overview", "责任追究的情形。", "责任追究的情形，。")),
    Seed("straight quotes", ("W1",), _add("overview", '\n\n公众号开设了"政策问答"栏目。')),
    Seed("quotes in quotes", ("W1",), _add("overview", "\n\n网站开设了“优化“一件事”办理”专栏。")),
    Seed(
        "bracket without its half",
        ("W1",),
        _swap("overview", "镇政府网页由专人维护", "镇政府网页（政务公开栏由专人维护"),
    ),
    Seed("、 between book titles", ("W1",), _add("overview", "\n\n全年修订《公开指南》、《公开目录》。")),
    Seed("、 behind the year", ("W1",), _add("overview", f"\n\n{YEAR}年、镇里继续清理旧栏目。")),
    Seed("comma before an amount", ("W1",), _add("overview", "\n\n县长信箱转来信件，83件。")),
    Seed("ends with a comma", ("W1",), _add("overview", "\n\n全年张贴公告25张，")),
    Seed(
        "ends with nothing", ("W1",), _add("overview", "\n\n便民服务中心全年接待群众咨询，逐人登记，逐件答复")
    ),
    Seed("heading runs on", ("W1",), _add("overview", "\n\n（六）政策解读情况本年度我镇发布解读3篇。")),
    Seed(
        "sentences run together",
        ("W1",),
        _add("overview", f"\n\n不断提高政务公开工作水平{YEAR}年我镇更新栏目12个。"),
    ),
    Seed("space between words", ("W1",), _swap("overview", "镇政府网页", "镇政府 网页")),
    Seed("space by a number", ("W1",), _add("overview", "\n\n全年举办培训 3 期。")),
    Seed("space before a bracket", ("W1",), _add("overview", "\n\n全年举办培训3期 （党政办承办）。")),
    Seed("line broken in a word", ("W1",), _swap("overview", "由专人维护", "由专\n人维护")),
    Seed("的的", ("W2",), _add("overview", "\n\n群众关心的的事项都有答复。")),
    Seed("word twice", ("W2",), _add("overview", "\n\n主动公开主动公开栏目更新12次。")),
    Seed("word twice around 可以", ("W2",), _add("overview", "\n\n群众可通过可以通过镇政府网站查阅。")),
    Seed(
        "heading said again",
        ("W2",),
        _add("overview", "\n\n（六）政策解读方面。在政策解读方面，发布解读3篇。"),
    ),
    Seed("截止", ("W2",), _add("overview", f"\n\n截止{YEAR}年12月31日，栏目共有12个。")),
    Seed("布署", ("W2",), _add("overview", "\n\n年初专题布署公开工作。")),
    Seed("转结", ("W2",), _add("overview", "\n\n没有转结下年度办理的其他事项。")),
    Seed("year lost behind the number", ("W2", "T2"), _add("overview", f"\n\n{YEAR}全年没有投诉。")),
    Seed("公开 lost", ("W2",), _add("overview", "\n\n按要求推进政府信息工作，责任到人。")),
    Seed("code of a web page", ("W2",), _add("overview", "\n\n全年培训3期。&nbsp;")),
    Seed("star without its half", ("W2",), _add("overview", "\n\n全年**培训3期。")),
    Seed("claim too big", ("W2",), _add("overview", "\n\n群众咨询做到零差错。")),
    Seed("本报告 twice", ("W2",), _add("preamble", "本报告根据县政府办公室的部署，编制本报告。")),
    Seed(
        "title without 年度报告",
        ("W2",),
        _titled(f"{YEAR}年政府信息公开工作总结"),
    ),
    Seed(
        "space in the title",
        ("W1",),
        _titled(f" {YEAR} 年政府信息公开工作年度报告"),
    ),
    Seed("none, in a sentence", ("O1",), _key("sections", "problems", value=f"{YEAR}年度我镇不存在问题。")),
    Seed(
        "measures only",
        ("O1",),
        _key("sections", "problems", value="下一步，将继续加强学习，提高公开质量，做好各项工作。"),
    ),
    Seed(
        "formulas only",
        ("O1",),
        _key(
            "sections",
            "problems",
            value="存在的问题：一是认识不足；二是力度不够。下一步将加强学习，加大力度。",
        ),
    ),
    Seed(
        "one measure short",
        ("O1",),
        _key(
            "sections",
            "problems",
            value=_PROBLEMS.replace("。", "；三是村级公开员换了一半。")
            + "\n\n改进情况：一是按月检查；二是补齐时限。",
        ),
    ),
    Seed(
        "measures missing under their heading",
        ("O1",),
        _key("sections", "problems", value=_PROBLEMS + "\n\n（二）改进情况"),
    ),
    Seed(
        "one problem left alone",
        ("O1",),
        _key(
            "sections",
            "problems",
            value="一是公开栏换得慢，下一步按月更换。二是指南不全，下一步逐项补齐。三是村级公开员太少。",
        ),
    ),
    Seed(
        "none of the problems met",
        ("O1",),
        _key("sections", "problems", value="主要是公开栏换得慢，指南不全，解读太长。"),
    ),
    Seed("problems word for word", ("O1", "M1"), _copied("problems"), last=True),
    Seed("section word for word", ("M101", "O1", "R"), _copied("problems"), last=True),
    Seed(
        "answer to nothing",
        ("Y102",),
        _key("accepted", value=[{"code": "A101", "where": "applications", "reason": "已核对"}]),
    ),
    Seed(
        "answer to what none may answer",
        ("Y1",),
        _key("accepted", value=[{"code": "Y101", "where": "overview", "reason": "已核对"}]),
    ),
)

SEEDS = (*OTHER_SEEDS, *WRITING_SEEDS)
