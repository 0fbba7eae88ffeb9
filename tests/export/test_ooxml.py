"""Word and Excel files as Microsoft's own Open XML SDK sees them: what it complains of, Word may offer to repair."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nianbao.export.base import Look, load_form
from tests.shapes import ROOT, SHAPES

NEWEST, OLDEST = "Microsoft365", "Office2007"
"""Which Office is to open it; the oldest is one that offices still have."""


@pytest.fixture(scope="module")
def validator() -> str:
    """The program; where a registry could be reached, a test without it fails instead of checking nothing."""
    script = ROOT / "scripts" / "ensure_ooxml_validator.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 2:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def complaints(validator: str, file: Path, office: str = NEWEST) -> list[str]:
    done = subprocess.run([validator, str(file), office], capture_output=True, encoding="utf-8", check=True)
    said = json.loads(done.stdout)
    found = [f"{one['path']}{one['xPath']}: {one['description']}" for one in said["errors"]]
    assert said["ok"] is not bool(found)
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_nothing_is_to_be_repaired(validator: str, tmp_path: Path, form: str, shape: str) -> None:
    file = tmp_path / f"report.{form}"
    file.write_bytes(load_form(form).render(SHAPES[shape](), Look(draft=shape == "shortest")))
    offices = (OLDEST, NEWEST) if shape == "every-kind" else (NEWEST,)
    assert {office: complaints(validator, file, office) for office in offices} == {
        office: [] for office in offices
    }


@pytest.mark.parametrize(
    ("form", "part", "old", "new", "said"),
    [
        ("docx", "word/document.xml", b"<w:pPr>", b'<w:pPr><w:jc w:val="middle"/>', "middle"),
        ("docx", "word/styles.xml", b"<w:keepNext/>", b"<w:keepWithNext/>", "keepWithNext"),
        ("xlsx", "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetDate/><sheetData>", "sheetDate"),
    ],
)
def test_what_is_broken_is_found(
    validator: str, tmp_path: Path, form: str, part: str, old: bytes, new: bytes, said: str
) -> None:
    whole = load_form(form).render(SHAPES["national-2021"](), Look())
    broken = tmp_path / f"broken.{form}"
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            assert name != part or old in data
            target.writestr(name, data.replace(old, new, 1) if name == part else data)
    assert any(said in one for one in complaints(validator, broken))


def test_what_is_no_package_at_all_is_found(validator: str, tmp_path: Path) -> None:
    file = tmp_path / "no.docx"
    file.write_bytes(b"no")
    assert len(complaints(validator, file)) == 1
