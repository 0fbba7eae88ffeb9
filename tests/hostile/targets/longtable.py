"""The long table: parameter files, records and published reports read, and the table that is written of them."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

from nianbao.errors import ReportError
from nianbao.longtable.making import NAME, make_table
from nianbao.longtable.numbers import COLUMNS, NO_VALUE, plain
from nianbao.resources import shipped
from tests.hostile.target import Target
from tests.hostile.targets.outputs import executed
from tests.verifying.samples import written

_YUNXI = shipped("params") / "2024" / "yunxi.yaml"
_OTHER = shipped("params") / "2023" / "yunxi.yaml"


def _table(folder: Path, file: Path) -> object:
    """Make the table of a file that is under fire and of one that is in order."""
    good = folder / "good.yaml"
    good.write_bytes(_OTHER.read_bytes())
    out = folder / "out"
    made = make_table([file, good], folder, out, ("csv", "parquet"))
    read = list(csv.reader(io.StringIO((out / f"{NAME}.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert tuple(read[0]) == COLUMNS
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in read[1:]]
    assert len(rows) == made.numbers + made.empty
    for row in rows:
        assert (row["value"] == "") == (row["source"] in NO_VALUE), row
        assert not row["value"] or Decimal(plain(row["value"])).is_finite(), row
        assert not any(text.startswith(("=", "+", "@", "\t")) for text in row.values()), row
    assert any(row["file"] == good.name for row in rows)
    for one in made.unreadable:
        raise ReportError(f"{one.file}：{one.problem}")
    return None


def _target(place: str, name: str, about: str, good: object, damage: str) -> Target:
    assert callable(good)
    return Target.at(
        place, f"table-{name}", f"the long table, of {about}", lambda folder: _table(folder, folder / place), {"yunxi": good}, damage, slow=True
    )  # fmt: skip


TARGETS = [
    _target("yunxi.yaml", "params", "a parameter file", _YUNXI.read_bytes, "lines"),
    _target(
        "out/2024/yunxi/report.ipynb",
        "record",
        "an executed notebook",
        lambda: executed("2024/yunxi"),
        "values",
    ),
    _target("年报.html", "page", "a published page", lambda: written(_YUNXI, "html"), "markup"),
]
