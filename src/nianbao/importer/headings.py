"""Which lines of a report are the headings of its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from nianbao.importer.certainty import Certainty
from nianbao.importer.characters import folded
from nianbao.importer.source import Line, Span
from nianbao.importer.wording import Wording

Style = Literal["一、", "（一）", "1.", ""]
"""How a heading is numbered; empty for not at all."""

_DIGITS = "一二三四五六七八九十"
_NUMBERS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (
        "一、",
        re.compile(
            rf"(?:第)?([{_DIGITS}]{{1,3}})(?:部分)?(?:[、.,:]|(?=[^{_DIGITS}〇○零年是级份月方来次日]))[、.,:]*"
        ),
    ),
    ("（一）", re.compile(rf"\(([{_DIGITS}]{{1,3}})\)[、.,]?")),
    ("1.", re.compile(r"(\d{1,2})[.、](?!\d)")),
)
_BARE_NUMBER = re.compile(r"\d{1,2}(?!\d)")
_LOOSE = re.compile(r"[。;!?]")
_ENDS = re.compile(r"[。:;\s]")
_LEAD = re.compile(r"[-*#·•●■◆>]+")
_SEPARATORS = "、.,:分"
"""What ends the number of a heading whose words aren't known."""

_LAST_WORDS = ("情况", "事项", "措施", "打算", "问题", "概述", "概况")
_BOX = re.compile(r"\[[^\[\]]+\]")
"""A heading in a box: 【一、总体情况】."""

_LEADERS = re.compile(r"[.…·]{2,}\d*$")
_LOOK = 200
_MOST = 1_000
"""So many candidates are looked at; a report has some twenty."""

_LONGEST = 45
_LONGEST_UNKNOWN = 30
_INLINE = re.compile(rf"(?:(?<=[\s。;；:：!！])|^)[{_DIGITS}]{{1,2}}[、.．]")


@dataclass(frozen=True)
class Heading:
    """A heading, or a line that might be one.

    Attributes:
        line: Index of its line.
        span: Where in that line, its number included.
        section: Section id; ``unknown`` for a numbered heading of no known kind.
        style: How it is numbered.
        number: Its number, 0 without one.
        exact: Whether its words are those of a known heading.
        text: As printed.
        certainty: How sure it is that it heads this section.
    """

    line: int
    span: Span
    section: str
    style: Style
    number: int
    exact: bool
    text: str
    certainty: Certainty = "high"


def candidates(
    lines: Sequence[Line], words: Wording, passes: Callable[[int], bool], *, unknown: bool
) -> list[Heading]:
    """List what might be a heading.

    Args:
        lines: The source's lines.
        words: How headings are written.
        passes: Tells whether a line may hold one.
        unknown: Take numbered short lines of unknown words too, as regional formats need.
    """
    found = (
        heading
        for index, line in enumerate(lines)
        if line.text.strip() and passes(index)
        for heading in _in_line(index, line, words, unknown)
    )
    return list(islice(found, _MOST))


def _in_line(index: int, line: Line, words: Wording, unknown: bool) -> Iterator[Heading]:
    """List the headings of a line: at its start, and inside where a page lost its line breaks."""
    text = line.text
    spans = line.cells if line.cells is not None else _parts(text)
    for start, end in spans:
        inside = [start + match.start() for match in _INLINE.finditer(text[start:end])]
        # What stands before a heading's number may be a dash; that opens no line of its own.
        places = [start, *(place for place in inside if _LEAD.sub("", text[start:place]).strip())]
        for place, stop in zip(places, [*places[1:], end], strict=True):
            inline = place > start
            found = _heading(index, text, (place, stop), words, unknown and not inline)
            if found and (not inline or (found.style == "一、" and found.section != "unknown")):
                yield found


def _parts(text: str) -> list[Span]:
    """Split at bars: a page may put heading and text into cells of one table."""
    edges = [-1, *(place for place, char in enumerate(text) if char == "|"), len(text)]
    return [(first + 1, last) for first, last in pairwise(edges) if text[first + 1 : last].strip()]


def _heading(index: int, text: str, span: Span, words: Wording, unknown: bool) -> Heading | None:
    # No heading is longer; the rest of a long paragraph needn't be looked at.
    chars = [(span[0] + place, char) for place, char in folded(text[span[0] : min(span[1], span[0] + _LOOK)])]
    bare = "".join(char for _, char in chars)
    lead = _LEAD.match(bare)
    begin = lead.end() if lead else 0
    boxed = _BOX.match(bare, begin)
    style, number, begin = _number(bare, begin + bool(boxed))
    if not bare[begin:]:
        return None
    best: tuple[bool, str, int] | None
    if boxed:
        known = _section(bare[begin : boxed.end() - 1], words)
        best = (known[1], known[0], boxed.end()) if known else None
    elif not style and (spaced := _spaced_number(chars, bare, begin)):
        style, number, begin = "1.", int(bare[begin:spaced]), spaced
        best = _best(chars, bare, begin, True, words)
        best = best if best and best[0] else None  # 12 and other words are as often a count
    else:
        best = _best(chars, bare, begin, bool(style), words)
    if best is None and unknown and style == "一、" and bare[begin - 1] in _SEPARATORS:
        alone = bare[begin:].strip("。:")
        if 2 <= len(alone) <= _LONGEST_UNKNOWN and not re.search(r"[。;,:]", alone):
            best = (False, "unknown", len(chars))
    if best is None:
        return None
    exact, section, end = best
    if not exact and len(bare[begin:end]) > _LONGEST:
        return None
    last = chars[end - 1][0] + 1
    # The colon or full stop behind a heading belongs to it.
    while end < len(chars) and chars[end][1] in "。:;" and chars[end][0] == last:
        last, end = last + 1, end + 1
    first = chars[0][0]
    return Heading(index, (first, last), section, style, number, exact, text[first:last].strip())


def _best(
    chars: Sequence[tuple[int, str]], bare: str, begin: int, numbered: bool, words: Wording
) -> tuple[bool, str, int] | None:
    """Find a heading's words: the whole line, or up to a full stop, a colon or a space with text behind it.

    Returns:
        Whether the words are known ones, the section, and the number of characters.
    """
    ends = [len(chars)]
    for place in range(begin + 1, len(chars)):
        spaced = chars[place][0] > chars[place - 1][0] + 1
        if spaced or _ENDS.match(chars[place][1]):
            ends.append(place)
    best: tuple[bool, str, int] | None = None
    for end in ends:
        known = _section(bare[begin:end].strip("。.:;,、*#"), words)
        if known and known[1]:
            return True, known[0], end
        # Without a number only a whole line can be a heading of like words; who numbers none may have such.
        alone = numbered or (end == len(chars) and bare.endswith(_LAST_WORDS))
        if known and alone and (best is None or end < best[2]):
            best = (False, known[0], end)
    return best


def _number(bare: str, begin: int) -> tuple[Style, int, int]:
    """Read the number a heading opens with; a doubled one counts once."""
    style: Style = ""
    number = 0
    for _ in range(2):
        for kind, pattern in _NUMBERS:
            if found := pattern.match(bare, begin):
                if style and kind != style:
                    break
                style, number, begin = kind, _value(found[1]), found.end()
                break
        else:
            break
    return style, number, begin


def _spaced_number(chars: Sequence[tuple[int, str]], bare: str, begin: int) -> int | None:
    """Tell where the words behind a number begin that only a space sets apart: ``1 概述``."""
    digits = _BARE_NUMBER.match(bare, begin)
    if digits is None or digits.end() == len(bare):
        return None
    end = digits.end()
    return end if chars[end][0] > chars[end - 1][0] + 1 else None


def _value(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    tens, _, ones = digits.rpartition("十")
    if "十" in digits:
        return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
    return _DIGITS.index(digits[-1]) + 1


def _section(core: str, words: Wording) -> tuple[str, bool] | None:
    core = _LEADERS.sub("", core)
    if not core or len(core) > _LONGEST:
        return None
    for one in words.headings:
        if core in one.exact:
            return one.section, True
    if _LOOSE.search(core) or "," in core[:-1] or ":" in core:
        return None
    for one in words.headings:
        if any(pattern.search(core) for pattern in one.like):
            return one.section, False
    return None
