"""What a written file is made of, as lines of text: page set-up, styles, spans, formulas, tags."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pypdfium2
from docx.oxml.ns import qn
from lxml import html
from openpyxl import load_workbook

from nianbao.export.forms.pdf import _text_of

_SHOWN = 24
"""Characters of a text that an outline shows; all of it is compared by the self-check."""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…({len(line)})"


def _pdf(data: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(data) as opened:
        for number, page in enumerate(opened, 1):
            yield f"page {number}: {page.get_width():.0f} × {page.get_height():.0f} pt"
            yield from (f"  {_cut(line)}" for line in _text_of(page).splitlines())


def _docx(data: bytes) -> Iterator[str]:
    word = docx.Document(io.BytesIO(data))
    for section in word.sections:
        yield f"section: {_settings(section._sectPr)}"
        for name in ("header", "footer", "even_page_header", "even_page_footer"):
            part = getattr(section, name)
            yield f"  {name}: {'' if part.is_linked_to_previous else _cut(part._element.xpath('string()'))}"
    for style in word.styles:
        yield f"style {style.style_id} ({style.name}): {_settings(style.element)}"
    for element in word.element.body:
        if element.tag == qn("w:p"):
            yield _paragraph(element)
        elif element.tag == qn("w:tbl"):
            yield f"table: {_settings(element.tblPr)} | {' '.join(c.get(qn('w:w')) for c in element.tblGrid)}"
            for row in element.iter(qn("w:tr")):
                yield f"  row {_settings(row.find(qn('w:trPr')))}: " + " | ".join(
                    map(_cell, row.iter(qn("w:tc")))
                )


def _paragraph(element: Any) -> str:
    runs = [
        f"{_settings(run.rPr)}:{_cut(run.text)}" if run.rPr is not None else _cut(run.text)
        for run in element.iter(qn("w:r"))
    ]
    return f"[{_settings(element.pPr)}] {' + '.join(runs)}"


def _cell(cell: Any) -> str:
    return f"{_settings(cell.tcPr)} {' '.join(_paragraph(one) for one in cell.iter(qn('w:p')))}"


def _settings(element: Any) -> str:
    """Give what is set below an element: names with their values, in order; numbers of parts say nothing."""
    found = []
    for one in element.iterdescendants() if element is not None else ():
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        values = ",".join(
            f"{key.rpartition('}')[2]}={value}"
            for key, value in one.attrib.items()
            if not value.startswith("rId")
        )
        found.append(f"{name}({values})" if values else name)
    return " ".join(found)


def _xlsx(data: bytes) -> Iterator[str]:
    formulas, values = (load_workbook(io.BytesIO(data), data_only=one) for one in (False, True))
    for sheet in formulas.worksheets:
        yield f"sheet {sheet.title}: {sheet.dimensions}, protected {sheet.protection.sheet}"
        yield "  widths " + " ".join(
            f"{key}={one.width:.1f}" for key, one in sorted(sheet.column_dimensions.items())
        )
        yield f"  merged {' '.join(sorted(map(str, sheet.merged_cells.ranges)))}"
        for rule in sheet.data_validations.dataValidation:
            yield f"  {rule.type} {rule.operator}: {' '.join(sorted(str(rule.sqref).split()))}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    stored = values[sheet.title][cell.coordinate].value
                    shown = cell.value if cell.value == stored else f"{cell.value} = {stored}"
                    lock = "" if cell.protection.locked else " open"
                    yield f"  {cell.coordinate} {cell.number_format}{lock}: {_cut(str(shown))}"


def _html(data: bytes) -> Iterator[str]:
    yield from _elements(html.fragment_fromstring(data.decode("utf-8"), create_parent="div"), 0)


def _elements(element: Any, depth: int) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in ("style", "script", "textarea"):
            continue
        kept = ("class", "scope", "colspan", "rowspan", "style", "role", "href", "id")
        attributes = "".join(f" {name}={child.get(name)}" for name in kept if child.get(name))
        yield f"{'  ' * depth}{child.tag}{attributes}: {_cut(child.text or '')}"
        yield from _elements(child, depth + 1)


OUTLINES: dict[str, Callable[[bytes], Iterator[str]]] = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "html": _html,
    "fragment": _html,
    "publish": _html,
}
"""Form → how the outline of its file is made."""


def outline(form: str, data: bytes) -> str:
    """Give the outline of a file."""
    return "\n".join(line.rstrip() for line in OUTLINES[form](data)) + "\n"
