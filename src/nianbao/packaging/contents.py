"""What goes into a package: every form of each report that was built, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.export.base import Form, form_names, load_form
from nianbao.freshness import file_sha256
from nianbao.manifest import mark_of
from nianbao.packaging.names import folder_names
from nianbao.status_words import status_words
from nianbao.system.names import portable
from nianbao.task import Outcome


@dataclass(frozen=True)
class PackedFile:
    """One file of a package.

    Attributes:
        form: Name of its form.
        name: Path in the package.
        path: Where it lies now.
        sha256: Its hash when it was built.
    """

    form: str
    name: str
    path: Path
    sha256: str


@dataclass(frozen=True)
class PackedReport:
    """One report with all its forms.

    Attributes:
        entry: What the manifest of the output folder says of it.
        name: The unit's Chinese name; its id where a draft has none yet.
        folder: Its folder in the package.
        files: Its files, sorted by name.
    """

    entry: dict[str, Any]
    name: str
    folder: str
    files: tuple[PackedFile, ...]


@dataclass(frozen=True)
class MissingReport:
    """A report that isn't in the package.

    Attributes:
        source: Its parameter file.
        unit: Unit id, when the file could be read.
        unit_name: Its Chinese name, when known.
        year: Its year, when known.
        status: What became of it.
        why: The same in the clerk's words. No more: an error may quote what is nobody else's business.
    """

    source: str
    unit: str | None
    unit_name: str | None
    year: int | None
    status: str
    why: str

    @property
    def name(self) -> str:
        """What people know it by: the unit's name, or the parameter file's where that can't be read."""
        return self.unit_name or Path(self.source).name


@dataclass(frozen=True)
class Contents:
    """All of a package."""

    reports: tuple[PackedReport, ...]
    missing: tuple[MissingReport, ...]

    @property
    def years(self) -> list[int]:
        """The years of the reports in it."""
        return sorted({report.entry["year"] for report in self.reports})

    @property
    def draft(self) -> bool:
        """Whether a report in it is a draft."""
        return any(report.entry["draft"] for report in self.reports)

    @property
    def marks(self) -> tuple[str, ...]:
        """What is printed on the pages of the drafts in it: 初稿, 送审稿, 审定稿."""
        return tuple(dict.fromkeys(mark for report in self.reports if (mark := mark_of(report.entry))))


def all_forms() -> tuple[Form, ...]:
    """Give every form there is; a package has them all."""
    return tuple(load_form(name) for name in form_names())


def collect(outcomes: Sequence[Outcome], entries: Sequence[dict[str, Any]], out: Path) -> Contents:
    """Sort out what a run left in its output folder.

    Args:
        outcomes: What became of the reports that were asked for.
        entries: The output folder's manifest, written after that run.
        out: The output folder.
    """
    known = {entry["params"]: entry for entry in entries}
    built = [
        known[outcome.source]
        for outcome in outcomes
        if outcome.status in ("built", "fresh") and outcome.source in known
    ]
    built.sort(key=lambda entry: (entry["year"], entry["unit"]))
    names = folder_names([(entry["unit"], _name(entry), entry["year"]) for entry in built])
    reports, missing = (
        [],
        [_missing(outcome) for outcome in outcomes if outcome.source not in _sources(built)],
    )
    for entry, folder in zip(built, names, strict=True):
        files = tuple(sorted(_files(entry, folder, out), key=lambda file: file.name))
        if len(files) == len(form_names()):
            reports.append(PackedReport(entry, _name(entry), folder, files))
        else:
            missing.append(_vanished(entry))
    return Contents(tuple(reports), tuple(sorted(missing, key=lambda one: (one.year or 0, one.source))))


def _name(entry: dict[str, Any]) -> str:
    return str(entry["unit_name"] or entry["unit"])


def _sources(entries: Sequence[dict[str, Any]]) -> set[str]:
    return {entry["params"] for entry in entries}


def _files(entry: dict[str, Any], folder: str, out: Path) -> Iterator[PackedFile]:
    start = f"{portable(_name(entry))}{entry['year']}年"
    for form in all_forms():
        place = entry["outputs"].get(form.name)
        was = entry["sha256"].get(place)
        if place and was and file_sha256(out / place) == was:
            ending = form.extension.rpartition(".")[2]
            yield PackedFile(form.name, f"{folder}/{start}{form.called}.{ending}", out / place, was)


def _missing(outcome: Outcome) -> MissingReport:
    year = outcome.year
    if year is None and (named := Path(outcome.source).parent.name).isdecimal():
        year = int(named)
    why = status_words(outcome.status, outcome.blocked_by)
    return MissingReport(outcome.source, outcome.unit, outcome.unit_name, year, outcome.status, why)


def _vanished(entry: dict[str, Any]) -> MissingReport:
    why = "生成的文件被删除或改动，请再生成一次"
    return MissingReport(entry["params"], entry["unit"], entry["unit_name"], entry["year"], "failed", why)
