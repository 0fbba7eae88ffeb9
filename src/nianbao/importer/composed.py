"""A parameter file in the making: values, places, comments, log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nianbao.finding import Finding
from nianbao.importer.certainty import CERTAINTY_WORDS
from nianbao.importer.result import Note
from nianbao.params.yaml_text import KeyPath, Place

_LONGEST = 80
"""A name or heading of a parameter file has no more characters."""


@dataclass
class Composed:
    """A parameter file in the making.

    Attributes:
        values: Its values.
        comments: What is said beside them.
        places: Where in the source they stand.
        lines: For texts of sections, the place of each line.
        log: The log.
        findings: What is wrong with the source that its parameter file no longer shows.
    """

    values: dict[str, Any] = field(default_factory=dict)
    comments: dict[KeyPath, str] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    lines: dict[KeyPath, tuple[Place, ...]] = field(default_factory=dict)
    log: list[Note] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def put(self, path: KeyPath, value: Any, place: Place | None = None) -> None:
        """Put a value in, with its place."""
        inside = self.values
        for key in path[:-1]:
            inside = inside.setdefault(str(key), {})
        inside[str(path[-1])] = value
        if place:
            for length in range(1, len(path) + 1):
                self.places.setdefault(path[:length], place)

    def say(self, note: Note) -> None:
        """Add a line to the log; a value that isn't certain gets a comment."""
        self.log.append(note)
        if note.path and note.certainty and note.certainty != "high":
            self.comments.setdefault(note.path, f"{CERTAINTY_WORDS[note.certainty]}：{note.said}")


def short_line(text: str) -> str | None:
    """Give a text for a field that holds one short line; None when it is too long for one."""
    line = text.replace("\t", " ").strip()
    return line if 0 < len(line) <= _LONGEST else None
