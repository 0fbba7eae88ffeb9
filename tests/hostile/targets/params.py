"""Parameter files."""

from __future__ import annotations

from pathlib import Path

from nianbao.errors import ParameterFileError
from nianbao.params import ParameterFile, read_parameters
from nianbao.resources import shipped
from tests.hostile.target import Target

_FILE = "云溪镇.yaml"
_SEEDS = ("2024/yunxi", "2023/nanpo", "2017/heluo", "2020/yunxi", "2016/yunxi")


def _throw(data: bytes, folder: Path) -> object:
    try:
        found = read_parameters(Path(_FILE), data, folder)
    except ParameterFileError as problem:
        assert problem.findings
        lines = len(data.splitlines()) + 1
        for finding in problem.findings:
            assert finding.line is None or 1 <= finding.line <= max(lines, 1_000_000), finding
        raise
    assert isinstance(found, ParameterFile)
    return found.findings


TARGETS = [
    Target(
        name="params",
        about="parameter files (YAML)",
        file=_FILE,
        seeds={seed: lambda seed=seed: (shipped("params") / f"{seed}.yaml").read_bytes() for seed in _SEEDS},  # type: ignore[misc]
        throw=_throw,
        damage="lines",
    )
]
