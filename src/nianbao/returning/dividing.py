"""Which paragraph of a Word file belongs to which section: by headings, hidden bookmarks, and what stood where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nianbao.export.word.trace import digest, folded
from nianbao.importer.ending import read_date
from nianbao.report import Report
from nianbao.returning.corrections import take_corrections
from nianbao.returning.exported import Exported
from nianbao.returning.marks import Marks
from nianbao.returning.word import Grid, Item, Line, Word

_ANNEX_LABEL, _ANNEX_NOTE = "附件序号", "附件说明"
"""Styles of the head of an attachment, and of the list of attachments."""

_TOP = 3
"""Lines within which the title stands."""

_NAME = re.compile(r"[^。！？；，：\s]{3,30}")
"""How a name above the date looks."""

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
    corrections: list[Line] = field(default_factory=list)


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
    corrections = take_corrections(items, was)
    signature = _take_signature(items, report, was)
    marks = Marks(report, was)
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
    return Divided(title, sections, signature, annexes, corrections)


def _put(item: Item, share: Share) -> None:
    if isinstance(item, Grid):
        share.tables.append(item)
        share.all += item.lines
        return
    share.all.append(item)
    if item.text.strip():
        share.lines.append(item)


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
    by = {str(block.get("by")), digest(report.parameters.issued.by or "")} - {digest(""), "None"}
    known = by | ({str(block.get("date"))} - {digest(""), "None"})
    tail: list[int] = []
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if isinstance(item, Grid) or len(tail) == _END:
            break
        if item.text.strip():
            tail.insert(0, at)
    own = [at for at in tail if _is_signed(items[at], known)]
    if not own:
        return []
    first = own[0]
    if not any(_digest_of(items[at]) in by or _style_of(items[at]) == "signature" for at in own):
        # Retyped, the name is only known by its place above the date.
        above = [at for at in tail if at < first]
        if above and _NAME.fullmatch(folded(_text_of(items[above[-1]]))):
            first = above[-1]
    taken = [item for item in items[first:] if isinstance(item, Line) and item.text.strip()]
    del items[first:]
    return taken


def _is_signed(item: Item, known: set[str]) -> bool:
    return (
        _style_of(item) == "signature"
        or _digest_of(item) in known
        or read_date(folded(_text_of(item))) is not None
    )


def _text_of(item: Item) -> str:
    return item.text if isinstance(item, Line) else ""


def _digest_of(item: Item) -> str:
    return digest(_text_of(item))


def _style_of(item: Item) -> str:
    return item.style if isinstance(item, Line) else ""
