"""Who gets which line, once headings and tables are known."""

from __future__ import annotations

import re
from itertools import pairwise

from nianbao.importer.annexes import claim_annexes, claim_contents, claim_list
from nianbao.importer.chrome import claim_around
from nianbao.importer.claims import Owner
from nianbao.importer.ending import find_ending, is_date, with_date_below_title
from nianbao.importer.headings import Heading
from nianbao.importer.parts import Parts
from nianbao.importer.prose import paragraphs, wrap_width
from nianbao.importer.source import Span
from nianbao.importer.tables import read_tables
from nianbao.importer.wording import Wording


def distribute(parts: Parts, words: Wording, stretches: list[list[int]]) -> None:
    """Give all lines away, and what nobody wants to ``unplaced``."""
    claims, lines = parts.claims, parts.source.lines
    end = len(lines) if parts.annex is None else parts.annex
    last_table = max((index for stretch in stretches for index in stretch if index < end), default=-1)
    start = max([heading.line for heading, _ in parts.headings], default=-1)
    if parts.title:
        for index, span in parts.title.pieces:
            claims.claim(index, Owner("title"), span)
    parts.tables = read_tables(claims, stretches, parts.template)
    _claim_foreign_rows(parts, stretches)
    for heading, home in parts.headings:
        if not _is_merged(parts, heading, home):
            claims.claim(heading.line, Owner("heading", home), heading.span)
    tail = range(max(start, last_table) + 1, end)
    # A bare date may be the signature's or the website's: what signs the report decides.
    claim_around(claims, words, tail, lambda index: is_date(lines[index].text))
    _claim_end(parts, tail)
    if parts.title:
        parts.ending = with_date_below_title(claims, parts.ending, parts.title)
        for index, span in parts.ending.pieces if parts.ending else ():
            claims.claim(index, Owner("signature"), span)
    _claim_prose(parts)
    width = wrap_width(lines)
    for section in parts.template.sections:
        pieces = [piece for piece in claims.of("section") if piece.owner.name == section.id]
        if pieces:
            headed = {heading.line for heading, home in parts.headings if home == section.id}
            parts.sections[section.id] = paragraphs(pieces, lines, width, headed)


def _claim_end(parts: Parts, tail: range) -> None:
    """Claim the signature, and the attachments around it; what else stands behind it isn't placed."""
    claims, lines = parts.claims, parts.source.lines
    parts.ending = ending = find_ending(claims, tail)
    for index, span in ending.pieces if ending else ():
        claims.claim(index, Owner("signature"), span)
    if parts.annex is not None:
        first = ending.pieces[0][0] if ending else parts.annex
        claim_list(claims, parts.template, tail.start, first)
        claim_annexes(claims, parts.template, parts.annex)
        claim_contents(claims, parts.annex, min((heading.line for heading, _ in parts.headings), default=0))
    for index in range(ending.pieces[-1][0] + 1, len(lines)) if ending else ():
        claims.claim(index, Owner("unplaced", "在署名之后"))


def _is_merged(parts: Parts, heading: Heading, home: str) -> bool:
    """Tell whether a section took in an earlier heading: then this one stays in its text."""
    firsts: dict[str, Heading] = {}
    for one, section in parts.headings:
        better = one.section == section
        if section not in firsts or (better and firsts[section].section != section):
            firsts[section] = one
    return firsts[home] is not heading


def _claim_foreign_rows(parts: Parts, stretches: list[list[int]]) -> None:
    """What stands in a table and is none of its labels or cells isn't placed."""
    for stretch in stretches:
        for index in stretch:
            for span in parts.claims.free(index):
                parts.claims.claim(index, Owner("unplaced", "表格里的"), span)


def _claim_prose(parts: Parts) -> None:
    claims, lines = parts.claims, parts.source.lines
    breaks = sorted((heading.line, heading.span, home) for heading, home in parts.headings)
    title = min((index for index, _ in parts.title.pieces), default=-1) if parts.title else -1
    for index in range(len(lines)):
        for span in claims.free(index):
            # Bars around text are left of a table that the page put it into.
            for bars in re.finditer(r"^[\s|]*\||\|[\s|]*$", lines[index].text[slice(*span)]):
                claims.claim(index, Owner("chrome", "表格线"), (span[0] + bars.start(), span[0] + bars.end()))
        for span in claims.free(index):
            for part in _between(span, [place[0] for line, place, _ in breaks if line == index]):
                claims.claim(index, _owner(parts, index, part, breaks, title), part)


def _between(span: Span, places: list[int]) -> list[Span]:
    """Cut a stretch where headings begin that stay in the text: each goes with what follows it."""
    inside = [place for place in places if span[0] < place < span[1]]
    return list(pairwise([span[0], *inside, span[1]]))


def _owner(parts: Parts, index: int, span: Span, breaks: list[tuple[int, Span, str]], title: int) -> Owner:
    text = parts.source.lines[index].text[slice(*span)]
    start = span[0] + len(text) - len(text.lstrip())  # a heading's own indent belongs to no section before
    before = [home for line, place, home in breaks if (line, place[0]) <= (index, start)]
    if before:
        return Owner("section", before[-1])
    if index < title:
        return Owner("unplaced", "在标题之前")
    if not breaks and not parts.title:
        return Owner("unplaced", "没有标题，分不出部分")
    return Owner("section", parts.template.sections[0].id)
