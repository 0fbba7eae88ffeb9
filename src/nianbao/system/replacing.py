"""A file that takes the place of another, which may be open in a program that doesn't let go of it.

Windows lets nobody replace an open file; WPS and Word hold theirs as long as the window is open, virus scanners and
indexers for a moment only.
"""

from __future__ import annotations

import datetime
import time
from pathlib import Path

PAUSES = (0.1, 0.2, 0.4, 0.8)
"""Seconds between tries: together longer than a scanner looks at a file, shorter than a clerk waits."""


def replace(source: Path, target: Path) -> None:
    """Move a file to where another may stand, and try again while that is held.

    Raises:
        OSError: It can't be moved; the other still stands.
    """
    for pause in PAUSES:
        try:
            source.replace(target)
        except PermissionError as error:
            if not is_held(error, target):
                raise
            time.sleep(pause)
        else:
            return
    source.replace(target)


def is_held(error: OSError, target: Path) -> bool:
    """Tell whether a file couldn't be replaced because of itself: open elsewhere, or kept from being changed."""
    return isinstance(error, PermissionError) and target.is_file()


def name_beside(target: Path) -> Path:
    """Name the file that is kept instead of one that can't be replaced: report（新，1月9日8时05分）.docx.

    The time says which of several is the latest, and that the name without one is older.
    """
    now = datetime.datetime.now()
    stem = f"{target.stem}（新，{now.month}月{now.day}日{now.hour}时{now.minute:02}分"
    path, number = target.with_name(f"{stem}）{target.suffix}"), 1
    while path.exists():
        number += 1
        path = target.with_name(f"{stem}之{number}）{target.suffix}")
    return path
