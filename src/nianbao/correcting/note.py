"""更正说明: what stands behind the signature of a report that was corrected.

GB/T 9704-2012 has notes (附注) below the date of a document and before its attachments (7.3.6, 7.3.7). The words
are blocks of kinds that every form has, so nothing that was typed can become code in any of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from nianbao.blocks import Block, Heading, Paragraph, Span
from nianbao.correcting.kept import Change, Correction
from nianbao.dates import chinese_date
from nianbao.fonts import uncovered
from nianbao.narrative import visible

TITLE = "更正说明"
SECTION = "corrections"
"""Section id of the note's blocks, which no template may use."""

REASON = "更正原因："
"""Stands before the reason of each correction."""

_UNFIT = "不宜公开的个别内容"

HIDDEN = Change(_UNFIT, "", "")
"""Told where not even the place of what changed may be published."""

_SECTION = re.compile("[一二三四五六七八九十]+、")
_INNER = str.maketrans("“”「」", "‘’‘’")
_OUTER = str.maketrans("「」", "“”")
_LONGEST = 120
"""Characters of a changed clause or paragraph that a note quotes in full."""

_BLANK = "□"
"""Stands for a character of the published words that no face has: it may be the very thing put right."""

_DIGITS = "零一二三四五六七八九"


def note_blocks(corrections: Sequence[Correction]) -> list[Block]:
    """Give the note on a report's corrections, the newest first; nothing where there are none."""
    if not corrections:
        return []
    corrections = unquoted(corrections)
    blocks: list[Block] = [Heading(section=SECTION, level=1, spans=(Span(text=TITLE),))]
    if len(corrections) == 1:
        when = chinese_date(corrections[0].date)
        return [*blocks, _paragraph(f"本报告公布后，于{when}更正。"), *_one(corrections[0])]
    for place, one in enumerate(reversed(corrections), 1):
        lead = f"（{_chinese(place)}）{chinese_date(one.date)}第{_chinese(one.number)}次更正。"
        blocks += [_paragraph(lead, level=2), *_one(one)]
    return blocks


def _one(correction: Correction) -> Iterator[Block]:
    yield _paragraph(f"{REASON}{_ended(_printable(correction.reason))}")
    sentences = [change_sentence(one) for one in correction.changes]
    if len(sentences) == 1:
        yield _paragraph(f"更正内容：{sentences[0]}")
        return
    yield _paragraph(f"更正内容（{len(sentences)}处）：")
    for number, sentence in enumerate(sentences, 1):
        yield _paragraph(f"{number}.{sentence}", level=3)


def change_sentence(change: Change) -> str:
    """Tell one change as the note does: the place, what stood there, what stands there now."""
    was, now = _printable(change.was), _printable(change.now)
    place = _place(_printable(change.place))
    if was and now:
        return f"{place}：{_quoted(was)}更正为{_quoted(now)}。"
    if was or now:
        return f"{place}：{'增加' if now else '删去'}{_quoted(now or was)}。"
    return f"{place}有改动。"


def unquoted(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Take the quotes out of earlier notes where a later correction conceals the words of a place.

    Only whoever took them down knows what is not to be read there, and it may stand in those quotes.

    Args:
        corrections: Corrections, the oldest first.
    """
    found: list[Correction] = []
    silent: set[str] = set()
    for one in reversed(corrections):
        found.append(
            replace(one, changes=tuple(dict.fromkeys(_silenced(change, silent) for change in one.changes)))
        )
        if one.conceal:
            silent |= {change.place for change in one.changes if not (change.was or change.now)}
    return tuple(reversed(found))


def _silenced(change: Change, silent: Collection[str]) -> Change:
    hidden = withheld(change.place)
    if hidden.place in silent:
        return hidden
    return Change(change.place, "", "") if change.place in silent else change


def withheld(place: str) -> Change:
    """Tell where something changed that may not be published, and nothing of what it was or is."""
    return Change(f"{_place(place)}：{_UNFIT}", "", "")


def _place(place: str) -> str:
    return f"“{place}”部分" if _SECTION.match(place) and "「" not in place else place.translate(_OUTER)


def _quoted(text: str) -> str:
    """Quote words with the marks that documents have, whole but for long ones; marks inside are single ones."""
    text = text.strip("，；、")
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST * 2 // 3]}……{text[-_LONGEST // 3 :]}"
    return f"“{text.translate(_INNER)}”"


def _paragraph(text: str, level: int = 0) -> Paragraph:
    return Paragraph(section=SECTION, level=level, spans=(Span(text=text, lead=level == 2),))


def _printable(text: str) -> str:
    text = " ".join(visible(text).split())
    text = "".join(char if char.isprintable() else _BLANK for char in text)
    for char in uncovered(text):
        text = text.replace(char, _BLANK)
    return text


def _ended(text: str) -> str:
    return text.rstrip("。；;，, ") + "。"


def _chinese(number: int) -> str:
    """Write a number up to 99 as counting words do: 二, 十, 二十一."""
    tens, ones = divmod(number, 10)
    if number >= 100:
        return str(number)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")
