"""What a county is sent and keeps: forms, archives, its roster."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from nianbao.county.forms.reading import FormReading, read_form
from nianbao.county.inbox.arriving import Arrived, arrived, lying
from nianbao.county.inbox.reading import Reading, read_arrived
from nianbao.county.roster import Roster
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_reading import read_roster
from nianbao.county.roster_start import entries_of_params
from nianbao.errors import NianbaoError, ReportError
from nianbao.folder import inside
from nianbao.resources import shipped
from tests.county.forms.clerk import form
from tests.county.office import printed
from tests.hostile.target import Target


def _form(data: bytes, folder: Path) -> object:
    found = read_form(data, "填报表.xlsx", folder)
    assert isinstance(found, FormReading)
    assert isinstance(found.values, dict)
    return None


def _roster() -> bytes:
    return roster_workbook("示例县", entries_of_params(shipped("params").parent)[1])


def _read_roster(folder: Path) -> object:
    found = read_roster(folder / "单位名单.xlsx")
    assert isinstance(found, Roster)
    ids = [one.id for one in found.members]
    assert len(set(ids)) == len(ids)
    return None


def _archive() -> bytes:
    stream, inner = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("白鹭镇.docx", printed("bailu"))
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("云溪镇/年报(最终版2).docx", printed("yunxi"))
        archive.writestr("河湾镇.zip", inner.getvalue())
    return stream.getvalue()


def _read_archive(folder: Path) -> object:
    inbox = folder / "收件"
    files, passed = lying(inbox, folder / "params")
    assert all(isinstance(words, str) for words in passed)
    refused: list[str] = []
    for one in arrived(files[:20]):
        assert isinstance(one, Arrived)
        try:
            found = read_arrived(one, folder, 2024)
            assert isinstance(found, Reading)
        except NianbaoError as problem:
            refused.append(f"「{one.words[0]}」{problem}")
    # Nothing is unpacked onto the disk.
    assert [path.name for path in inbox.iterdir()] == ["各单位.zip"]
    assert inside(folder, "收件", "收件").is_dir()
    if refused:
        raise ReportError(f"各单位.zip：{refused[0]}")
    return None


TARGETS = [
    Target(
        name="form",
        about="a unit's form that comes back (xlsx)",
        file="填报表.xlsx",
        seeds={"yunxi": lambda: form("yunxi"), "nanpo": lambda: form("nanpo")},
        throw=_form,
        damage="package",
        slow=True,
    ),
    Target.at(
        "单位名单.xlsx",
        "roster",
        "a county's list of units (xlsx)",
        _read_roster,
        {"county": _roster},
        "package",
        says="单位名单",
    ),
    Target.at(
        "收件/各单位.zip",
        "inbox",
        "an archive in a county's inbox (zip)",
        _read_archive,
        {"archive": _archive},
        "package",
        slow=True,
    ),
]
