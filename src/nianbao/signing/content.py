"""What a step is bound to: everything that is printed, as words with their places.

Neither layout nor comments count, nor how a number was given: a total that is typed and one that follows from
a ledger print the same. Line ends and the white space of the file are no words either.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.blocks import Block, Figure, Heading, ListBlock, Paragraph, Signature, Spans, Table, plain_text
from nianbao.correcting.note import SECTION
from nianbao.correcting.note import TITLE as CORRECTIONS
from nianbao.folder import find_resource
from nianbao.own_cells import left_out
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.template_notebook import notebook_of

TEMPLATE = "格式（模板）"
NOTEBOOK = "模板的记事本"
UNIT = "单位信息"
_PICTURE = "（图）"
_NOT_PRINTED = {"guidance", "widths", "why", "indent"}
"""Keys of a template that are layout, or help for the author; a change of them leaves signatures alone."""


@dataclass(frozen=True)
class Content:
    """The words of a report.

    Attributes:
        lines: Place (a section, a row of a table) and words, in printed order; a place may have several.
    """

    lines: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, report: Report) -> Content:
        """Read the words off a report."""
        return cls(tuple(_lines(report)))

    @functools.cached_property
    def sha256(self) -> str:
        """Hash of the words and their places."""
        return hashlib.sha256(_canonical([list(line) for line in self.lines])).hexdigest()


def is_picture(place: str) -> bool:
    """Tell whether the words at a place are those of a picture."""
    return place.endswith(_PICTURE)


def _canonical(data: Any) -> bytes:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _lines(report: Report) -> Iterator[tuple[str, str]]:
    yield TEMPLATE, f"{report.template.name} {_template_sha256(report)}"
    if added := _notebook_sha256(report):
        yield NOTEBOOK, added
    yield from _facts(report)
    place = "开头"
    for block in report.blocks():
        if block.section == SECTION:  # an attachment behind it isn't of it
            yield CORRECTIONS, plain_text(block)
            continue
        if isinstance(block, Heading) and block.level == 1:
            place = plain_text(block)
        yield from _block(block, place, report)


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    """Give what programs read off an output though no page shows it."""
    unit = report.about.unit
    facts = {"年份": str(report.parameters.year), "单位代号": unit.id, "单位名称": unit.name,
             "单位全称": unit.full_name, "上级": unit.parent, "层级": unit.level, "机构代码": unit.code}  # fmt: skip
    for name, value in facts.items():
        if value:
            yield UNIT, f"{name}：{value}"


def _block(block: Block, place: str, report: Report) -> Iterator[tuple[str, str]]:
    match block:
        case Table(id=str(name)) if name in report.tables:
            yield from _table(block, report.tables[name], place)
        case Paragraph():
            yield place, _with_targets(block.spans)
        case ListBlock():
            for item in block.items:
                yield place, f"{item.marker} {_with_targets(item.spans)}"
        case Figure():
            yield f"{place}{_PICTURE}", "\n".join(filter(None, (block.caption, block.alt)))
        case Signature():
            yield "落款", plain_text(block)
        case _ if block.kind == "title":
            yield "标题", plain_text(block).replace("\n", "")  # where it breaks is layout
        case _ if block.kind == "annex":
            yield "附件", plain_text(block)
        case _:
            yield place, plain_text(block)


def _table(block: Table, table: FilledTable, place: str) -> Iterator[tuple[str, str]]:
    """Give each number by its cell, and apart from them the words that frame them."""
    words = [cell.text for row in (*block.header, *block.body) for cell in row if cell.name is None]
    frame = [one for one in (block.caption, *words, block.note) if one]
    yield f"{place} {table.form.name}的表头和说明", "　".join(frame)
    for cell in table.form.cells:
        yield table.form.place(cell), table.text(cell)


def _with_targets(spans: Spans) -> str:
    """Join the words of spans; where a link leads is content too."""
    return "".join(f"{one.text}[{one.href}]" if one.href else one.text for one in spans)


def _template_sha256(report: Report) -> str:
    data = report.template.model_dump(mode="json", by_alias=True)
    return hashlib.sha256(_canonical(_pruned(data))).hexdigest()


def _pruned(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _pruned(value) for key, value in data.items() if key not in _NOT_PRINTED}
    return [_pruned(one) for one in data] if isinstance(data, list) else data


def _notebook_sha256(report: Report) -> str | None:
    """Hash the cells of a notebook to which an author added something; None where it shows the report alone."""
    path = find_resource("notebooks", notebook_of(report.parameters), report.folder)
    if path is None or left_out(report) is None:
        return None
    data = path.read_bytes()
    try:
        cells: Sequence[Any] = json.loads(data)["cells"]
        data = _canonical([[one["cell_type"], "".join(one["source"])] for one in cells])
    except (ValueError, LookupError, TypeError, RecursionError):
        pass  # it can't be built with anyway; its bytes stand for it
    return hashlib.sha256(data).hexdigest()
