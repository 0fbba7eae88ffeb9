"""Names of documents in a text: in 《》, or in < > where these stand for book-title marks."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_QUOTED = re.compile(r"《[^《》\n]{2,90}(?:《[^《》\n]{1,60}》[^《》\n]{0,30}){0,3}》")
_ANGLED = re.compile(r"<[\u4e00-\u9fff…][^<>\n]{1,80}>")
_MARKS = re.compile(r"[《》〈〉<>＜＞“”\"（）()\s]")


@dataclass(frozen=True)
class Title:
    """A name of a document in a text.

    Attributes:
        start: Where its marks begin.
        end: Where they end.
        name: What stands between them.
    """

    start: int
    end: int
    name: str

    @property
    def is_cut(self) -> bool:
        """Whether the writer has left words out."""
        return "…" in self.name or "..." in self.name or "×" in self.name


@functools.lru_cache(maxsize=1024)
def normal(name: str) -> str:
    """Give a name as it is compared: without marks and spaces."""
    return _MARKS.sub("", name)


@functools.lru_cache(maxsize=64)
def titles(text: str) -> tuple[Title, ...]:
    """List the names of documents, in the order of the text; of nested ones the outer."""
    found = [match.span() for match in _QUOTED.finditer(text)]
    for match in _ANGLED.finditer(text):
        if not any(start <= match.start() < end for start, end in found):
            found.append(match.span())
    return tuple(Title(start, end, text[start + 1 : end - 1]) for start, end in sorted(found))
