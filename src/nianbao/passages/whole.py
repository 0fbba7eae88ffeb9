"""The texts of a report whole, as they were typed, each character with its place in the file.

Lines that belong together are joined, so that a name broken over two lines is one name; characters
that only look like another (full-width digits, the radicals that PDF files put for Han characters)
are read as what they look like. The source's own words are kept for quoting.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nianbao.checks.base import Subject
from nianbao.finding import Finding, Severity
from nianbao.params.explain import field_name
from nianbao.params.yaml_text import KeyPath
from nianbao.passages.traced import Traced, Tracing, cut

# NFKC has no answer for these radicals, which PDF files put for whole characters.
_RADICALS = dict(
    zip("⺠⻔⻓⻅⻚⻛⻝⻢⻥⻦⻬⻰⻋⻜⻘⻉⻩⻄", "民门长见页风食马鱼鸟齐龙车飞青贝黄西", strict=True)
)

_RANGES = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))

_TITLE_MARKS = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_LINKS = re.compile(r"(?:https?://|mailto:|www\.)[^\s\u2e80-\uffef<>\"]+")


@functools.cache
def _folding() -> dict[int, str]:
    """Give what each lookalike is read as; one character for one, so that places stay."""
    found = {ord(char): plain for char, plain in _RADICALS.items()}
    for first, last in _RANGES:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                found.setdefault(code, plain)
    return found


@dataclass(frozen=True)
class Passage(Traced):
    r"""One text of a report; ``\\n`` stands between paragraphs.

    Attributes:
        path: Where it stands in the parameter file.
        source: The words as written.
        label: What the clerk calls the text.
        section: Section id, or None.
        table: Table id, or None.
        row: Row id, or None.
        cell: Column id, or None.
    """

    path: KeyPath = ()
    source: str = ""
    label: str = ""
    section: str | None = None
    table: str | None = None
    row: str | None = None
    cell: str | None = None

    def words(self, start: int, end: int) -> str:
        """Give the source's words for a stretch of ``text``, verbatim."""
        return self.source[self.place(start) : self.place(end - 1) + 1] if end > start else ""

    def finding(
        self,
        subject: Subject,
        code: str,
        severity: Severity,
        message: str,
        suggestion: str,
        span: tuple[int, int],
        *,
        quote: str | None = None,
    ) -> Finding:
        """Make a finding on a stretch of ``text``.

        Args:
            subject: The report.
            code: Code of the rule.
            severity: How bad it is.
            message: What is wrong; the text's label is put before it.
            suggestion: What to do.
            span: Start and end in ``text``.
            quote: What is shown in place of the source's words, where these must not be repeated.
        """
        words = self.words(*span) if quote is None else quote
        finding = subject.finding(
            code,
            severity,
            f"{self.label}{message}",
            suggestion,
            self.path,
            section=self.section,
            table=self.table,
            row=self.row,
            cell=self.cell,
            quote=words,
        )
        if self.path[0] != "sections":
            return finding
        origin = self.place(span[0])
        line = self.source.count("\n", 0, origin)
        column = origin - (self.source.rfind("\n", 0, origin) + 1)
        return subject.in_section(str(self.path[1]), line, column, finding)

    @functools.cached_property
    def title_marks(self) -> tuple[tuple[int, int], ...]:
        """Stretches inside 《》, outermost marks included."""
        return tuple(match.span() for match in _TITLE_MARKS.finditer(self.text))

    @functools.cached_property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Stretches that are addresses of pages."""
        return tuple(match.span() for match in _LINKS.finditer(self.text))


def within(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a position lies in one of some stretches."""
    return any(start <= position < end for start, end in spans)


@functools.lru_cache(maxsize=256)
def passage(source: str, path: KeyPath, label: str, **place: str | None) -> Passage:
    """Read a text: join its lines, fold lookalikes, and remember where each character came from."""
    tracing = Tracing()
    end = 0
    for lines in cut(source):
        for number, line in enumerate(lines):
            if number:
                tracing.joint(line.text[0], end)
            elif end:
                tracing.typed("\n", end)
            tracing.typed(line.text, line.start)
            end = line.end
    read = tracing.traced()
    return Passage(read.text.translate(_folding()), read.starts, read.places, path, source, label, **place)


def narratives(subject: Subject) -> list[Passage]:
    """List the narrative of each section, in printed order."""
    report = subject.report
    sections = report.parameters.sections
    return [
        passage(
            sections[section.id],
            ("sections", section.id),
            f"「{subject.label(section.id)}」里",
            section=section.id,
        )
        for section in report.template.sections
        if sections.get(section.id)
    ]


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, str):
        yield path, value


def names_and_titles(subject: Subject) -> list[Passage]:
    """List what is printed around the narrative: unit, issuer, and what a published report printed otherwise."""
    parameters = subject.report.parameters
    found = []
    for key in ("unit", "issued", "printed"):
        values = getattr(parameters, key).model_dump(
            exclude_none=True, exclude={"cells", "id", "code", "level"}
        )
        for path, text in _texts(values, (key,)):
            section = str(path[2]) if path[:2] == ("printed", "headings") else None
            table = str(path[2]) if path[:2] == ("printed", "labels") else None
            found.append(passage(text, path, field_name(path) + "里", section=section, table=table))
    return found


def table_texts(subject: Subject) -> list[Passage]:
    """List the cells of tables that hold words, as given or as printed."""
    report = subject.report
    found = []
    for top, tables in (("tables", report.parameters.tables), ("printed", report.parameters.printed.cells)):
        before: KeyPath = (top,) if top == "tables" else (top, "cells")
        for form in report.template.tables:
            for row, cells in tables.get(form.id, {}).items():
                for column, value in cells.items():
                    if isinstance(value, str) and value.strip():
                        label = f"「{form.name}」表「{form.row_by_id[row].name}」行里"
                        place = {"section": form.section, "table": form.id, "row": row, "cell": column}
                        found.append(passage(value, (*before, form.id, row, column), label, **place))
    return found
