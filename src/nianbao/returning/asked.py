"""What somebody chose on the command line, and what is to be typed next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.editor.merge import CHOICE_WORDS, Choice
from nianbao.errors import UsageError
from nianbao.returning.changes import Revised
from nianbao.returning.review import Review

CHOICES: dict[str, Choice] = {words: choice for choice, words in CHOICE_WORDS.items()}
"""What can be typed for a choice: 用我的, 用他的, 都留下."""


def chosen(
    review: Review, only: Sequence[str], use: Choice | None, *, literal: bool = False
) -> dict[str, Choice]:
    """Give the choice for each part that is to be taken.

    Args:
        review: The review.
        only: Names of parts, whole or in part, such as 总体情况 or 表三; none for all.
        use: Whose to use where both sides changed something.
        literal: Edited numbers are taken as text.

    Raises:
        UsageError: No part is called so.
    """
    parts = review.parts if not only else [part for name in only for part in _named(review, name)]
    found: dict[str, Choice] = {}
    for part in parts:
        choice = part.usual or use
        if choice == "keep_both" and part.both is None:
            choice = "theirs" if part.usual else None
        if choice is not None and part.values(choice, literal=literal):
            found[part.key] = choice
    return found


def _named(review: Review, name: str) -> list[Revised]:
    found = [part for part in review.parts if name == part.key or name in part.label]
    if not found and not review.parts:
        raise UsageError(f"这份 Word 文件里没有可以带回的改动，「{name}」也没有改到。")
    if not found:
        names = "、".join(f"「{part.label}」" for part in review.parts)
        raise UsageError(f"这份 Word 文件里没有改到「{name}」。改到的有：{names}。")
    return found


def advice(review: Review, command: str) -> Iterator[str]:
    """Say what to do next with a review that was only shown.

    Args:
        review: The review.
        command: How the command was typed.
    """
    plain = [part for part in review.parts if part.theirs]
    literal = [part for part in review.parts if part.literal is not None]
    yield ""
    if not plain and not literal:
        yield f"没有可以带回底稿的改动，「{review.document.path.name}」没有动。"
        return
    yield "还没有写进底稿。看过以后："
    if plain:
        yield f"  全部带回　　　{command} --apply"
        yield f"  只带回一部分　{command} --apply --only {_short_name(plain[0])}"
    if literal:
        yield f"  改过的数字写死　{command} --apply --literal"
    if review.undecided:
        names = "、".join(f"「{part.label}」" for part in review.undecided)
        yield f"{names}要先定用谁的：加 --use 用我的、--use 用他的或 --use 都留下。"


def _short_name(part: Revised) -> str:
    return part.label.split()[0].partition("、")[2] or part.label.split()[0]
