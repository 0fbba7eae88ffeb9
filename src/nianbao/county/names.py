"""Names and codes as they are compared, however they were typed: one way for the roster and for what arrives."""

from __future__ import annotations

import re
import unicodedata

_OFFICE = re.compile(r"(?:人民政府|办事处|政府)$")
_NOTHING = re.compile(r"[\s（）()「」“”\"'·]+")


def plain(word: str) -> str:
    """Fold a name or a code: width, case, spaces and brackets tell no two units apart."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", word)).upper()


def short(name: str, county: str) -> str:
    """Leave out what people leave out: 示例县云溪镇人民政府 → 云溪镇; 街道办事处 → 街道."""
    return _OFFICE.sub("", plain(name).removeprefix(plain(county)))
