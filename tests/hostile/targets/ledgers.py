"""Ledgers as clerks keep them: xlsx, csv, and the old formats by their bytes."""

from __future__ import annotations

from pathlib import Path

from nianbao.errors import ReportError
from nianbao.ledgers import read_ledgers
from nianbao.ledgers.entry import LedgerReading
from nianbao.resources import shipped
from tests.hostile.target import Target, Throw

_REFUSALS = {f"L{number}" for number in range(101, 111)}
_KINDS = ("applications", "reviews", "publications", "documents", "consultations", "collected")


def _sample(name: str) -> bytes:
    return (shipped("params") / "ledgers" / name).read_bytes()


def _old() -> bytes:
    """Write the head of an old workbook: a compound file with a directory and a stream of records."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + bytes.fromhex("3e000300feff0900") + bytes(12)
    head += (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(4) + (4096).to_bytes(4, "little")
    head += b"\xfe\xff\xff\xff" + bytes(4) + b"\xfe\xff\xff\xff" + bytes(4) + bytes(4) + b"\xff" * 432
    records = bytes.fromhex("0908100000060500dd0dcc0741000000060000000a000000")
    fat = (
        b"\xfd\xff\xff\xff\xfe\xff\xff\xff"
        + b"".join((n).to_bytes(4, "little") for n in range(3, 10))
        + b"\xfe\xff\xff\xff"
    )
    directory = (
        "Root Entry".encode("utf-16-le").ljust(64, b"\0")
        + b"\x16\0\x05\1"
        + b"\xff" * 8
        + (1).to_bytes(4, "little")
    )
    directory = directory.ljust(116, b"\0") + b"\xfe\xff\xff\xff" + bytes(8)
    book = "Workbook".encode("utf-16-le").ljust(64, b"\0") + b"\x12\0\x02\1" + b"\xff" * 12
    book = book.ljust(116, b"\0") + (2).to_bytes(4, "little") + (4096).to_bytes(4, "little") + bytes(4)
    return head + fat.ljust(512, b"\xff") + (directory + book).ljust(512, b"\0") + records.ljust(4096, b"\0")


def _throw(name: str) -> Throw:
    def throw(data: bytes, folder: Path) -> object:
        (folder / name).write_bytes(data)
        reading = read_ledgers(dict.fromkeys(_KINDS, name), 2024, folder)
        assert isinstance(reading, LedgerReading)
        errors = [finding for finding in reading.findings if finding.severity == "error"]
        assert all(finding.suggestion for finding in errors)
        if refused := [finding for finding in errors if finding.code in _REFUSALS]:
            # Reading goes on with the other ledgers, so the refusal is handed back instead of raised.
            raise ReportError(str(refused[0]))
        return reading.findings

    return throw


def _target(name: str, about: str, seeds: tuple[str, ...], damage: str) -> Target:
    kind = name.partition("-")[2]
    file = f"台账.{kind}"
    return Target(
        name=name,
        about=about,
        file=file,
        seeds={seed: lambda seed=seed: _sample(seed) for seed in seeds} or {"old": _old},  # type: ignore[misc]
        throw=_throw(file),
        damage=damage,
    )


TARGETS = [
    _target(
        "ledger-xlsx", "ledgers of all kinds as xlsx", ("yunxi-2024.xlsx", "donghu-2024.xlsx"), "package"
    ),
    _target("ledger-csv", "ledgers of all kinds as csv", ("shuangqiao-2024.csv",), "raw"),
    _target("ledger-xls", "ledgers in the old binary format", (), "raw"),
]
