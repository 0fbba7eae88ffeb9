"""The questions of a year without applications, as data: ``templates/<format>/questions.yaml``.

A county changes them by a file of its own at the same place in its working folder.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError

from nianbao.errors import TemplateError
from nianbao.folder import find_resource
from nianbao.levels import Level
from nianbao.plain_yaml import plain_yaml
from nianbao.template.base import Data, Id

Kind = Literal["choice", "number", "text", "date"]


class Empties(Data):
    """A table that has nothing to report when a choice is made; with others, when all of them are."""

    table: str
    value: str
    row: str | None = None
    """The row that is 0 by this answer alone."""


class Ask(Data):
    """One thing to fill in or choose.

    Attributes:
        id: Its name, by which sentences and other fields refer to it.
        kind: What is answered.
        label: What the clerk reads before it.
        example: What the clerk reads in it before anything is written.
        choices: Value → words.
        unit: Behind the number; that of its cell where it has one.
        cell: ``table.row.column`` that takes the number.
        part: ``issued.by`` or ``issued.date``, which takes the answer.
        last: ``table.row.column`` of last year's report that helps to answer; ``*`` for all rows.
        and_last: Another, to be added to it.
        preset: What follows from last year's is filled in beforehand.
        plus: Fields that are added to last year's number to propose an answer.
        minus: Fields that are taken off.
        levels: Levels of unit that are asked; none given means all. For others its cell is 0.
        section: It is asked only while nothing is written in this section.
        only_if: Asked only if another field was answered, ``field``, or so, ``field=value``.
        optional: It may stay empty.
        empties: The table that has nothing to report if so answered.
        otherwise: What is left to do if not.
    """

    id: Id
    kind: Kind
    label: str
    example: str = ""
    choices: dict[str, str] = Field(default_factory=dict)
    unit: str = ""
    cell: str | None = None
    part: Literal["issued.by", "issued.date"] | None = None
    last: str | None = None
    and_last: str | None = Field(default=None, alias="and")
    preset: bool = False
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    section: str | None = None
    only_if: str | None = None
    optional: bool = False
    empties: Empties | None = None
    otherwise: str = ""


class Question(Data):
    """One question, of one or several fields."""

    id: Id
    ask: str
    help: str = ""
    fields_: tuple[Ask, ...] = Field(alias="fields")


class Piece(Data):
    """A piece of a paragraph, printed if its conditions hold: ``field`` or ``field=value``."""

    text: str
    if_: str | None = Field(default=None, alias="if")
    unless: str | None = None


class QuestionSet(Data):
    """The questions of one statutory format, and the sentences that their answers make.

    Attributes:
        template: The format.
        tables: The tables that the answers fill whole.
        questions: The questions.
        sections: Section id → paragraphs, each of pieces.
    """

    template: str
    tables: tuple[str, ...]
    questions: tuple[Question, ...]
    sections: dict[str, tuple[tuple[Piece, ...], ...]]

    @functools.cached_property
    def fields_by_id(self) -> dict[str, Ask]:
        """All fields by id, in order."""
        return {field.id: field for question in self.questions for field in question.fields_}


def load_questions(template: str, folder: Path | None) -> QuestionSet | None:
    """Load a format's questions; None where it has none.

    Raises:
        TemplateError: The file isn't in order.
    """
    path = find_resource("templates", f"{template}/questions.yaml", folder)
    return _load(path, path.stat().st_mtime_ns) if path else None


@functools.lru_cache(maxsize=16)
def _load(path: Path, _changed: int) -> QuestionSet:
    try:
        data: Any = plain_yaml(path.read_text(encoding="utf-8"))
        return QuestionSet.model_validate(data)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as problem:
        raise TemplateError(f"「{path}」读不懂，请核对缩进和各项的写法。") from problem
