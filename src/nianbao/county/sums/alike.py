"""雷同: pairs of texts with the sentences that both have, between units and with a unit's own last year."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from nianbao.checks.base import Subject
from nianbao.likeness.between import alike_parts
from nianbao.likeness.formulas import FORMULA_SECTIONS, formulas, is_formula
from nianbao.likeness.sentences import LEAST_CHARACTERS, sentences
from nianbao.report import Report

LEAST_SHARE = 0.6
"""Of the shorter text, or of this year's, in whole sentences; as in the checks M101 and M201."""

_FIGURE = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; ``shared`` where the other text has the sentence too."""

    text: str
    shared: bool


@dataclass(frozen=True)
class Side:
    """One of two texts.

    Attributes:
        name: Whose it is.
        pieces: Its text, paragraph by paragraph, in pieces.
    """

    name: str
    pieces: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Pair:
    """Two texts that are alike.

    Attributes:
        section: The part's heading.
        share: How much of the shorter one (of this year's) stands in the other, 0 to 1.
        sentences: How many sentences they share.
        sides: The two texts.
    """

    section: str
    share: float
    sentences: int
    sides: tuple[Side, Side]


def between_units(subjects: Iterable[Subject]) -> tuple[Pair, ...]:
    """List the pairs between units, the most alike first; each pair once."""
    found: dict[tuple[str, frozenset[int]], Pair] = {}
    for part, share, other in alike_parts(subjects):
        key = (part.section, frozenset((id(part), id(other))))
        if key not in found:
            shared = set(part.keys) & set(other.keys)
            sides = tuple(
                _side(
                    one.subject.report,
                    one.section,
                    {
                        (sentence.line, sentence.column)
                        for sentence, name in zip(one.own, one.keys, strict=True)
                        if name in shared
                    },
                )
                for one in (part, other)
            )
            label = part.subject.report.template.section(part.section).label
            found[key] = Pair(label, share, len(shared), (sides[0], sides[1]))
    return tuple(sorted(found.values(), key=lambda pair: -pair.share))


def with_last_year(subjects: Iterable[Subject]) -> tuple[Pair, ...]:
    """List the parts of which most stood in the unit's own report of the year before."""
    pairs = [pair for subject in subjects for pair in _with_last_year(subject.report)]
    return tuple(sorted(pairs, key=lambda pair: -pair.share))


def _with_last_year(report: Report) -> Iterator[Pair]:
    last = report.last
    known = formulas(report.template)
    for section, text in report.parameters.sections.items() if last else ():
        before = last.parameters.sections.get(section) if last else None
        if not before or section in FORMULA_SECTIONS or last is None:
            continue
        now = [one for one in sentences(text) if not is_formula(one.folded, known)]
        then = [one for one in sentences(before) if not is_formula(one.folded, known)]
        shared = {one.folded for one in now} & {one.folded for one in then}
        size = sum(len(one.folded) for one in now if one.folded in shared)
        whole = sum(len(one.folded) for one in now)
        if size >= LEAST_CHARACTERS and size >= LEAST_SHARE * whole:
            sides = (
                _side(report, section, {(one.line, one.column) for one in now if one.folded in shared}),
                _side(last, section, {(one.line, one.column) for one in then if one.folded in shared}),
            )
            yield Pair(report.template.section(section).label, size / whole, len(shared), sides)


def _side(report: Report, section: str, shared: Collection[tuple[int, int]]) -> Side:
    text = report.parameters.sections[section]
    name = f"{report.parameters.unit.name or report.parameters.unit.id} {report.parameters.year} 年"
    return Side(name, tuple(_paragraphs(report, text, shared)))


def _paragraphs(
    report: Report, text: str, shared: Collection[tuple[int, int]]
) -> Iterator[tuple[Piece, ...]]:
    """Cut a text into its lines, and each into what is shared and what isn't, figures filled in, marks of bold left out."""
    marked = {(one.line, one.column): len(one.text) for one in sentences(text)}
    for number, line in enumerate(text.split("\n")):
        pieces: list[Piece] = []
        done = 0
        for (at, column), length in sorted(marked.items()):
            if at == number and (at, column) in shared:
                pieces += [Piece(line[done:column], False), Piece(line[column : column + length], True)]
                done = column + length
        pieces.append(Piece(line[done:], False))
        filled = tuple(Piece(_filled(report, one.text), one.shared) for one in pieces if one.text)
        if any(one.text.strip() for one in filled):
            yield filled


def _filled(report: Report, text: str) -> str:
    def figure(match: re.Match[str]) -> str:
        known = report.figures.get(match[1])
        return known.text if known else match[0]

    return _FIGURE.sub(figure, text.replace("**", ""))
