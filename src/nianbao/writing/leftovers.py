"""What a report should not contain: instructions, marks to fill in, what a web page added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.passages.paragraphs import Passage, Passages
from nianbao.wordlists import compiled
from nianbao.writing.flaws import HAN, Flaw, each
from nianbao.writing.lexicon import any_of

_CROSSES = re.compile(
    rf"(?<![a-zA-Z])[xX×Ｘ]{{2,}}(?![a-zA-Z])|(?<![\da-zA-Z])[xX×Ｘ](?=[年月日条件次镇乡县])|_{{3,}}|＿{{2,}}|…{{3,}}"
    rf"|[（(](?:此处|请|待)[{HAN}]{{1,12}}[）)]|[〔【\[（(]\s*(?:待[{HAN}]{{1,3}}|填[{HAN}]{{0,4}}|年份|单位名称|日期|数字?)\s*[〕】\]）)]"
    r"|(?<![有亟尚还需])待(?:补充|填写|填|定稿|核实)(?=[）)】〕\]。，；\s]|$)"
    rf"|\?\?+|？？+|□□+|■■+|●●+|TODO|TBD|N/A"
)
_BEGINS = re.compile(r"[xX×Ｘ_＿…？?□■●TN待（(〔【\[]")
_MASKED_NAME = re.compile(rf"[{HAN}][xX×Ｘ]{{1,2}}(?=[某]|同志|先生|女士)")
_FIELD_END = re.compile(r"\s*(?:[:：>＞|｜】\]]|$)")
_WEB = re.compile(
    r"[【\[]\s*(?:字体|打印|关闭|大|中|小|收藏|分享)|字体[:：]|(?:首页|主页)\s*(?:>|＞|›|»|/)|分享到[:：]?|浏览次数[:：]"
)
_SHORT = 60
_SEVERAL = 2
"""Words of a web page's frame that on one line, set apart, are nothing else."""


@dataclass(frozen=True)
class Leftovers:
    """The lists of ``templates/checks/placeholders.yaml`` as patterns."""

    instructions: re.Pattern[str]
    placeholders: re.Pattern[str]
    chrome: re.Pattern[str]

    @classmethod
    def of(cls, folder: Path | None) -> Leftovers:
        """Give the shipped lists with a working folder's additions."""
        return _MADE(folder)


def _made(words: dict[str, Any]) -> Leftovers:
    return Leftovers(any_of(words["instructions"]), any_of(words["placeholders"]), any_of(words["chrome"]))


_MADE = compiled("placeholders", _made)


def instructions(passages: Passages, lists: Leftovers) -> Iterator[Flaw]:
    """Find sentences of a format or form that tell the clerk what to write."""
    for passage in each(passages):
        for match in lists.instructions.finditer(passage.text):
            yield Flaw(passage, match.start(), match.end())


def placeholders(passages: Passages, lists: Leftovers) -> Iterator[Flaw]:
    """Find marks that stand for something still to be written."""
    for passage in each(passages):
        taken: set[int] = set()
        for match in (*lists.placeholders.finditer(passage.text), *_crosses(passage.text)):
            masked = _MASKED_NAME.match(passage.text, max(0, match.start() - 1))
            if match.start() not in taken and not masked:
                taken.update(range(*match.span()))
                yield Flaw(passage, match.start(), match.end())


def _crosses(text: str) -> Iterator[re.Match[str]]:
    """Find marks such as ×× and ＿＿; tried only where one can begin, for a report has few such places."""
    end = 0
    for begin in _BEGINS.finditer(text):
        match = _CROSSES.match(text, begin.start()) if begin.start() >= end else None
        if match:
            end = match.end()
            yield match


def chrome(passages: Passages, lists: Leftovers) -> Iterator[Flaw]:
    """Find words of the page around a report: short lines, or such as have a colon behind them."""
    for passage in each(passages):
        found = _chrome(passage, lists)
        if found:
            yield found


def _chrome(passage: Passage, lists: Leftovers) -> Flaw | None:
    text = passage.text
    match = _WEB.search(text)
    if match:
        return Flaw(passage, match.start(), match.end())
    if "。" in text or len(text) > _SHORT:
        return None
    found = list(lists.chrome.finditer(text))
    if len({match.group() for match in found}) >= _SEVERAL and _is_one_behind_the_other(text, found):
        return Flaw(passage, found[0].start(), found[-1].end())
    for match in found:
        alone = match.start() == 0 or not re.match(f"[{HAN}]", text[match.start() - 1])
        if alone and (len(text) <= len(match.group()) + 4 or _FIELD_END.match(text, match.end())):
            return Flaw(passage, match.start(), match.end())
    return None


def _is_one_behind_the_other(text: str, found: list[re.Match[str]]) -> bool:
    """Tell whether a line opens with such a word, or has spaces or marks before each of them."""
    return all(match.start() == 0 or not re.match(f"[{HAN}]", text[match.start() - 1]) for match in found)
