"""Document numbers (发文字号) in a text, however they are written.

GB/T 9704-2012, 7.2.5: the issuer's code, the year in 〔〕, the serial number without 第 and without
leading zeros, and 号.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING, _CLOSING = "〔【[{（(［｛〈<〖", "〕】]}）)］｝〉>〗"
_HAN = "\u4e00-\u9fff"

_ORDER = re.compile(
    r"(?P<office>国务院|国|主席)(?:第\s*(?P<before>\d{1,3})\s*号令|令\s*(?:第|[(（]第)?\s*(?P<after>\d{1,3})\s*号)"
)


# What comes before the year is looked at behind it: digits are rarer than Han characters.
_NUMBER = re.compile(
    rf"(?:19|20)(?<!\d\d\d)\d\d\s*年?\s*(?P<close>[{re.escape(_CLOSING)}])?\s*"
    r"(?P<ordinal>第)?\s*(?P<zeros>0*)(?P<serial>[1-9]\d{0,3})\s*号"
)
_BEFORE = re.compile(rf"(?P<office>[{_HAN}]{{1,16}})\s*(?P<open>[{re.escape(_OPENING)}])?\s*$")


@dataclass(frozen=True)
class Number:
    """A document number in a text.

    Attributes:
        start: Where it begins; words before the issuer's code may be included.
        end: Where it ends.
        office: The issuer's code, perhaps with words before it.
        year: Its year; None for an order (令).
        serial: Its serial number.
        opening: The bracket before the year, or empty.
        closing: The bracket behind it, or empty.
        ordinal: It has a 第 or leading zeros that don't belong there.
    """

    start: int
    end: int
    office: str
    year: int | None
    serial: int
    opening: str = "〔"
    closing: str = "〕"
    ordinal: bool = False

    @property
    def key(self) -> tuple[str, int | None, int]:
        """What a number is compared by."""
        return (self.office, self.year, self.serial)

    @property
    def right(self) -> str:
        """The year and serial number as they should be written."""
        return f"〔{self.year}〕{self.serial}号"

    @property
    def is_complete(self) -> bool:
        """Whether both brackets are there, of whatever kind."""
        return bool(self.opening and self.closing)


@functools.lru_cache(maxsize=64)
def numbers(text: str, ends: str) -> tuple[Number, ...]:
    """List the document numbers of a text, orders first.

    Args:
        text: The text.
        ends: Characters with which an issuer's code ends; 2021号 behind another is no document.
    """
    return (*_orders(text), *_documents(text, ends))


def _orders(text: str) -> Iterator[Number]:
    for match in _ORDER.finditer(text):
        office = "国务院令" if match["office"] != "主席" else "主席令"
        yield Number(*match.span(), office, None, int(match["before"] or match["after"]))


def _documents(text: str, ends: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 20), match.start())
        if before is None or before["office"][-1] not in ends:
            continue
        yield Number(
            before.start(),
            match.end(),
            before["office"],
            int(match.group()[:4]),
            int(match["serial"]),
            before["open"] or "",
            match["close"] or "",
            bool(match["ordinal"] or match["zeros"]),
        )
