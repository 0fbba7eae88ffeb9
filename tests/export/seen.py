"""What a reader finds in each form's bytes, read without any of our own code.

``READERS`` has one reader a form; a new form without one fails the matrix (``test_matrix.py``).
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdfium2
from docx.oxml.ns import qn
from lxml import html


def squeeze(text: str) -> str:
    return "".join(text.split())


@dataclass
class Seen:
    """What can be seen in a form, or must be.

    Attributes:
        texts: Pieces of text, without white space.
        numbers: Numbers that programs can read.
        links: Targets of links.
        pictures: Alternative texts, one a picture.
        spanning: Rows and columns of cells that cover more than one place.
        headings: Texts of headings, or of header cells' rows.
        strong: Texts that are set off.
        code: Texts in a fixed-width face.
    """

    texts: list[str] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    spanning: list[tuple[int, int]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    strong: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)

    def missing(self, wanted: Seen, names: set[str]) -> list[str]:
        """List what isn't there of what must be, among some kinds of things."""
        text = squeeze("".join(self.texts))
        absent = [f"text {one!r}" for one in wanted.texts if squeeze(one) not in text]
        for one in fields(self):
            if one.name not in names - {"texts"}:
                continue
            left = [_plain(item) for item in getattr(self, one.name)]
            for item in map(_plain, getattr(wanted, one.name)):
                if item in left:
                    left.remove(item)
                else:
                    absent.append(f"{one.name} {item!r}")
        return absent


def _plain(item: Any) -> Any:
    return squeeze(item) if isinstance(item, str) else item


def read_html(data: bytes) -> Seen:
    """Read a page or a piece of one as a browser does."""
    root = html.fromstring(data.decode("utf-8")) if b"<html" in data[:100] else _piece(data)
    for one in root.xpath("//script|//style|//head|//textarea|//button|//nav"):
        one.drop_tree()
    return Seen(
        texts=list(root.itertext()),
        links=[one.get("href") for one in root.iter("a")],
        pictures=[one.get("alt") for one in root.iter("img") if one.get("src").startswith("data:image/")],
        spanning=[_span(one) for one in root.iter("th", "td") if _span(one) != (1, 1)],
        headings=[one.text_content() for one in root.iter("h1", "h2", "h3", "h4", "h5")],
        strong=[one.text_content() for one in root.iter("strong")],
        code=[one.text_content() for one in root.iter("code", "pre")],
    )


def _piece(data: bytes) -> html.HtmlElement:
    return html.fragment_fromstring(data.decode("utf-8"), create_parent="div")


def _span(cell: html.HtmlElement) -> tuple[int, int]:
    return int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))


def read_docx(data: bytes) -> Seen:
    """Read a Word document by its XML."""
    word = docx.Document(io.BytesIO(data))
    body = word.element.body
    links = [word.part.rels[one.get(qn("r:id"))].target_ref for one in body.iter(qn("w:hyperlink"))]
    headings = [one.text for one in word.paragraphs if str(one.style.style_id).startswith(("Heading", "Tit"))]
    return Seen(
        texts=[one.text or "" for one in body.iter(qn("w:t"))],
        links=links,
        pictures=[one.get("descr") for one in body.iter(qn("wp:docPr")) if list(body.iter(qn("a:blip")))],
        spanning=[span for table in body.iter(qn("w:tbl")) for span in _word_spans(table) if span != (1, 1)],
        headings=headings,
        strong=list(_styled(body, {"Strong"})),
        code=[
            *_styled(body, {"Code"}),
            *(p.text for p in word.paragraphs if p.style.style_id == "Preformatted"),
        ],
    )


def _styled(body: Any, styles: set[str]) -> Iterator[str]:
    for run in body.iter(qn("w:r")):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is not None and style.get(qn("w:val")) in styles:
            yield "".join(one.text or "" for one in run.iter(qn("w:t")))


def _word_spans(table: Any) -> Iterator[tuple[int, int]]:
    """Give the spans of a table's cells; a cell that goes on below says so, column by column."""
    open_cells: dict[int, list[int]] = {}
    for row in table.iter(qn("w:tr")):
        column = 0
        for cell in row.iter(qn("w:tc")):
            wide = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            columns = int(wide.get(qn("w:val"))) if wide is not None else 1
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(qn("w:val")) != "restart":
                open_cells[column][0] += 1
            else:
                if column in open_cells:
                    yield open_cells[column][0], open_cells[column][1]
                open_cells[column] = [1, columns]
            column += columns
    for rows, columns in open_cells.values():
        yield rows, columns


def read_pdf(data: bytes) -> Seen:
    """Read a PDF: its pages' text, its link annotations, and its tags."""
    with pypdfium2.PdfDocument(data) as opened:
        text = "".join(page.get_textpage().get_text_range() for page in opened)
    seen = Seen(texts=[text.replace("\r\n", "").replace("\ufffe", "")])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if not isinstance(one, pikepdf.Dictionary):
                continue
            if one.get("/Subtype") == "/Link":
                seen.links.append(str(one["/A"]["/URI"]))
            elif one.get("/S") == "/Figure":
                seen.pictures.append(str(one["/Alt"]))
            elif one.get("/S") in ("/TH", "/TD"):
                seen.spanning += [span for span in [_tagged_span(one)] if span != (1, 1)]
    return seen


def _tagged_span(cell: pikepdf.Dictionary) -> tuple[int, int]:
    found = cell.get("/A", [])
    dictionaries = [found] if isinstance(found, pikepdf.Dictionary) else list(found)
    keys = {str(key): value for one in dictionaries for key, value in one.items()}
    return int(keys.get("/RowSpan", 1)), int(keys.get("/ColSpan", 1))


def read_xlsx(data: bytes) -> Seen:
    """Read a workbook with the values it has stored."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    seen = Seen()
    for sheet in book.worksheets:
        values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
        seen.texts += [str(value) for value in values]
        seen.numbers += [value for value in values if isinstance(value, int | float)]
        seen.spanning += [(one.size["rows"], one.size["columns"]) for one in sheet.merged_cells.ranges]
    return seen


def read_json(data: bytes) -> Seen:
    """Read data: everything that stands anywhere in the blocks."""
    seen = Seen()
    for key, value in _leaves(json.loads(data)["blocks"]):
        if key in _PRINTED and value is not None:
            seen.texts.append(str(value))
        elif key == "value":
            seen.numbers.append(value)
        if key == "href":
            seen.links.append(value)
        elif key == "alt":
            seen.pictures.append(value)
    return seen


_PRINTED = {"text", "marker", "lines", "caption", "note", "by", "date", "name", "names"}


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, key)
    else:
        yield key, value


LOOKS = {"headings", "strong", "code"}
"""What is a matter of looks; where a form's bytes don't tell, the matrix asks that they make a difference."""

READERS: dict[str, tuple[Callable[[bytes], Seen], set[str]]] = {
    "html": (read_html, {"texts", "links", "pictures", "spanning", *LOOKS}),
    "publish": (read_html, {"texts", "links", "pictures", "spanning", *LOOKS}),
    "fragment": (read_html, {"texts", "links", "pictures", "spanning", *LOOKS}),
    "docx": (read_docx, {"texts", "links", "pictures", "spanning", *LOOKS}),
    "pdf": (read_pdf, {"texts", "links", "pictures", "spanning"}),
    "xlsx": (read_xlsx, {"texts", "numbers", "spanning"}),
    "json": (read_json, {"texts", "numbers", "links", "pictures"}),
}
"""Form → its reader, and what that reader can tell."""
