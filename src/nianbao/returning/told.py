"""A review in words, as a terminal shows it: what is gone in 〔删：…〕, what is new in 〔增：…〕."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.editor.difference import Piece
from nianbao.returning.changes import KIND_WORDS, Change, Revised
from nianbao.returning.patching import FigureEdit
from nianbao.returning.review import Review
from nianbao.returning.word import Comment

_AROUND = 18
"""Characters of unchanged text that are shown beside a change."""


def told(review: Review) -> Iterator[str]:
    """Say what a Word file changes, part by part; an empty line stands between two parts.

    Args:
        review: The review.
    """
    for part in review.parts:
        yield ""
        yield f"【{part.label}】{_state(part)}"
        yield from _part(part)
    if review.notices or review.comments:
        yield ""
        yield "【全文】"
        yield from (f"  ※ {notice}。" for notice in map(_bare, review.notices))
        yield from _comments(review.comments)


def _state(part: Revised) -> str:
    if part.conflict:
        return "　这里底稿在生成 Word 以后也改过，用谁的请您定"
    return ""


def _part(part: Revised) -> Iterator[str]:
    for change in part.changes:
        yield f"  {change.where}（{KIND_WORDS[change.kind]}）：{marked(change.pieces)}"
        yield from (f"      修订：{author}" for author in _few(change))
    for edit in part.figures:
        yield from (f"  {words}" for words in figure_told(edit))
    yield from (f"  修订：{one}" for one in part.revisions)
    yield from (f"  ※ {_bare(notice)}。" for notice in part.notices)
    yield from _comments(part.comments)


def figure_told(edit: FigureEdit) -> tuple[str, str]:
    """Say that a quoted number was changed, and what can be done."""
    source = f"（{edit.source}）" if edit.source else ""
    return (
        f"{edit.where}：引用的数字「{edit.label}」是「{edit.before}」，被改成「{edit.after}」，没有带回。",
        f"    数字错了，请改来处{source}，文字会跟着变；只要这里不同，加 --literal 写死。",
    )


_MOST = 6
"""Tracked changes of one paragraph that are told of one by one."""


def _few(change: Change) -> Sequence[str]:
    left = len(change.authors) - _MOST
    return (*change.authors[:_MOST], *([f"另有 {left} 处"] if left > 0 else []))


def _bare(notice: str) -> str:
    return notice.rstrip("。")


def _comments(comments: Sequence[Comment]) -> Iterator[str]:
    for one in comments:
        place = "".join([one.where, f"「{short(one.anchor)}」" if one.anchor else ""])
        about = f"（在{place}上）" if place else ""
        settled = "，已解决" if one.done else ""
        when = f" {one.date}" if one.date else ""
        yield f"  批注 {one.author}{when}{about}{settled}：{one.text}"
        yield from (f"      答复 {reply.author}：{reply.text}" for reply in one.replies)


def short(text: str) -> str:
    """Shorten a text in its middle."""
    return text if len(text) <= 2 * _AROUND + 1 else f"{text[:_AROUND]}…{text[-_AROUND:]}"


def marked(pieces: Sequence[Piece]) -> str:
    """Write a difference in one line; long stretches that stay are cut in their middle."""
    found = []
    for at, piece in enumerate(pieces):
        if piece.kind == "same":
            found.append(_cut(piece.text, first=at == 0, last=at + 1 == len(pieces)))
        else:
            found.append(f"〔{'删' if piece.kind == 'gone' else '增'}：{piece.text}〕")
    return "".join(found)


def _cut(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND + 1:
        return text
    head, tail = ("" if first else text[:_AROUND]), ("" if last else text[-_AROUND:])
    return f"{head}…{tail}"
