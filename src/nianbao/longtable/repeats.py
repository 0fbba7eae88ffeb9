"""The same unit and year from more than one file: nothing is counted twice without a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from nianbao.longtable.reading import Read


@dataclass
class Repeats:
    """Who was read so far.

    Attributes:
        copies: Files that say the same numbers of the same unit and year as one before, with that one;
            they stay out of the table.
    """

    copies: list[tuple[str, str]] = field(default_factory=list)
    _first: dict[tuple[object, ...], str] = field(default_factory=dict)
    _kept: dict[tuple[str, int], list[tuple[str, str]]] = field(default_factory=dict)

    def is_copy(self, read: Read) -> bool:
        """Take notice of a report that was read; tell whether it only says again what stands there."""
        unit, name, _, _, year = read.who
        # Without a name or a number two bodies look the same.
        known = self._first.get((*read.who, read.digest)) if (unit or name) and read.count else None
        if known is not None:
            self.copies.append((read.file, known))
            return True
        self._first[(*read.who, read.digest)] = read.file
        self._kept.setdefault((unit, year), []).append((read.file, name))
        return False

    def told(self) -> Iterator[str]:
        """Name the units and years of which more than one report stands in the table, in Chinese."""
        for (unit, year), kept in self._kept.items():
            if len(kept) > 1:
                who = f"单位代号「{unit}」" if unit else "没有单位代号的"
                files = "、".join(f"{file}（{name or '没有单位名称'}）" for file, name in kept)
                yield f"{who} {year} 年度有 {len(kept)} 份：{files}"
