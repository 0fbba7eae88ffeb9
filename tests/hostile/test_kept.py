"""Every input that once broke something: read now, or refused in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.judge import judge
from tests.hostile.target import all_targets

KEPT = Path(__file__).parent / "kept"
FILES = sorted(path for path in KEPT.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke_holds(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    verdict = judge(all_targets()[path.parent.name], path.read_bytes(), tmp_path)
    assert verdict.outcome != "fault", verdict.said


def test_every_folder_is_of_a_target() -> None:
    assert FILES
    assert {path.parent.name for path in FILES} <= set(all_targets())
