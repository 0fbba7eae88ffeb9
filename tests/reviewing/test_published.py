"""Published reports are checked where they stand, and never changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SOURCE = "云溪镇2024年政府信息公开工作年度报告\n\n一、总体情况\n主动公开{{ q }}条。\n"


@pytest.fixture
def text_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published text outside any working folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("云溪镇.txt")
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_findings_name_the_published_files_lines(text_file: Path, run: Run) -> None:
    result = run("check", str(text_file), "--select", "N", "--json")
    (finding,) = json.loads(result.out)
    found = (finding["code"], finding["file"], finding["line"], finding["column"])
    assert found == ("N101", "云溪镇.txt", 4, 5)
    assert "│ 主动公开{{ q }}条。\n    │         ^^^^^^^" in run("check", str(text_file), "--select", "N").out


def test_a_report_without_a_year_is_not_readable(text_file: Path, run: Run) -> None:
    text_file.write_text(SOURCE.replace("2024年", ""), encoding="utf-8")
    result = run("check", str(text_file))
    assert result.status == 2
    assert "读不出这是哪一年的报告" in result.out


def test_a_published_report_is_never_mended(text_file: Path, run: Run) -> None:
    run("check", str(text_file), "--fix")
    assert text_file.read_text(encoding="utf-8") == SOURCE
