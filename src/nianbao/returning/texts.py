"""What became of a section's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nianbao.blocks import Heading, Paragraph
from nianbao.editor.difference import Piece, pieces
from nianbao.editor.parts import text_of
from nianbao.editor.scalars import Scalar
from nianbao.export.word.trace import digest, folded, typed
from nianbao.passages.paragraphs import passages
from nianbao.report import Report
from nianbao.returning.changes import Change, Kind, Revised, authors_of, told
from nianbao.returning.dividing import Share
from nianbao.returning.exported import Exported, blocks_of
from nianbao.returning.pairing import pairs
from nianbao.returning.patching import FigureEdit, Patched, Patcher
from nianbao.returning.threeway import Hunk, hunks
from nianbao.returning.torn import is_torn, left_out
from nianbao.returning.weaving import Fabric, Thread
from nianbao.returning.word import Line
from nianbao.template import Section

_OWN_STYLES = frozenset({"表注", "caption", "年报图", "年报列表", "html preformatted"})
"""Styles of what stands in a section and isn't its text."""


@dataclass
class _Outcome:
    """What taking the Word file's paragraphs gives."""

    first: int = 1
    threads: list[Thread] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    figures: list[FigureEdit] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    quotes: int = 0
    refused: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def add(self, other: _Outcome) -> None:
        """Take in what one stretch of paragraphs gave."""
        self.threads += other.threads
        self.wanted += other.wanted
        self.changes += other.changes
        self.figures += other.figures
        self.notices += other.notices
        self.quotes += other.quotes


class SectionText:
    """Compares one section.

    Args:
        section: The section.
        report: The report as it is now.
        was: What was exported.
        share: What the Word file has of the section.
        typed_as: How paragraphs of the whole report are typed, by digest: one that was moved keeps that.
    """

    def __init__(
        self, section: Section, report: Report, was: Exported, share: Share, typed_as: Mapping[str, str]
    ) -> None:
        self.section, self.report, self.was, self.share = section, report, was, share
        self.typed_as = typed_as
        self.source = text_of(report.parameters.sections.get(section.id))
        self.fabric = Fabric(self.source)
        self.ours = report.passages.get(section.id, ())
        self.notices: list[str] = []
        self.exported = self._exported()
        self.lines = list(self._lines())

    def revised(self) -> Revised:
        """Say what became of the section's text; comments are left to the caller."""
        found = hunks(
            [str(one["printed"]) for one in self.exported],
            [str(one["typed"]) for one in self.exported],
            self._our_digests(),
            [digest(line.text) for line in self.lines],
        )
        found = [hunk for hunk in found if not self._is_agreed(hunk)]
        kept = self._outcome(found, literal=False)
        conflict = any(hunk.conflict for hunk in found)
        part = ("sections", self.section.id)
        theirs = self._value(kept)
        literal = self._value(self._outcome(found, literal=True)) if kept.figures else None
        both = self._value(self._outcome(found, literal=False, both=True)) if conflict else None
        if turned := kept.quotes + self._turned_quotes():
            kept.notices.append(f"引号的写法变了 {turned} 个（多半是 Word 自动改的），没有带回")
        if gone := self._gone():
            kept.notices.append(gone)
        return Revised(
            key=f"sections.{self.section.id}",
            label=self.section.label,
            changes=tuple(kept.changes),
            figures=tuple(kept.figures),
            revisions=tuple(self._other_revisions(kept)),
            notices=(*self.notices, *dict.fromkeys(kept.notices)),
            theirs={part: theirs} if theirs is not None and theirs != self.source else {},
            literal={part: literal} if literal is not None and literal != self.source else None,
            both={part: both} if both is not None else None,
            conflict=conflict,
            ask=bool(gone),
        )

    def _gone(self) -> str:
        """Say that the section, or all of its text, isn't there any more; empty where it is."""
        if self.exported and not self.share.is_found:
            return "这一部分在 Word 文件里整个没有了，要不要删去请您定"
        if self.exported and self.ours and not self.lines:
            return "这一部分的文字在 Word 文件里全部删去了，要不要删去请您定"
        return ""

    # --- the three sides ----------------------------------------------------------------------

    def _exported(self) -> list[Mapping[str, object]]:
        blocks = self.was.of(self.section.id, "heading", "paragraph")
        if self.report.heading(self.section) and blocks:
            blocks = blocks[1:]
        if not self.ours and self.section.none:
            none = digest(self.report.fill(self.section.none))
            blocks = [one for one in blocks if one.get("printed") != none]
        return [one for one in blocks if "printed" in one and "typed" in one]

    def _lines(self) -> Iterator[Line]:
        """List the Word file's paragraphs of the section's text."""
        blocks = (*self.was.blocks, *blocks_of(self.report))
        own = [one for one in blocks if one.get("section") == self.section.id]
        aside = {line for one in own for line in one.get("lines", ())}
        if not self.ours and self.section.none:
            aside.add(digest(self.report.fill(self.section.none)))
        for line in self.share.lines:
            if digest(line.text) in aside:
                continue
            if line.style in _OWN_STYLES:
                self.notices.append(f"「{line.text.strip()}」在底稿的文字之外（表名、表注、列表），没有带回")
            else:
                yield line

    def _our_digests(self) -> list[str]:
        blocks = [
            block
            for block in self.report.blocks()
            if block.section == self.section.id and isinstance(block, Heading | Paragraph)
        ]
        own = blocks[1:] if self.report.heading(self.section) else blocks
        return [digest(typed(block.spans)) for block in own][: len(self.ours)]

    def _is_agreed(self, hunk: Hunk) -> bool:
        """Both sides say the same: the colleague's changes were taken before, or made twice."""
        ours = [digest(one.text) for one in self.ours[hunk.start : hunk.end]]
        return ours == [digest(line.text) for line in self.lines[hunk.new_start : hunk.new_end]]

    def _turned_quotes(self) -> int:
        """Count quotation marks that have another shape in paragraphs that are the same otherwise."""
        known = {digest(one.text): one.text for one in self.ours}
        found = 0
        for line in self.lines:
            own, text = known.get(digest(line.text), ""), line.text.strip()
            if len(own) == len(text):
                found += sum(
                    mine != theirs and bool(mine.strip()) for mine, theirs in zip(own, text, strict=True)
                )
        return found

    # --- taking changes -----------------------------------------------------------------------

    def _outcome(self, found: Sequence[Hunk], *, literal: bool, both: bool = False) -> _Outcome:
        made = _Outcome()
        patcher = Patcher(self.source, self.report.figures, self.was, literal=literal)
        at = 0
        for hunk in found:
            self._keep(made, at, hunk.start)
            is_ours_kept = both and hunk.conflict
            if is_ours_kept:
                self._keep(made, hunk.start, hunk.end)
            taken = _Outcome(first=len(made.threads) + 1)
            self._take(taken, hunk, patcher, both=is_ours_kept)
            if taken.refused and not is_ours_kept and is_torn(taken.changes, taken.refused, taken.kept):
                made.notices += [*taken.notices, *left_out(taken.changes, taken.figures)]
                self._keep(made, hunk.start, hunk.end)
            else:
                made.add(taken)
            at = hunk.end
        self._keep(made, at, len(self.ours))
        return made

    def _keep(self, made: _Outcome, start: int, end: int) -> None:
        for number in range(start, end):
            made.threads.append(self.fabric.thread(number))
            made.wanted.append(self.ours[number].text)

    def _take(self, made: _Outcome, hunk: Hunk, patcher: Patcher, *, both: bool) -> None:
        ours = self.ours[hunk.start : hunk.end]
        lines = self.lines[hunk.new_start : hunk.new_end]
        known = {one.text: None for one in ours}
        for old, new in pairs([folded(one.text) for one in ours], [folded(one.text) for one in lines]):
            number = hunk.start + old if old is not None else None
            line = lines[new] if new is not None else None
            if both:
                if line is not None and line.text not in known:
                    self._add(made, line, hunk, patcher)
            elif number is None and line is not None:
                self._add(made, line, hunk, patcher)
            elif number is not None and line is None:
                self._drop(made, number, hunk)
            elif number is not None and line is not None:
                self._edit(made, number, line, hunk, patcher)

    def _add(self, made: _Outcome, line: Line, hunk: Hunk, patcher: Patcher) -> None:
        own = digest(line.text)
        patched = patcher.added(line)
        text = self.typed_as.get(own, patched.typed)
        if text is None:
            self._refuse(made, line)
            return
        made.threads.append(Thread(text))
        made.wanted.append(patched.printed)
        where = f"第 {made.first + len(made.threads) - 1} 段"
        kind: Kind = "conflict" if hunk.conflict else "added"
        made.changes.append(Change(kind, where, (Piece("new", patched.printed),), self._authors(line), own))

    def _drop(self, made: _Outcome, number: int, hunk: Hunk) -> None:
        text = self.ours[number].text
        authors = [
            told(revision, words)
            for line in self.share.all
            for revision, words in line.revisions
            if revision.is_gone and folded(text) in folded(words)
        ]
        kind: Kind = "conflict" if hunk.conflict else "deleted"
        change = Change(kind, f"原第 {number + 1} 段", (Piece("gone", text),), tuple(authors), digest(text))
        made.changes.append(change)

    def _edit(self, made: _Outcome, number: int, line: Line, hunk: Hunk, patcher: Patcher) -> None:
        passage = self.ours[number]
        patched: Patched = patcher.edited(passage, *self.fabric.spans[number], line)
        if patched.typed is None:
            self._refuse(made, line)
            made.kept.append(passage.text)
            self._keep(made, number, number + 1)
            return
        where = f"第 {number + 1} 段"
        made.figures += [replace(edit, where=where) for edit in patched.edits]
        made.quotes += patched.quotes
        made.threads.append(Thread(patched.typed, number))
        made.wanted.append(patched.printed)
        if folded(patched.printed) != folded(passage.text):
            kind: Kind = "conflict" if hunk.conflict else "edited"
            found = tuple(pieces(passage.text, patched.printed))
            made.changes.append(Change(kind, where, found, self._authors(line)))

    def _refuse(self, made: _Outcome, line: Line) -> None:
        made.refused.append(line.text)
        made.notices.append(
            f"「{line.text.strip()}」里有「**」「{{{{」或行首编号这样的记号，没有带回，请在编报台里改"
        )

    def _authors(self, line: Line) -> tuple[str, ...]:
        return authors_of(line, {one.text: None for one in self.ours})

    def _other_revisions(self, made: _Outcome) -> Iterator[str]:
        """Give tracked changes that aren't told of with a change: a move, or one that was taken back."""
        known = {author for change in made.changes for author in change.authors}
        in_tables = {id(line) for grid in self.share.tables for line in grid.lines}
        for line in (one for one in self.share.all if id(one) not in in_tables):
            yield from (one for one in authors_of(line) if one not in known)

    def _value(self, made: _Outcome) -> Scalar:
        """Give the section's new text, if it prints what was meant; None otherwise."""
        text = self.fabric.woven(made.threads)
        read = [folded(one.text) for one in passages(text, self.section.id, self._resolve)]
        if read != [folded(one) for one in made.wanted]:
            made.notices.append("改过的文字在底稿里没法照样写，这一部分没有带回，请在编报台里改")
            return None
        return text

    def _resolve(self, name: str) -> str | None:
        found = self.report.figures.get(name)
        return found.text if found else None


def typed_paragraphs(report: Report) -> dict[str, str]:
    """Give how each paragraph of a report is typed, by the digest of what is printed of it."""
    found: dict[str, str] = {}
    for section, own in report.passages.items():
        fabric = Fabric(text_of(report.parameters.sections.get(section)))
        for number, passage in enumerate(own):
            found.setdefault(digest(passage.text), fabric.thread(number).typed)
    return found


def heading_notice(share: Share, heading: str | None, was: str | None) -> str | None:
    """Say that a heading of the first level was changed, which the template rules.

    Args:
        share: What the Word file has of the section.
        heading: The heading as it is now.
        was: The digest of the one that was exported, where it is known.
    """
    own = share.heading.text.strip() if share.heading is not None else ""
    if not own or not heading or digest(own) in (digest(heading), was):
        return None
    return f"标题「{heading}」改成了「{own}」：标题由格式定，没有带回"
