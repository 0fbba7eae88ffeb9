"""A report: template + parameters → blocks."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from nianbao.blocks import (
    About,
    Annex,
    Block,
    Figure,
    Heading,
    Paragraph,
    Signature,
    Span,
    Table,
    Title,
    UnitFacts,
)
from nianbao.charts.chart import Chart
from nianbao.charts.of_tables import NAMES as CHARTS
from nianbao.charts.of_tables import chart_of, place_of
from nianbao.correcting.kept import Correction, corrections_of
from nianbao.correcting.note import note_blocks
from nianbao.dates import chinese_date
from nianbao.errors import ParameterFileError, TemplateError
from nianbao.figures import Facts, Figures, NamedFigure
from nianbao.figures.basics import full_name
from nianbao.ledgers import LedgerReading, read_ledgers
from nianbao.narrative import narrative_blocks, references, visible
from nianbao.params import load_parameters
from nianbao.params.before import is_same_unit, path_before
from nianbao.params.model import PRIVATE_KEYS, Parameters
from nianbao.passages.paragraphs import Passages, passages_of
from nianbao.tables.fill import FilledTable
from nianbao.tables.layout import table_block
from nianbao.template import Section, TableForm, Template, load_template

TITLE_LIMIT = 20
"""Characters of 2号 (22 pt) that fit the 156 mm of a line."""

TO_BE_FILLED = "〔待填〕"
"""Printed in a draft where the parameter file doesn't say who reports."""


@dataclass(frozen=True)
class Report:
    """One unit's report for one year.

    Attributes:
        template: The statutory format.
        parameters: What the unit wrote.
        folder: The working folder, or None when the report stands by itself.
    """

    template: Template
    parameters: Parameters
    folder: Path | None = None

    @classmethod
    def of(cls, parameters: Parameters, folder: Path | None = None) -> Report:
        """Join parameters with the template they name.

        Raises:
            TemplateError: There is no such template.
        """
        return cls(load_template(parameters.template, folder), parameters, folder)

    @functools.cached_property
    def figures(self) -> Figures:
        """The figures that prose may quote, by name."""
        facts = Facts(self.parameters, self.tables, self.ledgers, self._tables_before, self.fill, self.folder)
        return Figures(facts)

    @functools.cached_property
    def ledgers(self) -> LedgerReading:
        """What the ledgers say; a report that stands by itself has none."""
        if self.folder is None:
            return LedgerReading({}, (), (), ())
        return read_ledgers(self.parameters.ledgers, self.parameters.year, self.folder)

    @functools.cached_property
    def passages(self) -> Passages:
        """The paragraphs of each section, figures filled in, each character with its place."""
        return passages_of(self.template.section_ids, self.parameters.sections, self._resolve)

    @functools.cached_property
    def tables(self) -> dict[str, FilledTable]:
        """The statutory tables with their numbers, by id."""
        return {form.id: self._filled(form) for form in self.template.tables}

    @functools.cached_property
    def table_blocks(self) -> tuple[Table, ...]:
        """The statutory tables as printed."""
        return tuple(map(table_block, self.tables.values()))

    def chart(self, name: str) -> Chart | None:
        """Draw a chart of the tables; None where there is nothing to draw.

        Raises:
            KeyError: There is no such chart.
        """
        return chart_of(name, self.tables, self.parameters.year, self._tables_before)

    @functools.cached_property
    def figure_blocks(self) -> dict[str | None, list[Figure]]:
        """The charts that the parameter file asks for, numbered, by the table they stand under."""
        found: dict[str | None, list[Figure]] = {}
        number = 0
        for name in CHARTS if self.parameters.settings.charts else ():
            table = place_of(name, self.tables)
            if table and (chart := self.chart(name)):
                number += 1
                found.setdefault(table, []).append(chart.figure(number, self.tables[table].form.section))
        return found

    @functools.cached_property
    def last(self) -> Report | None:
        """The unit's report for the year before, when its parameter file is there and can be read."""
        return report_before(self)

    @functools.cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What was put right since the report was published, the oldest first."""
        return corrections_of(self.parameters, self.folder)

    def _tables_before(self) -> dict[str, FilledTable] | None:
        """Give last year's tables, where every number in them can be relied on."""
        if self.last is None or any(finding.severity == "error" for finding in self.last.ledgers.findings):
            return None
        numbers = [number for table in self.last.tables.values() for number in table.numbers.values()]
        return None if any(number.value is None for number in numbers) else self.last.tables

    @property
    def parts(self) -> tuple[str, ...]:
        """What a notebook shows, in order: the title, each section, the signature, attached tables."""
        attached = ("annexes",) if any(form.placed == "annex" for form in self.template.tables) else ()
        return ("title", *self.template.parts, "signature", *attached)

    def part(self, name: str) -> list[Block]:
        """Give the blocks of one part.

        Args:
            name: ``title``, a section id, ``signature`` (with the note on corrections behind it), or ``annexes`` where tables are attached.

        Raises:
            KeyError: The template has no such part.
        """
        if name == "title":
            return [self._title()]
        if name == "signature":
            return [*self._signature(), *note_blocks(self.corrections)]
        if name == "annexes" and name in self.parts:
            return self._annexes()
        return [block for section in self.template.with_added(name) for block in self._section(section)]

    def blocks(self) -> list[Block]:
        """Give all blocks in printed order."""
        return list(self._blocks)

    @functools.cached_property
    def _blocks(self) -> tuple[Block, ...]:
        # The self-check asks for them with each file that was written.
        return tuple(block for part in self.parts for block in self.part(part))

    def fill(self, sentence: str) -> str:
        """Put year and names into a sentence of the template."""
        names = {
            "{year}": str(self.parameters.year),
            "{name}": self.parameters.unit.name or TO_BE_FILLED,
            "{full_name}": full_name(self.parameters) or TO_BE_FILLED,
        }
        # In one pass: a name that is put in is never searched for names again.
        return visible(re.sub("|".join(map(re.escape, names)), lambda match: names[match.group()], sentence))

    def against_none(self, section: Section) -> list[NamedFigure]:
        """List the figures that make a section's sentence for nothing to report untrue."""
        known = [self.figures[name] for name in section.none_of if name in self.figures]
        return [figure for figure in known if figure.value]

    def heading(self, section: Section) -> str | None:
        """Give a section's heading: as published where the file says so, else the template's."""
        printed = self.parameters.printed.headings.get(section.id)
        return visible(printed) if printed else section.heading

    def _title(self) -> Title:
        printed = self.parameters.printed.title
        level = self.parameters.unit.level or "other"
        usual = self.template.title_lines_for_level.get(level, self.template.title_lines)
        lines = [visible(printed)] if printed else [self.fill(line) for line in usual]
        return Title(lines=tuple(part for line in lines for part in break_title(line)), about=self.about)

    def _section(self, section: Section) -> list[Block]:
        text = self.parameters.sections.get(section.id, "")
        body = narrative_blocks(text, section.id, self._resolve)
        for block in self.table_blocks:
            if block.section == section.id:
                body += [block, *self.figure_blocks.get(block.id, ())]
        if not body and section.may_be_empty and section.none and not self.against_none(section):
            body = [Paragraph(section=section.id, spans=(Span(text=self.fill(section.none)),))]
        heading = self.heading(section)
        if not heading:
            return body
        return [Heading(section=section.id, level=1, spans=(Span(text=heading),)), *body]

    def _filled(self, form: TableForm) -> FilledTable:
        typed = self.parameters.tables.get(form.id, {})
        printed = self.parameters.printed
        return FilledTable(
            form,
            {cell: typed[cell[0]][cell[1]] for cell in form.cells if cell[1] in typed.get(cell[0], {})},
            self.ledgers.entries,
            {
                (row, column): visible(text)
                for row, cells in printed.cells.get(form.id, {}).items()
                for column, text in cells.items()
            },
            printed.labels.get(form.id, {}),
        )

    def _resolve(self, name: str) -> str | None:
        figure = self.figures.get(name)
        return figure.text if figure else None

    def _signature(self) -> list[Block]:
        issued = self.parameters.issued
        if not (issued.by or issued.date):
            return []
        date = chinese_date(issued.date) if issued.date else None
        return [Signature(by=visible(issued.by) if issued.by else None, date=date, iso=issued.date)]

    def _annexes(self) -> list[Block]:
        """Give the tables that the template attaches, each under the head of its page."""
        attached: list[Block] = []
        for form, block in zip(self.template.tables, self.table_blocks, strict=True):
            if form.placed == "annex":
                head = Annex(id=form.id, name=form.caption or form.title)
                attached += [head, block, *self.figure_blocks.get(form.id, ())]
        return attached

    @functools.cached_property
    def about(self) -> About:
        """Facts on the report as a whole."""
        unit, figures = self.parameters.unit, self.figures
        named = {
            name: figures[name].text
            for name in ("unit.name", "unit.full_name", "unit.parent", "issued.by")
            if name in figures
        }
        return About(
            template=self.template.name,
            year=self.parameters.year,
            unit=UnitFacts(
                id=unit.id or "",
                name=named.get("unit.name", TO_BE_FILLED),
                full_name=named.get("unit.full_name", TO_BE_FILLED),
                level=unit.level,
                parent=named.get("unit.parent"),
                code=unit.code,
            ),
            issued_by=named.get("issued.by"),
            issued_date=self.parameters.issued.date,
            parameters_sha256=content_sha256(self),
            template_sha256=self.template.sha256,
        )


def content_sha256(report: Report) -> str:
    """Hash what makes up a report's content: the canonical parameters and the figures that they leave out.

    Keys that never reach an output, and the choice of fonts, don't count (charts are asked for among the
    settings, and do); nor does it matter whether
    a total was typed or follows from its parts.
    """
    parameters = report.parameters
    hidden = {*PRIVATE_KEYS, "fonts", "tables", "ledgers"}
    content = parameters.model_dump(mode="json", exclude=hidden, exclude_defaults=True)
    if report.parameters.settings.charts:
        content["charts"] = True
    if report.corrections:  # they are printed
        content["corrections"] = [
            [one.date, one.reason, [[change.place, change.was, change.now] for change in one.changes]]
            for one in report.corrections
        ]
    content["tables"] = {
        name: {".".join(cell): table.text(cell) for cell in table.form.cells}
        for name, table in report.tables.items()
    }
    quoted = {
        reference.name
        for text in parameters.sections.values()
        for reference in references(text)
        if reference.name
    }
    content["figures"] = {
        name: report.figures[name].text for name in sorted(quoted) if name in report.figures
    }
    data = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def report_before(report: Report) -> Report | None:
    """Find the same unit's report for the year before in the working folder.

    A file that can't be read, or that is another unit's, is no report; a check says so.
    """
    path = path_before(report.parameters, report.folder) if report.folder else None
    if path is None or not path.is_file():
        return None
    try:
        last = Report.of(load_parameters(path, report.folder).parameters, report.folder)
    except (ParameterFileError, TemplateError):
        return None
    return last if is_same_unit(report.parameters, last.parameters) else None


def break_title(line: str) -> list[str]:
    """Break a title line that is too long where its meaning has a joint.

    The joints are before the year and after 省、市、县、区; the later joint that still fits wins.
    """
    if len(line) <= TITLE_LIMIT:
        return [line]
    joints = [place for place in range(1, len(line)) if _is_joint(line, place)]
    fitting = [place for place in joints if place <= TITLE_LIMIT]
    place = fitting[-1] if fitting else TITLE_LIMIT
    return [line[:place], *break_title(line[place:])]


def _is_joint(line: str, place: int) -> bool:
    before, after = line[place - 1], line[place]
    return (after.isdigit() and not before.isdigit()) or (before in "省市县区" and after not in "政人")
