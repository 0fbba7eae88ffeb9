"""The template notebook in a real JupyterLab: opened, run, added to, saved, exported."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from nianbao.export.base import Look, load_form
from nianbao.export.reader import read_document
from nianbao.selfcheck import squeeze
from nianbao.template import load_template
from tests.browser.fixtures import OpenPage
from tests.browser.jupyterlab import Lab, jupyterlab
from tests.browser.pages import ROOT, Watch, picture_folder

NAME = "laiyang-2017.ipynb"
VIEW = {"width": 1280, "height": 1500}
ADDED = "作者在两部分之间加的**一段话**。"
TABLE = 'import pandas as pd\npd.DataFrame({"渠道": ["网站", "微信"], "条数": [90, 38]})'

LABS_OWN = "Cannot read properties of undefined (reading 'node')"
"""JupyterLab's own notebook view logs this now and then, on a busy machine; it is nothing of ours."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the template notebooks."""
    folder = tmp_path_factory.mktemp("township")
    for kind in ("params", "notebooks", "templates"):
        shutil.copytree(ROOT / kind, folder / kind, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder


def _as_if_never_run(folder: Path) -> None:
    """Take back what an earlier test saved: what has run already would pass for what is waited for."""
    notebook = nbformat.read(ROOT / "notebooks" / NAME, nbformat.NO_CONVERT)
    for cell in notebook.cells:
        cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, folder / "notebooks" / NAME)


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with jupyterlab(folder, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def lab(folder: Path, address: str, open_page: OpenPage) -> Iterator[tuple[Lab, Watch]]:
    _as_if_never_run(folder)
    page, seen = open_page(address, viewport=VIEW)
    lab = Lab(page)
    lab.open(f"notebooks/{NAME}")
    yield lab, seen


def _saved(folder: Path) -> Any:
    return nbformat.read(folder / "notebooks" / NAME, nbformat.NO_CONVERT)


def _headings(lab: Lab) -> list[str]:
    return [text.strip() for text in lab.page.locator(".jp-OutputArea-output h2").all_inner_texts()]


def test_open_run_edit_and_save(lab: tuple[Lab, Watch], folder: Path) -> None:
    jupyter, seen = lab
    assert _headings(jupyter) == []
    jupyter.choose("运行", "运行所有单元格")
    jupyter.wait_until_run()
    template = load_template("laiyang-2017")
    assert _headings(jupyter) == [section.heading for section in template.sections if section.heading]
    title = jupyter.page.locator(".jp-OutputArea-output h1").inner_text()
    assert title == "莱阳市河洛镇人民政府\n2017年政府信息公开工作年度报告"
    assert jupyter.page.get_by_text("河洛镇人民政府", exact=True).last.is_visible()

    jupyter.insert_below('report.show("overview")', ADDED, markdown=True)
    jupyter.insert_below('report.show("proactive_disclosure")', TABLE)
    jupyter.page.locator(".jp-OutputArea-output th", has_text="渠道").wait_for()
    jupyter.wait_until_run()
    shown = jupyter.page.locator(".jp-MarkdownCell", has_text="作者在两部分之间加的")
    assert shown.locator("strong").inner_text() == "一段话"
    jupyter.save()

    notebook = _saved(folder)
    sources = [cell.source for cell in notebook.cells]
    assert sources[sources.index(ADDED) - 1].endswith('report.show("overview")')
    assert sources[sources.index(ADDED) + 1].endswith('report.show("organization")')
    assert "widgets" not in notebook.metadata
    assert "widget" not in nbformat.writes(notebook)
    document = read_document(notebook)
    assert document.warnings == ()
    for form in map(load_form, ("html", "pdf")):
        text = squeeze(form.read_text(form.render(document, Look())))
        places = [
            text.find(part) for part in ("一、概述", "作者在两部分之间加的一段话。", "二、政府信息公开的组织")
        ]
        assert -1 not in places
        assert places == sorted(places), form.name
        assert "渠道条数网站90微信38" in text
    seen.assert_quiet(LABS_OWN)


def test_blocks_take_the_colours_of_the_theme(lab: tuple[Lab, Watch]) -> None:
    jupyter, seen = lab
    jupyter.insert_below('report.show("signature")', _every_kind_source())
    jupyter.choose("运行", "运行所有单元格")
    jupyter.wait_until_run()
    assert jupyter.page.locator(".jp-OutputArea-output caption").inner_text() == "表1　申请情况"
    colours = {}
    for theme, name in (("JupyterLab Light", "light"), ("JupyterLab Dark", "dark")):
        jupyter.use_theme(theme)
        for part, text in (("top", "参数"), ("blocks", "from tests"), ("end", "方块")):
            jupyter.page.get_by_text(text).first.evaluate("piece => piece.scrollIntoView()")
            jupyter.page.screenshot(path=picture_folder() / f"jupyterlab-{name}-{part}.png")
        colours[name] = _brightness(jupyter)
    assert max(colours["light"]["text"]) < 128 < min(colours["light"]["ground"])
    assert max(colours["dark"]["ground"]) < 128 < min(colours["dark"]["text"])
    seen.assert_quiet(LABS_OWN)


def _every_kind_source() -> str:
    """A cell that shows a block of every kind."""
    return (
        "from IPython.display import display\n"
        "from nianbao.display import bundle\n"
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.sample_document import every_kind\n"
        "[display(bundle(block), raw=True) for block in every_kind()];"
    )


def _brightness(lab: Lab) -> dict[str, list[float]]:
    """Measure text and what it stands on, for every element of every block, 0 (black) to 255."""
    found: dict[str, list[float]] = lab.page.evaluate(
        """() => {
            const parts = colour => colour.match(/[\\d.]+/g).map(Number);
            const bright = ([r, g, b]) => 0.3 * r + 0.59 * g + 0.11 * b;
            const ground = element => {
                const colour = parts(getComputedStyle(element).backgroundColor);
                return colour[3] === 0 ? ground(element.parentElement) : bright(colour);
            };
            const pieces = [...document.querySelectorAll('.jp-OutputArea-output :is(h1, h2, h3, p, li, pre, td, th)')];
            return {text: pieces.map(piece => bright(parts(getComputedStyle(piece).color))),
                    ground: pieces.map(ground)};
        }"""
    )
    return found


def test_signature_stands_on_the_right(lab: tuple[Lab, Watch]) -> None:
    jupyter, _ = lab
    jupyter.choose("运行", "运行所有单元格")
    jupyter.wait_until_run()
    signed = jupyter.page.get_by_text("2018年1月27日", exact=True).last
    assert signed.evaluate("piece => getComputedStyle(piece).textAlign") == "right"
