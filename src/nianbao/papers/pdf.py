"""A paper as PDF, by the same means as the report: a fixed Typst program that reads it as JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from nianbao import fonts
from nianbao.errors import PdfError
from nianbao.export.base import Look
from nianbao.export.forms.pdf import typeset
from nianbao.papers.fitting import letterhead_size, title_size
from nianbao.papers.sheet import BOTTOM, MM, SIDE, TOP, Row, Sheet
from nianbao.resources import shipped

_BLANK = "□"
"""Stands for a character that no face has: a rare one of a name is written in by hand."""


def render(sheet: Sheet, look: Look) -> bytes:
    """Set a paper on its page, a character that no face has as □.

    Raises:
        PdfError: Typst can't set the page.
    """
    return render_all(sheet, look)[0]


def render_all(sheet: Sheet, look: Look) -> tuple[bytes, str]:
    """Set a paper on its page, and give the characters that no face has, each once.

    Raises:
        PdfError: Typst can't set the page.
    """
    choice = fonts.choose(look.font_folder, look.system_fonts)
    data, missing = _data(sheet, choice), ""
    while True:
        try:
            made = typeset(shipped("templates") / "pdf", "sheet.typ", data, choice, issued_at(sheet))
        except PdfError as error:
            more = "".join(char for char in dict.fromkeys(error.characters) if char not in missing + _BLANK)
            if not more:
                raise
            missing += more
            data = _blanked(data, str.maketrans(dict.fromkeys(more, _BLANK)))
        else:
            return made, missing


def _blanked(data: Any, table: dict[int, str]) -> Any:
    match data:
        case str():
            return data.translate(table)
        case dict():
            return {key: _blanked(value, table) for key, value in data.items()}
        case list() | tuple():
            return [_blanked(value, table) for value in data]
        case _:
            return data


def issued_at(sheet: Sheet) -> datetime:
    """Give the time that goes into the file: that of the report, never the clock's."""
    day = date.fromisoformat(sheet.issued) if sheet.issued else date(sheet.year + 1, 1, 1)
    return datetime.combine(day, time(), UTC)


def margins(sheet: Sheet) -> dict[str, float]:
    """Give the margins in points; a letter has those of GB/T 9704 at its sides."""
    if sheet.letterhead:
        return {"top": 30 * MM, "bottom": BOTTOM, "left": 28 * MM, "right": 26 * MM}
    return {"top": TOP, "bottom": BOTTOM, "left": SIDE, "right": SIDE}


def _data(sheet: Sheet, choice: fonts.FontChoice) -> dict[str, Any]:
    return {
        "document": {
            "title": f"{sheet.author}{sheet.name}",
            "author": [sheet.author],
            "keywords": [sheet.name, str(sheet.year), *sheet.foot],
        },
        "faces": {**choice.families, "code": choice.families["heading"]},
        "margin": margins(sheet),
        "ink": sheet.ink,
        "letterhead": sheet.letterhead,
        "letterhead-size": letterhead_size(sheet),
        "title": sheet.title,
        "title-size": title_size(sheet),
        "head": sheet.head,
        "lines": [
            {"text": line.text, "look": line.look, "blank": blank}
            for line, blank in zip(sheet.lines, sheet.blank_lines, strict=True)
        ],
        "size": sheet.size,
        "columns": sheet.columns,
        "header": sheet.header,
        "rows": [{"height": row.height, "cells": _cells(sheet, row)} for row in sheet.rows],
        "notes": sheet.notes,
        "foot": sheet.foot,
    }


def _cells(sheet: Sheet, row: Row) -> list[dict[str, Any]]:
    return [
        {
            "text": cell.text,
            "colspan": span,
            "rowspan": cell.rows,
            "role": cell.role,
            "above": cell.above,
            "below": cell.below,
        }
        for cell, (_, span) in zip(row.cells, sheet.spans(row), strict=True)
    ]
