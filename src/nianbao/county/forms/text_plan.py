"""The sheets with words: 首页, 基本情况, 文字部分, and 十二问 for a year without applications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.county.forms.head import COVER_TITLE
from nianbao.county.forms.slots import Kind, Path, SheetPlan, Slot
from nianbao.levels import Level
from nianbao.questions.data import Ask, Question, QuestionSet
from nianbao.template import Template

TOP = 2
"""0-based row below title and the line that names the unit."""

COVER, BASICS, TEXTS, QUESTIONS = "首页", "基本情况", "文字部分", "十二问"
"""Names of the sheets."""

FACTS: tuple[tuple[str, str], ...] = (
    ("单位", "full_name"),
    ("年度", "year"),
    ("报告格式", "template"),
    ("由谁填", "who"),
    ("报县截止", "deadline"),
    ("县里联系", "contact"),
)
"""What the first sheet says of the form: a name, and what the writer puts beside it."""

STEPS: tuple[tuple[str, Kind | None], ...] = (
    (
        "白格是要填的，淡黄格已经替你填上，请核对。灰格不用填：浅灰是上年报告的数和原文，深灰是公式算出的总计。",
        None,
    ),
    (
        "表格逐格填数，没有的填 0，不要空着，也不要写“无”或“/”，不写单位。整块的数可以连总计一次粘贴，粘贴时选“数值”。",
        "table",
    ),
    (
        "一年里没有收到申请、也没有上年结转的，只填「十二问」：表格和正文由它写成，表里没有空格。其他单位不用填。",
        "questions",
    ),
    (
        "许可、处罚、收费等数由站所（科室）提供的，请他们填自己的一页；填好后表里的数跟着变，表里已经填了数的不变。",
        "office",
    ),
    (
        "「文字部分」每个部分一格：从 Word 复制时先双击白格再粘贴，一段一行。一格写不下的，在下面加一行接着写。",
        "texts",
    ),
    ("填完看「勾稽检查」：没有红色的就可以报；红色的请照着改，数字确实如此的，报送时说明原因。", "checks"),
    ("保存后把本文件发回县里，文件名不用改。请保存成 xlsx，不要保存成 et、xls，也不要只发截图。", None),
)
"""How the form is filled in, and which kind of sheet a step is about."""

_ABOUT: dict[Kind, str] = {
    "basics": "单位名称、署名、成文日期",
    "table": "填今年的数，旁边是上年的数",
    "texts": "各部分的文字",
    "questions": "只给没有收到申请、没有结转的单位用",
    "office": "请这个站所（科室）填",
    "checks": "不用填，看哪里不平",
}

LEGEND: tuple[tuple[str, str], ...] = (
    ("entry", "要填的格子"),
    ("filled", "已经替你填上的，请核对（如上年结转）"),
    ("total", "公式算出的总计，不用填"),
    ("then", "上年报告的数和原文，供对照"),
    ("bad", "不平，要改"),
)
"""Looks and what they mean."""

BASICS_ROWS: tuple[tuple[str, Path, str], ...] = (
    ("年度", ("year",), "一张填报表只报一个年度，不要改。"),
    ("单位简称", ("unit", "name"), "如 河洛镇。"),
    ("单位全称", ("unit", "full_name"), "公章上的名称，印在报告的标题里；不对的请改。"),
    ("区划代码或统一社会信用代码", ("unit", "code"), "没有把握的可以空着。"),
    ("署名", ("issued", "by"), "印在报告末尾；一般是单位全称，可以不写县名。"),
    ("成文日期", ("issued", "date"), "在统计期限（12 月 31 日）之后，写全年月日，如 2025-01-20。"),
)
"""What the sheet on the unit asks for."""


def cover_plan(others: Sequence[SheetPlan]) -> SheetPlan:
    """Lay out the first sheet: whose form it is, how it is filled in, and which sheets there are."""
    slots = [
        slot
        for place, (name, fact) in enumerate(FACTS, TOP)
        for slot in (
            Slot(place, 0, "label", name, look="row"),
            Slot(place, 1, "note", columns=2, look="fact", path=("facts", fact)),
        )
    ]
    row = TOP + len(FACTS)
    if any(plan.kind == "checks" for plan in others):
        slots.append(Slot(row, 0, "label", "现在的情况", look="row"))
        slots.append(Slot(row, 1, "check", columns=2, path=("state",), look="fact"))
    row += 2
    kinds = {plan.kind for plan in others}
    steps = [words for words, kind in STEPS if kind is None or kind in kinds]
    slots.append(Slot(row, 0, "label", "怎么填", columns=3, look="band"))
    slots += [
        Slot(row + number, 0, "note", f"{number}. {words}", columns=3, look="fact")
        for number, words in enumerate(steps, 1)
    ]
    row += len(steps) + 2
    slots.append(Slot(row, 0, "label", "各页", columns=3, look="band"))
    for place, plan in enumerate(others, row + 1):
        slots.append(Slot(place, 0, "note", plan.name, look="link"))
        slots.append(Slot(place, 1, "note", plan.title, look="fact"))
        slots.append(Slot(place, 2, "note", _ABOUT.get(plan.kind, ""), look="fact"))
    row += len(others) + 2
    slots.append(Slot(row, 0, "label", "颜色", columns=3, look="band"))
    for place, (look, words) in enumerate(LEGEND, row + 1):
        slots.append(Slot(place, 0, "note", look=look))
        slots.append(Slot(place, 1, "note", words, columns=2, look="fact"))
    return SheetPlan(COVER, COVER_TITLE, "cover", tuple(slots), (24.0, 44.0, 46.0))


def basics_plan() -> SheetPlan:
    """Lay out the sheet on the unit and the date."""
    heads = ("项目", "填写", "说明")
    slots = [Slot(TOP, place, "label", head, look="head") for place, head in enumerate(heads)]
    for place, (name, path, advice) in enumerate(BASICS_ROWS, TOP + 1):
        slots += [
            Slot(place, 0, "label", name, look="row"),
            Slot(place, 1, "entry", path=path, look="year" if path == ("year",) else "words"),
            Slot(place, 2, "note", advice),
        ]
    return SheetPlan(BASICS, BASICS, "basics", tuple(slots), (28.0, 44.0, 44.0), (0, TOP))


def texts_plan(template: Template, year: int, level: Level | None) -> SheetPlan:
    """Lay out the sheet with a row a section."""
    heads = ("部分", f"{year}年写什么（填白格）", f"{year - 1}年原文，供参考", "怎么写、依据")
    slots = [
        Slot(TOP, place, "label", head, look="then" if place == 2 else "head")
        for place, head in enumerate(heads)
    ]
    for place, section in enumerate(template.sections, TOP + 1):
        optional = "\n（没有就空着）" if section.may_be_empty else ""
        guidance = f"{section.guidance_for(level)}\n依据：{section.legal}{optional}"
        slots += [
            Slot(place, 0, "label", section.label, look="row"),
            Slot(
                place,
                1,
                "entry",
                path=("sections", section.id),
                look="short" if section.may_be_empty else "text",
            ),
            Slot(place, 2, "last", path=("sections", section.id), look="text"),
            Slot(place, 3, "note", guidance),
        ]
    return SheetPlan(TEXTS, TEXTS, "texts", tuple(slots), (14.0, 68.0, 48.0, 36.0), (0, TOP), 1)


def questions_plan(questions: QuestionSet, template: Template, year: int, level: Level | None) -> SheetPlan:
    """Lay out the twelve questions, a row a field."""
    heads = ("序号", "问题", "填什么", "回答", "单位或可选的", f"{year - 1}年", "说明")
    slots = [
        Slot(
            TOP,
            0,
            "note",
            "只给一年里没有收到申请、没有上年结转申请的单位用。答完这里，三张表没有空格，各部分也有了初稿；"
            "「文字部分」已经写了的，以那里写的为准。",
            columns=len(heads),
        )
    ]
    slots += [
        Slot(TOP + 1, place, "label", head, look="then" if place == 5 else "head")
        for place, head in enumerate(heads)
    ]
    row = TOP + 2
    for number, question in enumerate(questions.questions, 1):
        # Signature and date stand on the sheet on the unit.
        asks = [ask for ask in question.fields_ if not ask.part and (not ask.levels or level in ask.levels)]
        if not asks:
            continue
        slots += [
            Slot(row, 0, "label", str(number), rows=len(asks), look="number"),
            Slot(row, 1, "label", question.ask, rows=len(asks), look="row"),
            Slot(row, 6, "note", _help(question), rows=len(asks)),
        ]
        for place, ask in enumerate(asks):
            slots += _asked(ask, questions, template, row + place)
        row += len(asks)
    title = f"{QUESTIONS}（没有收到申请的一年）"
    widths = (6.0, 32.0, 22.0, 50.0, 24.0, 9.0, 38.0)
    return SheetPlan(QUESTIONS, title, "questions", tuple(slots), widths, (0, TOP + 1), 0)


def _asked(ask: Ask, questions: QuestionSet, template: Template, row: int) -> Iterator[Slot]:
    yield Slot(row, 2, "label", ask.label + ("（可以不填）" if ask.optional else ""), look="row")
    yield Slot(row, 3, "entry", path=("answers", ask.id), look="date" if ask.kind == "date" else "answer")
    hints = ("／".join(ask.choices.values()), _unit(ask, template), ask.example, _when(ask, questions))
    yield Slot(row, 4, "note", "；".join(filter(None, hints)), look="small")
    yield Slot(row, 5, "last", path=("answers", ask.id))


def _help(question: Question) -> str:
    elsewhere = any(ask.part for ask in question.fields_)
    return question.help.strip() + ("署名和成文日期填在「基本情况」一页。" if elsewhere else "")


def _unit(ask: Ask, template: Template) -> str:
    """Give the unit of a number: its own, or that of the cell that takes it."""
    if ask.unit or ask.cell is None:
        return ask.unit
    table, row, column = ask.cell.split(".")
    return template.table(table).unit((row, column)) or ""


def _when(ask: Ask, questions: QuestionSet) -> str:
    """Say when a field has to be filled in at all."""
    if ask.only_if is None:
        return ""
    name, _, wanted = ask.only_if.partition("=")
    other = questions.fields_by_id[name]
    return f"选「{other.choices[wanted]}」的才填" if wanted else f"填了「{other.label}」的才填"
