"""A Word file of ours that a colleague edited, in the desk: its review, and what the clerk takes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from nianbao.desk.comparing import CHOICES
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Spot, Workspace
from nianbao.editor.document import Document
from nianbao.editor.merge import Choice
from nianbao.errors import ChangedOnDiskError, EditError
from nianbao.returning.changes import KIND_WORDS, Change, Revised
from nianbao.returning.review import Review, review
from nianbao.returning.word import Comment, Word


@dataclass
class ComingBack:
    """A Word file that goes back into a parameter file of the working folder.

    Attributes:
        word: The Word file.
        target: Its parameter file.
        looked: The review that was shown last.
    """

    word: Word
    target: Path
    looked: Review | None = None

    def shown(self, workspace: Workspace) -> dict[str, Any]:
        """Compare it with what the desk holds, or else with the file; gives the review as JSON holds it."""
        self.looked = review(self.word, self._document(workspace))
        return as_json(self.looked, self.target.relative_to(workspace.folder).as_posix())

    def _document(self, workspace: Workspace) -> Document:
        session = workspace.session
        if session is not None and session.document.path.resolve() == self.target.resolve():
            return session.document
        return Document.open(self.target, workspace.folder)

    def take(self, workspace: Workspace, saver: Saver, asked: Mapping[str, Any]) -> int:
        """Open the parameter file, unless it is open, and put in what was chosen, as one edit.

        Args:
            workspace: The desk's workspace.
            saver: Opens and saves files.
            asked: ``choices`` by key of the part, and ``literal``: keys of parts whose edited numbers
                become text.

        Returns:
            How many parts were taken.

        Raises:
            ChangedOnDiskError: It isn't the text any more that was compared.
            EditError: A choice can't be read, or the report can't be edited now.
        """
        if self.looked is None:
            raise EditError("还没有看过改动，请重新选文件。")
        choices, literal = _choices(asked)
        values = self.looked.values(choices, literal)
        if self._document(workspace).sha256 != self.looked.document.sha256:
            raise ChangedOnDiskError("底稿刚才又改过，还没有带回。请重新选这份 Word 文件，再看一遍。")
        if workspace.session is None or workspace.session.document.path.resolve() != self.target.resolve():
            saver.open(self.target)
        if values:
            workspace.edit(values)
            first = next(iter(values))
            if first[0] == "sections":
                workspace.go_to(Spot(section=first[1]))
            saver.save("读入 Word 修改")
        parts = {part.key: part for part in self.looked.parts}
        return sum(bool(parts[key].values(choice, literal=key in literal)) for key, choice in choices.items())


def _choices(asked: Mapping[str, Any]) -> tuple[dict[str, Choice], frozenset[str]]:
    given, literal = asked.get("choices"), asked.get("literal") or []
    if (
        not isinstance(given, dict)
        or any(one not in CHOICES for one in given.values())
        or not isinstance(literal, list)
    ):
        raise EditError("没有收到选择，请重选一次。")
    return {str(key): cast("Choice", choice) for key, choice in given.items()}, frozenset(map(str, literal))


def as_json(found: Review, path: str) -> dict[str, Any]:
    """Give a review as JSON holds it.

    Args:
        found: The review.
        path: Name of the parameter file, as the clerk knows it.
    """
    return {
        "name": found.name,
        "path": path,
        "changes": found.changes,
        "parts": [_part(part) for part in found.parts],
        "notices": list(found.notices),
        "comments": [_comment(one) for one in found.comments],
    }


def _part(part: Revised) -> dict[str, Any]:
    return {
        "key": part.key,
        "name": part.label,
        "conflict": part.conflict,
        "changes": [_change(one) for one in part.changes],
        "figures": [
            {
                "where": one.where,
                "label": one.label,
                "source": one.source,
                "before": one.before,
                "after": one.after,
            }
            for one in part.figures
        ],
        "comments": [_comment(one) for one in part.comments],
        "revisions": list(part.revisions),
        "notices": list(part.notices),
        "choices": list(part.choices) if part.theirs else [],
        "usual": part.usual,
        "literal": part.literal is not None,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "what": KIND_WORDS[change.kind],
        "where": change.where,
        "conflict": change.kind == "conflict",
        "before": "".join(piece.text for piece in change.pieces if piece.kind != "new"),
        "after": "".join(piece.text for piece in change.pieces if piece.kind != "gone"),
        "pieces": [[piece.kind, piece.text] for piece in change.pieces],
        "authors": list(change.authors),
    }


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "author": comment.author,
        "date": comment.date,
        "text": comment.text,
        "anchor": comment.anchor,
        "where": comment.where,
        "done": comment.done,
        "replies": [{"author": one.author, "text": one.text} for one in comment.replies],
    }
