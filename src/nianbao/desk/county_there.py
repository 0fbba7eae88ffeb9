"""Whether a working folder is a county's: that is asked by desks that have nothing else to do with one."""

from __future__ import annotations

from pathlib import Path

from nianbao.county.place import CountyPlace

ANY_YEAR = 2000
"""Only the roster is asked of it, and that is one for all years."""


def has_roster(folder: Path) -> bool:
    """Tell whether a working folder is a county's."""
    return CountyPlace(folder, ANY_YEAR).roster.is_file()
