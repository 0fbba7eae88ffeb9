"""Two people changed one file: what is whose, part by part, and what becomes of it.

``base`` is what both began with, ``mine`` what stands in the desk, ``theirs`` what lies on disk now.
The merged file is theirs with my parts put in, so whatever else they did (comments, order, settings)
stays. Where both changed the same part to different things, nothing is decided for the clerk.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from nianbao.editor.document import Document
from nianbao.editor.parts import NO_REASON, Part, Values, is_narrative
from nianbao.editor.scalars import Scalar
from nianbao.errors import EditError

Whose = Literal["mine", "theirs", "both"]
"""Who changed a part: one of the two, or ``both`` to different things."""

Choice = Literal["mine", "theirs", "keep_both"]

CHOICE_WORDS: dict[Choice, str] = {"mine": "用我的", "theirs": "用他的", "keep_both": "都留下"}
"""What a clerk reads on the buttons."""


@dataclass(frozen=True)
class Difference:
    """A part that isn't as it was opened.

    Attributes:
        part: Which part.
        whose: Who changed it.
        base: What was opened.
        mine: What stands in the desk.
        theirs: What lies on disk.
    """

    part: Part
    whose: Whose
    base: Scalar
    mine: Scalar
    theirs: Scalar

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What a clerk may choose; only texts can be kept both."""
        texts = is_narrative(self.part) or self.part[0] == "accepted"
        both = texts and self.mine is not None and self.theirs is not None
        return ("mine", "theirs", "keep_both") if both else ("mine", "theirs")

    @property
    def usual(self) -> Choice | None:
        """What is taken without asking; None for a conflict."""
        return None if self.whose == "both" else self.whose


def differences(base: Values, mine: Values, theirs: Values) -> list[Difference]:
    """List the parts that either side changed, in the order of mine, then theirs, then the base.

    A part that both changed to the same thing is no difference any more.
    """
    parts = dict.fromkeys([*mine, *theirs, *base])
    return [found for part in parts if (found := _difference(part, base, mine, theirs))]


def _difference(part: Part, base: Values, mine: Values, theirs: Values) -> Difference | None:
    was, own, other = base.get(part), mine.get(part), theirs.get(part)
    if own == other:
        return None
    whose: Whose = "theirs" if own == was else "mine" if other == was else "both"
    return Difference(part, whose, was, own, other)


def merged(theirs: Document, found: list[Difference], choices: Mapping[Part, Choice]) -> Document:
    """Put my parts into their file.

    Args:
        theirs: The file as it lies on disk.
        found: The differences between the three.
        choices: What the clerk chose, by part; needed for each conflict.

    Raises:
        EditError: A conflict wasn't decided, or their file can't take a part.
    """
    wanted: dict[Part, Scalar] = {}
    for difference in found:
        choice = choices.get(difference.part, difference.usual)
        if choice is None or choice not in difference.choices:
            raise EditError("有一处两边都改了，请先选用哪一边的。")
        if choice != "theirs":
            wanted[difference.part] = _chosen(difference, choice)
    return theirs.with_values(wanted)


def _chosen(difference: Difference, choice: Choice) -> Scalar:
    if choice == "mine":
        return difference.mine
    mine, theirs = str(difference.mine), str(difference.theirs)
    if not is_narrative(difference.part):
        return "；".join(dict.fromkeys(said for said in (theirs, mine) if said != NO_REASON)) or NO_REASON
    return "\n\n".join(_kept_both(theirs.split("\n\n"), mine.split("\n\n")))


def _kept_both(theirs: list[str], mine: list[str]) -> Iterator[str]:
    """Keep the paragraphs of both: those they share once, then theirs before mine."""
    matcher = difflib.SequenceMatcher(None, theirs, mine, autojunk=False)
    for kind, their_start, their_end, my_start, my_end in matcher.get_opcodes():
        yield from theirs[their_start:their_end]
        if kind != "equal":
            yield from mine[my_start:my_end]
