"""Short stretches of a text, by which it is known again wherever it stands."""

from __future__ import annotations

LENGTH = 6
"""Characters of a stretch."""


def grams(text: str) -> set[str]:
    """List the short stretches of a text; of a shorter text itself."""
    return {text[place : place + LENGTH] for place in range(max(len(text) - LENGTH + 1, 1))}


def share(own: set[str], other: str) -> float:
    """Tell how great a share of a text, by its short stretches, stands in another."""
    places = range(max(len(other) - LENGTH + 1, 1))
    found = {gram for place in places if (gram := other[place : place + LENGTH]) in own}
    return len(found) / len(own)
