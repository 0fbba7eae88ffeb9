"""What an import gives: the parameter file, where each value comes from, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from nianbao.errors import NianbaoError
from nianbao.finding import Finding
from nianbao.importer.certainty import CERTAINTY_WORDS, Certainty
from nianbao.importer.page_date import page_date
from nianbao.params import ParameterFile
from nianbao.params.model import Parameters
from nianbao.params.yaml_text import KeyPath, Place, YamlText


@dataclass(frozen=True)
class Note:
    """A line of the import log.

    Attributes:
        what: What it is about, in Chinese, such as 年份 or 表三「（一）予以公开」行「自然人」列.
        said: What was made of it.
        certainty: How sure it is; None for plain information.
        place: Where in the source, or None.
        path: The value in the parameter file it is about, or None.
    """

    what: str
    said: str
    certainty: Certainty | None = None
    place: Place | None = None
    path: KeyPath | None = None

    def __str__(self) -> str:
        where = f"第 {self.place.line} 行　" if self.place else ""
        sure = f"［{CERTAINTY_WORDS[self.certainty]}］" if self.certainty else ""
        return f"{where}{self.what}：{self.said}{sure}"


class NoReportError(NianbaoError):
    """It can be read, and isn't an annual report."""


FILE = "文件"
"""What the log calls the source itself."""

Part = Literal["section", "heading", "title", "signature", "table", "chrome", "unplaced"]
"""What a stretch of a source can have become."""


@dataclass(frozen=True)
class SourceLine:
    """A line of the source, for showing it beside what was made of it.

    Attributes:
        number: Its number, the one that places name.
        text: Its text; the cells of a table's row are parted by tabs.
        page: Page of a PDF, 1-based, or None.
    """

    number: int
    text: str
    page: int | None = None


@dataclass(frozen=True)
class Stretch:
    """A stretch of one line of the source, and what it became.

    Attributes:
        line: Index into ``Imported.lines``.
        start: First character of it in that line.
        end: The one behind its last.
        part: What it became.
        name: Section or table id; for chrome and what is unplaced, what it is or why, in Chinese.
    """

    line: int
    start: int
    end: int
    part: Part
    name: str


@dataclass(frozen=True)
class CellReading:
    """A cell of a table as it was read.

    Attributes:
        table: Table id.
        row: Row id.
        column: Column id.
        value: What went into the parameter file; None where nothing did.
        raw: What stands in the source.
        certainty: How sure it is that it belongs into this cell.
        why: Why, in Chinese, or why it stays out.
        place: Where in the source.
    """

    table: str
    row: str
    column: str
    value: int | float | str | None
    raw: str
    certainty: Certainty
    why: str
    place: Place


@dataclass(frozen=True)
class SectionReading:
    """A heading of the source and the section it was taken for.

    Attributes:
        section: Section id it went to.
        heading: As printed.
        certainty: How sure it is.
        moved: Whether the template has no section of its own for it, so that it went to the nearest.
        place: Where in the source.
    """

    section: str
    heading: str
    certainty: Certainty
    moved: bool
    place: Place


@dataclass
class SourceText(YamlText):
    """The values of an import with their places in the source: findings then name the source's lines.

    Attributes:
        lines: For a section's text, the place of each of its lines; blank ones have that of the next.
    """

    lines: dict[KeyPath, tuple[Place, ...]] = field(default_factory=dict)

    def place_in_text(self, path: KeyPath, line: int, column: int) -> Place:
        """Give the source's place of a 0-based line and column inside a section's text."""
        places = self.lines.get(path)
        if not places:
            return self.place_of(path)
        place = places[min(line, len(places) - 1)]
        return Place(place.line, place.column + column)


@dataclass(frozen=True)
class Imported:
    """A published report that was read.

    Attributes:
        name: File name of the source.
        parameters_text: The parameter file, as text.
        parameters: What it says; None while something that a parameter file needs is missing, such as the year.
        places: Where in the source each value stands, by its path in the parameter file.
        text: The same, in the shape in which checks ask for places.
        log: What was made of what, and how sure it is.
        template: Name of the template.
        year: Report year, or None when the report doesn't say.
        counts: Numbers for summaries: ``sections``, ``cells``, ``unread``, ``unplaced`` (characters), ``chrome``
            (characters), ``characters``, ``blank`` (cells), ``doubtful`` (lines of the log), ``named`` (1 where the
            text calls itself a report).
        lines: The source's text, line by line.
        stretches: Every stretch of it with what it became, in order; spaces between them are left out.
        cells: Every cell that was found, in printed order.
        sections: Every heading that was found, in order.
        findings: What is wrong with the source that the parameter file no longer shows.
    """

    name: str
    parameters_text: str
    parameters: Parameters | None
    places: Mapping[KeyPath, Place]
    text: SourceText
    log: tuple[Note, ...]
    template: str
    year: int | None
    counts: Mapping[str, int]
    lines: tuple[SourceLine, ...]
    stretches: tuple[Stretch, ...]
    cells: tuple[CellReading, ...]
    sections: tuple[SectionReading, ...]
    findings: tuple[Finding, ...] = ()

    def sure(self) -> Self:
        """Give it back when it is a report.

        Raises:
            NoReportError: No part of a report was found in it: no heading, no row of a table, no title that
                names unit and year, no period that the statistics are said to cover.
        """
        counts = self.counts
        if not any(counts[one] for one in ("sections", "cells", "unread", "named")):
            doubts = "；".join(
                note.said for note in self.log if note.what == FILE and note.certainty == "low"
            )
            raise NoReportError(
                f"「{self.name}」里没有年报的标题，也没有年报的表格，不像年度报告。请核对是否选错了文件。"
                + (f"读的时候还看到：{doubts}。" if doubts else "")
            )
        return self

    @property
    def kept(self) -> tuple[tuple[str, str, str], ...]:
        """Every stretch with its text: part, name, text."""
        return tuple(
            (one.part, one.name, self.lines[one.line].text[one.start : one.end].strip())
            for one in self.stretches
        )

    def as_file(self, path: Path) -> ParameterFile:
        """Give the import as a parameter file whose places are those of the source.

        Args:
            path: The source, as findings should name it.

        Raises:
            ValueError: There are no parameters, for the year is missing.
        """
        if self.parameters is None:
            raise ValueError("the report has no year")
        return ParameterFile(
            path,
            self.parameters,
            self.text,
            findings=self.findings,
            is_published=True,
            page_date=page_date(self.kept),
            headings=tuple((one.section, one.heading) for one in self.sections),
        )

    def log_text(self) -> str:
        """Give the log as a text for people: first what is to be looked at."""
        doubtful = [note for note in self.log if note.certainty == "low"]
        lines = [f"读入记录：{self.name}", ""]
        if doubtful:
            lines += ["请先核对：", *(f"  {note}" for note in doubtful), ""]
        return "\n".join([*lines, "全部：", *(f"  {note}" for note in self.log), ""])
