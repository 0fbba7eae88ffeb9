"""What a desk shows of a report: sections with their marks and findings, figures to quote, last year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from nianbao.blocks import Heading, Paragraph, spans_text
from nianbao.editor.difference import Piece, pieces
from nianbao.editor.grid import is_begun
from nianbao.editor.parts import text_of
from nianbao.editor.round import Round
from nianbao.editor.underlines import Underline, underlines
from nianbao.finding import Finding
from nianbao.narrative import visible
from nianbao.tables.fill import FilledTable
from nianbao.template import Section

Mark = Literal["empty", "draft", "findings", "done"]

MARK_WORDS: dict[Mark, str] = {"empty": "未写", "draft": "初稿中", "findings": "有问题", "done": "已完成"}
"""What a clerk reads beside a section."""

UNFINISHED = re.compile(
    r"待填|待补|待定|待核实|此处|[×✕]{2,}|[xX]{3,}|_{3,}|[?？]{2,}|TODO|……[。，]?$", re.MULTILINE
)
"""What people leave where something is still to come."""


@dataclass(frozen=True)
class SectionState:
    """A section in the list.

    Attributes:
        id: Section id.
        label: What the clerk calls it.
        mark: How far it is.
        text: Its text, as edited.
        characters: Printed characters of its text without spaces, figures filled in.
        guidance: What the law asks for here, for units of this level.
        legal: Where the law asks for it.
        none: The sentence that is printed when nothing is written; None where there is none.
        tables: Ids of its tables.
        findings: What is to be said of it and is not answered.
        underlines: Those that stand at words of the text.
    """

    id: str
    label: str
    mark: Mark
    text: str
    characters: int
    guidance: str
    legal: str
    none: str | None
    tables: tuple[str, ...]
    findings: tuple[Finding, ...]
    underlines: tuple[Underline, ...]


def section_states(round_: Round) -> list[SectionState]:
    """List the sections in printed order."""
    return [_section(round_, section) for section in round_.report.template.sections]


def _section(round_: Round, section: Section) -> SectionState:
    report = round_.report
    findings = tuple(finding for finding in round_.unanswered if finding.section == section.id)
    text = text_of(report.parameters.sections.get(section.id))
    tables = [table for table in report.tables.values() if table.form.section == section.id]
    return SectionState(
        id=section.id,
        label=section.label,
        mark=_mark(text, section, tables, findings),
        text=text,
        characters=_characters(round_, section) if text else 0,
        guidance=section.guidance_for(report.parameters.unit.level),
        legal=section.legal,
        none=report.fill(section.none) if section.none else None,
        tables=tuple(table.form.id for table in tables),
        findings=findings,
        underlines=tuple(underlines(round_, section.id, findings)),
    )


def _mark(text: str, section: Section, tables: list[FilledTable], findings: tuple[Finding, ...]) -> Mark:
    written = bool(visible(text).strip())
    begun = [is_begun(table) for table in tables]
    if not written and not any(begun):
        return "empty"
    if any(finding.severity != "hint" for finding in findings):
        return "findings"
    return "draft" if UNFINISHED.search(text) or not all(begun) else "done"


def _characters(round_: Round, section: Section) -> int:
    blocks = [
        block
        for block in round_.report.blocks()
        if block.section == section.id and isinstance(block, Heading | Paragraph)
    ]
    if round_.report.heading(section):
        blocks = blocks[1:]
    return sum(len("".join(spans_text(block.spans).split())) for block in blocks)


def elsewhere(round_: Round) -> list[Finding]:
    """List the findings that belong to no section: unit, dates, ledgers and other files."""
    known = set(round_.report.template.section_ids)
    return [finding for finding in round_.unanswered if finding.section not in known]


@dataclass(frozen=True)
class FigureChoice:
    """A figure that can be put into a text.

    Attributes:
        label: What the clerk chooses by.
        text: What will be printed.
        reference: What is put into the text.
        source: Where the figure comes from.
    """

    label: str
    text: str
    reference: str
    source: str


def figure_choices(round_: Round, word: str = "") -> list[FigureChoice]:
    """List the figures that a text can quote, those with a word in their label or name first of all.

    Args:
        round_: The round.
        word: Only those with this in their label or name.
    """
    return [
        FigureChoice(figure.label, figure.text, f"{{{{ {figure.name} }}}}", figure.source)
        for figure in round_.report.figures.values()
        if word in figure.label or word in figure.name
    ]


@dataclass(frozen=True)
class LastYear:
    """What last year's report said in a section.

    Attributes:
        year: That year.
        text: Its text.
        pieces: How this year's differs from it, word by word.
    """

    year: int
    text: str
    pieces: tuple[Piece, ...]


def last_year(round_: Round, section: str) -> LastYear | None:
    """Give last year's text of a section beside this year's; None where there is none."""
    last = round_.report.last
    text = text_of(last.parameters.sections.get(section)) if last else ""
    if last is None or not text:
        return None
    now = str(round_.document.value(("sections", section)) or "")
    return LastYear(last.parameters.year, text, tuple(pieces(text, now)))
