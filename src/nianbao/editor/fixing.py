"""Safe fixes of a document under edit: those of ``nianbao check --fix``, as values of its parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from nianbao.checks.fixes import Fix
from nianbao.editor.document import Document
from nianbao.editor.parts import Part, text_of
from nianbao.editor.round import Round
from nianbao.editor.scalars import Scalar
from nianbao.editor.underlines import line_starts
from nianbao.errors import EditError
from nianbao.finding import Finding
from nianbao.reviewing.offers import CellFix, offers

Offer = Fix | CellFix

_ROUNDS = 5
"""One edit may open the way for another; as many rounds as ``--fix`` takes."""


def offered(round_: Round) -> dict[int, list[Offer]]:
    """Give the safe edits by the number of the finding that they settle.

    Where one finding tells of several flaws, it has the edits of all of them.
    """
    own: dict[tuple[str, str | None], list[int]] = {}
    for number, finding in enumerate(round_.findings):
        if finding.answered is None:
            own.setdefault((finding.code, finding.section), []).append(number)
            own.setdefault((finding.code, None), []).append(number)
    found: dict[int, list[Offer]] = {}
    for offer in offers(round_.subject, round_.findings) if own else ():
        settled = _cell(round_, offer, own) if isinstance(offer, CellFix) else _nearest(round_, offer, own)
        if settled is not None:
            found.setdefault(settled, []).append(offer)
    return found


Numbers = dict[tuple[str, str | None], list[int]]
"""Numbers of findings by code and section; without a section all of a code."""


def _cell(round_: Round, offer: CellFix, own: Numbers) -> int | None:
    """Choose the finding that an edit of a cell is for."""
    wanted = (offer.table, *offer.cell)
    for number in own.get((offer.code, None), ()):
        finding = round_.findings[number]
        if (finding.table, finding.row, finding.cell) == wanted:
            return number
    return None


def _nearest(round_: Round, fix: Fix, own: Numbers) -> int | None:
    """Choose among findings of one code the one that an edit of a text is for: the last that begins before it."""
    inside = own.get((fix.code, fix.section))
    if not inside:
        # One that speaks of the whole report stands in its first section.
        return next(iter(own.get((fix.code, None), ())), None)
    start = round_.document.file.text.narrative.get(("sections", fix.section))
    if start is None or len(inside) == 1:
        return inside[0]
    starts = line_starts(round_.subject.report.parameters.sections[fix.section])
    line = bisect_right(starts, fix.start) - 1
    at = (start.line + line, start.column + fix.start - starts[line])
    place = bisect_right(inside, at, key=lambda number: _place(round_.findings[number]))
    return inside[max(place - 1, 0)]


def _place(finding: Finding) -> tuple[int, int]:
    return finding.line or 0, finding.column or 0


def values_of(document: Document, wanted: Iterable[Offer]) -> dict[Part, Scalar]:
    """Give what the parts of a document hold after some safe edits; of two that meet, the first is made."""
    values: dict[Part, Scalar] = {}
    texts: dict[str, list[Fix]] = {}
    for offer in wanted:
        if isinstance(offer, CellFix):
            values["tables", offer.table, *offer.cell] = offer.number
        else:
            texts.setdefault(offer.section, []).append(offer)
    for section, fixes in texts.items():
        text, pieces, at = text_of(document.value(("sections", section))), [], 0
        for fix in sorted(fixes, key=lambda one: (one.start, one.end)):
            if fix.start >= at:
                pieces += [text[at : fix.start], fix.replacement]
                at = fix.end
        values["sections", section] = "".join([*pieces, text[at:]])
    return values


def mended(round_: Round) -> dict[Part, Scalar]:
    """Give the parts that all safe edits together change, with what they will hold."""
    document, again = round_.document, round_
    for _ in range(_ROUNDS):
        values = values_of(document, offers(again.subject, again.findings))
        changed = _with(document, values)
        if changed is document:
            break
        document, again = changed, Round(changed, round_.keeper, round_.today)
    return {
        part: document.value(part)
        for part in dict.fromkeys([*round_.document.parts, *document.parts])
        if document.value(part) != round_.document.value(part)
    }


def _with(document: Document, values: dict[Part, Scalar]) -> Document:
    """Set what can be set; a part that is written too oddly to be edited stays as it is."""
    try:
        return document.with_values(values)
    except EditError:
        if len(values) == 1:
            return document
    for part, value in values.items():
        document = _with(document, {part: value})
    return document
