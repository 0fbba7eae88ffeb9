"""The county's pages, in a real browser with their real Python half and the real commands."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nianbao.county.roster import Entry, Kind
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_start import entries_of_params
from nianbao.desk.county import County
from nianbao.desk.county_steps import inbox_of, steps
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Workspace
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.timers import Timers

SLOW = 60_000


@pytest.fixture
def county(workspace: Workspace) -> Workspace:
    """The sample county with its roster, no report open."""
    workspace.close()
    name, entries = entries_of_params(workspace.folder)
    write_roster(workspace.folder, name, entries)
    return workspace


def write_roster(folder: Path, name: str, entries: list[Entry]) -> None:
    path = folder / "county" / "单位名单.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(roster_workbook(name, entries))


def shown(show_widget: Show, workspace: Workspace, **options: Any) -> tuple[Page, County]:
    made: list[County] = []

    def make() -> County:
        made.append(County(workspace, Saver(workspace, Timers().later)))
        return made[0]

    page = show_widget(make, **options)
    page.evaluate("window.addEventListener('nianbao-show', event => { window.wanted = event.detail })")
    return page, made[0]


def go_to(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_focused()


def test_without_a_roster_there_is_nothing(workspace: Workspace, show_widget: Show) -> None:
    _, widget = shown(show_widget, workspace)
    assert widget.state["there"] is False


def test_the_steps_are_those_that_have_a_command(county: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, county)
    names = page.locator(".nb-county-step").all_text_contents()
    assert [name.lstrip("1234567") for name in names] == [step.name for step in steps()]
    assert "单位名单" in names[0]


def test_the_roster_is_shown_and_checked(county: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, county)
    expect(page.locator(".nb-county-counts")).to_have_text("乡镇 10 个，街道 2 个，部门 7 个，共 19 个单位")
    row = page.get_by_role("row", name="云溪镇")
    expect(row).to_contain_text("示例县云溪镇人民政府")
    page.get_by_role("button", name="核对名单").click()
    expect(page.get_by_role("status").first).to_contain_text("单位名单：做好了", timeout=SLOW)
    expect(page.locator(".nb-county-lines")).to_contain_text("没有改动")
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)


def test_a_roster_that_can_not_be_used_says_where(county: Workspace, show_widget: Show) -> None:
    twice = [Entry("云溪镇", Kind.TOWNSHIP, row=3), Entry("云溪镇", Kind.TOWNSHIP, row=4)]
    write_roster(county.folder, "示例县", twice)
    page, _ = shown(show_widget, county)
    expect(page.locator(".nb-county-main")).to_contain_text("都写了「云溪镇」")
    page.get_by_role("button", name="核对名单").click()
    expect(page.locator(".nb-county-said.nb-county-bad").last).to_be_visible(timeout=SLOW)


def test_a_unit_opens_its_report_and_the_county_is_left(county: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, county)
    page.get_by_role("button", name="云溪镇", exact=True).click()
    page.wait_for_function("window.wanted")
    assert page.evaluate("[window.wanted.name, window.wanted.at]") == ["county", False]
    assert county.session is not None
    assert county.session.document.path.name == "yunxi.yaml"


def test_another_year_without_the_unit_says_so(county: Workspace, show_widget: Show) -> None:
    page, widget = shown(show_widget, county)
    page.get_by_label("年份").select_option("2017")
    page.wait_for_timeout(300)
    assert widget.place.year == 2017
    page.get_by_role("button", name="云溪镇", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("云溪镇还没有 2017 年的底稿")


def test_files_of_a_step_open_and_are_saved_one_by_one_and_together(
    county: Workspace, show_widget: Show
) -> None:
    (county.folder / "county" / "说明.html").write_text("<h1>说明</h1>", encoding="utf-8")
    (county.folder / "county" / "登记.jsonl").write_text("{}\n", encoding="utf-8")
    (county.folder / "county" / "~$单位名单.xlsx").write_bytes(b"")
    page, _ = shown(show_widget, county, accept_downloads=True)
    names = page.locator(".nb-county-file").all_text_contents()
    assert names == ["单位名单.xlsx", "说明.html"]
    with page.expect_popup() as popup:
        page.get_by_role("button", name="打开 说明.html").click()
    expect(popup.value.get_by_role("heading")).to_have_text("说明")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 单位名单.xlsx").click()
    book = county.folder / "county" / "单位名单.xlsx"
    assert Path(download.value.path()).read_bytes() == book.read_bytes()
    with page.expect_download() as download:
        page.get_by_role("button", name="全部下载").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert sorted(archive.namelist()) == sorted(names)


def test_no_file_outside_the_step_is_given(county: Workspace, show_widget: Show) -> None:
    _, widget = shown(show_widget, county)
    for name in ("../params/2024/yunxi.yaml", "/etc/passwd", "登记.jsonl"):
        widget.comm.waiting = []  # type: ignore[attr-defined]  # the page's comm
        widget._asked(None, {"id": 1, "do": "file", "name": name}, None)
        assert "不在了" in widget.comm.waiting[0]["content"]["error"]  # type: ignore[attr-defined]


def test_a_step_that_is_called_off_says_so(county: Workspace, show_widget: Show) -> None:
    page, widget = shown(show_widget, county)
    page.get_by_role("button", name="核对名单").click()
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("status").first).to_contain_text("（", timeout=SLOW)
    assert widget._run is not None
    assert widget._run.tone in ("info", "good")  # it may have been quicker


def test_files_for_the_inbox_are_put_into_its_folder(
    county: Workspace, show_widget: Show, tmp_path: Path
) -> None:
    _, widget = shown(show_widget, county)
    for data in (b"one", b"one", b"other"):
        widget.begin({"name": r"C:\收到\年报.docx", "size": len(data)})
        widget.piece({"at": 0, "piece": base64.b64encode(data).decode()})
    inbox = inbox_of(widget.place)
    assert {path.name: path.read_bytes() for path in inbox.iterdir()} == {
        "年报.docx": b"one",
        "年报（2）.docx": b"other",
    }


@pytest.mark.parametrize("width", [1093, 600, 340])
def test_it_fits_and_is_accessible_in_light_and_dark(
    county: Workspace, show_widget: Show, width: int
) -> None:
    for scheme in ("light", "dark"):
        page, _ = shown(show_widget, county, viewport={"width": width, "height": 614}, color_scheme=scheme)
        if scheme == "dark":
            page.evaluate("document.documentElement.classList.add('nianbao-dark')")
        assert accessibility_report(page) == ""
        assert not scrolls_sideways(page)
