"""What a page has twice."""

from __future__ import annotations

from collections import Counter, defaultdict

from nianbao.verifying.grams import grams
from nianbao.verifying.matched import Matched
from nianbao.verifying.stream import BLANK

_LONG = 12
"""Words of so many characters and more are repeated on purpose; short ones by chance."""

_MOST = 0.6
"""So great a share of a stretch makes it the same as another."""


class Twins:
    """The report's pieces by their short stretches, each of which is looked up for every stretch of the page."""

    def __init__(self, matched: Matched) -> None:
        """Take the pieces of the report."""
        self._pieces = matched.pieces
        self._report = grams(matched.report.text)
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        for number, (start, end) in enumerate(matched.spans):
            for gram in grams(matched.report.text[start:end]):
                self._by_gram[gram].append(number)

    def of(self, text: str) -> str | None:
        """Tell which part of the report a stretch of the page repeats, if it repeats one."""
        if len(text) < 2 * _LONG:
            return None
        own = grams(text)
        if len(own & self._report) < _MOST * len(own):
            return None
        words = sum(not char.isdigit() and char > BLANK for char in text)
        if words < _LONG:
            return None
        begins = grams(text[: 2 * _LONG])
        shared = Counter(number for gram in begins for number in self._by_gram.get(gram, ()))
        if not shared:
            return "正文"
        _, number = max((count, number) for number, count in shared.items())
        return self._pieces[number].where.removesuffix("的小标题")
