"""What a website puts around a report: recognised and listed, so that nobody takes it for the report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from nianbao.importer.characters import fold
from nianbao.importer.claims import Claims, Owner
from nianbao.importer.wording import Pattern, Wording

_PAGE_NUMBER = re.compile(r"-\d{1,3}-|第\d{1,3}页(?:[,/]?共\d{1,3}页)?|\d{1,3}/\d{1,3}")
_RUNNING = "页眉页脚"
_NOTES = frozenset({"脚注", "尾注", "隐藏文字"})
_LONGEST = 220
_SHORT = 60
_MOST = 0.6
"""So many of the pages have a running header."""


def claim_asides(claims: Claims) -> None:
    """Claim what a file itself keeps beside its text: notes are unplaced, all else is chrome."""
    for index, line in enumerate(claims.lines):
        if line.aside:
            claims.claim(index, Owner("unplaced" if line.aside in _NOTES else "chrome", line.aside))


def claim_everywhere(claims: Claims, words: Wording) -> None:
    """Claim the lines that are chrome wherever they stand, and page numbers."""
    for index in range(len(claims.lines)):
        text = fold(claims.lines[index].text)
        if not text or len(text) > _LONGEST:
            continue
        if _PAGE_NUMBER.fullmatch(text):
            claims.claim(index, Owner("chrome", "页码"))
        elif kind := _kind(text.strip("|"), words.anywhere):
            claims.claim(index, Owner("chrome", kind))


def claim_running(claims: Claims) -> None:
    """Claim headers and footers: what most pages of a PDF have in their first or last line."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(claims.lines):
        if line.page is not None and line.text.strip() and claims.is_free(index):
            pages[line.page].append(index)
    for edge in (0, -1):
        texts = {lines[edge]: fold(claims.lines[lines[edge]].text) for lines in pages.values()}
        for text, times in Counter(texts.values()).items():
            if len(text) <= _SHORT and times >= max(2, _MOST * len(pages)):
                for index, own in texts.items():
                    if own == text:
                        claims.claim(index, Owner("chrome", _RUNNING))


def claim_around(claims: Claims, words: Wording, lines: Iterable[int], keeps: Callable[[int], bool]) -> None:
    """Claim chrome among lines before the title or after the signature.

    Args:
        claims: Who owns what.
        words: The words by which chrome is known.
        lines: Indexes of these lines.
        keeps: Tells whether a line is something else all the same: the title, a date under a signature.
    """
    header = False
    for index in lines:
        text = fold(claims.lines[index].text).strip("|")
        if not text or len(text) > _LONGEST or not claims.is_free(index):
            continue
        barred = "|" in claims.lines[index].text
        kind = _kind(text, words.around)
        # The values of a table of 索引号, 公开方式 … stand under its header.
        if (kind == "索引信息" or not keeps(index)) and (kind or (header and barred)):
            claims.claim(index, Owner("chrome", kind or "索引信息"))
        header = kind == "索引信息" or (header and not kind and barred)


def _kind(text: str, patterns: Iterable[tuple[str, Pattern]]) -> str | None:
    return next((kind for kind, pattern in patterns if pattern.fullmatch(text)), None)
