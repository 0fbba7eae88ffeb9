"""A reader of parameter files that holds every answer against what all of them must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from nianbao.errors import ParameterFileError
from nianbao.finding import Finding
from nianbao.params import ParameterFile, load_parameters

HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its parameters or None, and what was said of it."""

    file: ParameterFile | None
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]

    @property
    def only(self) -> Finding:
        """The one finding there is."""
        (finding,) = self.findings
        return finding

    @property
    def places(self) -> list[tuple[str, int | None, int | None]]:
        return [(finding.code, finding.line, finding.column) for finding in self.findings]


Read = Callable[..., Outcome]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read text or bytes as a parameter file that stands by itself."""
    path = tmp_path_factory.mktemp("params") / "unit.yaml"

    def reader(data: str | bytes) -> Outcome:
        path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        return read_path(path)

    return reader


def read_path(path: Path, folder: Path | None = None) -> Outcome:
    try:
        file = load_parameters(path, folder)
    except ParameterFileError as error:
        assert any(finding.severity == "error" for finding in error.findings)
        outcome = Outcome(None, tuple(error.findings))
    else:
        assert all(finding.severity != "error" for finding in file.findings)
        outcome = Outcome(file, file.findings)
    for finding in outcome.findings:
        assert finding.file == str(path)
        assert HAN.search(finding.message), finding
        assert finding.suggestion and HAN.search(finding.suggestion), finding
        assert (finding.line is None) == (finding.column is None), finding
    return outcome
