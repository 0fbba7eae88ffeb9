"""Whether a stretch of changed paragraphs can come back without those of it that the grammar can't hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.export.word.trace import folded
from nianbao.returning.changes import KIND_WORDS, Change
from nianbao.returning.pairing import ALIKE, contained
from nianbao.returning.patching import FigureEdit

_WORDS = 4
"""Characters from which words that are gone in one paragraph and new in another count as moved."""


def is_torn(changes: Sequence[Change], refused: Sequence[str], kept: Sequence[str]) -> bool:
    """Tell whether taking the changes would lose words, or say them twice: half of a change is worse than none.

    A paragraph that was split, joined or written anew has its words in the one that is refused.

    Args:
        changes: What can be taken of the stretch.
        refused: Texts of the paragraphs that can't.
        kept: Texts of ours that stay in their place.
    """
    if any(change.kind == "deleted" for change in changes):
        return True
    lost = _moved([piece.text for one in changes for piece in one.pieces if piece.kind == "gone"], refused)
    return lost or _moved(
        [piece.text for one in changes for piece in one.pieces if piece.kind == "new"], kept
    )


def _moved(words: Sequence[str], texts: Sequence[str]) -> bool:
    return any(
        len(one) >= _WORDS and contained(folded(one), folded(text)) >= ALIKE
        for one in words
        for text in texts
    )


def left_out(changes: Sequence[Change], figures: Sequence[FigureEdit]) -> Iterator[str]:
    """Name each change that is left out with the one that is refused.

    Args:
        changes: The changes of the stretch that could be typed.
        figures: Its quoted figures whose number was changed.
    """
    for change in changes:
        gone, new = (
            "".join(one.text for one in change.pieces if one.kind == kind) for kind in ("gone", "new")
        )
        words = "，".join(filter(None, (gone and f"删「{gone}」", new and f"增「{new}」")))
        yield f"{change.where}（{KIND_WORDS[change.kind]}：{words}）和上面这一段连着，也没有带回，请在编报台里改"
    for edit in figures:
        yield f"{edit.where}的「{edit.label}」改成了「{edit.after}」，和上面这一段连着，也没有带回"
