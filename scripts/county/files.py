"""The county's files: parameter files as clerks would keep them, and ledgers for some units."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from county.bank import Bank
from county.ledgers import LEDGERS
from county.numbers import (
    Cells,
    after,
    application_cells,
    disclosure_cells,
    review_cells,
)
from county.prose import Writer
from county.units import COUNTY, YEARS, Unit, load, units
from county.whole import whole
from nianbao.tables.numbers import as_text
from nianbao.template import Template, load_template

TEMPLATE = "national-2021"
_COUNTS = {
    "proactive_disclosure": disclosure_cells,
    "applications": application_cells,
    "review_litigation": review_cells,
}
_REMARKS = (
    "{county}和{name}都不存在，单位、事例、数字全是虚构的，只用来示范怎样填写。",
    "虚构的样例：{name}及其{year}年的一切数据都是编的。",
    "{name}是虚构单位。写这份底稿是为了演示，不要把其中的数字当真。",
    "演示用的底稿，{county}{year}年的这些事都没有发生过，均属虚构。",
    "示例，内容虚构；真实单位填写时请换成自己的情况（{name}，{year}年）。",
)


def files() -> dict[str, bytes]:
    """Give every file of the county, by its path below ``params``."""
    everyone = units()
    bank = Bank(load("sentences"), everyone)
    template = load_template(TEMPLATE)
    found = {
        f"{year}/{unit.id}.yaml": _parameter_file(unit, year, bank, template).encode("utf-8")
        for year in YEARS
        for unit in everyone
    }
    for ledger in LEDGERS:
        unit = next(one for one in everyone if one.name == ledger.unit)
        found[ledger.path(unit)] = ledger.write(unit)
    return {**found, **whole(found, template)}


def _parameter_file(unit: Unit, year: int, bank: Bank, template: Template) -> str:
    forms = {form.id: form for form in template.tables}
    remark = _REMARKS[(unit.place + year) % len(_REMARKS)]
    sections = Writer(unit, year, bank, forms).sections()
    lines = [
        f"# yaml-language-server: $schema=../../templates/{template.name}/schema.json",
        f"# {remark.format(county=COUNTY, name=unit.name, year=year)}",
        "# 由 scripts/make_county.py 写成：要改请改那里，再运行 make county。",
        f"template: {template.name}",
        f"year: {year}",
        "unit:",
        f"  id: {unit.id}",
        f"  name: {unit.name}",
        f"  full_name: {unit.full_name}",
        f"  level: {unit.level}",
        f"  parent: {COUNTY}",
        "issued:",
        f"  by: {unit.issuer}",
        f"  date: {_issued(unit, year).isoformat()}",
        "sections:",
    ]
    for section in template.sections:
        if section.id in sections:
            lines += [f"  {section.id}: |", *_indented(sections[section.id])]
    own = {
        kind: f"params/{ledger.path(unit)}"
        for ledger in LEDGERS
        for kind in ledger.kinds
        if ledger.holds(unit, year, kind)
    }
    tail = (*_tables(unit, year, template, set(own)), *_ledgers(own), *_accepted(unit, year))
    return "\n".join([*lines, *tail]) + "\n"


def _issued(unit: Unit, year: int) -> datetime.date:
    return after(datetime.date(year + 1, 1, 5), 3 + unit.random("issued", year).randrange(11))


def _indented(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"    {line}" if line else ""


def _tables(unit: Unit, year: int, template: Template, kinds: set[str]) -> Iterator[str]:
    """Write the cells that no ledger fills and that aren't 0."""
    lines: list[str] = []
    for form in template.tables:
        if kinds & set(form.ledgers):
            continue
        cells = _COUNTS[form.id](unit, year)
        rows = [
            row for row in form.row_by_id if not kinds & {one.ledger for one in form.row_by_id[row].counts}
        ]
        own = [line for row in rows for line in _row(row, form.columns_of(row), cells)]
        lines += [f"  {form.id}:", *own] if own else []
    return iter(["tables:", *lines] if lines else [])


def _row(row: str, columns: tuple[str, ...], cells: Cells) -> Iterator[str]:
    filled = [column for column in columns if cells.get((row, column))]
    if filled:
        yield f"    {row}:"
        yield from (f"      {column}: {as_text(cells[row, column])}" for column in filled)


def _ledgers(own: dict[str, str]) -> Iterator[str]:
    if own:
        yield "ledgers:"
        yield from (f"  {kind}: {path}" for kind, path in own.items())


def _accepted(unit: Unit, year: int) -> Iterator[str]:
    """Answer what the legal clock finds: the report tells of its late application."""
    if unit.data.get("late") == year:
        yield from ("accepted:", "  - code: K130", "    where: applications")
        yield "    reason: 确有1件超过法定期限，原因和改进措施已写在第五部分（虚构的例子）"
