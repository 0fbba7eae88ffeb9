"""Spaces that pasting leaves, paragraphs without an end, and lines broken inside a word."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

from nianbao.passages.paragraphs import Passage, Passages
from nianbao.writing.flaws import CLOSING, HAN, OPENING, Flaw, each, typed_only

_SPACE = "[ \u3000\u00a0]"
_BY_DIGITS = re.compile(rf"(?<=[{HAN}]){_SPACE}+(?=\d)|(?<=[\d%]){_SPACE}+(?=[{HAN}])")
_NO_SPACE_BY_YEAR = re.compile(rf"(?<=\d)[年月日条件](?=[{HAN}，。、；）]|\d)")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_LONG_NUMBER = re.compile(r"\d[\d-]{5,}")
_LATIN_BEFORE = re.compile(r"[A-Za-z/@][!-~]*$")
_LATIN_BEHIND = re.compile(r"[!-~]*[A-Za-z/@]")
_BY_HAN = re.compile(
    rf"(?<=[{HAN}，。；：、！？{CLOSING}]){_SPACE}+(?=[{HAN}{OPENING}])|(?<=[{HAN}]){_SPACE}+(?=[，。；：、！？{CLOSING}(])|(?<=[{HAN}\d]\)){_SPACE}+(?=[{HAN}])"
)
_NEXT_PART = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]")
_NEXT_FIELD = re.compile(rf"[{HAN}]{{2,8}}[：:]")
_SAYS = re.compile("未(?!来)|没有|无(?!障|锡|线)|已")
_FEW_BREAKS = 2
"""A report with more lines that go on in the next is typed at a fixed width."""

_HAN = re.compile(f"[{HAN}]")
_ADDRESS_AT_END = re.compile(
    r"(?:https?://|www\.|mailto:|@)[^\u4e00-\u9fff]*$|(?:电话|传真|邮编|邮箱|地址|邮政编码)[^。；]{0,30}$"
)
_GLUED_HEAD = re.compile(
    rf"[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．]\s*[{HAN}]{{2,20}}?(?:情况|方面)(?P<next>(?:20\d\d年|本年度|今年|全年|截至|我[镇乡县区局办街]|20\d\d年度))"
)
_GLUED = re.compile(
    r"(?:水平|成效|实效|质量|效率|效果|能力|公信力|透明度|满意度|知晓度|知情权|参与权|监督权)(?P<next>20\d\d年(?:度)?(?:[，,]|我|全|共|累)|截至|今年以来|本年度[，,我共])"
)
_GOES_ON = "的和与及在把被将由对从向以并或且“（《〔"
_LIST_START = re.compile(
    r"[一二三四五六七八九十]+[是、方]|第[一二三四五六七八九十]|首先|其次|再次|最后|[●◆•·■]"
)


@typed_only
def spaces_by_digits(passages: Passages) -> Iterator[Flaw]:
    """Find spaces between a number and a Han character."""
    for passage in each(passages):
        for match in _BY_DIGITS.finditer(passage.text):
            if not _is_between_fields(passage.text, match) and not _is_beside_latin(passage.text, match):
                yield Flaw(passage, match.start(), match.end(), "")


def _is_beside_latin(text: str, space: re.Match[str]) -> bool:
    """Tell whether the number is part of an address or a Latin word, which a space may set off."""
    return bool(_LATIN_BEFORE.search(text, 0, space.start()) or _LATIN_BEHIND.match(text, space.end()))


def _is_between_fields(text: str, space: re.Match[str]) -> bool:
    """Tell whether a space stands for a mark: 电话 0535-1234567, or 10:09 来源：某镇."""
    return bool(
        _LONG_NUMBER.match(text, space.end())
        or _NEXT_FIELD.match(text, space.end())
        or _CLOCK.search(text[max(0, space.start() - 8) : space.end() + 5])
    )


def has_numbers_without_spaces(passages: Passages) -> bool:
    """Tell whether the text also writes 2017年 in one."""
    return any(_NO_SPACE_BY_YEAR.search(passage.text) for passage in each(passages))


@typed_only
def spaces_by_han(passages: Passages) -> Iterator[Flaw]:
    """Find spaces between Han characters, and around full-width punctuation."""
    for passage in each(passages):
        if passage.is_aside:
            continue
        for match in _BY_HAN.finditer(passage.text):
            # Before a number a line's end was lost on the way: that is no slip of the keys.
            if not (
                _NEXT_FIELD.match(passage.text, match.end()) or _NEXT_PART.match(passage.text, match.end())
            ):
                yield Flaw(passage, match.start(), match.end(), "")


@typed_only
def glued(passages: Passages) -> Iterator[Flaw]:
    """Find where a heading runs into its text, or a sentence into the next, without a mark between."""
    for passage in each(passages):
        if head := _GLUED_HEAD.match(passage.text):
            yield Flaw(passage, head.start("next"), head.end("next"))
        for match in _GLUED.finditer(passage.text):
            yield Flaw(passage, match.start("next"), match.end("next"))


def broken_by_newline(passages: Passages, typed: Mapping[str, str], joined: frozenset[str]) -> Iterator[Flaw]:
    """Find words that a newline within a paragraph cuts in two, in a text that isn't broken at a fixed width.

    They print in one; but where it is the only line that breaks off, pasting has broken it.
    """
    breaks = [
        Flaw(passage, at - 1, at + 1)
        for section, own in passages.items()
        for passage in own
        for at in _breaks(passage, typed[section])
    ]
    if len(breaks) <= _FEW_BREAKS:
        yield from (flaw for flaw in breaks if flaw.text in joined)


def _breaks(passage: Passage, typed: str) -> Iterator[int]:
    """Give where a line of a paragraph goes on in the next between two Han characters."""
    for at in passage.starts[1:]:
        if (
            passage.is_typed(at - 1, at)
            and passage.is_typed(at, at + 1)
            and "\n" in typed[passage.place(at - 1) : passage.place(at)]
            and _HAN.match(passage.text, at - 1)
            and _HAN.match(passage.text, at)
        ):
            yield at


def broken(passages: Passages, joined: frozenset[str]) -> Iterator[tuple[Passage, Passage]]:
    """Find paragraphs that end inside a word or a phrase, with the paragraph that goes on.

    Args:
        passages: The report's prose.
        joined: Common words of two characters.
    """
    for section in passages.values():
        for passage, after in itertools.pairwise(section):
            if _is_broken(passage, after, joined):
                yield passage, after


def _is_broken(passage: Passage, after: Passage, joined: frozenset[str]) -> bool:
    if passage.is_ended or after.level or _LIST_START.match(after.text):
        return False
    last, first = passage.text[-1], after.text[0]
    if passage.is_heading:
        return not passage.level and last + first in joined
    return last in _GOES_ON or first in "，。；：、！？”）》" or last + first in joined


def without_end(passages: Passages, joined: frozenset[str]) -> Iterator[Flaw]:
    """Find paragraphs without a mark at their end that aren't headings, nor broken ones."""
    broken_ones = {id(passage) for passage, _ in broken(passages, joined)}
    for passage in each(passages):
        if id(passage) in broken_ones or not _HAN.search(passage.text):
            continue
        text, end = passage.text, len(passage.text)
        if text[-1] in "；;" and passage.last:
            yield Flaw(passage, end - 1, end, "。")
        elif text[-1] in "，、,":
            yield Flaw(passage, end - 1, end, "。" if passage.last else None)
        elif not passage.is_ended and _is_sentence(passage):
            yield Flaw(passage, end, end, "。")


def _is_sentence(passage: Passage) -> bool:
    if "|" in passage.text or _ADDRESS_AT_END.search(passage.text):
        return False
    return not passage.is_heading or (passage.is_aside and bool(_SAYS.search(passage.text)))
