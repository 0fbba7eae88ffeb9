"""Which paragraph became which, by how much of their text is the same; their order is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

ALIKE = 0.4
"""Share of pairs of characters from which two paragraphs count as one that was edited."""

_MOST = 10_000
"""Pairs of paragraphs that are compared; beyond, they are taken in order."""

Pair = tuple[int | None, int | None]
"""Numbers of an old paragraph and of the new one it became; None where it is gone, or new."""


def pairs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair paragraphs, in the order in which they are to stand.

    Args:
        old: Texts before.
        new: Texts after.
    """
    if len(old) * len(new) > _MOST:
        both: list[Pair] = [(at, at) for at in range(min(len(old), len(new)))]
        return [
            *both,
            *((at, None) for at in range(len(new), len(old))),
            *((None, at) for at in range(len(old), len(new))),
        ]
    return _best(len(old), len(new), _likenesses(old, new))


def likeness(one: str, other: str) -> float:
    """Give the share of pairs of neighbouring characters that two texts have in common, from 0 to 1."""
    return _share(_pairs_of(one), _pairs_of(other))


def contained(words: str, text: str) -> float:
    """Give the share of a text's pairs of neighbouring characters that stand in another, from 0 to 1."""
    own = _pairs_of(words)
    return (own & _pairs_of(text)).total() / max(1, own.total())


def _likenesses(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    before, after = list(map(_pairs_of, old)), list(map(_pairs_of, new))
    return [[_share(one, other) for other in after] for one in before]


def _pairs_of(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _best(olds: int, news: int, alike: list[list[float]]) -> list[Pair]:
    """Find the pairing with the greatest likeness in all."""
    best = [[0.0] * (news + 1) for _ in range(olds + 1)]
    for old in reversed(range(olds)):
        for new in reversed(range(news)):
            paired = alike[old][new] + best[old + 1][new + 1] if alike[old][new] >= ALIKE else 0.0
            best[old][new] = max(paired, best[old + 1][new], best[old][new + 1])
    found: list[Pair] = []
    old = new = 0
    while old < olds or new < news:
        if old == olds or (new < news and best[old][new] == best[old][new + 1] and best[old][new] > 0):
            found.append((None, new))
            new += 1
        elif new == news or best[old][new] == best[old + 1][new]:
            found.append((old, None))
            old += 1
        else:
            found.append((old, new))
            old, new = old + 1, new + 1
    return found
