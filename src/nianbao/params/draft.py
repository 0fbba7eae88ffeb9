"""A new parameter file: what is known is filled in, the rest is asked for where it belongs."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pypinyin import lazy_pinyin, load_single_dict

from nianbao.levels import Level
from nianbao.params import ParameterFile
from nianbao.params.draft_reference import accepted_lines, reference_lines
from nianbao.params.draft_tables import ledger_lines, table_lines
from nianbao.params.model import Unit
from nianbao.system.names import is_reserved
from nianbao.tables.fill import FilledTable
from nianbao.template import Section, Template

# Endings of names -> level; the longer ending first.
_ENDINGS: tuple[tuple[str, Level], ...] = (
    ("街道办事处", "subdistrict"),
    ("街道", "subdistrict"),
    ("镇", "township"),
    ("乡", "township"),
    ("苏木", "township"),
    ("局", "department"),
    ("委员会", "department"),
    ("办公室", "department"),
    ("委", "department"),
    ("中心", "department"),
    ("县", "county"),
    ("区", "county"),
    ("市", "county"),
    ("省", "province"),
)
_KIND = re.compile("(?:人民政府|街道办事处|街道|镇|乡|苏木)$")


def level_of_name(name: str) -> Level:
    """Tell a unit's level from how its name ends; a 市 is taken for one of county level."""
    bare = name.removesuffix("人民政府")
    return next((level for ending, level in _ENDINGS if bare.endswith(ending)), "other")


def full_name_of(name: str, level: Level, parent: str | None) -> str:
    """Give the usual full name: 莱阳市 + 河洛镇 + 人民政府."""
    if name.endswith(("人民政府", "办事处")):
        office = name
    elif level == "subdistrict":
        office = f"{name}办事处"
    elif level in ("township", "county", "city", "province"):
        office = f"{name}人民政府"
    else:
        office = name
    if not parent or office.startswith(parent):
        return office
    # 示例县 and 县政府办公室 share their 县.
    return parent + (office[1:] if office[0] == parent[-1] and office[0] in "省市县区" else office)


def without_parent(name: str, parent: str | None) -> str:
    """Leave the superior area out of a name, unless what remains names nobody.

    示例县云溪镇 is 云溪镇 there, but 人民政府 alone, or its 办公室, could be any county's.
    """
    short = name.removeprefix(parent or "")
    return name if not short or short.startswith("人民政府") else short


def unit_id(name: str) -> str:
    """Derive a unit id from a Chinese name: the pinyin of 河洛镇 without its kind is ``heluo``."""
    short = _KIND.sub("", name.removesuffix("人民政府")) or name
    letters = _pinyin(short)
    if is_reserved(letters):
        letters = _pinyin(name)
    return f"{letters}-1" if is_reserved(letters) else letters or "unit"


# As they are read in names of places: 长桥, 重阳, 乐安.
_IN_PLACES = {"长": "cháng", "重": "chóng", "乐": "lè"}


@functools.cache
def _readings() -> None:
    load_single_dict({ord(char): reading for char, reading in _IN_PLACES.items()})


def _pinyin(name: str) -> str:
    _readings()
    letters = "".join(lazy_pinyin(name, v_to_u=False)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:55].rstrip("-")


def free_id(name: str, folder: Path) -> str:
    """Derive an id that no file of the year's folder has yet; namesakes get a number."""
    base = unit_id(name)
    number = 1
    candidate = base
    while (folder / f"{candidate}.yaml").exists() and not _is_of(folder / f"{candidate}.yaml", name):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def _is_of(path: Path, name: str) -> bool:
    return (
        re.search(
            rf"^  name: \"?{re.escape(name)}\"?$",
            path.read_text(encoding="utf-8", errors="replace"),
            re.MULTILINE,
        )
        is not None
    )


def draft_text(
    template: Template,
    year: int,
    unit: Unit,
    last: ParameterFile | None = None,
    *,
    before: Mapping[str, FilledTable] | None = None,
    ledgers: Mapping[str, str] | None = None,
    sections: Mapping[str, str] | None = None,
    counted: Mapping[str, str] | None = None,
) -> str:
    """Write a new parameter file as text.

    Args:
        template: The statutory format.
        year: Report year.
        unit: The unit, as far as it is known.
        last: Last year's file, or what was read of last year's report; its prose is put beside as a comment,
            with marks where it still speaks of last year, not as this year's text.
        before: The tables of last year's report, for the numbers that go on from there.
        ledgers: Empty ledgers that were written beside, by kind; to be named once they are filled in.
        sections: Text to begin some sections with.
        counted: Ledgers that fill all tables already, by kind.
    """
    issuer = last.parameters.issued.by if last and last.parameters.unit.name == unit.name else None
    lines = [
        f"# yaml-language-server: $schema=../../templates/{template.name}/schema.json",
        f"# {template.title}",
        f"template: {template.name}",
        f"year: {year}",
        "unit:",
        *(f"  {key}: {_scalar(value)}" for key, value in unit.model_dump(exclude_none=True).items()),
        "issued:",
        f"  by: {_scalar(issuer or _issuer(unit))}",
        f"  date:  # 成文日期，如 {year + 1}-01-20{_dated(last)}",
        "sections:",
    ]
    for section in template.sections:
        lines += _section_lines(section, unit.level, last, (sections or {}).get(section.id, ""))
    if last:
        lines += _elsewhere(template, last)
    if counted:
        lines += ["", "# 表里的数由这里算出，不用再填。", "ledgers:"]
        lines += [f"  {kind}: {path}" for kind, path in counted.items()]
    else:
        lines += [*table_lines(template, before), *ledger_lines(ledgers)]
    if last:
        lines += [*_options(last), *accepted_lines(last.parameters.accepted, last.parameters.year)]
    return "\n".join(lines) + "\n"


def _dated(last: ParameterFile | None) -> str:
    if last is None or last.parameters.issued.date is None:
        return ""
    return f"；{last.parameters.year} 年的报告是 {last.parameters.issued.date}"


def _elsewhere(template: Template, last: ParameterFile) -> Iterator[str]:
    """List last year's sections that this year's format hasn't got."""
    for section, text in last.parameters.sections.items():
        if section not in template.section_ids and text.strip():
            yield from ("", f"  # 【{section}】今年的格式没有这一部分，内容看看归到哪里：")
            yield from reference_lines(text, last.parameters.year)


def _options(last: ParameterFile) -> Iterator[str]:
    """Keep fonts and output options: they are the unit's, not the year's."""
    fonts, settings = last.parameters.fonts, last.parameters.settings
    if fonts.folder or fonts.system:
        yield from ("", "fonts:")
        yield from ([f"  folder: {_scalar(fonts.folder)}"] if fonts.folder else [])
        yield from (["  system: true"] if fonts.system else [])
    if settings.forms or settings.charts:
        yield from ("", "settings:")
    if settings.forms:
        yield from ("  forms:", *(f"    - {_scalar(form)}" for form in settings.forms))
    if settings.charts:
        yield "  charts: true"


def _issuer(unit: Unit) -> str:
    return without_parent(unit.full_name or unit.name or "", unit.parent)


def _section_lines(
    section: Section, level: Level | None, last: ParameterFile | None, text: str = ""
) -> list[str]:
    lines = ["", *_comment(f"【{section.label}】（{section.legal}）\n{section.guidance_for(level)}")]
    before = last.parameters.sections.get(section.id, "").strip() if last else ""
    if last and before:
        lines += reference_lines(before, last.parameters.year)
    return [*lines, f"  {section.id}: |", *(f"    {line}".rstrip() for line in text.splitlines()), ""]


def _comment(text: str) -> list[str]:
    return [f"  # {line.strip()}".rstrip() for line in text.strip().splitlines()]


def _scalar(value: str) -> str:
    """Write a value plainly where every reader takes it for text, else quoted."""
    # JSON's quoting is valid in YAML's double quotes.
    return (
        value
        if re.fullmatch(r"[\u4e00-\u9fff（）]+|[a-z]{4,}", value) and value not in ("null", "true", "false")
        else json.dumps(value, ensure_ascii=False)
    )
