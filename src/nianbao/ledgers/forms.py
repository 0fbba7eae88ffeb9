"""A word of a ledger as it is compared, and the parts of a cell that may hold several."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

_NUMBERING = re.compile(
    r"(?:第?[（(]?[一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[（(]\d{1,2}[)）]|\d{1,2}[、．.](?!\d))+"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")
_SPACES = re.compile(r"\s+")
_BETWEEN = (
    re.compile(r"[—–\-:>/\\]+"),
    re.compile(r"[—–\-:>/\\\s]+"),
    re.compile(rf"[—–\-:>/\\]+|{_NUMBERING.pattern}"),
    re.compile(rf"[—–\-:>/\\\s]+|{_NUMBERING.pattern}"),
)


@functools.lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Give a word as it is compared: half-width, no spaces, no numbering, no marks around it."""
    text = _SPACES.sub("", unicodedata.normalize("NFKC", text[:200])).lower()
    text = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    return text.strip("*:,;.。、'\"“”‘’「」《》-—_")


def without_brackets(text: str) -> str:
    """Give a heading without its remarks in brackets, such as the unit."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text))


def one_spaced(text: str) -> str:
    """Give a text half-width with single spaces: two hundred of them hide nothing behind them."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def in_brackets(text: str) -> tuple[str, list[str]]:
    """Give a text without its brackets, however deep, and what stood in each."""
    inside: list[str] = []
    while found := _BRACKETS.search(text):
        inside.append(found[0][1:-1])
        text = f"{text[: found.start()]} {text[found.end() :]}"
    return text.strip(), inside


def splits(text: str) -> Iterator[list[str]]:
    """Split a cell at dashes and strokes, then at spaces or numbering too (不予公开 4.…), then at both."""
    for between in _BETWEEN:
        yield [part for part in between.split(text) if part.strip()]
