"""What was seen, kept: a page's bytes and the report's words on it, named by what they hold."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from nianbao.county.place import CountyPlace
from nianbao.folder import write_atomically
from nianbao.importer.characters import fold

FOLDER = "快照"
_HASH = re.compile(r"[0-9a-f]{64}")


def keep(place: CountyPlace, data: bytes, kind: str) -> str:
    """Keep a page's bytes; give their hash. What is there already isn't written again.

    Raises:
        WriteError: They can't be written.
    """
    digest = hashlib.sha256(data).hexdigest()
    path = _path(place, digest, f".{kind}")
    if not path.is_file():
        write_atomically(path, data)
    return digest


def keep_text(place: CountyPlace, text: str) -> str:
    """Keep the report's words on a page; give the hash of what they say: white space and width don't count.

    Raises:
        WriteError: They can't be written.
    """
    digest = hashlib.sha256(fold(text).encode("utf-8", "replace")).hexdigest()
    path = _path(place, digest, ".txt")
    if not path.is_file():
        write_atomically(path, text.encode("utf-8", "replace"))
    return digest


def kept_text(place: CountyPlace, digest: str) -> str | None:
    """Read the words of an earlier look; None where they are gone."""
    if _HASH.fullmatch(digest) is None:
        return None
    try:
        return _path(place, digest, ".txt").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _path(place: CountyPlace, digest: str, ending: str) -> Path:
    return place.verified / FOLDER / digest[:2] / f"{digest}{ending}"
