"""Names of files that every system takes, made of what people wrote: one place for all that the kit names.

Windows refuses some signs, ends of names and names of devices (Microsoft, "Naming Files, Paths, and Namespaces"), and
as a rule paths of 260 characters; Linux counts 255 bytes a name, three for a Chinese character.
"""

from __future__ import annotations

import re
import unicodedata

RESERVED = r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]"
"""Names of devices, of whatever case and with any ending."""

LONGEST = 40
"""Characters of a unit's name in a path: with all that stands around it 260 characters aren't reached."""

MOST_BYTES = 180
"""Bytes of a name that others are put together with: 255 aren't reached either."""

_REFUSED = re.compile(r'[\\/:*?"<>|]')
_DEVICE = re.compile(rf"(?:{RESERVED})(?:\s*\..*)?", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Tell whether Windows takes a name, with its ending or without, for a device."""
    return _DEVICE.fullmatch(name) is not None


def portable(text: str, *, instead: str = " ", longest: int = LONGEST, otherwise: str = "单位") -> str:
    """Turn what people wrote into the name of a file or folder, or the beginning of one.

    Invisible signs, which could make a name look like another, go.

    Args:
        text: A unit's name, a title, the name of a file without its ending.
        instead: What stands for signs that Windows refuses.
        longest: The most characters.
        otherwise: The name where nothing is left.
    """
    shown = "".join(
        " " if sign.isspace() else sign
        for sign in unicodedata.normalize("NFC", text)
        if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    name = " ".join(_REFUSED.sub(instead, shown).split())[:longest]
    name = name.encode("utf-8")[:MOST_BYTES].decode("utf-8", "ignore").strip(" .")
    return _set_apart(name) if is_reserved(name) else name or otherwise


def _set_apart(name: str) -> str:
    """Give a device's name a sign more, before its first dot: Windows looks no further than that."""
    device, dot, rest = name.partition(".")
    return f"{device.rstrip()}_{dot}{rest}"


def portable_file(name: str, *, otherwise: str = "文件") -> str:
    """Turn the name of a file that somebody sent into one that every system takes; its ending stays.

    Args:
        name: The name, without folders.
        otherwise: The name where nothing is left.
    """
    stem, dot, ending = name.rstrip(" .").rpartition(".")
    if not dot or not re.fullmatch(r"\w{1,9}", ending):
        return portable(name, instead="_", longest=60, otherwise=otherwise)
    return f"{portable(stem, instead='_', longest=60, otherwise=otherwise)}.{ending}"
