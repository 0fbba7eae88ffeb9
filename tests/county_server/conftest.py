"""A county whose desk is served, for tests that talk to it: one honest unit, one hostile."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from nianbao.county_server.homes import home
from nianbao.county_server.links import Links
from nianbao.desk_server.instance import choose_port
from tests.county.office import Office
from tests.county_server.visitor import Visitor

HONEST, HOSTILE, THIRD, CLOSED, HASTY = "yunxi", "bailu", "hewan", "nanpo", "shuiliju"
SECRET = "只有云溪镇知道的一句话"
"""Stands in what is the honest unit's, and nowhere else."""


@dataclass
class County:
    """A county's server that runs.

    Attributes:
        folder: The county's working folder.
        port: Where it listens.
        links: The units' secrets.
        process: The server.
        said: What it wrote.
    """

    folder: Path
    port: int
    links: dict[str, str]
    process: subprocess.Popen[str]
    said: deque[str]

    def visitor(self, unit: str) -> Visitor:
        """Let a unit's browser in."""
        visitor = Visitor(self.port)
        assert visitor.enter(self.links[unit]).status == 200
        return visitor

    def home(self, unit: str) -> Path:
        """Give a unit's folder."""
        return home(self.folder, unit)


@pytest.fixture(scope="package")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    """A county of three units whose server runs through all these tests."""
    folder = tmp_path_factory.mktemp("county") / "县政府办 2025"
    Office.in_folder(folder, (HONEST, HOSTILE, THIRD, CLOSED, HASTY))
    with served(folder, [HONEST, HOSTILE, THIRD]) as county:
        yield county


@contextlib.contextmanager
def served(folder: Path, units: Sequence[str], *options: str) -> Iterator[County]:
    """Serve a county's folder, with links for some units, until this is left."""
    made = Links(folder).make(units)
    port = choose_port(folder)
    command = [sys.executable, "-m", "nianbao", "county", "serve", "--year", "2024", *options]
    command += ["--port", str(port)]
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        said: deque[str] = deque()
        for line in process.stdout:
            said.append(line)
            if "Ctrl+C" in line:
                break
        else:
            raise RuntimeError("it ended:\n" + "".join(said))
        reader = threading.Thread(target=said.extend, args=(process.stdout,), daemon=True)
        reader.start()
        try:
            yield County(folder, port, made, process, said)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            reader.join()
