"""Figures that prose may quote by name: ``{{ unit.name }}``, one file a kind of figure.

A quoted figure can't disagree with the data it comes from. Names are looked up in a table; nothing
between the braces is ever evaluated. A module here defines ``figures(facts)``; it is asked only when
no module before it in ``_KINDS`` knows a name, so that last year's report is read only where it is
quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nianbao.figures import basics, cells, changes, handling, registers, sentences, units
from nianbao.figures.named import Facts, Family, NamedFigure

__all__ = ["Facts", "Figures", "NamedFigure"]

_KINDS = (basics, cells, sentences, registers, handling, units, changes)


class Figures(Mapping[str, NamedFigure]):
    """The figures of a report by name, worked out when they are asked for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: list[Family] = []

    def __getitem__(self, name: str) -> NamedFigure:
        for family in self._families():
            if name in family:
                return family[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        for family in self._families():
            yield from family

    def __len__(self) -> int:
        return sum(len(family) for family in self._families())

    def _families(self) -> Iterator[Family]:
        for place, kind in enumerate(_KINDS):
            if place == len(self._known):
                self._known.append({figure.name: figure for figure in kind.figures(self._facts)})
            yield self._known[place]
