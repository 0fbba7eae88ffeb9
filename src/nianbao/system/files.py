"""Files: what is read beside a writer, what is safe on disk, and what is one's own."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


def read_at(descriptor: int, size: int, place: int) -> bytes:
    """Read from a place in a file that others append to.

    Args:
        descriptor: The file, opened for appending.
        size: How many bytes.
        place: Where they begin.
    """
    if hasattr(os, "pread"):
        data: bytes = os.pread(descriptor, size, place)
        return data
    os.lseek(descriptor, place, os.SEEK_SET)
    return os.read(descriptor, size)


def sync_folder(folder: Path) -> None:
    """Make a new file's name safe on disk too, where the system lets a folder be synced."""
    if hasattr(os, "O_DIRECTORY"):
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def is_private(place: Path) -> bool:
    """Tell whether a folder is this user's and nobody else may look in; a Windows user's folders are his own."""
    if not hasattr(os, "getuid"):
        return True
    found = place.stat()
    return found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
