"""Safe fixes of a document under edit: those of ``nianbao check --fix``, as values of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nianbao.checks.fixes import Fix
from nianbao.editor.document import Document
from nianbao.editor.parts import Part, text_of
from nianbao.editor.round import Round
from nianbao.editor.scalars import Scalar
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
    codes: dict[str, list[int]] = {}
    for number, finding in enumerate(round_.findings):
        if finding.answered is None:
            codes.setdefault(finding.code, []).append(number)
    found: dict[int, list[Offer]] = {}
    for offer in offers(round_.subject, round_.findings) if codes else ():
        own = [round_.findings[number] for number in codes.get(offer.code, ())]
        place = _nearest(round_, offer, own)
        if place is not None:
            found.setdefault(codes[offer.code][place], []).append(offer)
    return found


def _nearest(round_: Round, offer: Offer, findings: Sequence[Finding]) -> int | None:
    """Choose among findings of one code the one that an edit is for."""
    if isinstance(offer, CellFix):
        wanted = (offer.table, *offer.cell)
        places = ((one.table, one.row, one.cell) for one in findings)
        return next((number for number, place in enumerate(places) if place == wanted), None)
    inside = [number for number, one in enumerate(findings) if one.section == offer.section]
    if not inside:
        return 0 if findings else None  # one that speaks of the whole report stands in its first section
    start = round_.document.file.text.narrative.get(("sections", offer.section))
    if start is None or len(inside) == 1:
        return inside[0]
    before = round_.subject.report.parameters.sections[offer.section][: offer.start]
    line = start.line + before.count("\n")
    at = (line, start.column + len(before) - before.rfind("\n") - 1)
    earlier = [number for number in inside if _place(findings[number]) <= at]
    return earlier[-1] if earlier else inside[0]


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
