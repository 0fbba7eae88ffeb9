"""What a review lists: each part of the parameter file that the Word file changes, with what is said there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nianbao.editor.difference import Piece
from nianbao.editor.merge import Choice
from nianbao.editor.parts import Values
from nianbao.returning.patching import FigureEdit
from nianbao.returning.word import REVISION_WORDS, Comment, Line, Revision

Kind = Literal["edited", "added", "deleted", "moved", "conflict"]

KIND_WORDS: dict[Kind, str] = {
    "edited": "改动",
    "added": "新增",
    "deleted": "删去",
    "moved": "移动",
    "conflict": "两边都改了",
}
"""What a clerk reads of a change."""


@dataclass(frozen=True)
class Change:
    """One paragraph or cell that isn't as it was.

    Attributes:
        kind: What became of it.
        where: Which paragraph or cell, in words.
        pieces: What was, and what is to be; the same words where both have them.
        authors: Who made it with tracked changes, in words.
        digest: Of its text, so that what is gone here and new there is known for moved.
    """

    kind: Kind
    where: str
    pieces: tuple[Piece, ...]
    authors: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class Revised:
    """A part of the parameter file on which the Word file has something to say.

    Attributes:
        key: Names it: ``sections.overview``, ``tables.applications``, ``issued``.
        label: What the clerk calls it.
        changes: What is changed in it.
        figures: Quoted figures whose number was changed.
        revisions: Tracked changes that no single change shows, in words.
        comments: Comments on it.
        notices: What can't come back, or wants a look, in words.
        theirs: What it is to hold; quoted figures stay quoted.
        literal: The same with edited numbers as text; None where no figure was edited.
        both: What it is to hold so that both sides' paragraphs stay; None where that makes no sense.
        conflict: The parameter file was changed in the same place since the export.
        ask: Nothing is taken before somebody has said so, for another reason: the section is gone as a whole.
    """

    key: str
    label: str
    changes: tuple[Change, ...] = ()
    figures: tuple[FigureEdit, ...] = ()
    revisions: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    notices: tuple[str, ...] = ()
    theirs: Values = field(default_factory=dict)
    literal: Values | None = None
    both: Values | None = None
    conflict: bool = False
    ask: bool = False

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen; nothing where nothing can be taken."""
        if not self.theirs and not self.literal:
            return ()
        return ("mine", "theirs", "keep_both") if self.both is not None else ("mine", "theirs")

    @property
    def usual(self) -> Choice | None:
        """What is taken without asking; None where somebody has to choose."""
        return None if self.conflict or self.ask else "theirs"

    def values(self, choice: Choice, *, literal: bool = False) -> Values:
        """Give what the parameter file is to hold.

        Args:
            choice: Whose to use.
            literal: Take edited numbers as text.
        """
        if choice == "mine":
            return {}
        if choice == "keep_both" and self.both is not None:
            return self.both
        return self.literal if literal and self.literal is not None else self.theirs

    @property
    def is_empty(self) -> bool:
        """There is nothing to say."""
        return not (self.changes or self.figures or self.revisions or self.comments or self.notices)


def authors_of(line: Line, but_not: Mapping[str, object] | None = None) -> tuple[str, ...]:
    """Say who changed a paragraph with tracked changes.

    Args:
        line: The paragraph.
        but_not: Texts of whole paragraphs that are told of elsewhere.
    """
    return tuple(
        told(revision, text) for revision, text in line.revisions if text.strip() not in (but_not or {})
    )


def told(revision: Revision, text: str) -> str:
    """Say what one tracked change did."""
    when = f" {revision.date}" if revision.date else ""
    return f"{revision.author}{when} {REVISION_WORDS[revision.kind]}「{text.strip()}」"
