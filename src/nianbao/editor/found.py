"""Findings as a desk lists them: where each stands in words and in the report, who answered it."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from nianbao.checks.accepted import has_reason, may_be_answered, meets, where_of
from nianbao.editor.parts import Part, part_name, text_of
from nianbao.editor.round import Round
from nianbao.editor.underlines import line_starts, offset, underlines
from nianbao.finding import Finding
from nianbao.params.yaml_text import Place
from nianbao.template import Template


@dataclass(frozen=True)
class Found:
    """A finding with what a list of findings needs.

    Attributes:
        finding: The finding.
        key: Names it from round to round, as long as its words and its section stay.
        section: Id of its section; None for what stands elsewhere.
        place: Where it stands inside the section, or in which file, in words.
        start: Its first character in the section's text; None where it isn't in a text.
        end: The one behind its last.
        answer: The part that answers it or, for a finding about an answer, that answer.
        may_be_answered: A 情况说明 can settle it.
    """

    finding: Finding
    key: str
    section: str | None
    place: str
    start: int | None
    end: int | None
    answer: Part | None
    may_be_answered: bool

    @property
    def answering(self) -> Part:
        """The part in which a 情况说明 for exactly this finding stands, or would stand."""
        return ("accepted", self.finding.code, where_of(self.finding) or "")


def found(round_: Round) -> list[Found]:
    """List the findings of a round, in the order of ``nianbao check``."""
    return list(_found(round_))


def _found(round_: Round) -> Iterator[Found]:
    template, seen = round_.report.template, Counter[str]()
    known = set(template.section_ids)
    for finding in round_.findings:
        section = finding.section if finding.section in known else None
        span = _span(round_, section, finding)
        words = "|".join((finding.code, where_of(finding) or "", _what(finding, span)))
        seen[words] += 1
        yield Found(
            finding=finding,
            key=f"{words}|{seen[words]}",
            section=section,
            place=_place_words(round_, template, section, finding, span),
            start=span[0] if span else None,
            end=span[1] if span else None,
            answer=_answer(round_, finding),
            may_be_answered=may_be_answered(finding.code),
        )


def _what(finding: Finding, span: tuple[int, int] | None) -> str:
    """Give what tells a finding from others of its code and place, and stays while the text around it is typed."""
    if finding.table is not None:
        return ""  # the numbers in its message change, and it is the same finding
    if span is None:
        return finding.quote or finding.message
    # A quote with words from around it changes with those.
    return finding.quote if finding.quote and len(finding.quote) == span[1] - span[0] else ""


def _span(round_: Round, section: str | None, finding: Finding) -> tuple[int, int] | None:
    """Give the characters of a section's text that a finding is about; its first one where it quotes none."""
    if section is None or finding.table is not None or not _in_own_file(round_, finding):
        return None
    if (place := next(underlines(round_, section, [finding]), None)) is not None:
        return place.start, place.end
    start = round_.document.file.text.narrative.get(("sections", section))
    text = text_of(round_.document.value(("sections", section)))
    at = offset(text, start, finding) if start is not None else None
    return None if at is None else (at, min(at + 1, len(text)))


def _in_own_file(round_: Round, finding: Finding) -> bool:
    return finding.file in (None, str(round_.document.path))


def _place_words(
    round_: Round, template: Template, section: str | None, finding: Finding, span: tuple[int, int] | None
) -> str:
    if finding.table is not None and any(form.id == finding.table for form in template.tables):
        return _table_words(template, finding.table, finding.row, finding.cell)
    if span is not None:
        text = text_of(round_.document.value(("sections", section or "")))
        return f"第 {bisect_right(_paragraph_starts(text), span[0])} 段"
    if not _in_own_file(round_, finding):
        name = PurePath(finding.file or "").name
        sheet = f"「{finding.sheet}」" if finding.sheet else ""
        return f"{name}{sheet}" + (f"第 {finding.line} 行" if finding.line else "")
    return "" if section else _part_words(round_, finding)


@functools.lru_cache(maxsize=32)
def _paragraph_starts(text: str) -> list[int]:
    starts = line_starts(text)
    return [start for start, end in itertools.pairwise(starts) if text[start : end - 1].strip()]


def _table_words(template: Template, table: str, row: str | None, cell: str | None) -> str:
    form = template.table(table)
    line = form.row_by_id.get(row) if row else None
    column = form.column_by_id.get(cell) if cell else None
    if row and cell and line and column:
        return form.place((row, cell))
    return f"{form.name}{f'「{line.name}」行' if line else ''}{f'「{column.label}」列' if column else ''}"


def _part_words(round_: Round, finding: Finding) -> str:
    """Name the value of the file at which a finding stands: 成文日期, 署名."""
    at = Place(finding.line or 0, finding.column or 0)
    for path, place in round_.document.file.text.places.items():
        if place == at and len(path) > 1 and path[0] in ("unit", "issued", "ledgers"):
            return part_name(tuple(map(str, path)), round_.report.template).partition("（")[0]
    return "底稿"


def _answer(round_: Round, finding: Finding) -> Part | None:
    """Find the 情况说明 that answers a finding, or that a finding is about."""
    file = round_.document.file
    for index, one in enumerate(file.parameters.accepted):
        about = finding.code.startswith("Y1") and any(
            file.text.places.get(path) == Place(finding.line or 0, finding.column or 0)
            for path in (("accepted", index), ("accepted", index, "code"))
        )
        if about or (finding.answered is not None and has_reason(one) and meets(one, finding)):
            return ("accepted", one.code, one.where or "")
    return None
