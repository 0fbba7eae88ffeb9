"""The papers as data: ``templates/papers/*.yaml``, a county's own file before the shipped one of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, StringConstraints, ValidationError, field_validator

from nianbao.errors import TemplateError
from nianbao.plain_yaml import plain_yaml
from nianbao.resources import shipped
from nianbao.template.base import Data

PAPERS = "papers"
"""Name of the folder among the templates."""

REST = "*"
"""Stands for every step of 签发登记 that the form doesn't name itself."""

NAMES = frozenset(
    [
        "title",
        "unit",
        "unit_full",
        "parent",
        "superior",
        "year",
        "issued_by",
        "issued_date",
        "state",
        "hash",
        "hash_full",
        "register",
        "screening",
        "checks",
        "count",
    ]
)
"""What ``{name}`` may stand for in a form; see docs/signing-set.zh-CN.md."""

OF_STEP = frozenset({"name", "date", "signed"})
"""What ``{name:核稿}`` may ask of a step."""

PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::([^{}]*))?\}")

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def _known(text: str) -> str:
    for found in _BRACES.finditer(text):
        match = PLACEHOLDER.fullmatch(found[0])
        if not match or match[1] not in (NAMES if match[2] is None else OF_STEP):
            raise ValueError(f"there is no {found[0]}")
    if not text.translate({0x0A: None, 0x3000: None}).isprintable():
        raise ValueError("a character that doesn't print")
    return text


Words = Annotated[str, StringConstraints(strict=True, max_length=2000)]
Height = Annotated[float, Field(ge=6, le=200)]


class Box(Data):
    """A box with its label inside, and a place to sign where a step stands in it.

    Attributes:
        label: Printed at its top.
        step: The step of 签发登记 that is signed here.
        text: Printed under the label.
        date: There is a line for name and date though no step stands here.
    """

    label: Words
    step: Words = ""
    text: Words = ""
    date: bool = False


class RowForm(Data):
    """A row of a form: fields, boxes side by side, or a place to sign.

    Attributes:
        fields: Pairs of label and text, one to four.
        boxes: Boxes side by side.
        sign: A step of 签发登记, or ``*`` for each one that no row names.
        label: What stands beside the place to sign, in place of the step's name.
        text: Printed where the opinion goes.
        height: Height in millimetres; a row becomes higher or, where room is short, lower as its text needs.
    """

    fields: tuple[tuple[Words, Words], ...] = Field(default=(), max_length=4)
    boxes: tuple[Box, ...] = Field(default=(), max_length=3)
    sign: Words = ""
    label: Words = ""
    text: Words = ""
    height: Height = 11


class LineForm(Data):
    """A paragraph.

    Attributes:
        text: Its text.
        look: ``body`` (two characters in), ``flush``, ``right``, ``annex`` or ``sign``.
    """

    text: Words
    look: Literal["body", "flush", "right", "annex", "sign"] = "body"


class PaperForm(Data):
    """One paper.

    Attributes:
        name: What its file is called.
        title: What stands at its head.
        use: Whether it is made at all; a county leaves one out by ``use: false``.
        ink: Colour of title and rules, as office paper has them.
        letterhead: The office's name across the top of a letter.
        head: What stands left and right above the grid.
        lines: Paragraphs, above the grid.
        rows: The grid.
        lists: A table of what was found: ``figures`` or ``screening`` (left out where nothing was found).
        notes: Small print under the grid.
    """

    name: Annotated[str, StringConstraints(strict=True, pattern=r"^[^\\/:*?\"<>|\x00-\x1f.]{1,30}$")]
    title: Words
    use: bool = True
    ink: Literal["black", "red"] = "black"
    letterhead: Words = ""
    head: tuple[Words, Words] | None = None
    lines: tuple[LineForm, ...] = ()
    rows: tuple[RowForm, ...] = Field(default=(), max_length=40)
    lists: Literal["figures", "screening"] | None = None
    notes: tuple[Words, ...] = ()

    @field_validator("*")
    @classmethod
    def _names_are_known(cls, value: Any) -> Any:
        for text in _texts(value):
            _known(text)
        return value

    @property
    def steps(self) -> frozenset[str]:
        """The steps that have a place of their own."""
        boxes = {box.step for row in self.rows for box in row.boxes}
        return frozenset({*boxes, *(row.sign for row in self.rows)} - {"", REST})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Data):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)


def load_forms(folder: Path | None) -> tuple[PaperForm, ...]:
    """Read the papers in the order of their file names, which begin with a number.

    Args:
        folder: The working folder, or None for the shipped papers.

    Raises:
        TemplateError: A file isn't in order, or two papers have one name.
    """
    places = [shipped("templates") / PAPERS, *([folder / "templates" / PAPERS] if folder else [])]
    files = {path.name: path for place in places for path in sorted(place.glob("*.yaml"))}
    forms = tuple(form for name in sorted(files) if (form := _read(files[name])).use)
    if twice := [form.name for form in forms if [one.name for one in forms].count(form.name) > 1]:
        raise TemplateError(
            f"送签材料里有两份都叫「{twice[0]}」。请改 templates/{PAPERS} 里其中一个文件的 name。"
        )
    return forms


def _read(path: Path) -> PaperForm:
    try:
        return PaperForm.model_validate(plain_yaml(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise TemplateError(f"送签材料的表样「{path}」读不出，请核对缩进和引号。") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "整个文件"
        raise TemplateError(
            f"送签材料的表样「{path}」的 {place} 不对（{first['msg']}）。"
            f"请照随软件的 templates/{PAPERS} 写，或删去这个文件用自带的。"
        ) from problem
