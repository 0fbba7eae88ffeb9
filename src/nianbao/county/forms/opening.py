"""From bytes to sheets, with all that a clerk may have done to them; hostile workbooks are refused first.

Values come from the fast library that stands no nonsense; formulas and remarks in cells are looked up in a
second reading, which may fail without harm.
"""

from __future__ import annotations

import io
import posixpath
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from openpyxl import load_workbook as load_structure

from nianbao.errors import UsageError
from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.opening import worksheets
from nianbao.ledgers.sheet import Sheet
from nianbao.ledgers.xlsx_parts import inspect

MAX_BYTES = 30_000_000
"""Size of a form's file; one with some photographs pasted in has a few MB."""

MAX_STRUCTURE = 20_000_000
"""Bytes of the workbook's parts, unpacked, up to which formulas and remarks are looked up."""

Place = tuple[int, int]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class FormError(UsageError):
    """A file that can't be read as a 填报表; the message says what to do."""


@dataclass(frozen=True, repr=False)
class Page:
    """A sheet of a form as it came back.

    Attributes:
        sheet: Its cells, and what is hidden, merged or failed.
        formulas: Formulas by place; None where they can't be known.
        notes: Remarks pinned to cells, by place.
        pictures: How many pictures lie on it.
    """

    sheet: Sheet
    formulas: Mapping[Place, str] | None = None
    notes: Mapping[Place, str] = field(default_factory=dict)
    pictures: int = 0

    @property
    def name(self) -> str:
        """Name of the sheet."""
        return self.sheet.name or ""


def open_form(data: bytes, name: str, *, values_only: bool = False) -> list[Page]:
    """Read all sheets of a workbook (xlsx, xlsm, xls).

    Args:
        data: The file.
        name: Its name, for messages.
        values_only: Look no formulas, remarks and pictures up.

    Raises:
        FormError: It can't be read.
    """
    if len(data) > MAX_BYTES:
        raise FormError(f"「{name}」有 {len(data) / 1e6:.0f} MB，太大了。请删去图片，另存为新的 xlsx。")
    old = data.startswith(_OLE)
    if not old and not data.startswith(b"PK"):
        raise FormError(f"「{name}」不是 xlsx 工作簿。请在 WPS 中打开，另存为 xlsx。")
    try:
        sheets = worksheets(data, None if old else inspect(data, macros=True))
    except LedgerError as problem:
        said = problem.finding
        raise FormError(f"「{name}」{said.message}{said.suggestion or ''}") from problem
    if old or values_only:
        return [Page(sheet) for sheet in sheets]
    structure, pictures = _structure(data), _pictures(data)
    return [
        Page(sheet, *structure.get(sheet.name or "", (None, {})), pictures.get(sheet.name or "", 0))
        for sheet in sheets
    ]


def _structure(data: bytes) -> dict[str, tuple[dict[Place, str] | None, dict[Place, str]]]:
    """Look formulas and remarks in cells up; a workbook that this library can't take has none known."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml"))
    if size > MAX_STRUCTURE:
        return {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_structure(io.BytesIO(data), keep_links=False)
    except Exception:
        # It stumbles over styles that office programs of other makers write; values don't depend on it.
        return {}
    found: dict[str, tuple[dict[Place, str] | None, dict[Place, str]]] = {}
    for sheet in book.worksheets:
        formulas: dict[Place, str] = {}
        notes: dict[Place, str] = {}
        for row in sheet.iter_rows():
            for cell in row:
                place = ((cell.row or 1) - 1, (cell.column or 1) - 1)
                if cell.data_type == "f":
                    formulas[place] = str(getattr(cell.value, "text", cell.value))
                if cell.comment is not None and cell.comment.text.strip():
                    notes[place] = cell.comment.text.strip()
        found[sheet.title] = (formulas, notes)
    return found


def _pictures(data: bytes) -> dict[str, int]:
    """Count the pictures on each sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        found: dict[str, int] = {}
        for sheet, path in _targets(archive, "xl/workbook.xml", names, named=True):
            for _, drawing in _targets(archive, path, names, kind="drawing"):
                count = sum(1 for _ in _targets(archive, drawing, names, kind="image"))
                found[sheet] = found.get(sheet, 0) + count
        return found


def _targets(
    archive: zipfile.ZipFile, path: str, names: set[str], *, kind: str = "worksheet", named: bool = False
) -> list[tuple[str, str]]:
    """List what a part points to, of one kind; of the workbook's sheets with their names."""
    folder, file = posixpath.split(path)
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in names:
        return []
    found: dict[str, str] = {}
    for item in _tree(archive.read(relations)):
        target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
        if item.get("Type", "").endswith(f"/{kind}") and target in (names if kind != "image" else {target}):
            found[item.get("Id", "")] = target
    if not named:
        return list(found.items())
    sheets = _tree(archive.read(path)).iter("{*}sheet")
    keys = [
        (item.get("name", ""), [value for value in item.attrib.values() if value in found]) for item in sheets
    ]
    return [(name, found[ids[-1]]) for name, ids in keys if ids]


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)
