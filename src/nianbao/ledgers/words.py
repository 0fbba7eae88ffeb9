"""The words of a kind of ledger (``templates/ledgers/<kind>.yaml``): columns, results, channels.

A county adds words of its own in a file of the same name below its working folder's ``templates/``.
It adds; it can't take a shipped word away, nor make a personal column a read one.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from nianbao.errors import TemplateError
from nianbao.ledgers.forms import key
from nianbao.ledgers.meaning import Meanings, Question
from nianbao.plain_yaml import plain_yaml
from nianbao.resources import shipped

KINDS = ("applications", "reviews", "publications", "documents", "collected", "consultations")
"""Kinds of ledger, in the order in which a workbook holds them."""

MAX_WORDS_BYTES = 200_000

MAX_REMEMBERED = 4_096
"""Words whose meaning is remembered; a ledger has some dozens."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Data):
    """The words of one kind of ledger.

    Attributes:
        kind: Such as ``applications``.
        name: What clerks call it.
        sheets: Words in a worksheet's name that show that it is of this kind.
        columns: Column id → its headings; the first is ours, an earlier one wins over a later one.
        needed: Column ids without which the ledger can't be read.
        evidence: Column ids any of which makes a row an entry; others (序号) may stand in an empty row.
        dates: Column ids that hold dates.
        counted_once: Column ids that must not be repeated down a merged cell (件数).
        personal: Headings of personal columns, which are never read.
        personal_parts: Words any of which makes an unknown heading a personal one.
        unread: Headings of columns that are known and not needed.
        values: Name of a list of words → id → its words; the first is the printed one.
        questions: Name of a list of words → words that are asked about.
        groups: Name of a list of words → name of a group of its rows → the ids in it, none for any.
        layout: Headings of the empty workbook, in order.
        choices: Column id → the list of words its drop-down offers.
        numbers: Column ids that hold numbers.
        unquoted: Column ids whose unknown words are not repeated: they may be a person's name.
        earliest: First year in which one of its dates may lie.
        about: What the ledger is for and how it is filled in, in the clerk's words.
        help: Column id → advice.
        examples: Sample rows: heading → value; a date without a year (``-03-05``) gets the report's.
    """

    kind: str
    name: str
    sheets: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    needed: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    counted_once: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    personal_parts: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    values: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    questions: dict[str, tuple[Question, ...]] = Field(default_factory=dict)
    groups: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    layout: tuple[str, ...] = ()
    choices: dict[str, str] = Field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    unquoted: tuple[str, ...] = ()
    earliest: int = 2000
    about: str = ""
    help: dict[str, str] = Field(default_factory=dict)
    examples: tuple[dict[str, str | int], ...] = ()

    @model_validator(mode="after")
    def _personal_columns_stay_unread(self) -> Self:
        personal = {key(word) for word in self.personal}
        for headings in self.columns.values():
            for heading in headings:
                if key(heading) in personal or any(part in key(heading) for part in self.personal_parts):
                    raise ValueError(f"「{heading}」是个人信息，不能作为要读的列")
        return self

    @model_validator(mode="after")
    def _a_word_means_one_thing(self) -> Self:
        for group in (self.columns, *self.values.values()):
            meant: dict[str, str] = {}
            for name, words in group.items():
                for word in words:
                    if meant.setdefault(key(word), name) != name:
                        raise ValueError(f"「{word}」同时列在 {meant[key(word)]} 和 {name} 之下")
        return self

    @functools.cached_property
    def headings(self) -> dict[str, tuple[str, int]]:
        """Heading → the column it is, and how far down its list it stands."""
        return {
            key(word): (column, place)
            for column, words in self.columns.items()
            for place, word in enumerate(words)
        }

    @functools.cached_property
    def personal_keys(self) -> frozenset[str]:
        """Headings of personal columns, as they are compared."""
        return frozenset(key(word) for word in self.personal)

    @functools.cached_property
    def unread_keys(self) -> frozenset[str]:
        """Headings of columns that aren't needed, as they are compared."""
        return frozenset(key(word) for word in self.unread)

    def is_personal(self, heading: str) -> bool:
        """Say whether a heading names personal data."""
        name = key(heading)
        if name in self.headings:
            return False
        return name in self.personal_keys or any(part in name for part in self.personal_parts)

    @functools.cached_property
    def _meanings(self) -> dict[str, Meanings]:
        found: dict[str, Meanings] = {}
        for name in {*self.values, *self.questions}:
            asked: dict[str, str | Question] = {
                key(word): question for question in self.questions.get(name, ()) for word in question.words
            }
            # A county that has decided what a doubtful word means isn't asked again.
            known: dict[str, str | Question] = {
                key(word): value for value, words in self.values.get(name, {}).items() for word in words
            }
            groups = {key(word): ids for word, ids in self.groups.get(name, {}).items()}
            found[name] = Meanings(asked | known, groups)
        return found

    @functools.cached_property
    def _answers(self) -> dict[tuple[str, str], str | Question | None]:
        return {}

    @functools.cached_property
    def _mentioned(self) -> dict[tuple[str, str], bool]:
        return {}

    def meaning(self, name: str, word: str) -> str | Question | None:
        """Give the id a word stands for, the question it raises, or None for an unknown word."""
        answers = self._answers
        if (name, word) not in answers:
            if len(answers) > MAX_REMEMBERED:
                answers.clear()
            answers[name, word] = self._meanings[name].of(word)
        return answers[name, word]

    def mentions(self, name: str, text: str) -> bool:
        """Say whether a text has a word of a list inside it."""
        answers = self._mentioned
        if (name, text) not in answers:
            if len(answers) > MAX_REMEMBERED:
                answers.clear()
            answers[name, text] = any(True for _ in self._meanings[name].mentions(text))
        return answers[name, text]

    def label(self, name: str, value: str) -> str:
        """Give the printed word of an id."""
        return self.values[name][value][0]

    def known(self, name: str) -> list[str]:
        """List every word of a list, for near misses."""
        return [word for words in self.values.get(name, {}).values() for word in words]


class Additions(Words):
    """What a county's file may hold: the same shape, so that a copy with words added is one too.

    Only words are taken from it; how a ledger is read stays as it is shipped.
    """

    kind: str = ""
    name: str = ""


def load_words(kind: str, folder: Path | None = None) -> Words:
    """Load the words of a kind, the county's own added to the shipped ones.

    Raises:
        TemplateError: The county's file isn't in order.
    """
    own = folder / "templates" / "ledgers" / f"{kind}.yaml" if folder else None
    base = shipped("templates") / "ledgers" / f"{kind}.yaml"
    if own is None or not own.is_file() or own.resolve() == base.resolve():
        return _shipped(kind)
    return _with_own(kind, own, own.stat().st_mtime_ns)


@functools.cache
def _shipped(kind: str) -> Words:
    path = shipped("templates") / "ledgers" / f"{kind}.yaml"
    return Words.model_validate(_load(path))


def _load(path: Path) -> Any:
    return plain_yaml(path.read_text(encoding="utf-8"), fast=True)


@functools.lru_cache(maxsize=64)
def _with_own(kind: str, path: Path, _changed: int) -> Words:
    try:
        if path.stat().st_size > MAX_WORDS_BYTES:
            raise TemplateError(f"台账词表「{path}」太大，请核对是否放错了文件。")
        own = Additions.model_validate(_load(path) or {})
        return _merged(_shipped(kind), own)
    except ValidationError as problem:
        details = problem.errors(include_url=False, include_context=False)[0]
        message = details["msg"].removeprefix("Value error, ")
        where = ".".join(str(part) for part in details["loc"])
        words = message if details["type"] == "value_error" else f"{where} 写法不对"
        raise TemplateError(f"台账词表「{path}」有误：{words}。请照随软件的词表改正。") from problem
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        raise TemplateError(f"台账词表「{path}」读不懂，请检查缩进、冒号，并存为 UTF-8 编码。") from problem


def _merged(base: Words, own: Additions) -> Words:
    for name, additions in (("columns", own.columns), *own.values.items()):
        group = base.columns if name == "columns" else base.values.get(name, {})
        if unknown := sorted(set(additions) - set(group)):
            raise TemplateError(
                f"台账词表 {base.kind} 的 {name} 里没有「{'、'.join(unknown)}」；只能给已有的项添词：{'、'.join(group)}。"
            )
    return Words.model_validate(
        {
            **base.model_dump(),
            "sheets": base.sheets + own.sheets,
            "columns": _added(base.columns, own.columns),
            "personal": base.personal + own.personal,
            "unread": base.unread + own.unread,
            "values": {name: _added(group, own.values.get(name, {})) for name, group in base.values.items()},
            "questions": {
                name: [
                    question.model_dump()
                    for question in (*base.questions.get(name, ()), *own.questions.get(name, ()))
                ]
                for name in {*base.questions, *own.questions}
            },
        }
    )


def _added(base: dict[str, tuple[str, ...]], own: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: words + own.get(name, ()) for name, words in base.items()}
