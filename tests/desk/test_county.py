"""The county's pages, in a real browser with their real Python half and the real commands."""

from __future__ import annotations

import base64
import datetime
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nianbao.county.board.board import board
from nianbao.county.board.decisions import Decisions
from nianbao.county.board.writing import write_board
from nianbao.county.inbox.receive import receive
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.roster import Entry, Kind
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_reading import read_roster
from nianbao.county.roster_start import entries_of_params
from nianbao.county.sums.explanations import now, read_explanations
from nianbao.county.sums.making import sums_of, write_sums
from nianbao.desk.county import County
from nianbao.desk.county_steps import INBOX, PAGES, CountyStep, steps
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Workspace
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.params import load_parameters
from nianbao.report import Report
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.timers import Timers
from tests.desk.writing import until

SLOW = 60_000


@pytest.fixture
def county(workspace: Workspace) -> Workspace:
    """The sample county with its roster, no report open."""
    workspace.close()
    name, entries = entries_of_params(workspace.folder)
    write_roster(workspace.folder, name, entries)
    return workspace


def inbox_of(place: CountyPlace) -> Path:
    return place.folder / "county" / INBOX / str(place.year)


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


def ended(page: Page, widget: County, words: str) -> None:
    """Wait until the step's command has ended, and the page says what came of it.

    The command is a process of its own, which gets little of a busy machine: what is waited for here is its end,
    and what it said so far is told where that never comes.
    """
    until(page, lambda: widget._run is not None, 60)
    run = widget._run
    assert run is not None
    end = time.monotonic() + 240
    while run.busy:
        assert time.monotonic() < end, f"「{run.step.name}」 goes on; it said {run.lines}"
        page.wait_for_timeout(50)
    expect(page.locator(".nb-county-run [role=status]")).to_contain_text(words)


def go_to(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_focused()


def hand_in(workspace: Workspace, unit: str, **replace: str) -> None:
    """Put a unit's report into the inbox as a Word file, with words of its parameter file replaced."""
    path = workspace.folder / "params" / "2024" / f"{unit}.yaml"
    source = own = path.read_text(encoding="utf-8")
    for old, new in replace.items():
        assert old in source
        source = source.replace(old, new)
    path.write_text(source, encoding="utf-8")
    report = Report.of(load_parameters(path, workspace.folder).parameters, workspace.folder)
    title, *blocks = report.blocks()
    path.write_text(own, encoding="utf-8")
    document = Document(title, tuple(blocks))  # type: ignore[arg-type]  # the first block is the title
    inbox = inbox_of(CountyPlace(workspace.folder, 2024))
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / f"{unit}.docx").write_bytes(load_form("docx").render(document, Look()))


def test_without_a_roster_there_is_nothing(workspace: Workspace, show_widget: Show) -> None:
    _, widget = shown(show_widget, workspace)
    assert widget.state["there"] is False


def test_the_steps_are_those_that_have_a_command(county: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, county)
    names = page.locator(".nb-county-step").all_text_contents()
    assert [name.lstrip("12345678") for name in names] == [step.name for step in steps()]
    assert "单位名单" in names[0]


def test_the_roster_is_shown_and_checked(county: Workspace, show_widget: Show) -> None:
    page, widget = shown(show_widget, county)
    expect(page.locator(".nb-county-counts")).to_have_text("乡镇 10 个，街道 2 个，部门 7 个，共 19 个单位")
    row = page.get_by_role("row", name="云溪镇")
    expect(row).to_contain_text("示例县云溪镇人民政府")
    page.get_by_role("button", name="核对名单").click()
    ended(page, widget, "单位名单：做好了")
    expect(page.locator(".nb-county-lines")).to_contain_text("没有改动")
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)


def test_a_roster_that_can_not_be_used_says_where(county: Workspace, show_widget: Show) -> None:
    twice = [Entry("云溪镇", Kind.TOWNSHIP, row=3), Entry("云溪镇", Kind.TOWNSHIP, row=4)]
    write_roster(county.folder, "示例县", twice)
    page, widget = shown(show_widget, county)
    expect(page.locator(".nb-county-main")).to_contain_text("都写了「云溪镇」")
    page.get_by_role("button", name="核对名单").click()
    ended(page, widget, "没有做成")
    expect(page.locator(".nb-county-lines")).to_contain_text("都写了「云溪镇」")


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
    until(page, lambda: widget.place.year == 2017)
    page.get_by_role("button", name="云溪镇", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("云溪镇还没有 2017 年的底稿")


def test_files_of_a_step_open_and_are_saved_one_by_one_and_together(
    county: Workspace, show_widget: Show
) -> None:
    (county.folder / "county" / "说明.txt").write_text("请各单位核对", encoding="utf-8")
    (county.folder / "county" / "登记.jsonl").write_text("{}\n", encoding="utf-8")
    (county.folder / "county" / "~$单位名单.xlsx").write_bytes(b"")
    page, _ = shown(show_widget, county, accept_downloads=True)
    names = page.locator(".nb-county-file").all_text_contents()
    assert names == ["单位名单.xlsx", "说明.txt"]
    with page.expect_popup() as popup:
        page.get_by_role("button", name="打开 说明.txt").click()
    expect(popup.value.locator("body")).to_have_text("请各单位核对")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 单位名单.xlsx").click()
    book = county.folder / "county" / "单位名单.xlsx"
    assert Path(download.value.path()).read_bytes() == book.read_bytes()
    with page.expect_download() as download:
        page.get_by_role("button", name="全部下载").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert sorted(archive.namelist()) == sorted(names)


def test_a_page_that_arrived_from_elsewhere_is_saved_and_never_opened(
    received: Workspace, show_widget: Show
) -> None:
    place = CountyPlace(received.folder, 2024)
    (place.received / "yunxi" / "9-abc.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    write_board(board(place, now()), place)
    (place.board / "别处来的.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    page, widget = shown(show_widget, received)
    go_to(page, "收件")
    expect(page.get_by_role("button", name="下载 yunxi/9-abc.html")).to_be_visible()
    expect(page.get_by_role("button", name="打开 yunxi/9-abc.html")).to_have_count(0)
    assert widget.file({"name": "yunxi/9-abc.html"})["type"] == "application/octet-stream"
    go_to(page, "报送进度")
    assert widget.file({"name": "别处来的.html"})["type"] == "application/octet-stream"
    with page.expect_popup() as popup:
        page.get_by_role("button", name="打开 报送进度.html").click()
    expect(popup.value.get_by_role("heading").first).to_contain_text("报送进度")


def test_no_file_outside_the_step_is_given(county: Workspace, show_widget: Show) -> None:
    _, widget = shown(show_widget, county)
    for name in ("../params/2024/yunxi.yaml", "/etc/passwd", "登记.jsonl"):
        widget.comm.waiting.clear()  # type: ignore[attr-defined]  # the page's comm
        widget._asked(None, {"id": 1, "do": "file", "name": name}, None)
        assert "不在了" in widget.comm.waiting[0]["content"]["error"]  # type: ignore[attr-defined]


def test_a_step_that_is_called_off_says_so(
    county: Workspace, show_widget: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = ["timeit", "-n1", "-r1", "import time; time.sleep(3600)"]
    monkeypatch.setattr(CountyStep, "command_line", lambda *_: endless)
    page, widget = shown(show_widget, county)
    page.get_by_role("button", name="核对名单").click()
    page.get_by_role("button", name="取消").click()
    ended(page, widget, "已取消")
    assert widget._run is not None
    assert widget._run.tone == "info"


def test_files_for_the_inbox_are_put_into_its_folder(
    county: Workspace, show_widget: Show, tmp_path: Path
) -> None:
    _, widget = shown(show_widget, county)
    widget.choose({"step": "inbox"})
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


@pytest.fixture
def received(county: Workspace) -> Workspace:
    """A county that has taken in two drafts, one of which has something that must be put right."""
    hand_in(county, "yunxi", **{"date: 2025-01-09": "date: 2024-12-09"})
    hand_in(county, "bailu")
    place = CountyPlace(county.folder, 2024)
    for unit in ("yunxi", "bailu"):
        place.parameter_file(unit).unlink()  # what was handed in is all there is
    receive(inbox_of(place), place, datetime.datetime(2025, 1, 9, 10, tzinfo=datetime.UTC))
    return county


def test_taking_in_from_the_page(county: Workspace, show_widget: Show) -> None:
    hand_in(county, "bailu")
    page, widget = shown(show_widget, county)
    go_to(page, "收件")
    expect(page.locator(".nb-county-drop")).to_contain_text("里面有 1 个文件")
    page.get_by_role("button", name="收件", exact=True).last.click()
    ended(page, widget, "收件：")
    expect(page.locator(".nb-county-lines")).to_contain_text("审核意见　白鹭镇第 1 轮")
    assert "--take" not in page.locator(".nb-county-lines").inner_text()
    assert list(widget.place.received.rglob("*.docx"))
    expect(page.locator(".nb-county-files")).to_contain_text(".docx")
    assert accessibility_report(page) == ""


def test_a_broken_file_alone_is_told(county: Workspace, show_widget: Show) -> None:
    inbox = inbox_of(CountyPlace(county.folder, 2024))
    inbox.mkdir(parents=True)
    (inbox / "坏的.docx").write_bytes(b"PK\x03\x04")
    page, widget = shown(show_widget, county)
    go_to(page, "收件")
    page.get_by_role("button", name="收件", exact=True).last.click()
    ended(page, widget, "没有做成")
    expect(page.locator(".nb-county-lines")).to_contain_text("坏的.docx")


def open_remarks(page: Page, unit: str) -> None:
    go_to(page, "审核意见")
    page.locator(".nb-county-units").get_by_role("button", name=unit).click()
    expect(page.locator(".nb-county-detail h3")).to_have_text(unit)


def test_the_officers_words_stay_beside_a_remark(received: Workspace, show_widget: Show) -> None:
    page, widget = shown(show_widget, received)
    open_remarks(page, "云溪镇")
    first = page.locator(".nb-county-list > li").first
    expect(first).to_contain_text("必须修改")
    first.get_by_label("的县里意见").fill("这一处务必核对原件")
    first.get_by_label("怎么处理").focus()
    number = int(first.get_attribute("value") or 0)
    until(page, lambda: RemarkLedger(widget.place).said("yunxi", number).opinion == "这一处务必核对原件")
    expect(first.get_by_label("怎么处理")).to_be_focused()
    first.get_by_label("怎么处理").select_option("不提")
    expect(page.locator(".nb-county-dropped")).to_have_count(1)
    assert RemarkLedger(widget.place).said("yunxi", number).handling == "不提"
    assert accessibility_report(page) == ""


def test_an_own_remark_is_added_and_told_to_the_unit(received: Workspace, show_widget: Show) -> None:
    page, widget = shown(show_widget, received)
    open_remarks(page, "白鹭镇")
    page.get_by_role("button", name="加上").click()
    expect(page.get_by_role("alert")).to_contain_text("请写明应改为什么")
    page.get_by_label("位置").fill("标题")
    page.get_by_label("应改为").fill("标题写全称")
    page.get_by_label("应改为").press("Enter")
    expect(page.locator(".nb-county-list")).to_contain_text("标题写全称")
    expect(page.get_by_label("应改为")).to_have_value("")
    page.get_by_role("button", name="重写这一份").click()
    expect(page.locator(".nb-county-detail")).to_contain_text("已重写", timeout=SLOW)
    message = (widget.place.remarks / "白鹭镇-第1轮微信.txt").read_text(encoding="utf-8")
    assert "标题" in message


def test_what_must_be_put_right_is_passed_with_a_reason_only(received: Workspace, show_widget: Show) -> None:
    page, widget = shown(show_widget, received)
    open_remarks(page, "云溪镇")
    page.get_by_role("button", name="通过", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("必须修改的意见")
    expect(page.get_by_role("alert")).to_contain_text("「原因」")
    assert Decisions(widget.place).of("yunxi") == []
    page.get_by_label("原因").fill("表格另有说明")
    page.get_by_role("button", name="通过", exact=True).click()
    expect(page.locator(".nb-county-detail .nb-county-state")).to_have_text("通过")
    assert Decisions(widget.place).of("yunxi")[-1].reason == "表格另有说明"


def test_the_board_shows_all_units_and_several_are_returned_at_once(
    received: Workspace, show_widget: Show
) -> None:
    page, widget = shown(show_widget, received)
    go_to(page, "报送进度")
    expect(page.locator(".nb-county-table tbody tr")).to_have_count(19)
    expect(page.get_by_role("button", name="退回", exact=True)).to_be_disabled()
    expect(page.get_by_label("选 枫林镇")).to_be_disabled()
    for name in ("云溪镇", "白鹭镇"):
        page.get_by_label(f"选 {name}").check()
    page.get_by_label("原因").fill("落款日期不对")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_role("row", name="白鹭镇")).to_contain_text("退回")
    assert [Decisions(widget.place).of(unit)[-1].step for unit in ("yunxi", "bailu")] == ["退回", "退回"]
    page.get_by_role("group", name="只看哪一步的").get_by_role("button", name="退回 2").click()
    expect(page.locator(".nb-county-table tbody tr")).to_have_count(2)
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)


def test_the_deadline_and_the_words_that_are_sent(received: Workspace, show_widget: Show) -> None:
    page, widget = shown(show_widget, received)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    go_to(page, "报送进度")
    page.get_by_label("报送期限").fill("2025-01-15")
    page.get_by_label("报送期限").blur()
    expect(page.locator(".nb-county-bulletin")).to_contain_text("1月15日")
    assert Decisions(widget.place).deadline == datetime.date(2025, 1, 15)
    page.get_by_role("button", name="复制给枫林镇的催报").click()
    assert "枫林镇" in page.evaluate("navigator.clipboard.readText()")


def test_a_unit_of_the_board_leads_to_what_it_is_told(received: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, received)
    go_to(page, "报送进度")
    page.get_by_role("button", name="云溪镇", exact=True).click()
    expect(page.get_by_role("heading", name="审核意见", exact=True)).to_be_focused()
    expect(page.locator(".nb-county-detail h3")).to_have_text("云溪镇")


def test_a_difference_is_explained_beside_it(county: Workspace, show_widget: Show) -> None:
    place, roster = CountyPlace(county.folder, 2024), read_roster(CountyPlace(county.folder, 2024).roster)
    write_sums(sums_of(roster, place, now()), roster, place)  # writes the county's draft
    draft = place.parameter_file(roster.county_id)
    text = draft.read_text(encoding="utf-8")
    draft.write_text(
        f"{text}\ntables:\n  applications:\n    new_received:\n      enterprise: 999\n", encoding="utf-8"
    )
    page, widget = shown(show_widget, county)
    go_to(page, "汇总")
    page.get_by_role("button", name="汇总", exact=True).last.click()
    ended(page, widget, "汇总：")
    row = page.locator(".nb-county-plainly li").first
    expect(row).to_contain_text("县级数 999")
    expect(row).to_contain_text("表三「一、本年新收政府信息公开申请数量」行「商业企业」列")
    row.get_by_role("textbox").fill("含两件转送件")
    row.get_by_role("textbox").press("Tab")
    until(page, lambda: [one.text for one in read_explanations(place.sums).values()] == ["含两件转送件"])
    names = page.locator(".nb-county-file").all_text_contents()
    assert {"汇总.html", "汇总.xlsx", "县级数.xlsx"} <= set(names)
    assert accessibility_report(page) == ""


def test_before_the_first_sums_the_page_says_so(county: Workspace, show_widget: Show) -> None:
    page, _ = shown(show_widget, county)
    go_to(page, "汇总")
    expect(page.locator(".nb-county-sums")).to_contain_text("还没有汇总过")


def test_a_published_page_that_was_saved_is_compared(county: Workspace, show_widget: Show) -> None:
    path = county.folder / "params" / "2024" / "yunxi.yaml"
    report = Report.of(load_parameters(path, county.folder).parameters, county.folder)
    title, *blocks = report.blocks()
    document = Document(title, tuple(blocks))  # type: ignore[arg-type]  # the first block is the title
    published = load_form("html").render(document, Look()).decode("utf-8").replace("柑橘园", "柑桔园")
    pages = county.folder / "county" / PAGES / "2024"
    pages.mkdir(parents=True)
    (pages / "云溪镇.html").write_text(published, encoding="utf-8")
    page, widget = shown(show_widget, county)
    go_to(page, "发布核对")
    expect(page.locator(".nb-county-drop")).to_contain_text("里面有 1 个文件")
    page.get_by_label("核对", exact=True).select_option("云溪镇.html")
    page.get_by_role("button", name="核对", exact=True).click()
    ended(page, widget, "有要看的地方")
    expect(page.locator(".nb-county-lines")).to_contain_text("[1/1] 云溪镇　不一致")
    with page.expect_popup() as popup:
        page.get_by_role("button", name="打开 发布核对.html").click()
    expect(popup.value.locator("body")).to_contain_text("云溪镇")
    assert accessibility_report(page) == ""


def test_without_an_address_the_first_look_says_what_is_needed(county: Workspace, show_widget: Show) -> None:
    page, widget = shown(show_widget, county)
    go_to(page, "发布核对")
    page.get_by_role("button", name="核对", exact=True).click()
    ended(page, widget, "还没有核对过 2024 年的网页")
    expect(page.locator(".nb-county-lines")).to_be_hidden()
