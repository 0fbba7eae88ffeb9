"""Published reports → parameter files: nothing is lost, nothing is invented, and it is said how sure we are.

One way through: a reader gives lines (``source``), every stretch of them is given to what it is
(``assemble``, with ``claims`` seeing to it that none is used twice or forgotten), and what was found is
put into a parameter file with its places and a log (``compose``, ``write``).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nianbao.importer.assemble import take_apart
from nianbao.importer.compose import compose, counts
from nianbao.importer.readers import read_source
from nianbao.importer.readers.txt import text_source
from nianbao.importer.readings import cells, lines, sections, stretches
from nianbao.importer.result import Imported, NoReportError, Note, SourceText
from nianbao.importer.source import MAX_CHARACTERS, Source, SourceError, bytes_of
from nianbao.importer.write import parameters_text
from nianbao.params import validate
from nianbao.params.model import LEGAL_KEYS

MAX_UNPLACED = 2_000
"""Places of a report that may be left over; with more, no reader would take the parameter file."""

__all__ = [
    "Imported",
    "NoReportError",
    "Note",
    "SourceError",
    "read_report",
    "read_report_bytes",
    "read_report_text",
]


def read_report(
    path: Path,
    folder: Path | None = None,
    *,
    template: str | None = None,
    year: int | None = None,
    unit_id: str | None = None,
) -> Imported:
    """Read a published report.

    Args:
        path: A txt, html, docx, pdf or xlsx file.
        folder: The working folder, for its own templates and words; or None.
        template: Name of the template, when it needn't be recognised.
        year: Report year, when it needn't be recognised.
        unit_id: The unit's id, when it isn't to be made from the name.

    Raises:
        SourceError: The file can't be read.
        TemplateError: There is no such template.
    """
    return _imported(read_source(bytes_of(path), path.name), folder, template, year, unit_id)


def read_report_bytes(
    data: bytes,
    name: str,
    folder: Path | None = None,
    *,
    year: int | None = None,
    by_name: bool = True,
) -> Imported:
    """Read a published report whose bytes are at hand, such as one out of an archive; see ``read_report``.

    Args:
        data: The file's bytes.
        name: Its name.
        folder: The working folder.
        year: Report year, when it needn't be recognised.
        by_name: Whether the name may be asked for a year or a unit that the text doesn't state.
    """
    return _imported(replace(read_source(data, name), is_named=by_name), folder, None, year, None)


def read_report_text(
    text: str,
    name: str = "报告",
    folder: Path | None = None,
    *,
    template: str | None = None,
    year: int | None = None,
) -> Imported:
    """Read a published report that is at hand as text; see ``read_report``."""
    return _imported(text_source(text, name), folder, template, year, None)


def _imported(
    source: Source, folder: Path | None, template: str | None, year: int | None, unit_id: str | None
) -> Imported:
    size = sum(len(line.text) for line in source.lines)
    if size > MAX_CHARACTERS:
        raise SourceError(f"「{source.name}」有 {size} 字，太长，不像一份年度报告。请核对是否选错了文件。")
    parts = take_apart(source, folder, template, year)
    made = compose(parts, unit_id)
    if (left := len(made.values.get("unplaced", ()))) > MAX_UNPLACED:
        raise SourceError(
            f"「{source.name}」里有 {left} 处文字归不进任何部分，不像一份年度报告。请核对是否选错了文件。"
        )
    values = {key: made.values[key] for key in LEGAL_KEYS if key in made.values}
    head = [
        f"yaml-language-server: $schema=../../templates/{parts.template.name}/schema.json",
        f"由 nianbao import 从「{source.name}」读入；没有把握的地方写在该行的「#」后面，请核对。",
    ]
    places = dict(made.places)
    text = SourceText(values=values, places=places, keys=places, lines=made.lines)
    return Imported(
        name=source.name,
        parameters_text=parameters_text(values, made.comments, head),
        parameters=validate(text, folder)[0],
        places=places,
        text=text,
        log=tuple(made.log),
        template=parts.template.name,
        year=int(parts.year.value) if parts.year.value else None,
        counts=counts(parts, made),
        lines=lines(parts),
        stretches=stretches(parts),
        cells=cells(parts),
        sections=sections(parts),
        findings=tuple(made.findings),
    )
