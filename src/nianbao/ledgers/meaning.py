"""What a cell means in which several words of a list stand: one thing, or a question to the clerk."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from nianbao.ledgers.forms import in_brackets, key, one_spaced, splits

LONG_ENOUGH = 3
"""Letters of a word that is looked for inside a remark; 公开 stands in every other one."""


class Question(BaseModel):
    """Words that don't say what to count: the clerk is asked.

    Attributes:
        words: The words.
        choices: Ids of what they may stand for; empty for a stage, which is no result at all.
        why: Why they aren't certain, in the clerk's words.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    choices: tuple[str, ...] = ()
    why: str


class Conflict(Question):
    """Words in one cell that mean different things; no other column settles it."""


Meaning = str | Question


class Meanings:
    """The words of one list.

    Args:
        known: Word, as it is compared → the id it stands for, or the question it raises.
        groups: Word over a group of rows, as it is compared → ids of the group; none for any.
    """

    def __init__(self, known: Mapping[str, Meaning], groups: Mapping[str, Sequence[str]]) -> None:
        self._known = known
        self._groups = groups

    def of(self, cell: str) -> Meaning | None:
        """Give what a cell means; None when it isn't known."""
        text = one_spaced(cell)
        if (whole := self._known.get(key(text))) is not None:
            return whole
        # A bracket may be part of a row's name, 第二十条第（五）项—行政许可.
        if (meaning := self._of_any_parts(text)) is not None:
            return meaning
        bare, remarks = in_brackets(text)
        meaning = self._of_any_parts(bare)
        if meaning is not None:
            for remark in remarks:
                meaning = self._with_remark(meaning, remark)
        return meaning

    def mentions(self, text: str) -> Iterator[Meaning]:
        """List what the words inside a text mean, as far as they are long enough to be told; no stages."""
        for found in self._inside.findall(key(text)):
            meaning = self._known[found]
            if isinstance(meaning, str) or meaning.choices:
                yield meaning

    @functools.cached_property
    def _inside(self) -> re.Pattern[str]:
        words = sorted((word for word in self._known if len(word) >= LONG_ENOUGH), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)) or r"(?!)")

    def _of_any_parts(self, text: str) -> Meaning | None:
        read = (self._of_parts(parts) for parts in splits(text))
        return next((meaning for meaning in read if meaning is not None), None)

    def _of_parts(self, parts: Sequence[str]) -> Meaning | None:
        """Read group and row (不予公开—国家秘密); None when a part isn't known."""
        meaning: Meaning | None = None
        group: Sequence[str] | None = None
        for part in parts:
            word = key(part)
            if word in self._groups:
                group = self._groups[word] or group
                # 其他处理 alone is a row as well as a group.
                own = self._known.get(word) if len(parts) == 1 else None
            elif (own := self._known.get(word)) is None:
                return None
            if own is not None:
                meaning = own if meaning is None else _together(meaning, own)
        if group and isinstance(meaning, str) and meaning not in group:
            return _conflict(meaning, *group)
        return meaning

    def _with_remark(self, meaning: Meaning, remark: str) -> Meaning:
        said = self.of(remark)
        if said is not None:
            is_stage = isinstance(said, Question) and not said.choices
            return meaning if is_stage else _together(meaning, said)
        # A word inside a remark never decides, but it may speak against what was read.
        for inside in self.mentions(remark):
            if isinstance(meaning, str):
                meaning = _together(meaning, inside)
        return meaning


def _together(before: Meaning, after: Meaning) -> Meaning:
    """Give what two words mean that stand one after the other."""
    if before == after or isinstance(before, Conflict):
        return before
    if isinstance(before, str):
        if isinstance(after, str):
            return _conflict(before, after)
        return before if before in after.choices else _against(after, before)
    if isinstance(after, str):
        # A stage that is over (补正—予以公开) says nothing against the result.
        return after if after in before.choices or not before.choices else _against(before, after)
    return _conflict(*before.choices, *after.choices)


def _against(question: Question, value: str) -> Question:
    return _conflict(value, *question.choices) if question.choices else question


def _conflict(*values: str) -> Conflict:
    why = "一格里写了不止一种意思，不知道算哪一种。"
    return Conflict(words=(), choices=tuple(dict.fromkeys(values)), why=why)
