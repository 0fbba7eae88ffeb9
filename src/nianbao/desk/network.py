"""Tell a folder on another machine: locks and news of changes may not work there."""

from __future__ import annotations

import ctypes
from pathlib import Path

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.davfs", "davfs", "afs"})
_MOUNTS = Path("/proc/self/mountinfo")
_DRIVE_REMOTE = 4


def is_network_folder(folder: Path) -> bool:
    """Tell whether a folder lies on another machine, as far as the system says so.

    Args:
        folder: The folder.
    """
    if windows := getattr(ctypes, "windll", None):
        anchor = folder.resolve().anchor
        return anchor.startswith("\\\\") or windows.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return kind_of_mount(folder.resolve(), mounts) in _NETWORK


def kind_of_mount(folder: Path, mounts: str) -> str:
    """Find the kind of file system that a folder lies on.

    Args:
        folder: The folder, resolved.
        mounts: Linux's list of mounts.
    """
    found = (0, "")
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        place = Path(fields[4].replace("\\040", " "))
        if folder.is_relative_to(place):
            found = max(found, (len(place.parts), after.split(" ")[0]))
    return found[1]
