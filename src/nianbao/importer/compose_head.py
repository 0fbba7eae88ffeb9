"""Template, year, unit, signature, contacts: what stands around the parts of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.importer.composed import Composed, short_line
from nianbao.importer.parts import Parts
from nianbao.importer.result import FILE, Note
from nianbao.params.draft import unit_id
from nianbao.params.yaml_text import Place

_FRONT = 30
_CONTACTS = {
    "电话": re.compile(r"(?:电\s*话|传\s*真|热线)[^\d\n]{0,8}((?:0\d{2,3}[-—－ ]?)?\d{7,8})"),
    "邮箱": re.compile(r"([\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4})"),
    "邮编": re.compile(r"邮\s*编[^\d\n]{0,6}(\d{6})(?!\d)"),
}


def about_source(parts: Parts) -> Iterator[Note]:
    """Say how the file was read, and which characters were replaced."""
    for words in parts.source.notes:
        yield Note(FILE, words)
    for words in parts.source.doubts:
        yield Note(FILE, words, "low")
    if changed := parts.source.changed:
        most = "、".join(f"{what}（{times} 处）" for what, times in changed.most_common(12))
        more = f"等 {len(changed)} 种" if len(changed) > 12 else ""
        yield Note("字符", f"形似而不是的字换成了通用的字，看不见的字符去掉了：{most}{more}")


def compose_head(parts: Parts, made: Composed, own_id: str | None) -> None:
    """Put template, year, unit and signature in."""
    top = Place(1, 1)
    title = parts.place(*parts.title.pieces[0]) if parts.title else None
    made.put(("template",), parts.template.name, title or top)
    made.say(
        Note(
            "模板",
            f"{parts.template.title}（{parts.template.name}；{parts.recognised.why}）",
            parts.recognised.certainty,
            path=("template",),
        )
    )
    made.put(("year",), parts.year.value, title or top)
    if parts.year.value is None:
        made.comments[("year",)] = "没有读到年份，请填写"
    made.say(
        Note("年份", f"{parts.year.value or ''}（{parts.year.why}）", parts.year.certainty, title, ("year",))
    )
    _unit(parts, made, own_id, title or top)
    ending = parts.ending
    place = parts.place(*ending.pieces[0]) if ending else None
    dated = parts.place(*ending.pieces[-1]) if ending else None
    by = short_line(ending.by) if ending and ending.by else None
    made.put(("issued", "by"), by, place)
    made.put(("issued", "date"), ending.date.isoformat() if ending and ending.date else None, dated)
    if ending:
        made.say(
            Note("署名和日期", f"{ending.by or '没有署名'}，{ending.printed or '没有日期'}", "high", place)
        )
        if ending.printed and not ending.date:
            made.say(Note("日期", f"「{ending.printed}」不是一个日期，没有读入", "low", dated))
    else:
        made.say(Note("署名和日期", "没有读到", "medium"))


def _unit(parts: Parts, made: Composed, own_id: str | None, place: Place) -> None:
    unit = parts.unit
    made.put(("unit", "id"), own_id or (unit_id(unit.name) if unit else None), place)
    made.put(("unit", "name"), short_line(unit.name) if unit else None)
    made.put(("unit", "full_name"), short_line(unit.full_name) if unit else None)
    made.put(("unit", "level"), unit.level if unit else None)
    made.put(("unit", "parent"), short_line(unit.parent) if unit and unit.parent else None)
    if unit:
        made.say(Note("单位", f"{unit.full_name}（{unit.why}）", unit.certainty, place, ("unit",)))
    else:
        made.say(Note("单位", "没有读到", "low", path=("unit",)))


def contacts(parts: Parts) -> Iterator[Note]:
    """List telephone, mail and postcode of the preamble and the first lines, where clerks look for them."""
    for piece in list(parts.claims.of("section"))[:_FRONT]:
        text = parts.claims.text(piece)
        for what, pattern in _CONTACTS.items():
            for found in pattern.finditer(text):
                yield Note("联系方式", f"{what} {found[1]}", "high", parts.place_of(piece))
