"""Pictures of a report's files: small, grey, drawn in the shipped faces."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser

WIDTH = 480
"""Of a page of paper, in dots."""

SCREEN, SCREEN_WIDTH = 1000, 400
"""Of a page on a screen, and of its picture."""

GREYS = 16


def paper(pdf: bytes) -> list[Image.Image]:
    """Draw the pages of a PDF."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.render(scale=WIDTH / page.get_width()).to_pil().convert("L") for page in opened]


def screen(browser: Browser, page: bytes) -> Image.Image:
    """Draw a web page in full."""
    context = browser.new_context(viewport={"width": SCREEN, "height": 800}, color_scheme="light")
    try:
        opened = context.new_page()
        opened.set_content(page.decode("utf-8"))
        drawn = Image.open(io.BytesIO(opened.screenshot(full_page=True))).convert("L")
    finally:
        context.close()
    return drawn.resize(
        (SCREEN_WIDTH, round(drawn.height * SCREEN_WIDTH / drawn.width)), Image.Resampling.LANCZOS
    )


def office(docx: bytes, folder: Path, fonts: Path) -> list[Image.Image]:
    """Draw the pages of a Word file as LibreOffice prints it.

    Args:
        docx: The file.
        folder: An empty folder to work in.
        fonts: A fontconfig file.
    """
    (folder / "report.docx").write_bytes(docx)
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return paper((folder / "report.pdf").read_bytes())


def has_office() -> bool:
    """Tell whether LibreOffice is here; the tests can't ask for it, being 300 MB."""
    return shutil.which("soffice") is not None


def packed(picture: Image.Image) -> bytes:
    """Give a picture as the bytes in which it is committed."""
    step = 255 / (GREYS - 1)
    # Steps of one size: colours chosen for a picture would put whole grounds off.
    stepped = picture.point(lambda grey: round(round(grey / step) * step))
    stream = io.BytesIO()
    stepped.quantize(GREYS, dither=Image.Dither.NONE).save(stream, "png", optimize=True)
    return stream.getvalue()


def opened(path: Path) -> Image.Image:
    """Read an approved picture."""
    return Image.open(path).convert("L")


def named(pictures: list[Image.Image], form: str) -> Iterator[tuple[str, Image.Image]]:
    """Name the pictures of a file."""
    for number, picture in enumerate(pictures, 1):
        yield f"{form}-{number}.png", picture
