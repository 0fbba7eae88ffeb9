"""Published reports: refused while there is no importer, then checked where they stand."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

from nianbao.params import ParameterFile
from nianbao.params.model import Parameters
from nianbao.params.yaml_text import Place, YamlText
from nianbao.reviewing import published
from tests.cli.conftest import Run

SOURCE = "云溪镇2024年报告\n\n一、总体情况\n主动公开{{ q }}条。\n"
VALUES = {"template": "national-2021", "year": 2024, "sections": {"overview": "主动公开{{ q }}条。"}}


@dataclass(frozen=True)
class Import:
    """What an importer gives: the parameters, with the places of the source."""

    parameters: Parameters | None
    text: YamlText = field(default_factory=YamlText)

    def as_file(self, path: Path) -> ParameterFile:
        assert self.parameters
        return ParameterFile(path, self.parameters, self.text)


@pytest.fixture
def importer(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Put an importer in place that knows one report."""
    module = ModuleType(published.IMPORTER)
    places = {("sections", "overview"): Place(4, 1)}
    text = YamlText(values=VALUES, places=dict(places), narrative=dict(places))
    module.read_report = lambda path, folder: Import(Parameters.model_validate(VALUES), text)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, published.IMPORTER, module)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: module)
    return module


@pytest.fixture
def text_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published text outside any working folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("云溪镇.txt")
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_without_an_importer_only_parameter_files_are_read(
    text_file: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    result = run("check", str(text_file))
    assert (result.status, result.out) == (2, "")
    assert "「云溪镇.txt」不是年报底稿" in result.err


@pytest.mark.usefixtures("importer")
def test_findings_name_the_published_files_lines(text_file: Path, run: Run) -> None:
    result = run("check", str(text_file), "--select", "N", "--json")
    (finding,) = json.loads(result.out)
    assert (finding["code"], finding["file"], finding["line"], finding["column"]) == (
        "N101",
        "云溪镇.txt",
        4,
        5,
    )
    assert "│ 主动公开{{ q }}条。\n    │         ^^^^^^^" in run("check", str(text_file), "--select", "N").out


def test_a_report_without_a_year_is_not_readable(
    text_file: Path,
    run: Run,
    importer: ModuleType,
) -> None:
    importer.read_report = lambda path, folder: Import(None)  # type: ignore[attr-defined]
    result = run("check", str(text_file))
    assert result.status == 2
    assert "读不出这是哪一年的报告" in result.out


@pytest.mark.usefixtures("importer")
def test_a_published_report_is_never_mended(text_file: Path, run: Run) -> None:
    run("check", str(text_file), "--fix")
    assert text_file.read_text(encoding="utf-8") == SOURCE
