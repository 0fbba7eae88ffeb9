"""Which nested headers can be printed: those whose labels, merged, leave no gap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def header_flaw(paths: Sequence[tuple[str, ...]]) -> str | None:
    """Say which of the neighbouring labels can't stand beside each other; None when all can.

    A label that is a row (or column) itself reaches to the numbers. It can't at the same time be the
    header over the next one.

    Args:
        paths: The labels of each row or column, the outermost first.
    """
    for before, path in pairwise(paths):
        if len(before) < len(path) and path[: len(before)] == before:
            return f"「{before[-1]}」自己就是一行（列），不能又写在下一个「{path[-1]}」的 within 里"
    return None
