"""The register of corrections beside a parameter file, and a parameter file that is mended."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

from nianbao.correcting.correct import Start, Wanted, correct
from nianbao.correcting.kept import ENDING
from nianbao.correcting.state import corrected_state
from nianbao.errors import ReportError
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document as Printed
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.resources import shipped
from nianbao.reviewing.mending import mend
from nianbao.reviewing.selection import Selection
from tests.hostile.harmless import is_harmless
from tests.hostile.sample import parameters_in
from tests.hostile.target import Target

_NOW = datetime.datetime.fromisoformat("2025-01-20T09:00:00+08:00")


def _corrections() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = parameters_in(folder)
        before = folder / "公布.yaml"
        before.write_text(
            path.read_text(encoding="utf-8").replace("信函2件", "信函3件"),
            encoding="utf-8",
        )
        wanted = Wanted("填报有误", "张三", datetime.date(2025, 1, 19))
        correct(path, folder, wanted, _NOW, Start(str(before)))
        return path.with_name(path.stem + ENDING).read_bytes()


def _read_corrections(folder: Path) -> object:
    path = parameters_in(folder)
    report = Report.of(load_parameters(path, folder).parameters, folder)
    found = corrected_state(path, report, folder)
    assert isinstance(found.why_not, str)
    is_harmless(load_form("html").render(Printed.of(report.blocks()), Look(folder=folder)).decode())
    if found.problems:
        raise ReportError(f"{path.stem}：{found.why_not}")
    return None


def _mend(data: bytes, folder: Path) -> object:
    path = parameters_in(folder)
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        mended = mend(path, folder, Selection())
        assert all(isinstance(words, str) for words in mended.told(write=False))
        mended.write()
        # What could be read before can be read after.
        if mended.done:
            load_parameters(path, folder)
    finally:
        path.write_bytes(before)
    return None


_SHIPPED = shipped("params") / "2024" / "yunxi.yaml"

TARGETS = [
    Target.at(
        f"params/2024/yunxi{ENDING}",
        "corrections",
        "the register of corrections, and the note made of it",
        _read_corrections,
        {"one": _corrections, "none": lambda: b""},
        "values",
        says="yunxi",
        slow=True,
    ),
    Target(
        name="mend",
        about="parameter files mended by `nianbao check --fix`",
        file="yunxi.yaml",
        seeds={"yunxi": _SHIPPED.read_bytes},
        throw=_mend,
        damage="lines",
        slow=True,
    ),
]
