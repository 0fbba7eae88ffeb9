"""Which sheets of a file belong to which kind of ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nianbao.ledgers.header import Header, find_header
from nianbao.ledgers.sheet import Sheet
from nianbao.ledgers.values import is_blank, plain
from nianbao.ledgers.words import Words

EXAMPLE = re.compile(r"示例|样例|样表|范例|举例|例表|模板示范")
"""Sheets that show how to fill in; they are passed over and it is said."""

GUIDANCE = re.compile(r"说明|填表须知|字典|选项|下拉|封面|目录|参数")
"""Sheets that hold no ledger; they are passed over when they have no header either."""


_OF_NAME = 3.0


@dataclass(frozen=True, repr=False)
class Claim:
    """A sheet and the kind it was found to be, or None, with its header or None."""

    sheet: Sheet
    kind: str | None
    header: Header | None


def claim(sheet: Sheet, words: Mapping[str, Words], given: set[str]) -> Claim:
    """Say of which kind a sheet is: by its name, else by the header that fits best.

    Args:
        sheet: The sheet.
        words: The words of every kind.
        given: Kinds for which this file was named; of two that fit alike, a given one wins.
    """
    found = {kind: header for kind, known in words.items() if (header := find_header(sheet, known))}
    named = _named(sheet.name or "", words)
    if not found or (named in given and named not in found):
        return Claim(sheet, named, None)
    # A name weighs as much as three columns: a word in it may be about something else.
    fits = {
        kind: _fit(words[kind], header) + (_OF_NAME if kind == named else 0) for kind, header in found.items()
    }
    best = max(fits, key=lambda kind: (fits[kind], kind in given))
    only = next(iter(given)) if len(given) == 1 else None
    if only in found and _has_needed(words[only], found[only]) and fits[only] >= fits[best] - 1:
        # The clerk has said what the file is; what fits it about as well need not be guessed.
        best = only
    return Claim(sheet, best, found[best])


def _fit(words: Words, header: Header) -> float:
    missing = sum(column not in header.read for column in words.needed)
    return header.score - 1.5 * missing


def _has_needed(words: Words, header: Header) -> bool:
    return all(column in header.read for column in words.needed)


def _named(name: str, words: Mapping[str, Words]) -> str | None:
    """Find the kind whose word in the sheet's name is the longest."""
    text = plain(name)
    hits = [(len(word), kind) for kind, known in words.items() for word in known.sheets if word in text]
    return max(hits)[1] if hits else None


def is_empty(sheet: Sheet) -> bool:
    """Say whether a sheet holds nothing."""
    return all(is_blank(cell) for row in sheet.rows for cell in row)
