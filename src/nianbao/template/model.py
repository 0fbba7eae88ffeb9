"""A template: one statutory report format as data."""

from __future__ import annotations

import datetime
import functools
import hashlib
import itertools
import json
import re
from typing import Self

from pydantic import Field, model_validator

from nianbao.finding import Severity
from nianbao.levels import Level
from nianbao.template.base import Data, Id
from nianbao.template.tables import TableForm

RESERVED_PARTS = ("title", "signature", "annexes", "corrections")
"""Parts of every report that no section may be named like."""

_PLACEHOLDER = re.compile(r"\{(?:year|name|full_name)\}")


class Years(Data):
    """First and last report year for which a format is meant."""

    first: int
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        return f"{self.first} 年起" if self.last is None else f"{self.first}—{self.last} 年"


class LegalBasis(Data):
    """A law or notice that a format rests on, with the dates between which it was in force where known."""

    name: str
    number: str
    in_force: datetime.date | None = None
    until: datetime.date | None = None
    articles: dict[str, str] = Field(default_factory=dict)


class Section(Data):
    """One part of the report.

    Attributes:
        id: Section id, as in parameter files.
        heading: The printed heading with its number, or None for an untitled part.
        name: What the clerk calls it; the heading when not given.
        guidance: What the law asks for here, in the clerk's words.
        legal: Where the law asks for it.
        may_be_empty: Nothing need be written; ``none`` is printed then.
        none: The sentence that says there was nothing to report.
        none_of: Figures that have to be 0 for that sentence to be true.
        for_level: What else units of a level should know.
        after: For a section that a county adds: the section it follows.
    """

    id: Id
    heading: str | None
    name: str | None = None
    guidance: str
    legal: str
    may_be_empty: bool = False
    none: str | None = None
    none_of: tuple[str, ...] = ()
    for_level: dict[Level, str] = Field(default_factory=dict)
    after: str | None = None

    @property
    def label(self) -> str:
        """How messages name the section."""
        return self.name or self.heading or self.id

    def guidance_for(self, level: Level | None) -> str:
        """Give the guidance for units of a level."""
        own = self.for_level.get(level) if level else None
        return f"{self.guidance.strip()}\n{own}" if own else self.guidance.strip()


class Duty(Data):
    """Something that a report has to speak of, though no section is kept for it.

    Attributes:
        item: What it is, in words.
        legal: The rule that asks for it.
        section: Where it is best said.
        mentions: Words any of which shows that the report speaks of it.
        say: The sentence to write, or the one for "there was none"; None where each unit has its own.
        levels: Levels of unit that it binds; none given means all.
        severity: How bad it is when nothing is said.
        whole: Only the words ``say`` themselves will do: a sentence that a county requires.
    """

    item: str
    legal: str
    section: str
    mentions: tuple[str, ...] = ()
    say: str | None = None
    levels: tuple[Level, ...] = ()
    severity: Severity = "warning"
    whole: bool = False

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.whole and not self.say:
            raise ValueError("whole 为真时要有 say（必须写上的那句话）")
        if not self.whole and not self.mentions:
            raise ValueError("要有 mentions（写到其中一个词就算写到了）")
        return self

    def binds(self, level: Level | None) -> bool:
        """Tell whether units of a level have it."""
        return not self.levels or level in self.levels


class Template(Data):
    """One statutory report format.

    Attributes:
        name: Name of its folder.
        title: What people call it.
        years: Report years it is meant for.
        region: The area whose own format it is; None for a national one.
        additional: It isn't an annual report but goes beside one: never chosen by its years, only by its name.
        levels: Levels of unit it is meant for; none given means all.
        guidance: What the clerk should know.
        legal_basis: What it rests on.
        title_lines: The report's title, broken by meaning.
        title_lines_for_level: Titles of units of some levels, where they differ.
        sections: Parts in printed order; those that a county adds stand where they follow.
        duties: What has to be said without a section of its own.
        tables: Statutory tables.
    """

    name: str
    title: str
    years: Years
    region: str | None = None
    additional: bool = False
    levels: tuple[Level, ...] = ()
    guidance: str
    legal_basis: tuple[LegalBasis, ...]
    title_lines: tuple[str, ...] = Field(min_length=1)
    title_lines_for_level: dict[Level, tuple[str, ...]] = Field(default_factory=dict)
    sections: tuple[Section, ...] = Field(min_length=1)
    duties: tuple[Duty, ...] = ()
    tables: tuple[TableForm, ...] = ()

    @model_validator(mode="after")
    def _sections_are_known_once(self) -> Self:
        ids = [section.id for section in self.sections]
        if len(set(ids)) != len(ids):
            raise ValueError("sections 里有两个部分的代号（id）相同")
        if taken := [one for one in ids if one in RESERVED_PARTS]:
            raise ValueError(
                f"部分的代号（id）不能叫 {'、'.join(taken)}：这是报告的标题、署名、附件和更正说明用的，请另取一个"
            )
        named = {
            "duties": {duty.section for duty in self.duties},
            **{f"tables/{table.id}.yaml": {table.section} for table in self.tables},
            "sections": {section.after for section in self.sections if section.after},
        }
        for where, used in named.items():
            if unknown := used - set(ids):
                raise ValueError(f"{where} 里的部分不存在：{'、'.join(sorted(unknown))}")
        return self

    @model_validator(mode="after")
    def _placeholders_are_known(self) -> Self:
        sentences = [
            *self.title_lines,
            *(line for lines in self.title_lines_for_level.values() for line in lines),
        ]
        sentences += [section.none for section in self.sections if section.none]
        sentences += [duty.say for duty in self.duties if duty.say]
        for sentence in sentences:
            if re.search(r"[{}]", _PLACEHOLDER.sub("", sentence)):
                raise ValueError(f"「{sentence}」里的花括号只能写 {{year}}、{{name}}、{{full_name}}")
        return self

    @property
    def parts(self) -> tuple[str, ...]:
        """Ids of the sections in printed order without those that a county adds.

        A notebook shows an added section together with the part that it follows.
        """
        return tuple(section.id for section in self.sections if section.after is None)

    def with_added(self, section_id: str) -> tuple[Section, ...]:
        """Give a section and those that a county adds behind it.

        Raises:
            KeyError: There is no such section, or it is an added one.
        """
        place = next(
            (at for at, one in enumerate(self.sections) if one.id == section_id and one.after is None), None
        )
        if place is None:
            raise KeyError(section_id)
        added = itertools.takewhile(lambda section: section.after is not None, self.sections[place + 1 :])
        return (self.sections[place], *added)

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

    def has_table(self, section_id: str) -> bool:
        """Tell whether a table is printed in a section; one that is attached isn't."""
        return any(table.section == section_id and table.placed == "section" for table in self.tables)

    def table(self, table_id: str) -> TableForm:
        """Give a table by id.

        Raises:
            KeyError: There is no such table.
        """
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    @functools.cached_property
    def sha256(self) -> str:
        """Hash of the template as data; comments and spacing don't count."""
        data = json.dumps(self.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(data.encode("utf-8")).hexdigest()
