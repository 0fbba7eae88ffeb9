"""From places of values in a parameter file to offsets in its text, for edits that leave all else alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianbao.checks.fixes import Fix
from nianbao.params import ParameterFile
from nianbao.params.yaml_text import KeyPath, Place

_BREAK = re.compile(r"\r\n|\n|\r")
_PLAIN = re.compile(r"[^\s,{}\[\]#][^\s,{}\[\]]*(?: [^\s,{}\[\]#][^\s,{}\[\]]*)*")


@dataclass(frozen=True)
class Edit:
    """An edit of a file's text.

    Attributes:
        start: Offset of the first character that goes.
        end: Offset behind the last.
        replacement: What comes instead.
        place: Where it is, for people.
        code: Code of the finding that it settles.
    """

    start: int
    end: int
    replacement: str
    place: Place
    code: str


class FileText:
    """A parameter file's text with its values' offsets."""

    def __init__(self, source: str, file: ParameterFile) -> None:
        """Number the lines of ``source``, from which ``file`` was read."""
        self.source = source
        self.file = file
        self.starts = [0, *(match.end() for match in _BREAK.finditer(source))]

    def offset(self, place: Place) -> int:
        """Give the offset of a line and column."""
        return self.starts[place.line - 1] + place.column - 1

    def edit_of(self, fix: Fix) -> Edit | None:
        """Turn an edit of a section's narrative into one of the file; None where its text is written folded."""
        path: KeyPath = ("sections", fix.section)
        start = self.file.text.narrative.get(path)
        if start is None:
            return None
        text = self.file.parameters.sections[fix.section]
        begin, end = (_place_in(text, at, start) for at in (fix.start, fix.end))
        indent = "\n" + " " * (start.column - 1)
        return Edit(
            self.offset(begin), self.offset(end), fix.replacement.replace("\n", indent), begin, fix.code
        )

    def edit_of_cell(self, path: KeyPath, number: str, code: str) -> Edit | None:
        """Make an edit that writes a number in a cell's place; None where the cell is written otherwise."""
        place = self.file.text.places.get(path)
        if place is None:
            return None
        start = self.offset(place)
        quote = self.source[start : start + 1]
        if quote in ("'", '"'):
            end = self.source.find(quote, start + 1)
            return Edit(start, end + 1, number, place, code) if end > 0 else None
        found = _PLAIN.match(self.source, start)
        return Edit(start, found.end(), number, place, code) if found else None


def _place_in(text: str, at: int, start: Place) -> Place:
    before = text[:at]
    return Place(start.line + before.count("\n"), start.column + len(before) - before.rfind("\n") - 1)


def apply(source: str, edits: list[Edit]) -> tuple[str, list[Edit]]:
    """Apply edits that don't touch each other; of two that do, the first.

    Returns:
        The new text, and the edits that were made.
    """
    pieces, done, at = [], [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start >= at and source[edit.start : edit.end] != edit.replacement:
            pieces += [source[at : edit.start], edit.replacement]
            done.append(edit)
            at = edit.end
    return "".join([*pieces, source[at:]]), done
