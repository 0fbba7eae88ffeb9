"""G3 and G4: the year of what is cited, and what a report has to rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.checks.base import Subject
from nianbao.citation.numbers import numbers
from nianbao.citation.registry import Registry
from nianbao.citation.titles import normal, titles
from nianbao.finding import Finding
from nianbao.passages.whole import Passage

_FULL, _SHORT = "中华人民共和国政府信息公开条例", "政府信息公开条例"

_ARTICLE = re.compile(
    r"条例[》>]?(?:[（(][^（）()\n]{0,40}[）)])?\s*第(?P<article>[一二三四五六七八九十百零\d]{1,5})条"
)
# Other regulations have names of their own: 信访工作条例.
_BEFORE_ARTICLE = re.compile("(?:^|[^\u4e00-\u9fff]|[依据照按和及]|政府信息公开)$")
_REPORT = re.compile("年度报告|年报|编制|报告")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_PREPARING = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*年(?:度)?[^，。；\n]{0,24}(?:年度报告|年报)[^，。；\n]{0,8}(?:编制|编写|发布|公布|报送)"
)

_PLAN = re.compile(
    r"(?:根据|依据|按照|落实|对照|围绕|结合|执行)(?:全?[省市县区]|国务院办公厅|上级)?"
    r"(?P<plan>(?P<year>(?:19|20)\d\d)\s*年度?[^，。；《》\n]{0,12}(?:政务|信息)公开[^，。；《》\n]{0,8}(?:要点|方案|任务分工|工作安排|工作计划))"
)
"""A plan that is named without 《》."""

_OLD = 2
"""Years after which a local document that a report rests on is worth a second look."""


def years(subject: Subject, text: Passage, registry: Registry) -> Iterator[Finding]:
    """Find plans of another year (G301), documents on another year's reports (G302), of the future (G303)."""
    year, issued = subject.report.parameters.year, subject.report.parameters.issued.date
    latest = int(issued[:4]) if issued else year + 1
    for title in titles(text.text):
        found = re.search(r"((?:19|20)\d\d)\s*年", title.name)
        if (
            found
            and int(found[1]) < year
            and any(word in title.name for word in registry.yearly)
            and any(word in title.name for word in registry.yearly_subjects)
        ):
            words = f"《{title.name}》是{found[1]}年的，报告的是{year}年。"
            advice = f"请改引{year}年的文件；确是沿用的，不必改。"
            yield text.finding(subject, "G301", "warning", words, advice, (title.start, title.end))
    yield from _plans(subject, text)
    for match in _PREPARING.finditer(text.text):
        if int(match["year"]) < year:
            words = f"引用的是布置编制{match['year']}年年度报告的文件，报告的是{year}年。"
            advice = "请改引本年度的文件。"
            yield text.finding(subject, "G302", "warning", words, advice, match.span())
    for number in numbers(text.text, registry.number_ends):
        if number.year is None or registry.is_like(number):
            continue
        span = (number.start + len(number.office), number.end)
        if number.year > max(latest, year + 1):
            words = f"文号{number.right}的年份晚于报告成文的{latest}年。"
            yield text.finding(subject, "G303", "error", words, "请核对文号的年份。", span)
        elif number.year <= year - _OLD and text.section == "preamble":
            words = f"编制依据里的文号{number.right}是{year - number.year}年前的。"
            advice = "请核对它是否仍然有效，有没有新的文件。"
            yield text.finding(subject, "G304", "hint", words, advice, span)


def _plans(subject: Subject, text: Passage) -> Iterator[Finding]:
    """Find plans of another year that are named without 《》 (G301)."""
    year = subject.report.parameters.year
    for match in _PLAN.finditer(text.text):
        told = int(match["year"])
        if told < year and not any(title.start < match.start() < title.end for title in titles(text.text)):
            words = f"「{match['plan']}」是{told}年的，报告的是{year}年。"
            advice = f"请改引{year}年的文件；确是沿用的，不必改。"
            yield text.finding(subject, "G301", "warning", words, advice, match.span("plan"))


def articles(subject: Subject, text: Passage, registry: Registry) -> Iterator[Finding]:
    """Find articles that the Regulation doesn't have, or that were those of its other version (G105)."""
    year = subject.report.parameters.year
    law = registry.regulation(year)
    if law is None or law.articles is None:
        return
    others = {
        article
        for other in registry.regulations()
        if other is not law
        for article in other.report_articles
        if article not in law.report_articles
    }
    right = "、".join(f"第{chinese(article)}条" for article in law.report_articles)
    for match in _ARTICLE.finditer(text.text):
        if not _BEFORE_ARTICLE.search(text.text, max(0, match.start() - 6), match.start()):
            continue
        article = read_numeral(match["article"])
        stop = text.text.find("。", match.end())
        about_report = _REPORT.search(text.text, match.end(), stop if stop >= 0 else len(text.text))
        span = (match.start("article") - 1, match.end())
        if article > law.articles:
            words = f"《条例》（{law.numbers[0]}）只有{law.articles}条，没有第{match['article']}条。"
            yield text.finding(subject, "G105", "error", words, f"关于年度报告的是{right}，请核对。", span)
        elif article in others and about_report:
            words = f"第{match['article']}条不是《条例》（{law.numbers[0]}）关于年度报告的规定。"
            advice = f"关于年度报告的是{right}；说的不是年度报告的，不必改。"
            yield text.finding(subject, "G105", "warning", words, advice, span)


def basis(subject: Subject, texts: Sequence[Passage], registry: Registry) -> Iterator[Finding]:
    """Find a basis without the Regulation (G401), or with the Regulation not named in full (G402)."""
    written = [text for text in texts if text.section]
    joined = "".join(text.text for text in written)
    first = next((text for text in written if _cites(text, registry)), None)
    if first is not None and "条例" not in joined:
        law = registry.regulation(subject.report.parameters.year)
        title = next(iter(titles(first.text)), None)
        span = (title.start, title.end) if title else (0, min(len(first.text), 20))
        # One that names the format has most likely the Regulation in mind.
        rests = any(
            document.reports
            for document in (
                *map(registry.of_number, numbers(first.text, registry.number_ends)),
                *(document for title in titles(first.text) for document in registry.of_name(title.name)),
            )
            if document
        )
        words = "写的编制依据没有《中华人民共和国政府信息公开条例》。"
        advice = f"请先写{law.said}，再写其他文件。" if law else "请先写《条例》，再写其他文件。"
        yield first.finding(subject, "G401", "hint" if rests else "warning", words, advice, span)
        return
    for text in written:
        at = text.text.find(_SHORT)
        if _FULL in normal(text.text):
            return
        if at >= 0 and re.search(r"[《<]\s*$", text.text[:at]):
            words = "第一次提到《条例》没有写全称。"
            advice = f"请写成《{_FULL}》，后面才可以简称《条例》。"
            yield text.finding(subject, "G402", "hint", words, advice, (at, at + len(_SHORT)))
            return


def _cites(text: Passage, registry: Registry) -> bool:
    """Tell whether a text says what the report rests on."""
    if text.section not in ("preamble", "overview"):
        return False
    for title in titles(text.text[:600]):
        before = text.text[max(0, title.start - 12) : title.start]
        behind = text.text[title.end : title.end + 40]
        if any(word in before for word in registry.basis_words) and re.search(
            "要求|规定|编制|精神|公布|报告", behind
        ):
            return True
    return False


def read_numeral(text: str) -> int:
    """Read 三十一 or 31."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit


def chinese(number: int) -> str:
    """Write a number below a hundred in Chinese: 三十一."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones] if ones else ''}"
