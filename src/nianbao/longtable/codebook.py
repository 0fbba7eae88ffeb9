"""指标说明: what each id of the long table stands for, in which format, since when, by which rule."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from itertools import groupby
from pathlib import Path

from nianbao.longtable.numbers import SOURCES, field
from nianbao.page_template import page_template
from nianbao.template import CellId, TableForm, Template, templates_at_hand
from nianbao.template.tables import Kind

KINDS: dict[Kind, str] = {
    "count": "整数，不小于 0",
    "change": "整数，可以是负数",
    "amount": "可以有小数，不小于 0",
}

COLUMN_WORDS: dict[str, str] = {
    "unit": "单位代号（拼音），一个县里不重复",
    "name": "单位简称",
    "level": "单位类别：township 乡镇，subdistrict 街道，department 部门，county 县级（已含全县，不要再与下级相加），city、province、other",
    "parent": "上级地区",
    "code": "区划代码或统一社会信用代码",
    "year": "报告年度",
    "template": "格式代号，见下表",
    "table": "表代号",
    "row": "行代号",
    "column": "列代号",
    "value": "数值，原样，不四舍五入；读不出的、没有读到的留空，不是 0",
    "source": "数的来源，见下",
    "total": "1 是合计（由别的格相加），0 是明细；求和时只取 0",
    "file": "从哪个文件读来；同一单位同一年度从几个文件读来、数又不同的，都在表里，求和前按它选定一份",
}
"""Columns of the long table, for people."""


@dataclass(frozen=True)
class Entry:
    """A cell of a format; the attributes are the columns of the codebook."""

    template: str
    years: str
    table: str
    table_label: str
    row: str
    row_label: str
    column: str
    column_label: str
    unit: str
    kind: str
    total: str
    parts: str
    since: str
    legal: str


def entries(folder: Path | None = None) -> tuple[Entry, ...]:
    """List every cell of every format at hand, the oldest format first."""
    templates = sorted(templates_at_hand(folder), key=lambda template: (template.years.first, template.name))
    first: dict[tuple[str, str, str, str], str] = {}
    return tuple(
        _entry(template, form, cell, first)
        for template in templates
        for form in template.tables
        for cell in form.cells
    )


def _entry(
    template: Template, form: TableForm, cell: CellId, first: dict[tuple[str, str, str, str], str]
) -> Entry:
    row, column = form.row_by_id[cell[0]], form.column_by_id[cell[1]]
    # A row that another format prints under another name counts something else.
    since = first.setdefault((form.id, *cell, row.name), f"{template.years.first} 年度（{template.name}）")
    parts = form.derivations.get(cell, ())
    legal = template.section(form.section).legal
    return Entry(
        template.name,
        str(template.years),
        form.id,
        f"{form.name} {form.title}",
        cell[0],
        " ".join((*row.within, row.label)),
        cell[1],
        " ".join((*column.within, column.label)),
        form.unit(cell) or "",
        KINDS[form.kind(cell)],
        "1" if parts else "0",
        " + ".join("/".join(part) for part in parts),
        since,
        f"{legal}；{_notice(template, legal)}",
    )


def _notice(template: Template, legal: str) -> str:
    """Name what prescribes the format: of its bases the one that speaks of it, else the one that the part names."""
    bases = template.legal_basis
    forms = [one for one in bases if "格式" in one.name] or [one for one in bases if one.number in legal]
    basis = (forms or list(bases))[0]
    return f"{basis.name}（{basis.number}）"


def codebook_csv(known: Sequence[Entry]) -> bytes:
    """Write the codebook as CSV, its columns named like the attributes of ``Entry``."""
    lines = [",".join(one.name for one in fields(Entry))]
    lines += [",".join(map(field, astuple(entry))) for entry in known]
    return codecs.BOM_UTF8 + ("\r\n".join(lines) + "\r\n").encode("utf-8")


def codebook_page(known: Sequence[Entry]) -> bytes:
    """Write the codebook as a page that opens offline."""
    groups = [
        (name, list(own))
        for name, own in groupby(known, key=lambda entry: (entry.template, entry.table_label))
    ]
    page = page_template("codebook.html.j2").render(
        columns=COLUMN_WORDS,
        sources=SOURCES,
        groups=[(f"{template}　{label}", own[0], own) for (template, label), own in groups],
    )
    return page.encode("utf-8")
