"""Which of the prescribed aspects the overview really writes about, sentence by sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.passages.paragraphs import Passage
from nianbao.wordlists import compiled
from nianbao.writing.flaws import Flaw
from nianbao.writing.lexicon import any_of

_LIST_OF_PARTS = re.compile("组成|部分|五个方面|以下方面|等方面|如下|包括")
_NAMED_IN_A_LIST = 3
"""Aspects named by one short sentence that only lists them."""

_LIST_LENGTH = 90
_MATTER = 4
"""Han characters besides the aspect's name without which a sentence says nothing of it."""

_OPENING = re.compile(r"(?:（[一二三四五六七八九十]）|\d+[.．、])?[^。：:，；]{2,24}[。：:，]")
_GOES_ON = 12
"""Han characters behind an opening that make it more than a name."""

_PART = 2
_LEAD = 30
_WRITTEN_OUT = 60
_ENOUGH = 2
_NAME_ONLY = re.compile(
    r"[（(][一二三四五六七八九十]+[）)]\s*(?!.*(?:没有|无|未|已|均|依托|通过|在|由|按|不断|认真|积极|加强|做好|推进|完善|完成))"
    r"[\u4e00-\u9fff]{2,14}(?:情况|方面|建设|管理|保障|公开)[。：:]"
)
"""The name of an aspect, ended like a sentence: （四）政府信息公开平台建设。 says no more than without its stop."""

_NOT_HAN = re.compile("[^\u3400-\u9fff]")


@dataclass(frozen=True)
class Aspects:
    """The lists of ``templates/checks/aspects.yaml`` as patterns; aspects by the name that templates use."""

    aspects: dict[str, re.Pattern[str]]
    extra: re.Pattern[str]

    @classmethod
    def of(cls, folder: Path | None) -> Aspects:
        """Give the shipped lists with a working folder's additions."""
        return _MADE(folder)


def _made(words: dict[str, Any]) -> Aspects:
    return Aspects({name: any_of(marks) for name, marks in words["aspects"].items()}, any_of(words["extra"]))


_MADE = compiled("aspects", _made)


def written(passages: tuple[Passage, ...], aspects: Aspects) -> set[str]:
    """Give the aspects of which some sentence says more than the name.

    A sentence that lists several aspects and no more speaks of none. A heading counts: whether
    anything stands under it is another question.
    """
    found: set[str] = set()
    for passage in passages:
        found |= _led_by(passage, aspects)
        for sentence in passage.sentences():
            named = {name for name, marks in aspects.aspects.items() if marks.search(sentence.text)}
            if passage.is_heading and passage.level:
                found |= named
            elif not _only_lists(sentence.text, named):
                found |= {name for name in named if _says_more(sentence.text, aspects.aspects[name])}
    return found


def _led_by(passage: Passage, aspects: Aspects) -> set[str]:
    """Give the aspects that a paragraph opens with (信息管理。… or 监督保障方面，…) before it goes on."""
    lead = _OPENING.match(passage.text)
    if lead is None or len(_NOT_HAN.sub("", passage.text[lead.end() :])) < _GOES_ON:
        return set()
    return {name for name, marks in aspects.aspects.items() if marks.search(lead.group())}


def hollow_headings(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """Find （一） headings with nothing under them, in a section whose other parts are written out."""
    heads = [place for place, passage in enumerate(passages) if passage.level == _PART]
    spans = list(itertools.pairwise([*heads, len(passages)]))
    lengths = [sum(len(passage.text) for passage in passages[head:end]) for head, end in spans]
    if sum(length >= _WRITTEN_OUT for length in lengths) < _ENOUGH:
        return
    alone = (passages[head] for head, end in spans if end == head + 1)
    yield from (passage for passage in alone if passage.is_heading or _NAME_ONLY.fullmatch(passage.text))


def _only_lists(text: str, named: set[str]) -> bool:
    return (
        len(named) >= _NAMED_IN_A_LIST
        and len(text) <= _LIST_LENGTH
        and (bool(_LIST_OF_PARTS.search(text)) or text.count("、") >= len(named) - 1)
        and not re.search(r"\d", text)
    )


def _says_more(text: str, marks: re.Pattern[str]) -> bool:
    # 主动公开86条 says it all.
    return len(_NOT_HAN.sub("", marks.sub("", text))) >= _MATTER or bool(re.search(r"\d", text))


def extra_headings(passages: tuple[Passage, ...], aspects: Aspects) -> list[Flaw]:
    """Find headings of matters that the format doesn't ask for."""
    found = []
    for passage in passages:
        lead = passage.text if passage.is_heading else passage.text[: passage.text.find("。") + 1]
        match = aspects.extra.search(lead) if passage.level == _PART and len(lead) <= _LEAD else None
        if match and not any(marks.search(lead) for marks in aspects.aspects.values()):
            found.append(Flaw(passage, match.start(), match.end()))
    return found
