"""What a step is bound to: everything that is printed, as words with their places.

Neither layout nor comments count, nor how a number was given: a total that is typed and one that follows from
a ledger print the same. Line ends and the white space of the file are no words either. What an author's own
cells show is printed too; it stands in its place among the lines (``nianbao.signing.own`` gives it).
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
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
        own: Numbers of the lines, from 0, that an author's own cells show.
        whole: What those cells show is among the lines, or there are none.
    """

    lines: tuple[tuple[str, str], ...]
    own: tuple[int, ...] = ()
    whole: bool = True

    @classmethod
    def of(cls, report: Report, shown: Iterable[tuple[Block, bool]] | None = None) -> Content:
        """Read the words off a report.

        Args:
            report: The report.
            shown: What its notebook showed, block by block, and whether an author's own cell did; None for
                the report's own blocks alone.
        """
        found = list(_lines(report, shown or ((block, False) for block in report.blocks())))
        own = tuple(number for number, (*_, is_own) in enumerate(found) if is_own)
        return cls(
            tuple((place, words) for place, words, _ in found),
            own,
            whole=shown is not None or left_out(report) is None,
        )

    @property
    def plain(self) -> Content:
        """The words without those that own cells show, as they are known before the notebook has run."""
        own = set(self.own)
        return Content(tuple(line for number, line in enumerate(self.lines) if number not in own))

    @property
    def own_lines(self) -> tuple[tuple[str, str], ...]:
        """The words that own cells show."""
        return tuple(self.lines[number] for number in self.own)

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


def _lines(report: Report, shown: Iterable[tuple[Block, bool]]) -> Iterator[tuple[str, str, bool]]:
    yield TEMPLATE, f"{report.template.name} {_template_sha256(report)}", False
    if added := _notebook_sha256(report):
        yield NOTEBOOK, added, False
    for place, words in _facts(report):
        yield place, words, False
    place = "开头"
    for block, is_own in shown:
        if is_own:
            yield (*_added(block, place), True)
        elif block.section == SECTION:  # an attachment behind it isn't of it
            yield CORRECTIONS, plain_text(block), False
        else:
            if isinstance(block, Heading) and block.level == 1:
                place = plain_text(block)
            for where, words in _block(block, place, report):
                yield where, words, False


def _added(block: Block, place: str) -> tuple[str, str]:
    """Give the words of a block that an author added to a section; a picture's are its looks too."""
    match block:
        case Paragraph():
            return place, _with_targets(block.spans)
        case Figure():
            looks = hashlib.sha256(block.data.encode()).hexdigest()[:12]
            return f"{place}{_PICTURE}", "\n".join(filter(None, (block.caption, block.alt, f"图样 {looks}")))
        case _:
            return place, plain_text(block)


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
    """Hash the cells of a notebook to which an author added something; None where it shows the report alone.

    Its words are told where they stand; by this a change is seen before the notebook has run.
    """
    path = find_resource("notebooks", notebook_of(report.parameters), report.folder)
    if path is None or left_out(report) is None:
        return None
    data = path.read_bytes()
    try:
        cells: Sequence[Any] = json.loads(data)["cells"]
        data = _canonical([_cell(one) for one in cells])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass  # it can't be built with anyway; its bytes stand for it
    return hashlib.sha256(data).hexdigest()


def _cell(cell: Any) -> list[Any]:
    """Give what decides on what a cell shows: its text, its pictures, whether it is hidden."""
    tags = sorted(map(str, cell["metadata"].get("tags", ())))
    return [cell["cell_type"], "".join(cell["source"]), cell.get("attachments", {}), tags]
