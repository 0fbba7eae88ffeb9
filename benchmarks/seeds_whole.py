"""Defects of a whole report to plant: whose it is (I), of when (T), its parts (S), its names (U), and what follows on last year's (O)."""

from __future__ import annotations

from drafts import YEAR, Draft
from seeds import Plant, Seed, _add, _key, _swap, _without
from seeds_numbers import _all

_OTHER = "青石镇"


def _throughout(other: str) -> Plant:
    """Have the body tell of another town: the unit's own name stands in the preamble only."""

    def plant(draft: Draft) -> None:
        own = draft.values["unit"]["name"]
        for name, text in draft.values["sections"].items():
            if name != "preamble":
                draft.values["sections"][name] = text.replace(own, other)
        draft.replace("overview", "全年主动公开", f"{other}全年主动公开")
        draft.replace("overview", "镇政府网页", f"{other}政府网页")
        draft.replace("overview", "党政办公室按月检查", f"{other}党政办公室按月检查")

    return plant


def _own(words: str, section: str = "overview") -> Plant:
    """Add a sentence in which ``{stem}`` and ``{name}`` are those of the draft's town."""

    def plant(draft: Draft) -> None:
        name = draft.values["unit"]["name"]
        _add(section, "\n\n" + words.format(stem=name.removesuffix("镇"), name=name))(draft)

    return plant


def _signed(words: str) -> Plant:
    def plant(draft: Draft) -> None:
        draft.values["issued"]["by"] = words.format(name=draft.values["unit"]["name"])

    return plant


def _unpaid(draft: Draft) -> None:
    """Have an application end unpaid instead of answered, so that the table balances."""
    table = draft.values["tables"]["applications"]
    table["fee_unpaid"] = {"enterprise": 1, "total": 1}
    for column in ("enterprise", "total"):
        table["disclosed"][column] -= 1


def _named_only(heading: str) -> Plant:
    def plant(draft: Draft) -> None:
        parts = draft.values["sections"]["overview"].split("\n\n")
        kept = [heading if part.startswith(heading) else part for part in parts]
        draft.values["sections"]["overview"] = "\n\n".join(kept)

    return plant


def _one_line(words: str) -> Plant:
    return _key("sections", "problems", value=words)


def _old_problem(draft: Draft) -> None:
    """Tell one of last year's problems again, among others."""
    assert draft.last
    old = draft.last["sections"]["problems"].partition("一是")[2].partition("；")[0]
    new = "三是有两项办事指南没有写明收费依据。\n\n改进措施：由司法所逐项补齐，每季度通报一次。"
    draft.values["sections"]["problems"] = f"存在的主要问题：一是{old}；二是公开栏破损两处；{new}"


_IDENTITY = (
    ("town of another kind", ("I403",), _own("{stem}乡主动公开信息20条。")),
    ("county as a city", ("I403",), _add("overview", "\n\n按照示例市人民政府的部署开展工作。")),
    ("another county asks", ("I101",), _add("overview", "\n\n按照青石县委的统一部署，更新栏目12个。")),
    ("another county's work", ("I101",), _add("overview", "\n\n青石县政府全年主动公开各类信息2000条。")),
    ("superior's work", ("I101",), _add("overview", f"\n\n{YEAR}年示例县人民政府主动公开信息3000条。")),
    ("another town counts", ("I101",), _add("overview", f"\n\n{_OTHER}全年主动公开政府信息86条。")),
    ("another town receives", ("I101",), _add("overview", f"\n\n{YEAR}年，{_OTHER}收到申请3件。")),
    ("another town's office", ("I101",), _add("overview", f"\n\n{_OTHER}便民服务中心设有查阅点。")),
    ("another compiler", ("I102",), _add("preamble", f"本报告由{_OTHER}人民政府编制。")),
    ("account mistyped", ("I103",), _own("通过“{stem}分布”微信公众号推送信息20条。")),
    ("unit for a town", ("I203",), _add("overview", "\n\n我单位公开信息的责任到人。")),
    ("department for a town", ("I203",), _add("overview", "\n\n本部门认真落实公开要求。")),
    ("office signs", ("I402",), _signed("{name}党政办公室")),
    ("short name of another", ("I403", "I402", "I401"), _key("unit", "name", value=_OTHER)),
)

_TIMES = (
    ("no period", ("T201",), _swap("preamble", f"自{YEAR}年1月1日起至{YEAR}年12月31日止", "见正文")),
    ("data up to November", ("T203",), _add("preamble", f"本报告数据截至{YEAR}年11月30日。")),
    (
        "report of last year",
        ("T208", "T207"),
        _own(f"现将{{name}}{YEAR - 1}年政府信息公开年度报告公布如下。"),
    ),
    ("plan for the year told as done", ("T207",), _add("overview", f"\n\n{YEAR + 1}年，全镇公开信息90条。")),
)

_ONE_LINE = (
    "（一）栏目更新慢。（二）政策解读少。（三）业务培训少。改进措施：（一）每月更新栏目。（二）组织解读。",
    "一、存在的问题（一）栏目更新慢。（二）解读少。（三）培训少。二、改进措施（一）每月更新栏目。（二）组织解读。",
    "（一）存在的问题。栏目更新慢，政策解读少，指南不全。（二）改进措施。",
    "（一）栏目更新慢，下一步每月更换。（二）答复写得太硬，群众看不懂。（三）指南不全，将逐项补齐。",
)

_PARTS = (
    ("other part empty", ("S102",), _key("sections", "other", value="")),
    (
        "other part empty, fees in table",
        ("S115",),
        _all(_key("sections", "other", value=""), _unpaid),
    ),
    ("no tables at all", ("S107", "B201"), _key("tables", value={})),
    ("nobody to ask", ("S108",), _swap("preamble", "，电话：0535-7654321", "")),
    ("heading with nothing below", ("S403",), _add("overview", "\n\n（六）政策解读情况")),
    ("aspect nobody asks for", ("S402",), _add("overview", "\n\n（六）建议提案办理情况。办理代表建议2件。")),
    (
        "aspect named only",
        ("S401", "S403"),
        _named_only("（四）政府信息公开平台建设。"),
    ),
    ("own marks", ("W206",), _add("overview", "\n\n年底自评得分98分。")),
    ("notice under another name", ("G104", "G103"), _swap("preamble", "年度报告格式", "年度报告样式")),
    ("broken figure", ("N102",), _add("overview", "\n\n共{{ 申请+件 }}件。")),
    ("no short name", ("U101", "P1"), _without("unit", "name")),
    ("no signature", ("U104",), _without("issued", "by")),
    ("rare character", ("C101",), _add("overview", "\n\n公开\U000e0041一次。")),
)

WHOLE = (
    *(
        Seed(f"another town's throughout: {other}", ("I101",), _throughout(other))
        for other in (_OTHER, "青石街道", "黄村乡")
    ),
    *(Seed(f"whose: {name}", codes, plant) for name, codes, plant in _IDENTITY),
    *(Seed(f"when: {name}", codes, plant) for name, codes, plant in _TIMES),
    *(Seed(f"parts: {name}", codes, plant) for name, codes, plant in _PARTS),
    *(Seed(f"on one line: {words[:22]}", ("O103",), _one_line(words)) for words in _ONE_LINE),
    Seed("problem of last year, among others", ("O105",), _old_problem, last=True),
)
"""What a report may have wrong as a whole."""
