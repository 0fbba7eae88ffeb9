"""更正说明 behind the signature of a published report: it tells of the report, and is none of its parts.

A parameter file has no place for it: corrections are kept in a register beside it (``nianbao.correcting``), from
which the note is made anew.
"""

from __future__ import annotations

import re

from nianbao.correcting.note import TITLE
from nianbao.importer.annexes import begins_annex
from nianbao.importer.characters import fold
from nianbao.importer.claims import Claims, Owner
from nianbao.importer.ending import find_ending

_OPENS = re.compile(r"本报告公布后,于\d{4}年|\(一\)\d{4}年\d{1,2}月\d{1,2}日第.{1,3}次更正")
"""How a note of ours begins, which needs no signature before it."""


def claim_corrections(claims: Claims) -> None:
    """Claim the note on corrections: from its heading behind the signature up to the attachments or the end.

    Args:
        claims: Who owns what; page numbers and the like have been given away.
    """
    filled = [
        index
        for index, line in enumerate(claims.lines)
        if claims.is_free(index) and line.text.strip(" |\t\u3000")
    ]
    headings = [place for place, index in enumerate(filled) if _is_heading(claims.lines[index].text)]
    for place in headings:
        if _is_note(claims, filled, place):
            _claim(claims, filled[place:])
            for listed in headings:
                if listed < place:
                    claims.claim(filled[listed], Owner("chrome", "目录"))
            return


def _is_heading(text: str) -> bool:
    return fold(text).strip("#*|:[]") == TITLE


def _is_note(claims: Claims, filled: list[int], place: int) -> bool:
    following = fold(claims.lines[filled[place + 1]].text) if place + 1 < len(filled) else ""
    if _OPENS.match(following):
        return True
    ending = find_ending(claims, range(filled[place])) if place else None
    return ending is not None and ending.pieces[-1][0] == filled[place - 1]


def _claim(claims: Claims, lines: list[int]) -> None:
    for index in lines:
        if begins_annex(claims.lines[index].text):
            return
        claims.claim(index, Owner("chrome", TITLE))
