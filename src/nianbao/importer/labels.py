"""The labels of the statutory tables, as the templates have them: what a table is recognised by."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from nianbao.importer.characters import fold
from nianbao.template import TableForm, Template

_LONG = 4
"""A label of so many characters hardly stands in a text by chance."""

_NEAR = 0.85
_PIECE = 4
"""A label that is printed downwards is broken into pieces of so many characters."""

_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Lexicon:
    """Labels of some tables, folded.

    Attributes:
        labels: Every label.
        all: All of them in one text, to find scraps in.
        rows: Those of rows that no header has.
    """

    labels: frozenset[str]
    all: str
    rows: frozenset[str] = frozenset()

    def is_label(self, text: str) -> bool:
        """Tell whether a folded text is a label, or one with help in brackets behind it."""
        if text in self.labels:
            return True
        head, bracket, _ = text.partition("(")
        return bool(bracket) and len(text) <= 60 and head in self.labels

    def is_scrap(self, text: str) -> bool:
        """Tell whether a folded text is part of a label."""
        return text in self.all

    def is_glued(self, text: str) -> bool:
        """Tell whether a folded text is a piece of a label printed downwards, with a scrap of another behind it."""
        if any(text[:place] in self.all and text[place:] in self.all for place in range(_PIECE + 1)):
            return True
        return any(text.startswith(label) and text[len(label) :] in self.all for label in self.labels)

    def near(self, text: str) -> bool:
        """Tell whether a folded text of some length is nearly a label, or the beginning of one."""
        return _near(self.labels, text)


@functools.lru_cache(maxsize=4096)
def _near(labels: frozenset[str], text: str) -> bool:
    bare = _BRACKETS.sub("", text)
    if len(bare) < _LONG:
        return False
    return any(
        label.startswith(bare) or _ratio(label, bare) >= _NEAR for label in labels if len(label) >= _LONG
    )


def _ratio(label: str, text: str) -> float:
    if 2 * min(len(label), len(text)) < _NEAR * (len(label) + len(text)):
        return 0.0
    matcher = SequenceMatcher(None, label, text, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _NEAR else 0.0


def lexicon(templates: Iterable[Template]) -> Lexicon:
    """Gather the labels of templates' tables."""
    return _lexicon(tuple(form for template in templates for form in template.tables))


# Forms are data without a hash; a tuple of the same objects is the same question.
_KNOWN: dict[tuple[int, ...], tuple[tuple[TableForm, ...], Lexicon]] = {}


def _lexicon(forms: tuple[TableForm, ...]) -> Lexicon:
    key = tuple(map(id, forms))
    if key not in _KNOWN:
        labels = frozenset(label for form in forms for label in map(fold, labels_of(form)) if label)
        rows = {fold(row.label) for form in forms for row in form.rows}
        heads = {fold(one) for form in forms for row in form.rows for one in row.within}
        heads |= {fold(label) for form in forms for label in _heads_of(form)}
        # A line break between labels, so that no scrap runs over the end of one.
        _KNOWN.clear()
        _KNOWN[key] = (forms, Lexicon(labels, "\n".join(sorted(labels)), frozenset(rows - heads)))
    return _KNOWN[key][1]


def labels_of(form: TableForm) -> Iterator[str]:
    """List all that a form prints besides numbers."""
    for row in form.rows:
        yield from (*row.within, row.label, row.unit or "")
    yield from _heads_of(form)


def _heads_of(form: TableForm) -> Iterator[str]:
    yield form.corner
    yield form.caption or ""
    yield from form.heads
    for column in form.columns:
        yield from (*column.within, column.label)
    for band in form.bands:
        yield band.label
        yield band.head


@functools.lru_cache(maxsize=4096)
def alike(label: str, text: str) -> float:
    """Tell how much of a label stands in a text in order: 1 for all of it."""
    if label == text:
        return 1.0
    matcher = SequenceMatcher(None, label, text, autojunk=False)
    found = sum(block.size for block in matcher.get_matching_blocks() if block.size >= min(2, len(label)))
    return found / max(len(label), 1)


@functools.lru_cache(maxsize=4096)
def abridged(label: str, text: str) -> float:
    """Tell how much of a shorter text stands in a label in order: 1 for a plain abridgement."""
    matcher = SequenceMatcher(None, label, text, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(len(text), 1)


def marks_of(template: Template, others: Iterable[Template]) -> frozenset[str]:
    """List the labels that only one of some templates has, and that no other's label holds."""
    own = {fold(label) for form in template.tables for label in labels_of(form)}
    foreign = {
        fold(label)
        for other in others
        if other is not template
        for form in other.tables
        for label in labels_of(form)
    }
    return frozenset(
        label
        for label in own - foreign
        if len(label) >= _LONG and not any(label in other for other in foreign)
    )
