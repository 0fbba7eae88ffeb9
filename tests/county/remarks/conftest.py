"""LibreOffice, for counting pages, where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.browser.pages import office_fonts

_SECONDS = 120


@pytest.fixture(scope="session")
def one_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], int]:
    """Count the pages of a Word file as LibreOffice sets it; skips where there is none."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice here to count pages with")
    folder = tmp_path_factory.mktemp("office")
    fonts = office_fonts(folder)

    def pages(path: Path) -> int:
        command = [
            program,
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--convert-to", "pdf", "--outdir", str(folder), str(path)),
        ]
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        subprocess.run(command, check=True, env=environment, capture_output=True, timeout=_SECONDS)
        with pypdfium2.PdfDocument(folder / f"{path.stem}.pdf") as document:
            return len(document)

    return pages
