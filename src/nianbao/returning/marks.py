"""How the beginning of a section looks in a Word file: heading, hidden bookmark, number, or its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nianbao.export.word.trace import bookmark, digest
from nianbao.report import Report
from nianbao.returning.exported import Exported
from nianbao.returning.pairing import ALIKE, likeness
from nianbao.returning.word import Item, Line

_NUMBER = re.compile(r"[一二三四五六七八九十]+、")

_LONGEST_HEADING = 40

Lines = Sequence[tuple[int, Line]]
"""The paragraphs with text, each with its place among all items."""


class Marks:
    """Knows how the beginning of each section of a report looks.

    Args:
        report: The report as it is now.
        was: What was exported.
    """

    def __init__(self, report: Report, was: Exported) -> None:
        self.order = list(report.template.section_ids)
        self.headings: dict[str, set[str]] = {}
        self.numbers: dict[str, str] = {}
        self.texts: dict[str, set[str]] = {}
        for section in report.template.sections:
            heading = report.heading(section)
            if heading and (number := _NUMBER.match(heading)):
                self.numbers[section.id] = number.group()
            blocks = was.of(section.id, "heading", "paragraph")
            first = blocks[0] if heading and blocks else {}
            self.headings[section.id] = {digest(heading), str(first.get("printed"))} if heading else set()
            self.texts[section.id] = {str(one.get("printed")) for one in blocks}
        self.ours = {section: [one.text for one in own] for section, own in report.passages.items()}

    def is_heading(self, line: Line, section: str) -> bool:
        """Tell whether the line at which a section begins is its heading."""
        return bool(self.headings[section]) and (
            digest(line.text) in self.headings[section] or line.level == 1 or self._is_numbered(line, section)
        )

    def _is_numbered(self, line: Line, section: str) -> bool:
        """A heading that was retyped has its number, if nothing else."""
        text, number = line.text.strip(), self.numbers.get(section)
        return bool(number) and text.startswith(str(number)) and len(text) <= _LONGEST_HEADING

    def starts(self, items: Sequence[Item]) -> dict[int, str]:
        """Give where each section begins: the first place that looks so, surest signs first."""
        lines = [(at, item) for at, item in enumerate(items) if isinstance(item, Line) and item.text.strip()]
        found: dict[str, int] = {}
        for sign in (self._by_heading, self._by_bookmark, self._by_number, self._by_text):
            for section in self.order:
                if section not in found:
                    at = sign(section, lines, frozenset(found.values()))
                    if at is not None:
                        found[section] = at
        return {at: section for section, at in found.items()}

    def _by_heading(self, section: str, lines: Lines, _taken: frozenset[int]) -> int | None:
        own = self.headings[section]
        return next((at for at, line in lines if own and digest(line.text) in own), None)

    def _by_bookmark(self, section: str, lines: Lines, taken: frozenset[int]) -> int | None:
        for at, line in lines:
            if bookmark(section) in line.bookmarks and at not in taken and self._may_begin(line, section):
                return at
        return None

    def _by_number(self, section: str, lines: Lines, taken: frozenset[int]) -> int | None:
        return next((at for at, line in lines if at not in taken and self._is_numbered(line, section)), None)

    def _by_text(self, section: str, lines: Lines, taken: frozenset[int]) -> int | None:
        """Find a section whose heading is gone by the first of its paragraphs that is still there."""
        others = {text for other in self.order if other != section for text in self.texts[other]}
        own = self.texts[section] - others
        first = next((at for at, (_, line) in enumerate(lines) if digest(line.text) in own), None)
        if first is None or lines[first][0] in taken:
            return None
        # Paragraphs before it may be its own, edited.
        while (
            first and lines[first - 1][0] not in taken and self._is_like(lines[first - 1][1], section, others)
        ):
            first -= 1
        return lines[first][0]

    def _may_begin(self, line: Line, section: str) -> bool:
        """A bookmark slips off its heading where somebody presses Enter before it."""
        return line.level == 1 or not self.headings[section]

    def _is_like(self, line: Line, section: str, others: set[str]) -> bool:
        ours = self.ours.get(section, ())
        return digest(line.text) not in others and any(likeness(line.text, one) >= ALIKE for one in ours)
