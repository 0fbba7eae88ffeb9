"""Make the pictures of README.md: pages of the sample reports, as they are published (``make pictures``)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from nianbao.build import build_report
from nianbao.task import Task

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
# Parameter file -> the pages shown, from 0.
SHOWN = {"2017/heluo": (0, 1), "2024/yunxi": (2, 3)}
WIDTH = 620
GAP = 12


def pages(pdf: Path, numbers: tuple[int, ...]) -> list[Image.Image]:
    """Give some pages of a PDF as pictures in grey."""
    with pypdfium2.PdfDocument(pdf) as opened:
        scale = WIDTH / opened[0].get_width()
        return [opened[number].render(scale=scale).to_pil().convert("L") for number in numbers]


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """Put pages beside each other on a grey ground, as sheets on a table."""
    height = pictures[0].height + 2 * GAP
    sheet = Image.new("L", (len(pictures) * (WIDTH + GAP) + GAP, height), 200)
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (GAP + number * (WIDTH + GAP), GAP))
    return sheet


def main() -> int:
    """Build the sample reports and picture them."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, numbers in SHOWN.items():
        with tempfile.TemporaryDirectory() as folder:
            outcome = build_report(Task(ROOT / f"params/{name}.yaml", ROOT, Path(folder), ("pdf",)))
            if outcome.status != "built":
                sys.stderr.write(f"{outcome.error}\n")
                return 1
            picture = side_by_side(pages(Path(folder) / outcome.outputs["pdf"], numbers))
        year, unit = name.split("/")
        picture.quantize(16).save(PICTURES / f"{unit}-{year}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
