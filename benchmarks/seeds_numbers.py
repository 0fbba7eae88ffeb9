"""Defects of numbers to plant: tables (A, D, R) and prose (B), in the many ways in which clerks write them."""

from __future__ import annotations

import re

from drafts import Draft
from seeds import Plant, Seed, _add, _cell, _key, _more


def _told(words: str) -> Plant:
    """Add a paragraph to the overview."""
    return _add("overview", f"\n\n{words}")


def _instead(section: str, pattern: str, more: int) -> Plant:
    """Add to the number that a pattern's first group finds."""

    def plant(draft: Draft) -> None:
        match = re.search(pattern, draft.values["sections"][section])
        assert match, pattern
        told = match.group()
        wrong = told.replace(match[1], str(int(match[1]) + more), 1)
        draft.replace(section, told, wrong)

    return plant


def _all(*plants: Plant) -> Plant:
    def plant(draft: Draft) -> None:
        for one in plants:
            one(draft)

    return plant


def _table(name: str, **rows: dict[str, int]) -> Plant:
    def plant(draft: Draft) -> None:
        draft.values["tables"].setdefault(name, {}).update(rows)

    return plant


def _last(table: str, row: str, **cells: int) -> Plant:
    def plant(draft: Draft) -> None:
        assert draft.last
        draft.last["tables"].setdefault(table, {})[row] = cells

    return plant


_SUMS = {
    "brackets": "全年通过各类载体公开信息120条（政策法规70条，财政资金40条，公共服务20条）。",
    "colon": "全年发布各类信息86条：机构职能10条，政策法规20条，工作动态66条。",
    "semicolons": "共公开政府信息150条。其中：概况类12条；计划总结类18条；财政类30条；其他类100条。",
    "boards": "制作宣传展板24块，其中：惠农政策12块、医保缴费8块、养老服务6块。",
    "persons": "全年接待群众来访58人次，其中反映土地问题的20人次，低保问题18人次，道路问题25人次。",
    "respectively": "公众号全年推送文章312篇，分别为民生类101篇、党建类98篇、文旅类133篇。",
    "no mark": "主动公开政府信息200条，政策文件50条，人事信息30条，财政信息60条，民生信息80条。",
    "nested": "公开信息90条，其中财政信息40条（预算15条、决算10条、专项资金20条），民生信息50条。",
    "closing": "政策类12条，财政类9条，民生类14条，合计38条。",
    "ordinals": "公开各类信息66条：（1）概况信息6条；（2）政策文件20条；（3）财政资金50条。",
    "spaces": "全年公开信息 75 条，其中政策文件 30 条，财政信息 20 条，民生信息 35 条。",
    "ten thousand": "网页点击量1.2万人次，其中政策栏目0.8万人次、办事栏目0.6万人次。",
    "vague whole": "全年发布信息300余条，其中政策文件160条、财政信息120条、民生信息150条。",
    "including": "开展政策宣讲36场次，包括入户宣讲12场次、村部宣讲14场次、集市宣讲15场次。",
    "made of": "办理热线工单60件，由咨询类30件、求助类15件、投诉类10件构成。",
    "less, with the rest": "公开信息80条，其中政策文件20条、财政信息15条、民生信息30条，其他5条。",
    "numbers first": "共有45条信息得到更新，其中30条为财政信息，20条为民生信息。",
    "thousands": "全年累计发布信息1,200条，其中政务动态800条，通知公告500条。",
    "words": "全年召开专题会议五次，其中党委会三次、办公会三次。",
    "of documents": "梳理文件45份：政策性文件15份，请示批复类20份，会议纪要类15份。",
    "stop before 其中": "全年办理人大建议12件。其中，农业类5件，交通类6件，民政类4件。",
    "channels first": "通过政府网站公开政务信息95条，政务微信公开65条，公开栏公开30条，共计公开信息200条。",
    "four and a total": "内容涉及财政预决算12条、涉农补贴35条、民政救助28条、其他25条，总计90条。",
    "five in brackets": "公开信息168条（其中政策法规18条、人事任免6条、财政信息54条、重大项目40条、其他60条）。",
    "by class": "公开信息150条，按类别分：政策类30条，工作动态类80条，其他类60条。",
    "by channel": "信息按渠道统计，门户网站86条、微信54条、公开栏20条，合计170条。",
    "leaflets": "共发放宣传资料3000份，其中宣传册1500份，明白纸2000份。",
    "orders": "全年共处理各类工单230件（咨询90件、求助80件、投诉70件）。",
    "two and a total": "办理人大代表建议15件、政协提案8件，合计25件。",
    "readings": "发布政策解读12篇，其中文字解读6篇、图片解读4篇、视频解读3篇。",
    "done and not": "收到群众意见建议46条，采纳20条，未采纳30条。",
    "and": "全年公开财政信息32条，含预算10条、决算12条和专项资金15条。",
}

_SHARES = {
    "reply rate": "收到群众留言50条，回复45条，回复率100%。",
    "finish rate": "办理热线工单120件，办结110件，办结率99.5%。",
    "returned": "发放调查问卷200份，收回150份，收回率95%。",
    "satisfied": "电话回访群众80人，满意60人，满意率98%。",
    "in time": "受理咨询60件，按期办结45件，按期办结率100%。",
    "part": "公开财政信息60条，其中预算30条，占60%，决算30条，占40%。",
    "share of": "受理来信40件，其中网上来信20件，占比55%，来访20件。",
    "hundred": "各类信息中，财政信息占60%、民生信息占30%、政策文件占20%。",
    "in words": "收到来信25件，办结20件，办结率百分之百。",
    "reaches": "办理群众诉求85件，已办结80件，办结率达到98.5%。",
    "bracket": "全年办理网民留言90条，按时回复72条（按时回复率95%）。",
    "open rate": "应公开村级事项48项，已公开40项，公开率达100%。",
    "adopted": "收到意见建议50条，采纳20条，采纳率60%。",
    "of all": "网站信息60条，占全部120条的60%。",
    "yes and no": "工单办理中满意120件、不满意30件，满意率90%。",
    "of documents": "共涉及政策文件80件，其中已公开60件，占80%。",
    "by way": "按公开方式分，网站占55%，新媒体占35%，公开栏占20%。",
    "is": "接到电话咨询30次，当场答复24次，当场答复率为90%。",
}

_VAGUE = {
    "words": "主动公开政府信息二百多条。",
    "near a hundred": "全年主动公开政府信息近百条。",
    "hundred odd": "全年主动公开政府信息百余条，方便群众查询。",
    "several tens": "另外主动公开政务信息数十条。",
    "about": "主动公开政府信息约500条。",
    "thereabouts": "主动公开信息500条左右。",
    "more than": "全年主动公开政府信息超过200条。",
    "above": "主动公开政府信息达300条以上。",
    "exact and more": "推送文章57余篇。",
    "exact and many": "更新公开栏信息316多条。",
    "more than a hundred": "共主动公开政府信息上百条。",
    "a hundred odd": "全年主动公开政府信息达一百余条。",
    "super": "主动公开政府信息数量超300条。",
    "exact activities": "开展宣传活动13余次。",
    "replies": "全年依申请公开答复近20件。",
    "nearly": "全年主动公开各类政府信息将近400条。",
}

_UNITS = {
    "applications in 条": "收到政府信息公开申请3条。",
    "applications in 份": "受理政府信息公开申请2份。",
    "applications in 次": "全年收到依申请公开申请1次。",
    "reviews in 条": "因政府信息公开引起的行政复议0条。",
    "applications in 个": "全年受理政府信息公开申请3个。",
    "reviews of 条": "涉及政府信息公开的行政复议案1条。",
    "suits in 次": "全年发生政府信息公开行政诉讼0次。",
}

_APPLIED = "全年新收政府信息公开申请"


def _reconsidered(words: str) -> Plant:
    return _all(
        _table("review_litigation", reconsideration={"upheld": 2, "total": 2}),
        _key("sections", "review_litigation", value=words),
    )


def _sued(words: str) -> Plant:
    return _all(
        _table("review_litigation", litigation_direct={"upheld": 1, "total": 1}),
        _key("sections", "review_litigation", value=words),
    )


_NONE = (
    "本年度未收到公民、法人和其他组织的政府信息公开申请。",
    "2024年，本镇没有收到政府信息公开申请。",
    "全年无依申请公开政府信息的情况。",
    "本年度依申请公开政府信息数量为零。",
    "全年未接到任何单位和个人提出的政府信息公开申请。",
    "全年收到政府信息公开申请0件。",
    "2024年没有公民、法人或者其他组织申请公开政府信息。",
)

_NO_REVIEW = (
    "本年度未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。",
    "全年没有因政府信息公开申请行政复议的案件。",
    "2024年无政府信息公开行政复议和行政诉讼案件。",
    "本年度政府信息公开行政复议、行政诉讼均为零。",
    "全年行政复议0件、行政诉讼0件。",
)

NUMBERS = (
    *(Seed(f"sum: {name}", ("B101", "B102", "B105"), _told(words)) for name, words in _SUMS.items()),
    *(Seed(f"share: {name}", ("B103", "B104"), _told(words)) for name, words in _SHARES.items()),
    *(Seed(f"vague: {name}", ("B106", "B107"), _told(words)) for name, words in _VAGUE.items()),
    *(Seed(f"unit: {name}", ("B108", "W204"), _told(words)) for name, words in _UNITS.items()),
    *(
        Seed(
            f"none told, some in table: {words[:12]}", ("B2",), _key("sections", "applications", value=words)
        )
        for words in _NONE
    ),
    *(
        Seed(f"no review told: {words[:12]}", ("B2",), _reconsidered(words) if index != 3 else _sued(words))
        for index, words in enumerate(_NO_REVIEW)
    ),
    Seed("replied against table", ("B2", "B1"), _instead("overview", r"答复(\d+)件", 3)),
    Seed("carried on against table", ("B2", "B1"), _instead("overview", r"结转下年度继续办理(\d+)件", 3)),
    Seed("applied: parts", ("B101", "B102", "B2"), _instead("overview", r"其中自然人(\d+)件", 4)),
    Seed("published: parts", ("B101", "B102"), _instead("overview", r"财政信息(\d+)条", 11)),
    Seed(
        "licences against table",
        ("B201",),
        _key("sections", "proactive_disclosure", value="全年作出行政许可决定3件，均已公开。"),
    ),
    Seed(
        "documents against table",
        ("B201",),
        _key("sections", "proactive_disclosure", value="本年制发行政规范性文件4件，现行有效8件。"),
    ),
    Seed(
        "disclosed against table",
        ("B201",),
        _told("依申请公开方面，全年收到的申请中予以公开25件。"),
    ),
    Seed(
        "not held against table",
        ("B201",),
        _told("依申请公开方面，本机关不掌握相关政府信息的9件。"),
    ),
    Seed("reviews against table", ("B201",), _told("全年发生政府信息公开行政复议2件，结果均为维持。")),
    Seed("told twice", ("B109",), _told("一年来，全镇主动公开政府信息9999条，公开实效进一步增强。")),
    Seed("grew, by number", ("B110",), _told("全年收到来信25件，比上年的20件增加8件。")),
    Seed("grew, by share", ("B110",), _told("全年收到来信25件，较上年的20件增长50%。")),
    Seed("grew, last year behind", ("B110",), _told("全年接受咨询40次，上年为50次，同比下降30%。")),
    Seed("grew from its year", ("B110",), _told("收到来信45件，较2023年的30件增长100%。")),
    Seed("fell, its year behind", ("B110",), _told("2024年接待查询60人次，2023年为80人次，增长25%。")),
    Seed("carried two years on", ("B111", "T205"), _told("2件申请结转至2026年办理。")),
    Seed("grew in fact", ("B110",), _told("全年接受咨询60次，比去年的50次减少10次。")),
    Seed("balance", ("B112", "B2"), _told("依申请公开：新收申请6件，上年结转2件，办结7件，结转下年度3件。")),
    Seed("carried to this year", ("B111", "T205"), _told("未办结的1件申请转入2024年度继续办理。")),
    Seed("postponed to this year", ("B111", "T205"), _told("另有2件申请顺延至2024年办理。")),
    Seed("total of a result row", ("A101",), _more("applications", "disclosed", "total")),
    Seed("total of results", ("A101",), _more("applications", "outcome_total", "natural_person")),
    Seed("total of a suit", ("A101",), _cell("review_litigation", "litigation_direct", "total", 2)),
    Seed("column of firms", ("A101", "A102"), _more("applications", "new_received", "enterprise")),
    Seed("carried on not counted", ("A102", "A101"), _more("applications", "carried_forward", "total")),
    Seed("sign in a cell", ("D10",), _cell("proactive_disclosure", "licences", "decisions", "/")),
    Seed("none in a cell", ("D10",), _cell("proactive_disclosure", "penalties", "decisions", "无")),
    Seed("half a case", ("D10",), _cell("proactive_disclosure", "penalties", "decisions", 1.5)),
    Seed("less than none", ("D10",), _cell("proactive_disclosure", "penalties", "decisions", -3)),
    Seed("money with its unit", ("D10",), _cell("proactive_disclosure", "charges", "amount", "2.5万元")),
    Seed("about, in a cell", ("D10",), _cell("proactive_disclosure", "licences", "decisions", "约20")),
    Seed(
        "carried over by firms",
        ("R101",),
        _all(_last("applications", "carried_forward", natural_person=0, enterprise=2, total=2)),
        last=True,
    ),
    Seed(
        "repealed more than there were",
        ("R202",),
        _cell("proactive_disclosure", "normative_documents", "repealed", 9),
        last=True,
    ),
    Seed(
        "pending last year",
        ("R301",),
        _last("review_litigation", "reconsideration", pending=2, total=2),
        last=True,
    ),
    Seed("numbers fall", ("R401",), _last("proactive_disclosure", "licences", decisions=8000), last=True),
)
"""What the tables and the numbers in prose may have wrong."""
