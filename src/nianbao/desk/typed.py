"""What a clerk typed into a dialog's form, as it arrives from the browser."""

from __future__ import annotations

import datetime

from nianbao.errors import EditError


def day(text: object, missing: str) -> datetime.date:
    """Read a day.

    Args:
        text: As a field for dates gives it, ISO.
        missing: What is said where it is none.

    Raises:
        EditError: It is none.
    """
    try:
        return datetime.date.fromisoformat(str(text or ""))
    except ValueError as error:
        raise EditError(missing) from error


def needed(text: object, missing: str) -> str:
    """Give a text that may not be empty.

    Args:
        text: The text.
        missing: What is said where there is none.

    Raises:
        EditError: There is none.
    """
    if not str(text or "").strip():
        raise EditError(missing)
    return str(text)
