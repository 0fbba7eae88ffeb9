"""``nianbao lab``: a real JupyterLab on the drafting notebook, and the templates in its launcher."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from nianbao.cli.init import fill
from nianbao.template import load_template
from tests.browser.clerk import SHOWN
from tests.browser.commands import Served, served
from tests.browser.fixtures import OpenPage
from tests.browser.pages import picture_folder
from tests.browser.test_jupyterlab import LABS_OWN

VIEW = {"width": 1366, "height": 768}
CARD = ".jp-LauncherCard"
TRIES = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder whose path has Chinese characters and a blank."""
    folder = tmp_path_factory.mktemp("lab") / "云溪镇 年报"
    fill(folder)
    (folder / "notebooks" / "drafting.ipynb").unlink()
    return folder


@pytest.fixture(scope="module")
def lab(folder: Path) -> Iterator[Served]:
    with served("lab", folder) as lab:
        yield lab


@pytest.fixture
def page(lab: Served, folder: Path, open_page: OpenPage) -> Iterator[Page]:
    # An earlier page's tabs would come back, and only then would the address bring the notebook to the front.
    for left in (folder / ".nianbao" / "lab" / "workspaces").glob("*"):
        left.unlink()
    page, seen = open_page(lab.link, viewport=VIEW)
    yield page
    # A kernel that is told to end may still have spoken of a widget that the page has put away.
    seen.assert_quiet(LABS_OWN, "Comm not found for comm id")


def test_the_desk_is_there_without_a_click_and_leaves_no_trace(page: Page, folder: Path) -> None:
    desk = page.locator(".jp-OutputArea-output .nianbao:visible").first
    desk.wait_for(timeout=SHOWN)
    expect(page.get_by_role("menubar").get_by_role("menuitem", name="运行", exact=True)).to_be_visible()
    assert page.locator(".jp-NotebookPanel").count() == 1
    page.screenshot(path=picture_folder() / "lab-desk.png")
    path = folder / "notebooks" / "drafting.ipynb"
    before = path.stat().st_mtime_ns
    page.locator(".jp-MarkdownCell").first.click()
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')")
    assert path.stat().st_mtime_ns > before
    shipped = Path(__file__).resolve().parents[2] / "notebooks" / "drafting.ipynb"
    assert json.loads(path.read_bytes()) == json.loads(shipped.read_bytes())
    assert not list(folder.glob("**/*-ipc-*")), "kernels' sockets lie elsewhere"


def _open_launcher(page: Page) -> Locator:
    """Open the launcher and give our cards; keys pressed before JupyterLab listens to them are pressed again."""
    cards = page.locator(f"{CARD}[data-category='年报']:visible")
    for _ in range(TRIES - 1):
        page.keyboard.press("Control+Shift+L")
        with contextlib.suppress(AssertionError):
            expect(cards).to_have_count(4, timeout=SHOWN // TRIES)
            return cards
    page.keyboard.press("Control+Shift+L")
    expect(cards).to_have_count(4)
    return cards


def test_the_launcher_offers_the_statutory_templates(page: Page, folder: Path) -> None:
    page.locator(".jp-OutputArea-output .nianbao:visible").first.wait_for(timeout=SHOWN)
    cards = _open_launcher(page)
    page.screenshot(path=picture_folder() / "lab-launcher.png")
    cards.filter(has_text="2021 年度起").click()
    new = folder / "notebooks" / "国家统一格式，2021 年度起.ipynb"
    page.locator(".jp-NotebookPanel .jp-Cell", has_text='report.show("signature")').wait_for(timeout=SHOWN)
    notebook = nbformat.read(new, nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    shown = [cell.source.rpartition("\n")[2] for cell in notebook.cells[2:]]
    sections = load_template("national-2021").section_ids
    assert shown == [f'report.show("{part}")' for part in ("title", *sections, "signature")]
    assert not any(cell.get("outputs") for cell in notebook.cells)

    _open_launcher(page).filter(has_text="2021 年度起").click()
    expect(page.get_by_role("tab", name="国家统一格式，2021 年度起 2.ipynb")).to_be_visible(timeout=SHOWN)


def test_what_is_the_users_stays_untouched(folder: Path, lab: Served, page: Page) -> None:
    page.locator(".jp-OutputArea-output .nianbao:visible").first.wait_for(timeout=SHOWN)
    assert (folder / ".nianbao" / "lab" / "workspaces").is_dir()
    assert (folder / ".nianbao" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    refused = page.request.get(f"{lab.address}api/contents/.nianbao", fail_on_status_code=False)
    assert refused.status == 404, "what begins with a dot isn't shown"


def test_ctrl_c_ends_it(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "params", tmp_path / "params")
    with served("lab", tmp_path) as lab:
        lab.process.send_signal(signal.SIGINT)
        assert lab.process.wait(60) == 0
    assert "JupyterLab 已结束。\n" in lab.said
