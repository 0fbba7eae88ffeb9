"""What a journal says: what the parts held at the last save, and what was done since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nianbao.editor.document import Document
from nianbao.editor.parts import Part, Values
from nianbao.editor.scalars import Scalar
from nianbao.editor.steps import Step, Steps, entry_of, step_of
from nianbao.errors import ParameterFileError


@dataclass
class Replay:
    """A journal, replayed.

    Attributes:
        base: The document with which it begins.
        saved: What the parts held when the file was last saved or opened.
        now: What they held at the end.
        steps: What can be undone and done again.
        sha256: Hash of the file when it was last saved or opened.
        time: Time of the last edit, ISO; None if there was none.
        whole: Every line could be followed.
    """

    base: Document
    saved: Values
    now: dict[Part, Scalar]
    sha256: str
    steps: Steps = field(default_factory=Steps)
    time: str | None = None
    whole: bool = True

    @property
    def pending(self) -> bool:
        """There are edits that the file doesn't have."""
        return {**self.saved} != self.now


def opening(document: Document) -> dict[str, Any]:
    """Give the line with which a journal begins: the whole file, so that it stands by itself."""
    return {"do": "open", "sha256": document.sha256, "text": document.data.decode("utf-8")}


def rebase(document: Document, steps: Sequence[Step]) -> dict[str, Any]:
    """Give the line with which a journal goes on from another file: in one line, or not at all."""
    return {**opening(document), "do": "rebase", "steps": [entry_of(step, "edit") for step in steps]}


def replay(lines: Sequence[Mapping[str, Any]], path: Path, folder: Path | None) -> Replay | None:
    """Follow a journal.

    Args:
        lines: Its lines.
        path: The parameter file it belongs to.
        folder: The working folder.

    Returns:
        None for a journal that doesn't begin with a document.
    """
    if not lines or lines[0].get("do") != "open":
        return None
    try:
        base = Document.of(path, str(lines[0]["text"]).encode("utf-8"), folder)
    except (KeyError, UnicodeEncodeError, ParameterFileError):
        return None
    found = Replay(base, base.parts, dict(base.parts), base.sha256)
    for line in lines[1:]:
        if line.get("do") == "rebase":
            _rebase(found, line)
        elif found.whole:
            found.whole = _follow(found, line)
    return found


def _rebase(found: Replay, line: Mapping[str, Any]) -> None:
    """Begin anew with another file and the edits that were kept for it."""
    try:
        base = Document.of(found.base.path, str(line["text"]).encode("utf-8"), found.base.folder)
    except (KeyError, UnicodeEncodeError, ParameterFileError):
        found.whole = False
        return
    found.base, found.saved, found.now = base, base.parts, dict(base.parts)
    found.sha256, found.steps = base.sha256, Steps()
    found.whole = all(_follow(found, step) for step in line.get("steps", ()))


def _follow(found: Replay, line: Mapping[str, Any]) -> bool:
    do = line.get("do")
    if do == "saved":
        # A save of which this line got lost isn't pending either: the file holds the same.
        found.saved, found.sha256 = dict(found.now), str(line.get("sha256"))
        return True
    step = step_of(line, found.now)
    stacks = {"edit": True, "undo": bool(found.steps.done), "redo": bool(found.steps.undone)}
    if step is None or not stacks.get(str(do)):
        return False
    if do == "edit":
        found.steps.add(step)
    elif do == "undo":
        found.steps.undo()
    else:
        found.steps.redo()
    found.now[step.part] = step.after
    if step.after is None:
        del found.now[step.part]
    found.time = step.last.isoformat()
    return True
