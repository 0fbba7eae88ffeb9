"""Defects of numbers against numbers to plant: prose against full, blank and last year's tables, by applicant and by result."""

from __future__ import annotations

from drafts import Draft
from seeds import Plant, Seed, _add, _cell, _key
from seeds_numbers import _all, _last, _table, _told

_NAMES = {
    "r": ("new_received", "total"),
    "p": ("new_received", "natural_person"),
    "f": ("new_received", "enterprise"),
    "o": ("carried_over", "total"),
    "x": ("disclosed", "total"),
    "n": ("not_held", "total"),
    "d": ("outcome_total", "total"),
    "c": ("carried_forward", "total"),
}


def _applied(words: str) -> Plant:
    """Tell of applications: ``{r}`` is what 表三 says, ``{r_more}`` one more, ``{r_less}`` one less."""

    def plant(draft: Draft) -> None:
        table = draft.values["tables"]["applications"]
        told = {name: table[row][column] for name, (row, column) in _NAMES.items()}
        told |= {f"{name}_more": value + 1 for name, value in told.items()} | {
            f"{name}_less": value - 1 for name, value in told.items()
        }
        draft.replace(
            "overview",
            "（三）政府信息管理。",
            f"依申请公开方面：{words.format(**told)}\n\n（三）政府信息管理。",
        )

    return plant


def _blank(table: str) -> Plant:
    def plant(draft: Draft) -> None:
        draft.values["tables"][table] = {}

    return plant


def _section(name: str, words: str) -> Plant:
    return _key("sections", name, value=words)


def _reviews(words: str, **rows: dict[str, int]) -> Plant:
    return _all(_table("review_litigation", **rows), _section("review_litigation", words))


def _carried(draft: Draft) -> None:
    """Have two more applications carried over and carried on, so that the table balances."""
    table = draft.values["tables"]["applications"]
    for row in ("carried_over", "carried_forward"):
        for column in ("natural_person", "total"):
            table[row][column] += 2


_BY_APPLICANT = (
    "全年收到政府信息公开申请{r}件，均为自然人申请。",
    "全年受理政府信息公开申请{r}件，全部由企业提出。",
    "共收到信息公开申请{r}件，申请人均为自然人。",
    "本年新收政府信息公开申请{r}件，其中自然人{p_more}件，商业企业{f_less}件。",
    "全年收到自然人政府信息公开申请{r}件。",
    "新收政府信息公开申请{r}件（自然人{p_more}件、商业企业{f_less}件）。",
    "收到政府信息公开申请{r}件，自然人申请{p_more}件，法人或者其他组织申请{f_less}件。",
    "受理政府信息公开申请{r}件，来自公民的{p_more}件，来自企业的{f_less}件。",
    "新收政府信息公开申请{r}件，其中公民申请{p_more}件、法人和其他组织申请{f_less}件。",
    "收到政府信息公开申请{r}件，其中由自然人提出的{p_more}件，由企业提出的{f_less}件。",
    "共收到政府信息公开申请{r}件：自然人{p_more}件、商业企业{f_less}件。",
    "全年新收政府信息公开申请{r}件，申请人为自然人的{p_more}件，其余为企业。",
)

_BY_RESULT = (
    "收到的政府信息公开申请中，予以公开{x_more}件。",
    "答复政府信息公开申请{d}件，其中同意公开{x_more}件、政府信息不存在{n_more}件。",
    "本机关不掌握相关政府信息的申请{n_more}件，均已告知申请人。",
    "全年办结政府信息公开申请{d_more}件。",
    "全年政府信息公开申请办结{d_more}件，办结率百分之百。",
    "全年共答复政府信息公开申请{d_more}件，无一超期。",
    "上年结转的政府信息公开申请2件，均已办结。",
    "收到政府信息公开申请{r}件，其中不予公开2件。",
    "政府信息公开申请中作出部分公开答复3件。",
    "对{n_more}件政府信息公开申请作出了本机关不掌握相关政府信息的答复。",
    "新收政府信息公开申请{r}件，不予处理2件。",
    "今年收到政府信息公开申请{r_more}件，都在二十个工作日内答复。",
    "去年没有结转的申请，今年新收政府信息公开申请{r_more}件。",
)

_BLANK_CELLS = (
    "全年作出行政强制决定3件。",
    "全年行政强制3件，均依法公示。",
    "本年制发行政规范性文件1件。",
    "全年收取行政事业性收费2.5万元。",
    "本年废止行政规范性文件2件。",
    "现行有效行政规范性文件7件。",
    "全年共办理行政许可1200件。",
    "作出行政处罚决定85件，全部上网公示。",
)

_NONE_CARRIED = (
    "本年收到的政府信息公开申请全部办结，无结转。",
    "没有结转下年度办理的政府信息公开申请。",
    "政府信息公开申请均已办结，无结转下年度继续办理的情况。",
    "年内申请都已答复，未结转下一年度。",
)
_NONE_CARRIED_OVER = (
    "没有上年结转的政府信息公开申请。",
    "无上年度结转政府信息公开申请。",
)

_UPHELD = {"reconsideration": {"upheld": 2, "total": 2}}
_PENDING = {"litigation_direct": {"pending": 1, "total": 1}}
_REVIEWS = (
    ("全年发生政府信息公开行政复议1件。", _UPHELD),
    ("全年因政府信息公开被申请行政复议2件，其中结果维持1件、结果纠正1件。", _UPHELD),
    ("政府信息公开行政复议2件，结果均为纠正。", _UPHELD),
    ("未发生政府信息公开行政复议，提起行政诉讼0件。", _UPHELD),
    ("全年没有政府信息公开行政诉讼。", _PENDING),
    ("全年发生政府信息公开行政诉讼1件，已审结。", _PENDING),
    ("政府信息公开行政诉讼1件，案件均已审理完毕。", _PENDING),
    ("全年发生政府信息公开行政诉讼3件，尚未审结3件。", _PENDING),
)

_BLANK_REVIEWS = (
    "全年发生政府信息公开行政复议2件，结果均为维持。",
    "因政府信息公开引发行政诉讼1件，尚未审结。",
    "全年共有政府信息公开行政复议案件2件，行政诉讼案件1件。",
)

_AGAINST_LAST = (
    "全年新收政府信息公开申请{r}件，比上年增加30件。",
    "全年新收政府信息公开申请{r}件，较上年增长400%。",
    "全年新收政府信息公开申请{r}件，与上年持平。",
    "全年新收政府信息公开申请{r}件，同比上升300%。",
)

_TWICE = (
    "主动公开政务信息32条，其中规划总结9条、财政资金8条、规划总结9条、民生类6条。",
    "公开栏更新60次（党务20次、政务15次、党务15次、财务10次）。",
)

_FEES = (
    Seed(
        "fee unpaid, and no fee told",
        ("B301", "S115", "B2", "A"),
        _all(
            _table("applications", fee_unpaid={"natural_person": 1, "total": 1}),
            _section("other", "没有其他需要报告的事项。"),
        ),
    ),
    Seed(
        "yuan in a cell of ten thousand yuan",
        ("B302",),
        _all(
            _cell("proactive_disclosure", "charges", "amount", 300),
            _section("other", "本年收取信息处理费300元。"),
        ),
    ),
    Seed(
        "fee beyond all charges",
        ("B303",),
        _all(
            _cell("proactive_disclosure", "charges", "amount", 0.02),
            _section("other", "本年收取信息处理费900元。"),
        ),
    ),
    Seed(
        "charges, and nothing told of fees",
        ("B304", "S304"),
        _all(_cell("proactive_disclosure", "charges", "amount", 1.5), _section("other", "无。")),
    ),
    Seed(
        "no charges told, some in table",
        ("B202",),
        _all(
            _cell("proactive_disclosure", "charges", "amount", 1.5),
            _add("overview", "\n\n全年未收取行政事业性收费。"),
        ),
    ),
)

_REPEALED_AWAY = _table(
    "proactive_disclosure", normative_documents={"issued": 0, "repealed": 0, "in_force": 0}
)

AGAINST = (
    *(Seed(f"by applicant: {words}", ("B201",), _applied(words)) for words in _BY_APPLICANT),
    *(Seed(f"by result: {words}", ("B201",), _applied(words)) for words in _BY_RESULT),
    *(
        Seed(f"blank cell: {words}", ("B201", "B30"), _section("proactive_disclosure", words))
        for words in _BLANK_CELLS
    ),
    *(
        Seed(
            f"blank table: {words}",
            ("B201",),
            _all(_blank("review_litigation"), _section("review_litigation", words)),
        )
        for words in _BLANK_REVIEWS
    ),
    Seed("blank table of applications", ("B201",), _blank("applications")),
    Seed(
        "blank table, share told",
        ("B201",),
        _all(
            _blank("proactive_disclosure"),
            _section("proactive_disclosure", "全年作出行政许可决定12件，网上公开。"),
        ),
    ),
    *(
        Seed(
            f"none carried on: {words}",
            ("B202",),
            _all(_carried, _applied(words)),
        )
        for words in _NONE_CARRIED
    ),
    *(
        Seed(
            f"none carried over: {words}",
            ("B202",),
            _all(_carried, _applied(words)),
        )
        for words in _NONE_CARRIED_OVER
    ),
    *(Seed(f"review: {words}", ("B2",), _reviews(words, **rows)) for words, rows in _REVIEWS),
    *(Seed(f"against last year: {words}", ("B110",), _applied(words), last=True) for words in _AGAINST_LAST),
    *(Seed(f"part twice: {words}", ("B113",), _told(words)) for words in _TWICE),
    *_FEES,
    Seed(
        "all applicants others",
        ("B305", "B201"),
        _key(
            "tables",
            "applications",
            value={"new_received": {"other": 3}, "disclosed": {"other": 3}},
        ),
    ),
    Seed("a town's 规章", ("B306",), _table("proactive_disclosure", rules={"in_force": 6})),
    Seed(
        "a table as last year's",
        ("R402",),
        lambda draft: _table("applications", **(draft.last or {})["tables"]["applications"])(draft),
        last=True,
    ),
    Seed("in force no more, none repealed", ("R201",), _REPEALED_AWAY, last=True),
    Seed(
        "licences of last year's table",
        ("R401",),
        _last("proactive_disclosure", "licences", decisions=5000),
        last=True,
    ),
)
"""What prose and tables, and the tables of two years, may say against each other."""
