"""Which paragraphs the colleague changed, and which of them the parameter file changed meanwhile, too."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field

Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Hunk:
    """A stretch of paragraphs that the colleague changed.

    Attributes:
        start: First paragraph of ours that it stands for.
        end: The one behind the last.
        new_start: First paragraph of the Word file that takes their place.
        new_end: The one behind the last.
        conflict: Ours was changed there since the export, too.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    conflict: bool = False


def hunks(
    was: Sequence[str], was_typed: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> list[Hunk]:
    """Compare three versions of a section, paragraph by paragraph.

    Args:
        was: What was exported, as printed.
        was_typed: The same paragraphs, with names of figures instead of values.
        ours: What the parameter file says now, with names of figures.
        theirs: What stands in the Word file.
    """
    mine, yours = _changes(was_typed, ours), _changes(was, theirs)
    return [_hunk(cluster, mine, yours) for cluster in _clusters(mine, yours) if cluster.yours]


def _changes(before: Sequence[str], after: Sequence[str]) -> list[Opcode]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [code for code in matcher.get_opcodes() if code[0] != "equal"]


@dataclass
class _Cluster:
    """Changes of both sides that can't be told apart, and the exported paragraphs they cover."""

    start: int
    end: int
    mine: list[Opcode] = field(default_factory=list)
    yours: list[Opcode] = field(default_factory=list)

    def touches(self, code: Opcode) -> bool:
        """Tell whether a change is in the same place."""
        _, start, end, _, _ = code
        if start == end == self.start == self.end:
            return True
        if start == end or self.start == self.end:
            # Something put in touches only what goes on at both sides of it.
            return self.start < start < self.end or start < self.start < end
        return max(start, self.start) < min(end, self.end)

    def add(self, code: Opcode, side: list[Opcode]) -> None:
        """Take a change in."""
        side.append(code)
        self.start, self.end = min(self.start, code[1]), max(self.end, code[2])


def _clusters(mine: Sequence[Opcode], yours: Sequence[Opcode]) -> list[_Cluster]:
    found: list[_Cluster] = []
    marked = [(code, True) for code in mine] + [(code, False) for code in yours]
    for code, is_mine in sorted(marked, key=lambda one: (one[0][1], one[0][2])):
        # Sorted by where they begin, a change can only touch the latest cluster.
        if not (found and found[-1].touches(code)):
            found.append(_Cluster(code[1], code[2]))
        found[-1].add(code, found[-1].mine if is_mine else found[-1].yours)
    return found


def _hunk(cluster: _Cluster, mine: Sequence[Opcode], yours: Sequence[Opcode]) -> Hunk:
    return Hunk(
        *_range(cluster, mine, cluster.mine), *_range(cluster, yours, cluster.yours), bool(cluster.mine)
    )


def _range(cluster: _Cluster, changes: Sequence[Opcode], own: Sequence[Opcode]) -> tuple[int, int]:
    """Turn what a cluster covers into places of one side's text."""
    before = [code for code in changes if code not in own and code[2] <= cluster.start]
    start = cluster.start + sum(map(_growth, before))
    return start, start + cluster.end - cluster.start + sum(map(_growth, own))


def _growth(code: Opcode) -> int:
    _, start, end, new_start, new_end = code
    return (new_end - new_start) - (end - start)
