"""Make pictures of pages: the sample reports as they are published, one that is signed (``make pictures``)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from nianbao.build import build_report
from nianbao.cli.init import fill
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


def signed(folder: Path) -> Image.Image:
    """Picture the head of a page that goes round for approval: its first step is signed off."""
    fill(folder)
    for line in (
        ["sign", "params/2024/yunxi.yaml", "--name", "张三", "--date", "2025-01-08"],
        ["build", "params/2024/yunxi.yaml", "--to", "pdf", "--out", "out"],
    ):
        subprocess.run([sys.executable, "-m", "nianbao", *line], cwd=folder, check=True, capture_output=True)  # noqa: S603
    page = side_by_side(pages(folder / "out/2024/yunxi/report.pdf", (0,)))
    return page.crop((0, 0, page.width, page.height * 2 // 5))


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
    with tempfile.TemporaryDirectory() as folder:
        signed(Path(folder) / "年报").quantize(16).save(PICTURES / "signing.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
