"""The line under each sheet's title that says whose form it is; it travels with a sheet that is copied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.county.forms.opening import Page

COVER_TITLE = "政府信息公开工作年度报告填报表"

_HEAD = re.compile(r"填报表\s*单位[:：]\s*(?P<unit>\S.*?)\s*年度[:：]\s*(?P<year>\d{4})\s*年")
_FIRST_ROWS, _FIRST_COLUMNS = 8, 6


@dataclass(frozen=True)
class Head:
    """What a sheet says of whose it is."""

    unit: str
    year: int


def head_line(unit: str, year: int) -> str:
    """Write the line."""
    return f"填报表　　单位：{unit}　　年度：{year}年"


def head_of(page: Page) -> Head | None:
    """Find the line near the top of a sheet."""
    for row in page.sheet.rows[:_FIRST_ROWS]:
        for value in row[:_FIRST_COLUMNS]:
            if isinstance(value, str) and (found := _HEAD.search(value[:200])):
                return Head(found["unit"].strip(), int(found["year"]))
    return None


def is_head(value: object) -> bool:
    """Tell whether a cell holds the line."""
    return isinstance(value, str) and _HEAD.search(value[:200]) is not None


def heads_of(pages: Sequence[Page]) -> dict[str, Head]:
    """List what each sheet says, by its name."""
    return {page.name: head for page in pages if (head := head_of(page))}


def has_cover_title(pages: Sequence[Page]) -> bool:
    """Tell whether a sheet has the title of the first sheet."""
    return any(
        isinstance(value, str) and value.strip().endswith(COVER_TITLE)
        for page in pages
        for row in page.sheet.rows[:_FIRST_ROWS]
        for value in row[:_FIRST_COLUMNS]
    )
