"""A look into an xlsx package before a library opens it: is it harmless, and what does it hide?

The fast library that reads values lays a sheet out as one dense block, so that a single cell in the
last corner of a sheet would ask for hundreds of gigabytes and end the process. It doesn't tell hidden
rows either. Both are found here, in the package's own bytes.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from nianbao.ledgers.csv_file import MAX_COLUMNS, MAX_ROWS
from nianbao.ledgers.errors import LedgerError
from nianbao.unpacking import UNPACK_ERRORS

MAX_UNPACKED = 300_000_000
"""Bytes of all parts unpacked; ten thousand full rows are some 10 MB."""

MAX_PARTS = 5_000
"""Files inside the package."""

MAX_DENSE_CELLS = 6_000_000
"""Cells between the first and the last one with something in it, empty ones included."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

# Every attribute that may be a cell's place: far columns, far rows. Ledgers have next to none of them.
_FAR = re.compile(rb"""["']\s*(?:([A-Za-z]{2,})[0-9]+|[A-Za-z]{0,3}([0-9]{5,}))\s*["']""")
# The same as every office program writes it; it takes a quarter of the time.
_FAR_AS_USUAL = re.compile(rb"""r="(?:([A-Z]{2,})[0-9]+|[A-Z]?([0-9]{5,}))\"""")
_UNUSUAL = re.compile(rb"r(?:='|=\s|\s+=)")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]+)([0-9]+)["'][^>]*(?<!/)>""")
_HIDDEN_ROW = re.compile(
    rb"""<(?:\w+:)?row\s(?=[^>]*\shidden\s*=\s*["'](?:1|true))[^>]*?\br\s*=\s*["']([0-9]+)"""
)
_COLUMNS = re.compile(rb"<(?:\w+:)?cols\b.*?</(?:\w+:)?cols>", re.DOTALL)
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_UNCOMPUTED = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]+)([0-9]+)"[^>]*><f\b[^>]*?(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>"""
)
_FAILED = re.compile(rb"""\st\s*=\s*["']e["']""")
_TEXTS = re.compile(rb"<(?:\w+:)?sst\b[^>]*")
_COUNTS = re.compile(rb"""\b(count|uniqueCount)\s*=\s*["']\s*\+?(\d+)""")


@dataclass(frozen=True)
class SheetParts:
    """What a sheet's part says of its shape; see ``Sheet``."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    uncomputed: frozenset[tuple[int, int]]
    failed: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Package:
    """A package that is safe to open: its sheets by name, and how it counts days."""

    sheets: dict[str, SheetParts]
    mac: bool


def inspect(data: bytes, *, macros: bool = False) -> Package:
    """Look into a package.

    Args:
        data: The package.
        macros: Pass a program inside over, which nothing here ever runs, instead of refusing the package.

    Raises:
        LedgerError: It is broken, too large, or not a plain workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _inspect(archive, macros=macros)
    except UNPACK_ERRORS as problem:
        # RuntimeError: an encrypted part; NotImplementedError, a subclass: an unknown compression.
        raise _broken() from problem
    except etree.XMLSyntaxError as problem:
        raise _broken() from problem


def _broken() -> LedgerError:
    return LedgerError.of(
        "L105", "工作簿损坏，打不开。", "请在 WPS 中打开看看；能打开的，另存为新的 xlsx 再用。"
    )


def _inspect(archive: zipfile.ZipFile, *, macros: bool) -> Package:
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise LedgerError.of(
            "L106",
            f"工作簿展开后有 {size / 1e6:.0f} MB，上限 {MAX_UNPACKED / 1e6:.0f} MB。",
            "请把有用的行和列复制到一个新的工作簿，另存为 xlsx。",
        )
    names = {part.filename for part in parts}
    if len(names) != len(parts):
        raise _broken()
    if not macros and any(name.lower().endswith("vbaproject.bin") for name in names):
        raise LedgerError.of("L109", "工作簿里带有宏（程序），没有读。", "请在 WPS 中另存为不带宏的 xlsx。")
    if "xl/workbook.xml" not in names:
        raise LedgerError.of("L103", "这个压缩包不是 xlsx 工作簿。", "请在 WPS 中另存为 xlsx。")
    looks: dict[str, SheetParts] = {}
    for part in parts:
        # Unpacking a part to its end proves the size that the directory claims. Whatever holds cells is
        # looked at, under any name: libraries differ in how they find a sheet's part.
        content = archive.read(part)
        if part.filename.lower().endswith((".xml", ".rels")):
            _plain_xml(content)
        if b"sheetData" in content:
            looks[part.filename.lower()] = _look_at(_plain_xml(content))
        _refuse_untrue_counts(content)
    workbook = _tree(archive.read("xl/workbook.xml"))
    relations = _tree(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    sheets: dict[str, SheetParts] = {}
    for item in workbook.iter("{*}sheet"):
        target = targets.get(item.get(_RELATION) or item.get(_STRICT_RELATION), "")
        path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()
        if path in looks:
            sheets[item.get("name", "")] = looks[path]
    mac = any(item.get("date1904") in ("1", "true") for item in workbook.iter("{*}workbookPr"))
    return Package(sheets, mac)


def _plain_xml(data: bytes) -> bytes:
    """Refuse what no spreadsheet writes: definitions of entities, and encodings that hide them."""
    head = data[:2_000]
    declared = re.search(rb"""encoding\s*=\s*["']([^"']+)""", head)
    odd = declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")
    if odd or b"\0" in head or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise LedgerError.of(
            "L108", "工作簿里有不该有的内容（外部引用或异常编码），没有读。", "请在 WPS 中另存为新的 xlsx。"
        )
    return data


def _refuse_untrue_counts(data: bytes) -> None:
    """Refuse a list of texts that says it holds more than it can: the library makes room for all of them at once.

    Where there is no room it ends the whole process. ``count`` is that of the cells, ``uniqueCount`` that of the texts.
    """
    if b"sst" not in data:  # a sheet of a hundred thousand rows isn't searched tag by tag
        return
    for tag in _TEXTS.findall(data):
        counts = {name: int(number) for name, number in _COUNTS.findall(tag)}
        if counts.get(b"uniqueCount", 0) > len(data) or counts.get(b"count", 0) > MAX_DENSE_CELLS:
            raise _broken()


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(_plain_xml(data), parser)


def _look_at(data: bytes) -> SheetParts:
    rows, columns = 9_999, 26
    far = _FAR if _UNUSUAL.search(data) else _FAR_AS_USUAL
    for wide, tall in far.findall(data):
        columns = max(columns, _number(wide)) if wide else columns
        rows = max(rows, int(tall)) if tall else rows
    if rows * columns > MAX_DENSE_CELLS or rows > MAX_ROWS or columns > MAX_COLUMNS:
        _refuse_far_cells(data)
    return SheetParts(
        frozenset(int(row) for row in _HIDDEN_ROW.findall(data)) if b"hidden" in data else frozenset(),
        _hidden_columns(data),
        frozenset((int(row) - 1, _number(column) - 1) for column, row in _UNCOMPUTED.findall(data))
        if b"</f>" in data
        else frozenset(),
        _failed(data) if _FAILED.search(data) else frozenset(),
    )


def _failed(data: bytes) -> frozenset[tuple[int, int]]:
    """Find cells that hold #N/A, #REF! …: the library gives them as if they were empty.

    A cell's place may be left out, so the few sheets with such cells are walked through in order.
    """
    found: set[tuple[int, int]] = set()
    row = column = -1
    walk = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False
    )
    for event, item in walk:
        is_row, place = etree.QName(item).localname == "row", item.get("r", "")
        if event == "end":
            # Whatever was walked past would otherwise stay in memory.
            item.clear()
        elif is_row:
            row, column = int(place) - 1 if place.isdigit() else row + 1, -1
        else:
            letters = place.rstrip("0123456789")
            column = _number(letters.encode()) - 1 if letters else column + 1
            if item.get("t") == "e":
                found.add((row, column))
    return frozenset(found)


def _refuse_far_cells(data: bytes) -> None:
    """Look at cells with something in them alone: a million formatted empty rows are no harm."""
    rows = columns = 1
    for column, row in _FILLED.findall(data):
        columns, rows = max(columns, _number(column)), max(rows, int(row))
    unplaced = re.search(rb"""<(?:\w+:)?c(?:\s+(?!r\s*=)\w+\s*=\s*["'][^"']*["'])*\s*>""", data)
    if rows * columns > MAX_DENSE_CELLS or rows > MAX_ROWS or columns > MAX_COLUMNS or unplaced:
        raise LedgerError.of(
            "L107",
            f"有一张工作表太大：内容到了第 {rows} 行、第 {columns} 列（上限 {MAX_ROWS} 行、{MAX_COLUMNS} 列）。",
            "多半是远处的格子里误写了内容。请把有用的行和列复制到新的工作表，另存为 xlsx。",
        )


def _hidden_columns(data: bytes) -> frozenset[int]:
    group = _COLUMNS.search(data, 0, data.find(b"sheetData"))
    hidden: set[int] = set()
    for column in _COLUMN.findall(group[0]) if group else ():
        said: dict[bytes, bytes] = dict(re.findall(rb"""(\w+)\s*=\s*["']([^"']*)""", column))
        if said.get(b"hidden") in (b"1", b"true") and said.get(b"min", b"").isdigit():
            last = min(int(said.get(b"max") or said[b"min"]), MAX_COLUMNS)
            hidden.update(range(int(said[b"min"]), last + 1))
    return frozenset(hidden)


def _number(letters: bytes) -> int:
    number = 0
    for char in letters.upper():
        number = number * 26 + char - 64
    return number
