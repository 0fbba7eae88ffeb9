"""An office program that saves a workbook as people's do; only for tests, which go without where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.browser.pages import office_fonts

SOFFICE = shutil.which("soffice")

same_office = pytest.mark.skipif(SOFFICE is None, reason="没有 LibreOffice（soffice），跳过")


def recalculated(data: bytes, ending: str = "xlsx") -> bytes:
    """Open a workbook in LibreOffice and save it again, everything worked out."""
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.xlsx").write_bytes(data)
        subprocess.run(
            [
                SOFFICE,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                ending,
                "--outdir",
                str(folder / "out"),
                str(folder / "in.xlsx"),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(office_fonts(folder))},
            check=True,
            capture_output=True,
            timeout=300,
        )
        return (folder / "out" / f"in.{ending}").read_bytes()
