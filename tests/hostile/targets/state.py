"""What the kit notes down for itself: which report was open, which server runs."""

from __future__ import annotations

import json
import time
from pathlib import Path
from unittest import mock

from nianbao.desk.desk import last_open
from nianbao.desk_server import instance
from nianbao.desk_server.instance import Instance, Running
from nianbao.editor.desk_files import DESK_FOLDER
from tests.hostile.sample import parameters_in
from tests.hostile.target import Target


def _last(folder: Path) -> object:
    known = parameters_in(folder)
    found = last_open(folder)
    assert found is None or (found.is_file() and found.is_relative_to(folder.resolve())), found
    assert known.is_file()
    return None


def _running(data: bytes, folder: Path) -> object:
    place = Instance(folder)
    place._said.write_bytes(data)
    with mock.patch.object(instance, "PATIENCE", 0.02), mock.patch.object(time, "sleep"):
        found = place.running()
    assert isinstance(found, Running)
    # It stands in the head of a request.
    assert found.token.isascii()
    assert found.token.isprintable()
    assert 0 < found.port < 65_536
    return None


_RUNS = json.dumps({"port": 20_001, "token": "0" * 48, "process": 4})

TARGETS = [
    Target.at(f"{DESK_FOLDER}/last", "last-open", "which report the desk had open last", _last, {"yunxi": b"params/2024/yunxi.yaml\n".strip}, "raw"),
    Target(
        name="running",
        about="which server of the desk runs",
        file="",
        seeds={"one": _RUNS.encode},
        throw=_running,
        damage="values",
    ),
]  # fmt: skip
