"""Names in a package that any system can unpack: Chinese, short, and none that Windows keeps for itself."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

LONGEST = 40
"""Characters of a unit's name in a path: with all that stands around it 260 characters aren't reached."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\s*\..*)?", re.IGNORECASE)
"""Names of devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces")."""


def safe_name(text: str) -> str:
    """Turn a unit's name into the name of a file or folder.

    Signs that Windows refuses become spaces; invisible ones, which could make a name look like another, go.
    """
    shown = "".join(
        sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign)[0] != "C"
    )
    name = " ".join(_NOT_IN_NAMES.sub(" ", shown).split())[:LONGEST].strip(" .")
    return f"{name}_" if _RESERVED.fullmatch(name) else name or "单位"


def folder_names(units: Sequence[tuple[str, str, int]]) -> list[str]:
    """Name a folder for each report; a folder a year stands above them where there are several.

    Args:
        units: Id, Chinese name and year of each; id and year together are unique.

    Returns:
        A path for each, with slashes; no two are the same on a system that ignores case.
    """
    years = {year for _, _, year in units}
    names = [f"{year}年/{safe_name(name)}" if len(years) > 1 else safe_name(name) for _, name, year in units]
    uses = Counter(name.casefold() for name in names)
    return [
        f"{name}（{unit}）" if uses[name.casefold()] > 1 else name
        for name, (unit, _, _) in zip(names, units, strict=True)
    ]
