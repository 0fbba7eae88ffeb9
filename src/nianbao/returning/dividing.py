"""Which paragraph of a Word file belongs to which section: by headings, hidden bookmarks, and what stood where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nianbao.export.word.trace import bookmark, digest, folded
from nianbao.importer.ending import read_date
from nianbao.report import Report
from nianbao.returning.exported import Exported
from nianbao.returning.pairing import ALIKE, likeness
from nianbao.returning.word import Grid, Item, Line, Word

_ANNEX_LABEL, _ANNEX_NOTE = "附件序号", "附件说明"
"""Styles of the head of an attachment, and of the list of attachments."""

_TOP = 3
"""Lines within which the title stands."""

_END = 6
"""Lines at the end within which a signature stands."""


@dataclass
class Share:
    """What a Word file has of one section.

    Attributes:
        heading: Its heading of the first level.
        lines: Its paragraphs, empty ones left out.
        tables: Its tables.
        all: Every paragraph of it, those in tables too: comments and notices hang on them.
        is_found: It begins somewhere.
    """

    heading: Line | None = None
    lines: list[Line] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    all: list[Line] = field(default_factory=list)
    is_found: bool = False


@dataclass
class Divided:
    """A Word file, part by part."""

    title: list[Line]
    sections: dict[str, Share]
    signature: list[Line]
    annexes: Share = field(default_factory=Share)


def divide(word: Word, report: Report, was: Exported) -> Divided:
    """Give every paragraph and table to its section.

    Args:
        word: The Word file.
        report: The report as it is now.
        was: What was exported.
    """
    items = list(word.items)
    title = _take_title(items, report, was)
    annexes = _take_annexes(items, was)
    signature = _take_signature(items, report, was)
    marks = _Marks(report, was)
    starts = marks.starts(items)
    sections = {section: Share() for section in report.template.section_ids}
    untitled = [one.id for one in report.template.sections if not report.heading(one)]
    current = untitled[0] if untitled else report.template.section_ids[0]
    for at, item in enumerate(items):
        if at in starts:
            current = starts[at]
        share = sections[current]
        share.is_found = True
        if at in starts and isinstance(item, Line) and marks.is_heading(item, current):
            share.heading = item
            share.all.append(item)
        else:
            _put(item, share)
    return Divided(title, sections, signature, annexes)


def _put(item: Item, share: Share) -> None:
    if isinstance(item, Grid):
        share.tables.append(item)
        share.all += item.lines
        return
    share.all.append(item)
    if item.text.strip():
        share.lines.append(item)


class _Marks:
    """Knows how the beginning of a section looks."""

    def __init__(self, report: Report, was: Exported) -> None:
        self.order = list(report.template.section_ids)
        self.headings: dict[str, set[str]] = {}
        self.texts: dict[str, set[str]] = {}
        for section in report.template.sections:
            heading = report.heading(section)
            blocks = was.of(section.id, "heading", "paragraph")
            first = blocks[0] if heading and blocks else {}
            self.headings[section.id] = {digest(heading), str(first.get("printed"))} if heading else set()
            self.texts[section.id] = {str(one.get("printed")) for one in blocks}
        self.bookmarks = {bookmark(section): section for section in self.order}
        self.ours = {section: [one.text for one in own] for section, own in report.passages.items()}

    def is_heading(self, line: Line, section: str) -> bool:
        """Tell whether the line at which a section begins is its heading."""
        return bool(self.headings[section]) and (
            digest(line.text) in self.headings[section] or line.level == 1
        )

    def starts(self, items: list[Item]) -> dict[int, str]:
        """Give where each section begins: the first place that looks so, surest signs first."""
        found: dict[str, int] = {}
        lines = [(at, item) for at, item in enumerate(items) if isinstance(item, Line) and item.text.strip()]
        for at, line in lines:
            own = digest(line.text)
            for section in self.order:
                if section not in found and own in self.headings[section]:
                    found[section] = at
        taken = set(found.values())
        for at, line in lines:
            for name in line.bookmarks:
                section = self.bookmarks.get(name, "")
                if section and section not in found and at not in taken and self._may_begin(line, section):
                    found[section] = at
        for section in self.order:
            if section not in found and self.texts[section]:
                self._by_text(section, lines, found)
        return {at: section for section, at in found.items()}

    def _may_begin(self, line: Line, section: str) -> bool:
        """A bookmark slips off its heading where somebody presses Enter before it."""
        return line.level == 1 or not self.headings[section]

    def _by_text(self, section: str, lines: Iterable[tuple[int, Line]], found: dict[str, int]) -> None:
        """Find a section whose heading is gone by the first of its paragraphs that is still there."""
        others = {text for other in self.order if other != section for text in self.texts[other]}
        own = self.texts[section] - others
        places = list(lines)
        first = next((at for at, (_, line) in enumerate(places) if digest(line.text) in own), None)
        if first is None or places[first][0] in found.values():
            return
        # Paragraphs before it may be its own, edited.
        while first and self._is_like(places[first - 1][1], section, others):
            if places[first - 1][0] in found.values():
                break
            first -= 1
        found[section] = places[first][0]

    def _is_like(self, line: Line, section: str, others: set[str]) -> bool:
        ours = self.ours.get(section, ())
        return digest(line.text) not in others and any(likeness(line.text, one) >= ALIKE for one in ours)


def _take_title(items: list[Item], report: Report, was: Exported) -> list[Line]:
    """Take the title off the beginning."""
    printed = {digest(report.about.unit.full_name), str(was.kind("title").get("printed"))}
    lines = [at for at, item in enumerate(items) if isinstance(item, Line) and item.text.strip()][:_TOP]
    taken = [at for at in lines if _is_title(items[at], printed)]
    if not taken:
        return []
    title = [item for item in items[: taken[-1] + 1] if isinstance(item, Line)]
    del items[: taken[-1] + 1]
    return title


def _is_title(item: Item, printed: set[str]) -> bool:
    assert isinstance(item, Line)
    return item.style == "title" or digest(item.text.replace("\n", "")) in printed


def _take_annexes(items: list[Item], was: Exported) -> Share:
    """Take the attachments off the end, and the list of them off the end of the text."""
    share = Share()
    labels = {
        str(one["lines"][0])
        for one in was.of(None, "annex")
        if len(one.get("lines", ())) == len(("附件", "名称"))
    }
    listed = {line for one in was.of(None, "annex_note") for line in one.get("lines", ())}
    first = next(
        (
            at
            for at, item in enumerate(items)
            if isinstance(item, Line)
            and item.text.strip()
            and (item.style == _ANNEX_LABEL or (digest(item.text) in labels and item.level == 0))
        ),
        None,
    )
    if first is not None:
        for item in items[first:]:
            _put(item, share)
        del items[first:]
    for at in reversed(range(len(items))):
        item = items[at]
        if isinstance(item, Line) and (item.style == _ANNEX_NOTE or digest(item.text) in listed):
            share.all.append(item)
            if digest(item.text) not in listed and item.text.strip():
                share.lines.append(item)
            del items[at]
    return share


def _take_signature(items: list[Item], report: Report, was: Exported) -> list[Line]:
    """Take the signature off the end: the name and the date, or what stands in their place."""
    block = was.kind("signature")
    known = {str(block.get("by")), str(block.get("date")), digest(report.parameters.issued.by or "")}
    if not block and not report.parameters.issued.by:
        known = set()
    known -= {digest(""), "None"}
    taken: list[Line] = []
    for at in range(len(items) - 1, max(-1, len(items) - 1 - 2 * _END), -1):
        item = items[at]
        if isinstance(item, Grid) or len(taken) >= _END:
            break
        text = folded(item.text)
        is_own = item.style == "signature" or digest(text) in known or read_date(text) is not None
        if text and not is_own:
            break
        if text:
            taken.insert(0, item)
            del items[at:]
    return taken
