"""What was chosen of a review, written into the parameter file; the version before is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nianbao.editor.merge import Choice
from nianbao.editor.session import Session
from nianbao.errors import ChangedOnDiskError, EditError
from nianbao.returning.review import Review

WHY = "读入 Word 修改"
"""What the history says of the version that is written."""


def take(review: Review, choices: Mapping[str, Choice], literal: frozenset[str] = frozenset()) -> Path:
    """Write what was chosen; everything else of the file keeps its bytes.

    Args:
        review: The review, as it was shown.
        choices: Whose to use, by key of the part; of the others nothing is taken.
        literal: Keys of the parts whose edited numbers become text.

    Returns:
        The parameter file.

    Raises:
        ChangedOnDiskError: It isn't the file any more that was compared.
        EditError: A desk has it open, or has edits of an earlier run; or a choice can't be carried out.
        WriteError: It can't be written.
    """
    values = review.values(dict(choices), literal)
    document = review.document
    session = Session.open(document.path, document.folder)
    try:
        if session.read_only:
            raise EditError(f"{session.lock.message}请在编报台里读入这份 Word 文件，或先关上编报台。")
        if session.recovery is not None:
            raise EditError("编报台里还有没保存的修改，请先打开编报台恢复或放弃，再读入这份 Word 文件。")
        if session.document.sha256 != document.sha256:
            raise ChangedOnDiskError(f"「{document.path}」刚才被改过，没有带回。请重新读入这份 Word 文件。")
        session.edit_all(values)
        session.save(WHY)
        session.journal.put_away()
    finally:
        session.close()
    return document.path
