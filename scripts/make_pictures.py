"""Make the pictures of README.md: pages of the sample report, as they are published (``make pictures``)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from nianbao.build import build_report
from nianbao.task import Task

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "pictures" / "heluo-2017.png"
PAGES = 2
WIDTH = 620
GAP = 12


def pages(pdf: Path) -> list[Image.Image]:
    """Give the first pages of a PDF as pictures in grey."""
    with pypdfium2.PdfDocument(pdf) as opened:
        scale = WIDTH / opened[0].get_width()
        return [opened[number].render(scale=scale).to_pil().convert("L") for number in range(PAGES)]


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """Put pages beside each other on a grey ground, as sheets on a table."""
    height = pictures[0].height + 2 * GAP
    sheet = Image.new("L", (len(pictures) * (WIDTH + GAP) + GAP, height), 200)
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (GAP + number * (WIDTH + GAP), GAP))
    return sheet


def main() -> int:
    """Build the sample report and picture it."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = build_report(Task(ROOT / "params/2017/heluo.yaml", ROOT, Path(folder), ("pdf",)))
        if outcome.status != "built":
            sys.stderr.write(f"{outcome.error}\n")
            return 1
        picture = side_by_side(pages(Path(folder) / outcome.outputs["pdf"]))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(16).save(PICTURE, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
