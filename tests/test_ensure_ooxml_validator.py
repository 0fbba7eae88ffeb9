"""The check of Word and Excel files: where it is missing, that is said, and whether it matters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_what_is_missing_is_excused_only_offline_or_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import ensure_ooxml_validator as script

    monkeypatch.setattr(script, "WORK", tmp_path / "ooxml")
    monkeypatch.setattr(script.platform, "system", lambda: script.PLATFORM[0])
    monkeypatch.setattr(script.platform, "machine", lambda: script.PLATFORM[1])
    monkeypatch.setattr(script, "npm", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    monkeypatch.delenv(script.OFFLINE, raising=False)
    assert script.main() == 1
    assert "could not be installed" in capsys.readouterr().err
    monkeypatch.setenv(script.OFFLINE, "1")
    assert script.main() == 2
    assert script.OFFLINE in capsys.readouterr().err
    monkeypatch.setattr(script.platform, "machine", lambda: "riscv64")
    assert script.main() == 2
    assert not (tmp_path / "ooxml").exists()


def test_the_lock_names_no_registry_and_has_a_hash() -> None:
    lock = (ROOT / "tests" / "ooxml" / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in lock
    assert lock.count('"integrity": "sha512-') == 1


def test_the_set_up_of_the_tests_installs_it() -> None:
    said = subprocess.run(
        ["make", "--dry-run", "test"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert "scripts/ensure_ooxml_validator.py" in said
