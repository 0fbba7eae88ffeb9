"""A county's office for tests: a roster, last year's reports, and what units of the sample county hand in."""

from __future__ import annotations

import datetime
import functools
import io
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx

from nianbao.blocks import Title
from nianbao.county.inbox.receive import InboxResult, receive
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Entry, Kind
from nianbao.county.roster_book import roster_workbook
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.params import load_parameters
from nianbao.report import Report

ROOT = Path(__file__).resolve().parents[2]
YEAR = 2024
ZONE = datetime.timezone(datetime.timedelta(hours=8))
UNITS = {"yunxi": "云溪镇", "bailu": "白鹭镇", "hewan": "河湾镇", "nanpo": "南坡镇", "shuiliju": "水利局"}
"""Units of the sample county that the tests' roster has."""

Edit = Callable[[str], str]


def at(day: int, hour: int = 9) -> datetime.datetime:
    """Give a time in the January after the report year."""
    return datetime.datetime(YEAR + 1, 1, day, hour, 20, tzinfo=ZONE)


@functools.cache
def printed(unit: str, form: str = "docx", year: int = YEAR) -> bytes:
    """Give a unit's report as our own exporter writes it."""
    file = load_parameters(ROOT / "params" / str(year) / f"{unit}.yaml", ROOT)
    title, *blocks = Report.of(file.parameters, ROOT).blocks()
    assert isinstance(title, Title)
    return load_form(form).render(Document(title, tuple(blocks)), Look())


def edited(data: bytes, edit: Edit, cells: Mapping[tuple[int, int, int], str] | None = None) -> bytes:
    """Change a Word file as a clerk does: words of paragraphs, numbers in cells (table, row, place)."""
    word = docx.Document(io.BytesIO(data))
    for paragraph in word.paragraphs:
        before = "".join(node.text or "" for node in paragraph._p.iter(f"{_W}t"))
        if (after := edit(before)) != before:
            _put(paragraph, after)
    for (table, row, place), text in (cells or {}).items():
        _put(word.tables[table].rows[row].cells[place].paragraphs[0], text)
    packed = io.BytesIO()
    word.save(packed)
    return packed.getvalue()


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _put(paragraph: Any, text: str) -> None:
    for child in list(paragraph._p):
        if child.tag != f"{_W}pPr":
            paragraph._p.remove(child)
    paragraph.add_run(text)


@dataclass
class Office:
    """The county's office.

    Attributes:
        place: Where its files lie.
        inbox: Where the officer saves what arrives.
    """

    place: CountyPlace
    inbox: Path
    clock: int = 1_700_000_000

    @classmethod
    def in_folder(cls, folder: Path, units: Sequence[str] = tuple(UNITS)) -> Office:
        """Set an office up."""
        (folder / "params" / str(YEAR)).mkdir(parents=True)
        last = folder / "params" / str(YEAR - 1)
        last.mkdir()
        for unit in units:
            text = (ROOT / "params" / str(YEAR - 1) / f"{unit}.yaml").read_text(encoding="utf-8")
            # Last year's reports as the county has them: without the units' ledgers.
            (last / f"{unit}.yaml").write_text(text, encoding="utf-8")
        shutil.copytree(ROOT / "params" / "ledgers", folder / "params" / "ledgers")
        place = CountyPlace(folder, YEAR)
        place.roster.parent.mkdir(parents=True)
        entries = [
            Entry(UNITS[unit], _kind(UNITS[unit]), contact="李明", phone="0000-8001234") for unit in units
        ]
        place.roster.write_bytes(roster_workbook("示例县", entries))
        inbox = folder / "收件"
        inbox.mkdir()
        return cls(place, inbox)

    def put(self, name: str, data: bytes) -> Path:
        """Save what arrived; each file is a little later than the one before."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.clock += 60
        os.utime(path, (self.clock, self.clock))
        return path

    def receive(self, day: int = 10, hour: int = 9, **options: Any) -> InboxResult:
        """Look into the inbox."""
        return receive(self.inbox, self.place, at(day, hour), **options)

    def clear(self) -> None:
        """Empty the inbox."""
        shutil.rmtree(self.inbox)
        self.inbox.mkdir()


def _kind(name: str) -> Kind:
    return Kind.DEPARTMENT if name.endswith("局") else Kind.TOWNSHIP
