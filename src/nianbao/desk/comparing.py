"""Two texts of one part side by side, as the desk's dialogs show them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from nianbao.desk.workspace import Workspace
from nianbao.editor.difference import pieces
from nianbao.editor.merge import CHOICE_WORDS, Choice, Difference
from nianbao.editor.parts import NO_REASON, Part, is_narrative, plain_name
from nianbao.editor.scalars import Scalar
from nianbao.errors import EditError
from nianbao.narrative import references
from nianbao.template import Template

Printed = Callable[[str], str]
"""Turns a text as it is typed into one as it is read."""

CHOICES = tuple(CHOICE_WORDS)

WHOSE_WORDS = {"mine": "只有我改了", "theirs": "只有别处改了", "both": "两边都改了"}
"""What a clerk reads of who changed a part."""


def key_of(part: Part) -> str:
    """Write a part as the browser names it."""
    return json.dumps(part, ensure_ascii=False)


def part_of(key: object) -> Part:
    """Read a part that the browser names.

    Raises:
        EditError: It is none.
    """
    try:
        names = json.loads(key) if isinstance(key, str) else key
    except ValueError:
        names = None
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise EditError("这一处认不出了，请刷新页面再试。")
    return tuple(names)


def words_of(value: Scalar) -> str:
    """Give a value as a text; an answered finding without a reason has none."""
    return "" if value is None or value == NO_REASON else str(value)


def printer(workspace: Workspace) -> Printed:
    """Give what fills the figures of the open report into a text, as the editor shows them."""
    figures = workspace.round.report.figures

    def printed(text: str) -> str:
        for one in references(text):
            if one.name is not None and one.name in figures:
                text = text.replace(one.quote, figures[one.name].text, 1)
        return text

    return printed


def compared(
    part: Part, before: Scalar, after: Scalar, template: Template, printed: Printed = str
) -> dict[str, Any]:
    """Give a part with both texts and their difference, as JSON holds it.

    Args:
        part: Which part.
        before: What is struck through where it is gone.
        after: What is underlined where it is new.
        template: The format that names the part.
        printed: Fills figures in; where that leaves no difference, the texts stand as they are typed.
    """
    old, new = words_of(before), words_of(after)
    if is_narrative(part) and printed(old) != printed(new):
        old, new = printed(old), printed(new)
    return {
        "key": key_of(part),
        "name": plain_name(part, template),
        "before": old,
        "after": new,
        "pieces": [[piece.kind, piece.text] for piece in pieces(old, new)],
    }


def conflicts(
    found: Iterable[Difference], template: Template, printed: Printed = str
) -> list[dict[str, Any]]:
    """Give differences between the desk and the file: theirs first, mine as what is new.

    Args:
        found: The differences.
        template: The format that names the parts.
        printed: Fills figures in.
    """
    return [
        {
            **compared(one.part, one.theirs, one.mine, template, printed),
            "whose": WHOSE_WORDS[one.whose],
            "choices": list(one.choices),
            "usual": one.usual,
        }
        for one in found
    ]


def choices_of(asked: Mapping[str, Any]) -> dict[Part, Choice]:
    """Read what the clerk chose, by part.

    Raises:
        EditError: It can't be read.
    """
    given = asked.get("choices")
    if not isinstance(given, dict) or any(one not in CHOICES for one in given.values()):
        raise EditError("没有收到选择，请重选一次。")
    return {part_of(key): cast("Choice", choice) for key, choice in given.items()}
