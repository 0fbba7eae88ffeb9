"""``nianbao desk``: who gets in, how long it runs, and what a page says when something ends."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nianbao.cli.init import fill
from tests.browser.clerk import SHOWN, Clerk
from tests.browser.commands import Served, kept_open, kernel_of, kernels_of, served
from tests.browser.fixtures import OpenPage
from tests.browser.pages import accessibility_report, picture_folder

VIEW = {"width": 1093, "height": 614}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder whose path has Chinese characters and a blank."""
    folder = tmp_path_factory.mktemp("desk") / "云溪镇 年报"
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Served]:
    """A desk that runs through all these tests."""
    with served("desk", folder) as desk, kept_open(folder):
        yield desk


def _link(folder: Path) -> str:
    """Start a second time: it finds the first, and gives a link of its own."""
    command = [sys.executable, "-m", "nianbao", "desk", str(folder), "--no-browser"]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=180).stdout
    assert "编报台已关闭" not in said
    return said.split()[-1]


def _until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} seconds: {what}"
        time.sleep(0.1)


def _shown(page: Page) -> None:
    page.locator(".nianbao:visible").first.wait_for(timeout=SHOWN)
    expect(page.locator("#desk-message")).to_be_hidden()


@pytest.fixture
def page(folder: Path, desk: Served, open_page: OpenPage) -> Iterator[Page]:
    page, seen = open_page(_link(folder), viewport=VIEW)
    _shown(page)
    yield page
    seen.assert_quiet()


def test_the_page_is_ours_alone(desk: Served, page: Page, folder: Path) -> None:
    assert page.url == desk.address, "nothing secret stays in the address"
    assert page.title() == "年报编报台"
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    text = page.locator("body").inner_text()
    assert not [word for word in ("Voil", "Jupyter", "open_desk", "import") if word in text]
    assert "运行所有单元格" not in text, "what the notebook says to users of JupyterLab"
    assert accessibility_report(page) == ""
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    page.screenshot(path=picture_folder() / "desk-dark.png")
    assert not list(folder.glob("**/*-ipc-*")), "kernels' sockets lie elsewhere"
    for path in ("voila/files/params/2024/yunxi.yaml", "voila/files/README.md", "files/README.md", "tree"):
        assert page.request.get(desk.address + path, fail_on_status_code=False).status in (403, 404), path


def test_a_link_lets_in_once_and_nobody_else_gets_in(folder: Path, desk: Served, open_page: OpenPage) -> None:
    link = _link(folder)
    first, _ = open_page(link, viewport=VIEW)
    assert first.url == desk.address
    first.close()
    for address in (link, desk.address, f"{desk.address}?token=x"):
        second, seen = open_page(address, viewport=VIEW)
        expect(second.get_by_role("heading")).to_have_text("这个链接打不开编报台")
        assert accessibility_report(second) == ""
        assert len(seen.errors) == 1, "the browser's own word on status 403"
        stranger = second.request
        for path in ("link", "api/kernels/a-b-c-d-e", "voila/api/shutdown/a-b-c-d-e"):
            answer = stranger.get(desk.address + path, fail_on_status_code=False, max_redirects=0)
            assert answer.status in (302, 403, 404, 405), path


def test_a_reload_gets_a_new_kernel_and_ends_the_old_one(desk: Served, page: Page) -> None:
    kernel = "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    before = page.evaluate(kernel)
    page.reload()
    _shown(page)
    assert page.evaluate(kernel) != before
    # One for the page, one ahead for the next.
    _until(lambda: len(kernels_of(desk.process)) <= 2, 60, "the old kernel ends")


def test_a_dead_kernel_is_told_and_a_click_goes_on(folder: Path, desk: Served, page: Page) -> None:
    kernel_of(desk.process, Clerk(page, folder).kernel).kill()
    message = page.get_by_role("alertdialog")
    expect(message.get_by_role("heading")).to_have_text("后台意外停了")
    assert accessibility_report(page) == ""
    page.screenshot(path=picture_folder() / "desk-kernel-died.png")
    expect(message.get_by_role("button", name="重新打开")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _shown(page)


def test_it_ends_with_its_last_page_and_not_before(folder: Path, tmp_path: Path, open_page: OpenPage) -> None:
    own = tmp_path / "work"
    shutil.copytree(folder / "params", own / "params")
    with served("desk", own) as desk:
        page, _ = open_page(desk.link, viewport=VIEW)
        _shown(page)
        other = page.context.new_page()
        other.goto(desk.address)
        _shown(other)
        page.close()
        time.sleep(1)
        kernels = kernels_of(desk.process)
        other.close()
        assert desk.process.wait(60) == 0
        assert not [kernel for kernel in kernels if kernel.is_running()]
    assert "编报台已关闭。\n" in desk.said
    assert not list((own / ".nianbao" / "servers").glob("*.json"))


def test_ctrl_c_ends_it_and_the_page_says_so(folder: Path, tmp_path: Path, open_page: OpenPage) -> None:
    own = tmp_path / "work"
    shutil.copytree(folder / "params", own / "params")
    with served("desk", own) as desk:
        page, _ = open_page(desk.link, viewport=VIEW)
        _shown(page)
        kernels = kernels_of(desk.process)
        desk.process.send_signal(signal.SIGINT)
        assert desk.process.wait(60) == 0
    expect(page.get_by_role("alertdialog").get_by_role("heading")).to_have_text("编报台已经关闭")
    assert not [kernel for kernel in kernels if kernel.is_running()]


def test_a_taken_port_is_said(folder: Path, desk: Served, tmp_path: Path) -> None:
    port = json.loads(next((folder / ".nianbao" / "servers").glob("*.json")).read_text(encoding="utf-8"))[
        "port"
    ]
    shutil.copytree(folder / "params", tmp_path / "work" / "params")
    command = [sys.executable, "-m", "nianbao", "desk", str(tmp_path / "work"), "--port", str(port)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=180)
    assert done.returncode == 2
    assert f"端口 {port} 用不了" in done.stderr
    assert "Traceback" not in done.stderr
