"""Which look a place of a form has."""

from __future__ import annotations

from nianbao.county.forms.slots import Path, SheetPlan, Slot

_ENTRIES = {"short": "text", "text": "text", "answer": "words", "date": "date", "year": "year"}
"""Looks of entries that aren't numbers, by what the plan calls them."""

_OF_PARTS: dict[Path, str] = {("issued", "date"): "date", ("unit", "code"): "code"}


def look_of(plan: SheetPlan, slot: Slot, *, filled: bool) -> str:
    """Choose the look of a place.

    Args:
        plan: The sheet.
        slot: The place.
        filled: It was filled in beforehand.
    """
    match slot.role:
        case "entry":
            return _entry(slot, filled=filled)
        case "last" if slot.path[0] == "sections":
            return "last text"
        case "check":
            return "check words" if slot.path[0] in ("state", "result") else "check"
        case "note" if not slot.look:
            lines = slot.rows > 1 or plan.kind == "texts" or "\n" in slot.text
            return "note" if lines else "note line"
        case "label" | "note":
            return slot.look or "row"
    return slot.role


def _entry(slot: Slot, *, filled: bool) -> str:
    if slot.path in _OF_PARTS:
        return _OF_PARTS[slot.path]
    if slot.look == "words":
        return "filled words" if filled else "words"
    return _ENTRIES.get(slot.look) or ("filled" if filled else "entry")
