"""How much work a page may be: a report's page takes little, one made to keep a computer busy any amount."""

from __future__ import annotations

MOST = 30_000_000
"""Characters looked at, and pairs of characters weighed, for one page: some seconds; reports' pages take a tenth."""


class Effort:
    """What may still be done for one page.

    It counts characters, not time, so that a page gives the same result on every computer.

    Attributes:
        is_spent: Something was left undone: what wasn't found may be there all the same.
    """

    def __init__(self, left: int | None = None) -> None:
        """Begin with so much to spend; None for what a page may take."""
        self._left = MOST if left is None else left
        self.is_spent = False

    def spend(self, amount: int) -> bool:
        """Take the work for a step; tells whether there was enough left, else it isn't to be done."""
        if amount > self._left:
            self.is_spent = True
            return False
        self._left -= amount
        return True
