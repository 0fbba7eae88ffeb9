"""The preview, in a real browser with its real Python half."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FrameLocator, Page, expect

from nianbao.desk.pages import PreviewPane
from nianbao.desk.sheets import png
from nianbao.desk.workspace import Spot, Workspace
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.writing import until

OVERVIEW = ("sections", "overview")
SIZE = {"width": 340, "height": 560}


def frame(page: Page) -> FrameLocator:
    return page.frame_locator("iframe.nb-preview-page")


def shown(show_widget: Show, workspace: Workspace, **options: Any) -> tuple[Page, PreviewPane]:
    panes: list[PreviewPane] = []

    def make() -> PreviewPane:
        panes.append(PreviewPane(workspace))
        return panes[0]

    page = show_widget(make, viewport=SIZE, **options)
    page.add_style_tag(content="#widget { height: 480px }")
    return page, panes[0]


def text(workspace: Workspace) -> str:
    assert workspace.session is not None
    return str(workspace.session.document.value(OVERVIEW))


def test_the_page_is_the_one_that_is_built_after_saving(
    workspace: Workspace, show_widget: Show, tmp_path: Path
) -> None:
    page, _ = shown(show_widget, workspace)
    workspace.edit({OVERVIEW: f"{text(workspace)}\n\n（六）**新写**的一段。"})
    expect(frame(page).locator("article")).to_contain_text("新写的一段")
    page.wait_for_function(
        "host.model.get('state').page === document.querySelector('.nb-preview').dataset.page"
    )
    told = page.evaluate("""async () => {
        return new Promise(resolve => {
            const id = 'mine';
            host.model.on('msg:custom', message => message.id === id && resolve(message.answer.html));
            host.model.send({ id, do: 'page' });
        });
    }""")
    assert workspace.session is not None
    workspace.session.save()
    path = workspace.session.document.path
    command = [
        sys.executable,
        "-m",
        "nianbao",
        "build",
        str(path),
        "--to",
        "html",
        "--out",
        str(tmp_path / "out"),
    ]
    subprocess.run(command, cwd=workspace.folder, check=True, capture_output=True)
    built = (tmp_path / "out" / "2024" / "yunxi" / "report.html").read_bytes()
    assert told.encode("utf-8") == built
    # What stands in the frame after patching is what a browser makes of these bytes.
    same = """built => {
        const there = document.querySelector('iframe.nb-preview-page').contentDocument.documentElement;
        return there.isEqualNode(new DOMParser().parseFromString(built, 'text/html').documentElement);
    }"""
    assert page.evaluate(same, built.decode("utf-8"))


def test_typing_brings_the_page_up_to_date_where_it_stands(workspace: Workspace, show_widget: Show) -> None:
    page, pane = shown(show_widget, workspace)
    expect(frame(page).locator("article")).to_be_visible()
    made = []
    original = pane._make
    pane._make = lambda: (made.append(1), original())[1]  # type: ignore[method-assign]
    page.evaluate("document.querySelector('iframe.nb-preview-page').contentWindow.scrollTo(0, 700)")
    page.evaluate("document.querySelector('iframe.nb-preview-page').contentWindow.mine = 1")
    for count in range(1, 6):
        workspace.edit({OVERVIEW: text(workspace) + "字" * count})
    expect(frame(page).locator("article")).to_contain_text("字" * 15)
    assert len(made) == 1
    still = "(w => [w.mine, Math.round(w.scrollY)])(document.querySelector('iframe.nb-preview-page').contentWindow)"
    assert page.evaluate(still) == [1, 700]


def test_the_page_scrolls_to_the_section_that_is_shown(workspace: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, workspace)
    expect(frame(page).locator("article")).to_be_visible()
    workspace.go_to(Spot("problems"))
    expect(frame(page).locator("#s-problems")).to_be_in_viewport()
    expect(frame(page).locator("h1")).not_to_be_in_viewport()
    assert page.evaluate("window.scrollY") == 0


def test_a_click_goes_to_the_cell_or_to_the_section(workspace: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, workspace)
    assert workspace.session is not None
    cell = ("tables", "review_litigation", "litigation_direct", "corrected")
    workspace.edit({cell: 7})
    number = frame(page).locator("table").last.locator("td").get_by_text("7", exact=True).first
    number.click()
    page.wait_for_function("host.model.get('state').section === 'review_litigation'")
    assert workspace.spot == Spot(
        "review_litigation", "review_litigation", "litigation_direct", "corrected", focus=True
    )
    frame(page).locator("#s-problems").click()
    page.wait_for_function("host.model.get('state').section === 'problems'")
    assert workspace.spot == Spot("problems")


def test_nothing_on_the_page_runs_or_leads_away(workspace: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, workspace)
    workspace.edit({OVERVIEW: "<script>parent.bad = 1</script>见[网站](https://example.org/)。"})
    link = frame(page).locator("a[href^='https']").first
    link.click()
    expect(frame(page).locator("article")).to_contain_text("<script>parent.bad = 1</script>")
    assert page.evaluate("window.bad") is None
    assert (
        page.evaluate("document.querySelector('iframe.nb-preview-page').sandbox.value") == "allow-same-origin"
    )


def test_draft_and_what_is_left_out_are_said(workspace: Workspace, show_widget: Show) -> None:
    notebook = workspace.folder / "notebooks" / "national-2021.ipynb"
    page, _ = shown(show_widget, workspace)
    expect(frame(page).locator("article")).to_be_visible()
    expect(page.locator(".nb-preview-draft")).to_be_hidden()
    cells = json.loads(notebook.read_text(encoding="utf-8"))
    cells["cells"].insert(4, {"cell_type": "markdown", "metadata": {}, "source": "作者的话", "id": "mine"})
    notebook.write_text(json.dumps(cells), encoding="utf-8")
    workspace.edit({OVERVIEW: "引用{{ nowhere }}。"})
    expect(page.locator(".nb-preview-draft")).to_contain_text("初稿")
    expect(page.get_by_text("作者另加或改过的单元格")).to_be_visible()
    expect(frame(page).locator(".draft")).to_have_text("初稿")
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)


def test_no_page_is_made_that_nobody_looks_at(workspace: Workspace, show_widget: Show) -> None:
    page, pane = shown(show_widget, workspace)
    expect(frame(page).locator("article")).to_be_visible()
    page.evaluate("document.getElementById('widget').style.display = 'none'")
    until(page, lambda: not pane._views)  # the kernel has heard of it
    before = pane._made
    workspace.edit({OVERVIEW: "没有人看。"})
    page.wait_for_timeout(500)
    assert pane._made is before
    page.evaluate("document.getElementById('widget').style.display = ''")
    expect(frame(page).locator("article")).to_contain_text("没有人看")
    workspace.close()
    expect(page.locator(".nb-preview-none")).to_be_visible()


def test_sheets_are_set_elsewhere_and_say_what_they_show(workspace: Workspace, show_widget: Show) -> None:
    page, pane = shown(show_widget, workspace)
    page.get_by_role("button", name="PDF 版面").click()
    expect(page.get_by_role("status")).to_contain_text("时的内容。")
    images = page.locator(".nb-sheet img")
    count = len(pane._pictures)
    assert count > 3
    expect(images).to_have_count(count)
    expect(images.first).to_have_attribute("alt", f"第 1 页，共 {count} 页")
    page.wait_for_function("document.querySelector('.nb-sheet img').naturalWidth > 1000")
    page.get_by_role("button", name="下一页").click()
    expect(page.get_by_label("第几页")).to_have_value("2")
    width = page.locator(".nb-sheet").first.bounding_box()
    page.get_by_role("button", name="放大").click()
    wider = page.locator(".nb-sheet").first.bounding_box()
    assert width is not None
    assert wider is not None
    assert wider["width"] > width["width"]
    assert accessibility_report(page) == ""
    workspace.edit({OVERVIEW: "{{ nowhere }}"})
    expect(page.get_by_role("status")).to_contain_text("之后又改过")
    page.get_by_role("button", name="更新版面").click()
    expect(page.get_by_role("status")).to_contain_text("（初稿）")
    assert not scrolls_sideways(page)


def test_what_stops_the_sheets_is_told_in_words(workspace: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, workspace)
    workspace.edit({OVERVIEW: "表情\U0001f600。"})
    page.get_by_role("button", name="PDF 版面").click()
    expect(page.get_by_role("status")).to_contain_text("\U0001f600")
    expect(page.get_by_role("button", name="重试")).to_be_visible()


@pytest.mark.parametrize(("channels", "mode"), [(1, "L"), (3, "RGB"), (4, "RGBA")])
def test_a_png_says_the_pixels_that_it_was_made_of(channels: int, mode: str) -> None:
    pixels = bytes(range(2 * 3 * channels))
    padded = b"".join(pixels[line * 3 * channels :][: 3 * channels] + b"\xff\xff" for line in range(2))
    with Image.open(BytesIO(png(3, 2, 3 * channels + 2, padded, channels))) as image:
        assert (image.mode, image.size) == (mode, (3, 2))
        assert image.tobytes() == pixels


def test_sheets_in_a_process_of_their_own(workspace: Workspace) -> None:
    assert workspace.session is not None
    document = workspace.session.document
    feed = {
        "path": str(document.path),
        "folder": str(workspace.folder),
        "data": base64.b64encode(b"year: [").decode("ascii"),
    }
    command = [sys.executable, "-m", "nianbao.desk.sheets"]
    run = subprocess.run(command, input=json.dumps(feed).encode(), capture_output=True, check=True)
    assert "必须修改" in json.loads(run.stdout)["error"]
