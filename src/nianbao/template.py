"""A template: one statutory report format as data (``templates/<name>/template.yaml``)."""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
import re
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from nianbao.errors import TemplateError
from nianbao.folder import find_resource
from nianbao.levels import Level
from nianbao.resources import shipped
from nianbao.suggest import did_you_mean, quoted

TEMPLATE_FILE = "template.yaml"

_PLACEHOLDER = re.compile(r"\{(?:year|name|full_name)\}")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Years(_Data):
    """First and last report year for which a format is meant."""

    first: int
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        return f"{self.first} 年起" if self.last is None else f"{self.first}—{self.last} 年"


class LegalBasis(_Data):
    """A law or notice that a format rests on, with the dates between which it was in force."""

    name: str
    number: str
    in_force: datetime.date
    until: datetime.date | None = None
    articles: dict[str, str] = Field(default_factory=dict)


class Section(_Data):
    """One part of the report.

    Attributes:
        id: Section id, as in parameter files.
        heading: The printed heading with its number, or None for an untitled part.
        name: What the clerk calls it; the heading when not given.
        guidance: What the law asks for here, in the clerk's words.
        legal: Where the law asks for it.
        may_be_empty: Nothing need be written; ``none`` is printed then.
        none: The sentence that says there was nothing to report.
    """

    id: str
    heading: str | None
    name: str | None = None
    guidance: str
    legal: str
    may_be_empty: bool = False
    none: str | None = None

    @property
    def label(self) -> str:
        """How messages name the section."""
        return self.name or self.heading or self.id


class Gap(_Data):
    """A legal item for which the format has no section of its own.

    Attributes:
        item: The item, in words.
        legal: The rule that asks for it.
        section: Where it is best said.
        mentions: Words any of which shows that the report speaks of it.
        say: The sentence for "there was none".
    """

    item: str
    legal: str
    section: str
    mentions: tuple[str, ...]
    say: str


class Template(_Data):
    """One statutory report format."""

    name: str
    title: str
    years: Years
    levels: tuple[Level, ...] = ()
    guidance: str
    legal_basis: tuple[LegalBasis, ...]
    title_lines: tuple[str, ...] = Field(min_length=1)
    sections: tuple[Section, ...] = Field(min_length=1)
    gaps: tuple[Gap, ...] = ()

    @model_validator(mode="after")
    def _sections_are_known_once(self) -> Self:
        ids = [section.id for section in self.sections]
        if len(set(ids)) != len(ids):
            raise ValueError("sections 里有两个部分的代号（id）相同")
        if unknown := {gap.section for gap in self.gaps} - set(ids):
            raise ValueError(f"gaps 里的部分不存在：{'、'.join(sorted(unknown))}")
        return self

    @model_validator(mode="after")
    def _placeholders_are_known(self) -> Self:
        none = [section.none for section in self.sections if section.none]
        for sentence in (*self.title_lines, *none, *(gap.say for gap in self.gaps)):
            if re.search(r"[{}]", _PLACEHOLDER.sub("", sentence)):
                raise ValueError(f"「{sentence}」里的花括号只能写 {{year}}、{{name}}、{{full_name}}")
        return self

    @property
    def section_ids(self) -> tuple[str, ...]:
        """Ids of the sections in printed order."""
        return tuple(section.id for section in self.sections)

    def section(self, section_id: str) -> Section:
        """Give a section by id.

        Raises:
            KeyError: There is no such section.
        """
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    @functools.cached_property
    def sha256(self) -> str:
        """Hash of the template as data; comments and spacing don't count."""
        data = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(data.encode("utf-8")).hexdigest()


def load_template(name: str, folder: Path | None = None) -> Template:
    """Load a template by name, the working folder's own before the shipped one.

    Args:
        name: Such as ``laiyang-2017``.
        folder: The working folder, or None.

    Raises:
        TemplateError: There is no such template, or it isn't in order.
    """
    names = template_names(folder)
    if name not in names:
        raise TemplateError(f"没有名为「{quoted(name)}」的模板。{did_you_mean(name, names)}")
    path = find_resource("templates", f"{name}/{TEMPLATE_FILE}", folder)
    assert path is not None
    return _read(path, path.stat().st_mtime_ns)


def template_names(folder: Path | None = None) -> list[str]:
    """List the names of all templates at hand."""
    places = [*([folder / "templates"] if folder else []), shipped("templates")]
    return sorted({path.parent.name for place in places for path in place.glob(f"*/{TEMPLATE_FILE}")})


def templates_for(year: int, folder: Path | None = None) -> list[Template]:
    """List the templates meant for a report year."""
    return [
        template for name in template_names(folder) if year in (template := load_template(name, folder)).years
    ]


@functools.lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> Template:
    try:
        template = Template.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as problem:
        raise TemplateError(f"模板「{path}」有误：{_what_is_wrong(problem)}") from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else "文件"
        raise TemplateError(f"模板「{path}」有误：{place}的格式读不懂，请检查缩进、冒号和引号。") from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise TemplateError(f"模板「{path}」读不出，请看它是不是 UTF-8 编码的文字文件。") from problem
    if template.name != path.parent.name:
        raise TemplateError(f"模板「{path}」里的 name 是「{template.name}」，应与文件夹名相同。")
    return template


def _what_is_wrong(problem: ValidationError) -> str:
    """Name the fields that are wrong; what our own rules say is in Chinese already."""
    said = []
    for details in problem.errors(include_url=False, include_context=False):
        field = ".".join(str(part) for part in details["loc"])
        message = details["msg"].removeprefix("Value error, ")
        own = details["type"] == "value_error"
        words = {"missing": "缺少这一项", "extra_forbidden": "没有这一项，请删去"}.get(
            details["type"], "写法不对"
        )
        said.append(f"{field + '：' if field else ''}{message if own else words}")
    return "；".join(said) + "。"
