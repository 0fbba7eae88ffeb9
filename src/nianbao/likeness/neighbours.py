"""Texts that may be alike, found without comparing each with each."""

from __future__ import annotations

import itertools

from rensa import RMinHash, RMinHashLSH

_PERMUTATIONS = 128
_BANDS = 32
"""Four rows a band: of two texts with half their shingles in common, nine in ten are found."""

_SEED = 2019
_SHINGLE = 4
_MOST = 16
"""Candidates looked at for one text; with more there is a whole family, and any of them will do."""


class Neighbours:
    """An index of texts by number.

    Attributes:
        same: From this share of common text on, one text stands for another.
    """

    same = 0.9

    def __init__(self) -> None:
        self._index = RMinHashLSH(self.same, _PERMUTATIONS, _BANDS)
        self._signatures: dict[int, RMinHash] = {}

    def near(self, number: int, text: str) -> list[int]:
        """List texts that may be like one, the likest first.

        Args:
            number: The text's number, under which ``add`` may put it in afterwards.
            text: The text.
        """
        own = RMinHash(_PERMUTATIONS, _SEED)
        own.update([text[at : at + _SHINGLE] for at in range(max(len(text) - _SHINGLE + 1, 1))])
        candidates = itertools.islice(self._index.query(own), _MOST)
        found = sorted(candidates, key=lambda one: (-own.jaccard(self._signatures[one]), one))
        self._signatures[number] = own
        return found

    def add(self, number: int) -> None:
        """Put a text that ``near`` was asked about into the index."""
        self._index.insert(number, self._signatures[number])
