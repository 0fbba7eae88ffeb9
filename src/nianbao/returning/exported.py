"""What a Word file was when it was exported, and whose parameter file it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nianbao.blocks import Title
from nianbao.editor.desk_files import DeskFiles
from nianbao.editor.document import Document
from nianbao.editor.history import History
from nianbao.errors import EditError, NianbaoError, ParameterFileError
from nianbao.export.document import Document as PrintedDocument
from nianbao.export.word.trace import VERSION, block_records, folded
from nianbao.folder import parameter_files
from nianbao.importer.source import SourceError
from nianbao.params.model import FIRST_YEAR, LAST_YEAR, UNIT_ID_PATTERN
from nianbao.params.own_id import with_own_id
from nianbao.report import Report, content_sha256
from nianbao.returning.reading import read_word
from nianbao.returning.word import Line, Word

_HASH = re.compile(r"sha256[:：\s]*([0-9a-f]{64})")
_YEAR = re.compile(r"20\d\d")
_YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
_HEAD = 6
"""Lines in which a report's title stands."""

_VERSIONS = 60
"""Saved versions that are looked through for the one that was exported, latest first."""


@dataclass(frozen=True)
class Exported:
    """A report as it was exported, block by block; digests as ``export.word.trace`` makes them.

    Attributes:
        blocks: What is known of each block.
        known: Whether it is known at all: if not, the blocks are those of the parameter file as it is now.
    """

    blocks: tuple[Mapping[str, Any], ...]
    known: bool = True
    _figures: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, section: str | None, *kinds: str) -> list[Mapping[str, Any]]:
        """List the blocks of a section that are of certain kinds; None for what belongs to none."""
        return [one for one in self.blocks if one.get("section") == section and one.get("kind") in kinds]

    def kind(self, kind: str) -> Mapping[str, Any]:
        """Give the first block of a kind; an empty one where there is none."""
        return next((one for one in self.blocks if one.get("kind") == kind), {})

    def table(self, name: str) -> Mapping[str, Any]:
        """Give a statutory table; an empty one where there is none."""
        return next((one for one in self.blocks if one.get("id") == name), {})

    def values_of(self, figure: str) -> frozenset[str]:
        """Give the digests of what a figure was printed as."""
        if not self._figures:
            found: dict[str, set[str]] = {}
            for block in self.blocks:
                for name, value in block.get("figures", ()):
                    found.setdefault(name, set()).add(value)
            self._figures.update({name: frozenset(values) for name, values in found.items()})
        return self._figures.get(figure, frozenset())


def report_of(document: Document) -> Report:
    """Give the report of a document, a missing id taken from the file's name as ``build`` does.

    Raises:
        TemplateError: There is no such template.
    """
    return Report.of(with_own_id(document.file).parameters, document.folder)


def blocks_of(report: Report) -> tuple[Mapping[str, Any], ...]:
    """Give what an export of a report as it is now would say."""
    document = PrintedDocument.of(report.blocks())
    return tuple(block_records((document.title, *document.blocks)))


def exported(word: Word, document: Document, report: Report) -> Exported:
    """Tell what the Word file was made from: as it says itself, or as a saved version was.

    Args:
        word: The Word file.
        document: The parameter file as it is now.
        report: Its report.
    """
    if (blocks := _recorded(word.record)) is not None:
        return Exported(blocks)
    found = _HASH.search(word.keywords)
    for old in _versions(document, report) if found else ():
        if found and content_sha256(old) == found[1]:
            return Exported(blocks_of(old))
    return Exported(blocks_of(report), known=False)


def _recorded(record: object) -> tuple[Mapping[str, Any], ...] | None:
    """Give the blocks of a record; None when there is none, or it is no record of this version."""
    if not isinstance(record, dict) or record.get("version") != VERSION:
        return None
    blocks = record.get("blocks")
    if not isinstance(blocks, list) or not all(isinstance(one, dict) and _is_sound(one) for one in blocks):
        return None
    return tuple(blocks)


def _is_sound(block: Mapping[str, Any]) -> bool:
    """Tell whether a block says nothing that nobody would have written: the file may come from anywhere."""
    lists = [block.get(key, []) for key in ("figures", "cells", "lines")]
    if not all(isinstance(one, list) for one in lists):
        return False
    figures, cells, lines = lists
    pairs = [*figures, *cells]
    words = [block.get(key) for key in ("kind", "section", "printed", "typed", "id", "by", "date")]
    return (
        all(isinstance(one, list) and len(one) == 2 and isinstance(one[1], str) for one in pairs)
        and all(isinstance(one[0], str | None) for one in pairs)
        and all(isinstance(one, str | None) for one in [*words, *lines])
    )


def _versions(document: Document, report: Report) -> Iterator[Report]:
    yield report
    history = History(DeskFiles.of(document.path, document.folder))
    for version in reversed(history.versions()[-_VERSIONS:]):
        try:
            yield report_of(Document.of(document.path, history.read(version), document.folder))
        except (EditError, ParameterFileError, NianbaoError):
            continue


# --- whose it is ------------------------------------------------------------------------------


def own(path: Path, folder: Path | None) -> tuple[Word, Path, Path] | None:
    """Read a Word file that goes back into a parameter file; None for any other file.

    Args:
        path: The file.
        folder: The working folder; nothing comes back without one.
    """
    if folder is None or path.suffix.lower() != ".docx":
        return None
    try:
        word = read_word(path)
    except SourceError:
        return None  # the import says what is wrong with it
    target = belongs_to(word, folder)
    return (word, target, folder) if target else None


def belongs_to(word: Word, folder: Path) -> Path | None:
    """Find the parameter file that a Word file was exported from; None when it isn't one of ours.

    By what the file says of itself, else by its properties, else by the title on its first page.

    Args:
        word: The Word file.
        folder: The working folder.
    """
    record = word.record if isinstance(word.record, dict) else {}
    unit, year = record.get("unit"), record.get("year")
    if (
        isinstance(unit, str)
        and isinstance(year, int)
        and year in _YEARS
        and re.fullmatch(UNIT_ID_PATTERN, unit)
    ):
        path = folder / "params" / str(year) / f"{unit}.yaml"
        if path.is_file():
            return path
    head = [line.text for line in word.items if isinstance(line, Line) and line.text.strip()][:_HEAD]
    said = f"{word.keywords} {' '.join(head)}"
    known = "".join("".join(head).split())
    for number in dict.fromkeys(_YEAR.findall(said)):
        for path in parameter_files([folder / "params" / number]):
            if _is_titled(path, folder, known, word.keywords):
                return path
    return None


def _is_titled(path: Path, folder: Path, head: str, keywords: str) -> bool:
    try:
        report = report_of(Document.open(path, folder))
    except NianbaoError:
        return False
    title = report.blocks()[0]
    assert isinstance(title, Title)
    full_name = report.about.unit.full_name
    own = "".join(folded(title.text).split())
    return head.startswith(own) or keywords.startswith(f"{full_name}；{report.parameters.year}；")
