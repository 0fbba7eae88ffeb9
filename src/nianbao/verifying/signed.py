"""The signed report that a page is compared with: found by what the page says of unit and year.

Until there is a sign-off register, it is the executed notebook of the last build, the record; where none was built,
it is what the parameter file says now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.blocks import Title
from nianbao.errors import NianbaoError, NotebookError, TemplateError, UsageError
from nianbao.export.document import Document
from nianbao.export.reader import read_document
from nianbao.folder import shown
from nianbao.importer.characters import fold
from nianbao.manifest import mark_of, read_entries
from nianbao.params import load_parameters
from nianbao.params.draft import unit_id
from nianbao.report import Report, content_sha256
from nianbao.template import Template, load_template

RECORD = "report.ipynb"


@dataclass(frozen=True)
class Signed:
    """A signed report.

    Attributes:
        document: What it says.
        template: Its template, or None where it isn't at hand.
        source: Where it comes from, in Chinese.
        notes: What is to be said of that, in Chinese.
    """

    document: Document
    template: Template | None
    source: str
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the unit is called: full name first."""
        unit = self.document.about.unit
        return (unit.full_name, unit.name)


def of_parameters(path: Path, folder: Path | None) -> Signed:
    """Give what a parameter file says.

    Raises:
        ParameterFileError: It can't be read.
        TemplateError: Its template is missing.
    """
    report = Report.of(load_parameters(shown(path), folder).parameters, folder)
    title, *blocks = report.blocks()
    assert isinstance(title, Title)
    return Signed(Document(title, tuple(blocks)), report.template, f"年报底稿「{shown(path)}」")


def of_record(path: Path, folder: Path | None) -> Signed:
    """Give what an executed notebook shows.

    Raises:
        NotebookError: It isn't one, or wasn't run.
    """
    try:
        notebook: Any = json.loads(path.read_text(encoding="utf-8"))
        document = read_document(notebook)
    except NotebookError as problem:
        raise NotebookError(f"生成记录「{shown(path)}」用不了：{problem}") from problem
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        raise NotebookError(f"生成记录「{shown(path)}」读不出。请重新运行 nianbao build。") from problem
    try:
        template = load_template(document.about.template, folder)
    except TemplateError:
        template = None
    return Signed(document, template, f"生成记录「{shown(path)}」")


def signed_report(folder: Path, year: int, unit: str, *, name: str | None = None) -> Signed:
    """Find a unit's signed report of a year.

    Args:
        folder: The working folder.
        year: Report year.
        unit: The unit's id.
        name: What people call the unit, for messages.

    Raises:
        UsageError: There is none.
    """
    out = folder / "out"
    record, parameters = out / str(year) / unit / RECORD, folder / "params" / str(year) / f"{unit}.yaml"
    if record.is_file():
        found = of_record(record, folder)
        return Signed(
            found.document, found.template, found.source, tuple(_notes(found, parameters, folder, out))
        )
    if parameters.is_file():
        found = of_parameters(parameters, folder)
        note = "还没有生成过报告，只能与底稿现在的内容比较。"
        return Signed(found.document, found.template, found.source, (note,))
    raise UsageError(
        f"没有「{name or unit}」{year} 年的年报底稿，也没有生成过报告，没有可比的。请核对单位和年份，先把底稿放进来。"
    )


def _notes(found: Signed, parameters: Path, folder: Path, out: Path) -> Iterator[str]:
    about = found.document.about
    for entry in read_entries(out):
        if (entry["year"], entry["unit"]) == (about.year, about.unit.id) and entry.get("draft"):
            yield f"上次生成的是{mark_of(entry)}，不是正式稿。"
    if not parameters.is_file():
        return
    try:
        now = content_sha256(Report.of(load_parameters(parameters, folder).parameters, folder))
    except NianbaoError:
        yield "底稿现在读不出，按上次生成时的内容比较。"
        return
    if now != about.parameters_sha256:
        yield "底稿在上次生成以后改过；这里按上次生成时的内容比较。要按现在的内容比较，请先运行 nianbao build。"


@dataclass(frozen=True)
class Candidate:
    """A unit that has a report of a year."""

    id: str
    names: tuple[str, ...]


def candidates(folder: Path, year: int) -> list[Candidate]:
    """List the units of a year, by their parameter files; one that can't be read is passed over."""
    found = []
    for path in sorted((folder / "params" / str(year)).glob("*.yaml")):
        try:
            unit = load_parameters(path, folder).parameters.unit
        except NianbaoError:
            continue
        names = tuple(name for name in (unit.full_name, unit.name) if name)
        found.append(Candidate(unit.id or path.stem, names))
    return found


def whose(units: Iterable[Candidate], texts: Iterable[str]) -> Candidate | None:
    """Tell which unit some texts name: title and unit of a page, the first text that names one decides.

    Nothing is guessed between two: of several names that a text holds, the longest counts, and two units that
    share it are none.
    """
    units = list(units)
    for text in map(fold, texts):
        named = [(max(len(fold(name)) for name in one.names if fold(name) in text), one)
                 for one in units if any(fold(name) in text for name in one.names)]  # fmt: skip
        if named:
            longest = max(length for length, _ in named)
            best = [one for length, one in named if length == longest]
            return best[0] if len(best) == 1 else None
    return None


def unit_named(folder: Path, year: int, unit: str) -> str:
    """Give the id of a unit that was given by id or name.

    Raises:
        UsageError: There is none, or more than one.
    """
    if (folder / "params" / str(year) / f"{unit}.yaml").is_file():
        return unit
    if (folder / "out" / str(year) / unit / RECORD).is_file():
        return unit
    units = candidates(folder, year)
    found = [one for one in units if unit in one.names] or [one for one in units if one.id == unit_id(unit)]
    if len(found) != 1:
        known = "、".join(one.names[-1] for one in units if one.names)
        raise UsageError(f"{year} 年没有「{unit}」的底稿。有底稿的单位：{known or '无'}。")
    return found[0].id
