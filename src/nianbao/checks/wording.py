"""W2: words. Written twice, mistaken for others, markup, units, claims that are too big."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.checks.fixes import Fix, fixes_of
from nianbao.finding import Finding, Severity
from nianbao.params.yaml_text import KeyPath
from nianbao.writing import words
from nianbao.writing.flaws import Flaw, each
from nianbao.writing.words import WordLists

_MUCH_PRAISE = 3
"""Words of praise in a section without a number that make a hint."""

# A space before the year stands where a title is broken into lines.
_INNER_SPACE = re.compile("(?<=[\u3400-\u9fff\\d])[ \u3000\u00a0]+(?=[\u3400-\u9fff\\d])(?!\\d{4}\\s?年)")
_NOT_ANNUAL = re.compile(r"信息公开(?:工作)?(?:情况)?(?:的)?(?:报告|总结|小结|汇报)$")
_SPACE_BEHIND_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]\s+(?=\S)")
_YEAR_TWICE = re.compile("年度.*年度")


def check(subject: Subject) -> Iterator[Finding]:
    """Find slips (W201–W204, W207), claims and praise (W205, W206), and clumsy grammar (W208)."""
    lists = WordLists.of(subject.report.folder)
    yield from _slips(subject, lists)
    yield from _markup(subject)
    for flaw, unit in words.wrong_units(subject.passages):
        message = f"{_where(subject, flaw)}申请、复议和诉讼的计数单位写成了「{unit}」：「{flaw.text}」。"
        yield _at(subject, "W204", "warning", message, "申请和案件的单位是「件」。", flaw)
    yield from _claims(subject, lists)
    for flaw, wrong in words.clumsy(subject.passages):
        message = f"{_where(subject, flaw)}这一句不通顺（{wrong}）：「{flaw.text}」。"
        yield _at(subject, "W208", "hint", message, "请读一遍，改成两句或者换个说法。", flaw)
    for flaw in words.years_twice(subject.passages):
        message = f"{_where(subject, flaw)}报告的名称里「年度」写了两次：「{flaw.text}」。"
        yield _at(subject, "W207", "hint", message, "请写成「〔年份〕年政府信息公开工作年度报告」。", flaw)
    yield from _printed(subject, lists)


def fixes(subject: Subject) -> Iterator[Fix]:
    """Offer the edits for what is certain among the findings of this module."""
    lists = WordLists.of(subject.report.folder)
    for passage in each(subject.passages):
        for start, end, right, certain in words.mistaken(passage.text, lists):
            if certain:
                yield from fixes_of("W202", [Flaw(passage, start, end, right)])
    yield from fixes_of("W203", words.markup(subject.passages))
    for section, text in subject.report.parameters.sections.items():
        for at in words.lone_stars(text):
            yield Fix("W203", section, at, at + 2, "")


def _slips(subject: Subject, lists: WordLists) -> Iterator[Finding]:
    for passage in each(subject.passages):
        for start, end in words.doubled(passage.text, lists):
            flaw = Flaw(passage, start, end)
            if not flaw.is_typed:
                continue
            message = f"{_where(subject, flaw)}有重复的字：「{flaw.text}」。"
            yield _at(subject, "W201", "warning", message, "请删去多出来的，或补上中间漏掉的。", flaw)
        for start, end, right, certain in words.mistaken(passage.text, lists):
            flaw = Flaw(passage, start, end)
            if not flaw.is_typed:
                continue
            advice = f"请改成「{right}」。" if certain else f"这里多半应是「{right}」，请核对。"
            wrong = "后面漏了字" if right.startswith(flaw.text) else "用错了"
            message = f"{_where(subject, flaw)}「{flaw.text}」{wrong}。"
            yield _at(subject, "W202", "warning", message, advice, flaw)


def _markup(subject: Subject) -> Iterator[Finding]:
    for flaw in words.markup(subject.passages):
        message = f"{_where(subject, flaw)}有网页或编辑器的代码：「{flaw.text}」。"
        yield _at(subject, "W203", "warning", message, "这是粘贴时带进来的，请删去。", flaw)
    for section, text in subject.report.parameters.sections.items():
        for at in words.lone_stars(text):
            label = subject.label(section)
            message = f"「{label}」里有一个不成对的「**」，会照样印出来。"
            finding = subject.finding(
                "W203", "warning", message, "请删去；要加粗的，在词的前后各写一个。", ("sections", section),
                section=section, quote="**",
            )  # fmt: skip
            line = text.count("\n", 0, at)
            yield subject.in_section(section, line, at - (text.rfind("\n", 0, at) + 1), finding)


def _claims(subject: Subject, lists: WordLists) -> Iterator[Finding]:
    for flaw in words.too_absolute(subject.passages, lists):
        message = f"{_where(subject, flaw)}「{flaw.text}」说得过满，没法核实。"
        yield _at(subject, "W205", "hint", message, "请改写成做了什么、有多少。", flaw)
    for flaw in words.own_marks(subject.passages):
        message = f"{_where(subject, flaw)}有自己给自己打的分：「{flaw.text}」。"
        yield _at(subject, "W206", "hint", message, "报告写事实和上级、社会的评价；自评分可以不写。", flaw)
    for section, passages in subject.passages.items():
        found = words.praise(passages, lists)
        if len(found) >= _MUCH_PRAISE:
            label = subject.label(section)
            told = "、".join(dict.fromkeys(flaw.text for flaw in found))
            message = f"「{label}」只有表扬（{told}），没有一个数字。"
            yield _at(subject, "W206", "hint", message, "请写上做了哪几件事、各有多少。", found[0])


def _printed(subject: Subject, lists: WordLists) -> Iterator[Finding]:
    """Look at the title and headings that a published report printed."""
    printed = subject.report.parameters.printed
    title = printed.title or ""
    place = ("printed", "title")
    if _YEAR_TWICE.search(title):
        message = f"标题里「年度」写了两次：「{title}」。"
        advice = "请写成「〔年份〕年政府信息公开工作年度报告」。"
        yield subject.finding("W207", "warning", message, advice, place, quote=title)
    elif _NOT_ANNUAL.search(title):
        message = f"标题里缺少「年度报告」：「{title}」。"
        advice = "请写成「〔年份〕年政府信息公开工作年度报告」。"
        yield subject.finding("W207", "warning", message, advice, place, quote=title)
    if _INNER_SPACE.search(title):
        message = f"标题里有空格：「{title}」。"
        yield subject.finding("W112", "warning", message, "请删去标题里的空格。", place, quote=title)
    strings: list[tuple[KeyPath, str | None, str]] = [(place, None, title)] if title else []
    strings += [(("printed", "headings", key), key, text) for key, text in printed.headings.items()]
    for path, section, text in strings[1 if title else 0 :]:
        if space := _SPACE_BEHIND_NUMBER.match(text):
            message = f"小标题「{text}」的序号后面有空格。"
            quote = space.group()
            yield subject.finding("W112", "hint", message, "请删去空格。", path, section=section, quote=quote)
    for path, section, text in strings:
        wrong = [text[start:end] for start, end in words.doubled(text, lists)]
        code, advice = "W201", "请删去多出来的。"
        for word in wrong:
            message = f"标题「{text}」里有重复的字：「{word}」。"
            yield subject.finding(code, "warning", message, advice, path, section=section, quote=word)
        for start, end, right, _ in words.mistaken(text, lists):
            message = f"标题「{text}」里的「{text[start:end]}」用错了。"
            advice = f"多半应是「{right}」。"
            quote = text[start:end]
            yield subject.finding("W202", "warning", message, advice, path, section=section, quote=quote)


def _where(subject: Subject, flaw: Flaw) -> str:
    return f"「{subject.label(flaw.passage.section)}」里，"


def _at(subject: Subject, code: str, severity: Severity, message: str, advice: str, flaw: Flaw) -> Finding:
    return subject.in_passage(code, severity, message, advice, flaw.passage, (flaw.start, flaw.end))


EXAMPLES = {
    "W201": Example(
        reason="同一个词连写两遍，是修改时留下的。",
        legal="编写习惯",
        bad="全年主动公开主动公开信息32条。",
        good="全年主动公开信息32条。",
    ),
    "W202": Example(
        reason="用错的词会改变意思：结转是转到下一年办，转接不是。",
        legal="《条例》和格式的用词",
        bad="年底有1件申请转结下年度。",
        good="年底有1件申请结转下年度。",
    ),
    "W203": Example(
        reason="网页和编辑器的代码会照样印出来。",
        legal="编写习惯",
        bad="全年公开信息32条，&nbsp;都按期更新。",
        good="全年公开信息32条，都按期更新。",
    ),
    "W204": Example(
        reason="申请、复议、诉讼按件计，信息按条计；单位错了，别人以为数的是别的东西。",
        legal="国办公开办函〔2021〕30号表三、表四",
        bad="本年没有复议，发生行政诉讼0条。",
        good="本年没有复议，发生行政诉讼0件。",
    ),
    "W205": Example(
        reason="「百分百」「万无一失」这样的话没法核实，出一件事就成了假话。",
        legal="编写习惯",
        bad="对群众的咨询做到百分百满意。",
        good="群众咨询12次，都在三日内答复。",
    ),
    "W206": Example(
        reason="只有表扬、没有数字，读的人不知道做了什么。",
        legal="国办公开办函〔2021〕30号：不得敷衍塞责",
        bad="信息公开工作圆满完成，走在前列，受到一致好评。",
        good="全年公开信息32条，答复申请3件，都按期办结。",
    ),
    "W207": Example(
        reason="标题里已经有「年度报告」，年份后面不再写「年度」。",
        legal="国办公开办函〔2021〕30号",
        section="printed.title",
        bad="云溪镇2024年度政府信息公开工作年度报告",
        good="云溪镇2024年政府信息公开工作年度报告",
    ),
    "W208": Example(
        reason="「的」字套「的」字，或者缺了半句，读不通。",
        legal="编写习惯",
        bad="目前还存在着群众关心的没有公开。",
        good="目前还存在着群众关心的信息没有公开的情况。",
    ),
}
