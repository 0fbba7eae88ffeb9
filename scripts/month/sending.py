"""Puts what the units send into a folder, as an officer saves it from WeChat, OA and mail."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from month.clerks import OLD_WORD, as_file, as_scan, as_text, filled_form, report_of
from month.material import Sent

_MINUTE = 60


def send(sent: Iterable[Sent], inbox: Path, forms: Path, first: float) -> None:
    """Write the files of a round, one a minute, with what lies about in every such folder.

    Args:
        sent: The files.
        inbox: Where the officer saves them.
        forms: Where the 填报表 are that went out, to be filled in.
        first: When the first one came, in seconds.
    """
    for number, one in enumerate(sent):
        _put(inbox / one.name, _bytes(one, forms), first + number * _MINUTE)
    _put(inbox / "~$报(最终版2).docx", b"lock", first)
    _put(inbox / "Thumbs.db", b"pictures", first)


def send_strangers(inbox: Path, when: float) -> None:
    """Write the report of a town of another county, sent here by mistake."""
    _put(inbox / "转发：年报.docx", as_file(report_of("heluo", 2017, {}), "docx"), when)


def _bytes(one: Sent, forms: Path) -> bytes:
    if one.shape == "old word":
        return OLD_WORD
    report = report_of(one.unit, one.year, one.slips)
    match one.shape:
        case "form":
            return filled_form((forms / f"{report.parameters.unit.name}.xlsx").read_bytes(), report)
        case "text":
            return as_text(report)
        case "scan":
            return as_scan(report)
        case _:
            return as_file(report, one.shape)


def _put(path: Path, data: bytes, when: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (when, when))
