"""What a report says twice in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.passages.paragraphs import Passages
from nianbao.writing.flaws import Flaw, each

_CLAUSE = re.compile(r"[^，。；：！？,;]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKS = re.compile(r"[^\u3400-\u9fff\d]")
"""Digits count as words: the same headings of a list with other numbers tell something else."""

_NAMES = re.compile("[《》]|条例|人民政府|办公室|第[一二三四五六七八九十]+条")

_OWN = re.compile("[我本](?=[镇乡县区市局办街单机])")

MANY = 17
"""Han characters in a row that two places don't share by chance."""


def repeats(passages: Passages) -> Iterator[tuple[Flaw, Flaw]]:
    """Find runs of clauses of at least ``MANY`` characters that stand in two places: the later, the earlier.

    Clauses with names of laws and offices don't count: those have to be the same.
    """
    first: dict[str, Flaw] = {}
    for passage in each(passages):
        if passage.is_heading:
            continue
        told_to = 0
        for run, words in _runs(passage.text):
            place = Flaw(passage, run[0].start(), run[-1].end())
            earlier = first.setdefault(words, place)
            # A clause of digits alone adds no words to the run that it opens.
            overlaps = earlier.passage is passage and place.start < earlier.end
            if not overlaps and place.start >= told_to:
                told_to = place.end
                yield place, earlier


def _runs(text: str) -> Iterator[tuple[list[re.Match[str]], str]]:
    """Give, from each clause on, the shortest run of clauses that is long enough."""
    clauses = list(_CLAUSE.finditer(text))
    for number in range(len(clauses)):
        run, words = [], ""
        for clause in clauses[number:]:
            if _NAMES.search(clause.group()):
                break
            run.append(clause)
            # 本镇 in one place and 我镇 in the other say the same.
            words += _OWN.sub("我", _MARKS.sub("", clause.group()))
            if len(_HAN.findall(words)) >= MANY:
                yield run, words
                break
