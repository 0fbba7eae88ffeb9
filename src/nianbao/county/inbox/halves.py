"""A file that holds half a report, such as a workbook of tables: it goes over what the unit said before."""

from __future__ import annotations

from nianbao.editor.document import Document
from nianbao.editor.parts import Part, known, plain_name
from nianbao.editor.scalars import Scalar

_MOST = 6
"""Differences that are named one by one."""


def laid_over(before: Document, new: Document) -> Document:
    """Put what a half says over the whole that came before; what it doesn't speak of stays.

    Totals of a table that is spoken of go: they were those of the numbers before.

    Args:
        before: What the unit said last.
        new: The half, by itself.
    """
    if before.template.name != new.template.name:
        return new
    wanted: dict[Part, Scalar] = dict.fromkeys(_totals(before, new))
    wanted |= {
        part: value
        for part, value in new.parts.items()
        if part[0] in ("sections", "tables", "issued") and known(part, before.template)
    }
    return before.with_values(wanted)


def _totals(before: Document, new: Document) -> list[Part]:
    """List the totals that the earlier version gives and the half doesn't, in tables of the half."""
    spoken = {part[1] for part in new.parts if part[0] == "tables"}
    derived = {
        ("tables", form.id, *cell)
        for form in before.template.tables
        if form.id in spoken
        for cell in form.derivations
    }
    return [part for part in before.parts if part in derived and part not in new.parts]


def told_apart(before: Document, new: Document, called: tuple[str, str]) -> tuple[str, ...]:
    """Say which numbers two files of a unit give differently, where both give them.

    Args:
        before: The earlier one.
        new: The later one.
        called: What they are called, the earlier first.
    """
    found = [
        f"{plain_name(part, new.template)}：{called[0]}写 {before.value(part)}，{called[1]}写 {value}"
        for part, value in new.parts.items()
        if part[0] == "tables" and known(part, new.template) and before.value(part) not in (None, value)
    ]
    if not found:
        return ()
    more = f"等 {len(found)} 格" if len(found) > _MOST else ""
    return (f"两份里的数不一样，按后一份记：{'；'.join(found[:_MOST])}{more}。",)
