"""What may not be told of a change: a number of a person that was published and is taken away is not told again."""

from __future__ import annotations

from pathlib import Path

from nianbao.sensitive.scan import scan
from nianbao.sensitive.words import Words
from nianbao.signing.content import Content
from nianbao.wordlists import compiled

_words = compiled("sensitive", Words.of)


def masked(content: Content, folder: Path | None) -> Content:
    """Give words with all that looks like personal data masked as the screening shows it."""
    words = _words(folder)
    return Content(tuple((place, _masked(text, words)) for place, text in content.lines))


def _masked(text: str, words: Words) -> str:
    hits = [hit for hit in scan(text, words) if hit.severity != "hint"]
    for hit in sorted(hits, key=lambda one: one.start, reverse=True):
        text = text[: hit.start] + hit.shown + text[hit.end :]
    return text
