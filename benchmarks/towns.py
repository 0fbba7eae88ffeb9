"""Towns to measure with: a working folder of them, and their content for those who know no template."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "params" / "2017" / "qingshi.yaml"
NOTEBOOK = "notebooks/laiyang-2017.ipynb"


def make_towns(folder: Path, count: int) -> list[Path]:
    """Write a working folder with so many towns, each under its own name."""
    for kind in ("notebooks", "templates"):
        shutil.copytree(ROOT / kind, folder / kind)
    text = SAMPLE.read_text(encoding="utf-8")
    place = folder / "params" / SAMPLE.parent.name
    place.mkdir(parents=True)
    paths = [place / f"t{number}.yaml" for number in range(count)]
    for number, path in enumerate(paths):
        renamed = text.replace("id: qingshi", f"id: t{number}").replace("青石镇", f"青石{number}镇")
        path.write_text(renamed, encoding="utf-8")
    return paths


def write_content(folder: Path, towns: list[Path]) -> list[Path]:
    """Write what each town's report says as JSON: the title, and heading and paragraphs of each part.

    Everything is filled in already, so a rival has only to print it: no checks, no figures.
    """
    from nianbao.blocks import Heading, plain_text
    from nianbao.params import load_parameters
    from nianbao.report import Report

    paths = []
    for town in towns:
        report = Report.of(load_parameters(town, folder).parameters, folder)
        blocks = {part: report.part(part) for part in report.parts if part != "title"}
        content = {
            "title": plain_text(report.part("title")[0]),
            "parts": {
                name: {
                    "heading": "".join(plain_text(block) for block in part if isinstance(block, Heading)),
                    "paragraphs": [plain_text(block) for block in part if not isinstance(block, Heading)],
                }
                for name, part in blocks.items()
            },
        }
        paths.append(folder / f"{town.stem}.json")
        paths[-1].write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return paths


def parts_of(content: Path) -> list[str]:
    """Name the parts of a town's content, in order."""
    return list(json.loads(content.read_text(encoding="utf-8"))["parts"])


def expect_pages(pages: list[Path], contents: list[Path]) -> None:
    """Make sure that a rival printed each town's own report, to its last line.

    Raises:
        SystemExit: It didn't; its figure would mean nothing.
    """
    for page, content in zip(pages, contents, strict=True):
        said = json.loads(content.read_text(encoding="utf-8"))
        text = page.read_text(encoding="utf-8")
        for words in (said["title"].splitlines()[0], said["parts"]["problems"]["paragraphs"][-1]):
            if words not in text:
                raise SystemExit(f"{page} lacks {words!r}")
