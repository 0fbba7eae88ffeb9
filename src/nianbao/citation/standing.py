"""G1: documents that a report can't rest on, and names and numbers that don't belong together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.citation.numbers import Number, numbers
from nianbao.citation.registry import Document, Registry, Standing
from nianbao.citation.titles import Title, normal, titles
from nianbao.finding import Finding, Severity
from nianbao.passages.whole import Passage

_BETWEEN = re.compile(r"[\s，,]{0,2}[（(\[【〔]?[\s:：]{0,2}(?:中华人民共和国)?")
"""What may stand between a name and its number."""

_NATIONAL = re.compile("(?:国办公开办函|国办[发函]|国发|国务院令|主席令)$")

_AROUND = 14
"""Characters before or behind a citation in which a word shows that only history is told."""


def standings(subject: Subject, text: Passage, registry: Registry) -> Iterator[Finding]:
    """Find superseded (G101) and later (G102) documents, wrong pairs (G103) and wrong names (G104)."""
    year, issued = subject.report.parameters.year, subject.report.parameters.issued.date
    written = datetime.date.fromisoformat(issued) if issued else None
    known = [(number, registry.of_number(number)) for number in numbers(text.text, registry.number_ends)]
    named = list(titles(text.text))
    told: set[int] = set()
    for title in named:
        number, document = _number_behind(title, text.text, known)
        wrong = _wrong_pair(subject, text, registry, title, number, document)
        if wrong:
            told |= {title.start, number.start if number else -1}
            yield wrong
        elif number is None or document is None:
            yield from _unnumbered(subject, text, registry, title, written)
        elif not registry.of_name(title.name) and _is_another_name(title, document):
            yield _named_otherwise(subject, text, title, number, document)
    for number, document in known:
        if document and number.start not in told:
            state = document.standing(year, written)
            if state != "good":
                span = (_office_start(number, document), number.end)
                yield _bad(subject, text, registry, state, document, span)


def _unnumbered(
    subject: Subject, text: Passage, registry: Registry, title: Title, written: datetime.date | None
) -> Iterator[Finding]:
    """Judge a name without a number that is known."""
    year, documents = subject.report.parameters.year, registry.of_name(title.name)
    if title.is_cut:
        return
    if documents:
        states = [(one.standing(year, written), one) for one in documents]
        if all(state != "good" for state, _ in states):
            yield _bad(subject, text, registry, *states[-1], (title.start, title.end))
        return
    meant = registry.meant_by(title.name)
    near = [meant] if meant else registry.spelt_nearly(title.name)
    if right := next((one for one in near if one.standing(year, written) == "good"), None):
        yield _misnamed(subject, text, title, right)


def _number_behind(
    title: Title, text: str, known: list[tuple[Number, Document | None]]
) -> tuple[Number | None, Document | None]:
    gap = _BETWEEN.match(text, title.end)
    at = gap.end() if gap else title.end
    return next(((number, document) for number, document in known if number.start == at), (None, None))


def _wrong_pair(
    subject: Subject,
    text: Passage,
    registry: Registry,
    title: Title,
    number: Number | None,
    document: Document | None,
) -> Finding | None:
    """Say that a number isn't that of the name before it."""
    if number is None:
        return None
    named = registry.of_name(title.name)
    if not named and document is None and not title.is_cut and _NATIONAL.search(number.office):
        meant = registry.meant_by(title.name)
        named = [meant] if meant else []
    if not named or document in named:
        return None
    year = subject.report.parameters.year
    right = next((one for one in named if one.standing(year) == "good"), named[-1])
    span = (title.start, number.end)
    written = text.text[number.start : number.end]
    message = f"《{title.name}》后面的文号写成了「{written}」，名称和文号对不上。"
    if document is not None:
        message = f"《{title.name}》和文号「{written}」不是同一份文件：这个文号是{document.full_name}的。"
    return text.finding(subject, "G103", "error", message, f"请改成{right.said}。", span)


def _bad(
    subject: Subject,
    text: Passage,
    registry: Registry,
    state: Standing,
    document: Document,
    span: tuple[int, int],
) -> Finding:
    """Say that a document is superseded or not yet there."""
    year, cited = subject.report.parameters.year, text.text[slice(*span)]
    # An annex is told by its own name, as it was cited.
    name = cited if cited.startswith("《") else document.full_name
    other = registry.instead_of(document)
    while other and other.standing(year) == "old" and state == "old":
        other = registry.instead_of(other)
    advice = f"{year}年度的报告请引用{other.said}。" if other else "请删去，或改引现行的文件。"
    if state == "new":
        words = f"{name}（{document.numbers[0]}）不适用于{year}年度的报告：那时还没有它。"
        return text.finding(subject, "G102", "error", words, advice, span)
    around = text.text[max(0, span[0] - _AROUND) : span[0]] + text.text[span[1] : span[1] + _AROUND]
    history = any(word in around for word in registry.history_words)
    severity: Severity = "hint" if history else "error"
    words = f"{name}（{document.numbers[0]}）已不适用于{year}年度的报告。"
    return text.finding(subject, "G101", severity, words, advice, span)


def _is_another_name(title: Title, document: Document) -> bool:
    """Tell whether a name isn't its number's, not even cut short or with words around it."""
    name = normal(title.name)
    return not title.is_cut and not any(name in one or one in name for one in document.names)


def _named_otherwise(
    subject: Subject, text: Passage, title: Title, number: Number, document: Document
) -> Finding:
    written = text.text[number.start : number.end]
    words = f"《{title.name}》后面写了文号「{written}」，这个文号是{document.full_name}的。"
    advice = f"说的是它的，请改成{document.said}；说的是别的文件的，请核对文号。"
    return text.finding(subject, "G103", "warning", words, advice, (title.start, number.end))


def _misnamed(subject: Subject, text: Passage, title: Title, meant: Document) -> Finding:
    words = f"《{title.name}》不是文件的规范名称。"
    advice = f"请改成{meant.said}；说的是别的文件的，不必改。"
    return text.finding(subject, "G104", "warning", words, advice, (title.start, title.end))


def _office_start(number: Number, document: Document) -> int:
    """Leave out the words before the issuer's code, which the pattern has taken with it."""
    for written in document.numbers:
        office = re.split(r"[〔第]", written)[0]
        if number.office.endswith(office):
            return number.start + len(number.office) - len(office)
    return number.start
