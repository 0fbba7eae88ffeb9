"""Which words a correction is about: those that a reader of the page sees."""

from __future__ import annotations

import re

from nianbao.correcting.note import TITLE
from nianbao.report import Report
from nianbao.signing.content import NOTEBOOK, TEMPLATE, UNIT, Content, is_picture
from nianbao.signing.own import whole_content

_UNSEEN = frozenset({TEMPLATE, NOTEBOOK, UNIT, TITLE})
"""Places that no page shows, or that tell of corrections themselves. A template is newer with each version of
nianbao; that puts nothing right."""

_OWN_TARGET = re.compile(r"((?:https?://|mailto:)[^\[\]\s]+)\[\1\]")
"""An address that leads where it says; a link behind other words is kept, for it can be wrong by itself."""

_SPACES = re.compile(r"[^\S\n]+")


def seen_words(content: Content) -> Content:
    """Leave out what nobody sees, the note on corrections, and charts, which say what the tables say.

    Spaces go too: each form and each site has its own, in the midst of an address even.
    """
    kept = [number for number, (place, _) in enumerate(content.lines) if _is_seen(place)]
    own = set(content.own)
    lines = tuple((content.lines[number][0], _plain(content.lines[number][1])) for number in kept)
    return Content(lines, tuple(at for at, number in enumerate(kept) if number in own), content.whole)


def _plain(words: str) -> str:
    return _SPACES.sub("", _OWN_TARGET.sub(r"\1", words))


def words_of(report: Report) -> Content:
    """Give the words of a report that a correction is about; own cells of its notebook are run for theirs.

    Raises:
        NotebookError: One of them fails.
        ReportError: There is no notebook.
    """
    return seen_words(whole_content(report))


def _is_seen(place: str) -> bool:
    return place not in _UNSEEN and not is_picture(place)
