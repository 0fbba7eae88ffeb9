"""A clerk at the desk in Voilà: writing, pasting, crashing, being two, in light and dark."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from nianbao.cli.init import fill
from nianbao.desk_server.instance import Instance
from nianbao.editor.desk_files import DESK_FOLDER
from nianbao.resources import shipped
from tests.browser.clerk import SHOWN, Clerk
from tests.browser.commands import Served, kept_open, kernel_of, kernels_of, served
from tests.browser.fixtures import OpenPage
from tests.browser.pages import accessibility_report, picture_folder, scrolls_sideways
from tests.desk.test_questions import _answers as answers
from tests.desk.test_questions import _walk as walk

VIEW = {"width": 1093, "height": 614}
"""A screen of 1366 by 768 at 125 %."""

YUNXI = "云溪镇"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clerk") / "年报 2024"
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Served]:
    with served("desk", folder) as desk, kept_open(folder):
        yield desk


@pytest.fixture
def clerk(folder: Path, desk: Served, open_page: OpenPage) -> Iterator[Clerk]:
    """A clerk before the desk, with the samples as they were; the console stays quiet."""
    _begin_anew(folder)
    page, seen = open_page(Instance(folder).running().link(), viewport=VIEW, color_scheme="light")
    yield Clerk(page, folder).arrive()
    _leave(page, desk)
    seen.assert_quiet()


def _begin_anew(folder: Path) -> None:
    """Take back what an earlier test wrote."""
    for name in ("journal", "history", "last"):
        left = folder / DESK_FOLDER / name
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)
    shutil.rmtree(folder / "params")
    shutil.copytree(shipped("params"), folder / "params")


def _leave(page: Page, desk: Served) -> None:
    """Close the pages as a clerk does, and wait until their kernels have ended; one is ahead for the next."""
    for one in page.context.pages:
        one.close(run_before_unload=True)
    end = time.monotonic() + 60
    while len(kernels_of(desk.process)) > 1:
        assert time.monotonic() < end, "a kernel goes on without its page"
        time.sleep(0.2)


def _picture(page: Page, name: str) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=picture_folder() / f"clerk-{name}.png")


def _overview(values: object) -> str:
    return str(values["sections"]["overview"])  # type: ignore[index]


def test_from_a_new_report_to_its_pdf(clerk: Clerk) -> None:
    page = clerk.page
    page.get_by_role("button", name="新建").click()
    page.get_by_label("单位", exact=True).fill("松坡镇")
    page.get_by_label("年份", exact=True).fill("2024")
    page.get_by_label("上级地区").fill("示例县")
    page.get_by_role("button", name="新建并打开").click()
    page.get_by_role("button", name="开始写").click()
    expect(page.locator("button.nb-report")).to_contain_text("松坡镇　2024 年")
    (path,) = (
        path for path in clerk.folder.glob("params/2024/*.yaml") if "松坡镇" in path.read_text("utf-8")
    )
    unit = path.stem

    clerk.go_to("applications")
    clerk.show("问答填表")
    _picture(page, "questions")
    page.get_by_role("button", name="开始答题").click()
    walk(page, answers())
    page.get_by_role("button", name="写入年报").click()
    clerk.until_saved(unit, 2024, lambda values: len(values["tables"]["applications"]) > 20)

    clerk.go_to("other")
    clerk.at_end()
    page.keyboard.press("Enter")
    page.keyboard.insert_text("年末又核对了12条,都已更新。")
    finding = page.locator(".nb-finding-item").filter(has_text="半角标点")
    finding.get_by_role("button", name="改正").click()
    expect(finding).to_have_count(0)
    clerk.until_saved(unit, 2024, lambda values: "核对了12条，都已更新。" in values["sections"]["other"])
    expect(page.locator(".nb-finding-count").first).to_have_text("0")

    page.get_by_role("toolbar", name="工具").get_by_role("button", name="生成").click()
    page.locator(".nb-output").get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("button", name="下载 PDF")).to_be_visible(timeout=SHOWN)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 PDF").click()
    _picture(page, "built")
    data = Path(download.value.path()).read_bytes()
    assert data == (clerk.folder / "out" / "2024" / unit / "report.pdf").read_bytes()
    with pypdfium2.PdfDocument(data) as pdf:
        text = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    assert "松坡镇" in text
    assert "核对了12条，都已更新。" in text.replace("\r\n", "")


def test_what_an_input_method_composes_is_in_the_file(clerk: Clerk) -> None:
    clerk.open(YUNXI, 2024)
    clerk.go_to("overview")
    clerk.at_end()
    line = clerk.input_method()
    for reading in ("q", "qu", "quan", "quan'nian"):
        line.send(
            "Input.imeSetComposition",
            {"text": reading, "selectionStart": len(reading), "selectionEnd": len(reading)},
        )
        clerk.page.wait_for_timeout(60)
    line.send("Input.insertText", {"text": "全年"})
    clerk.page.keyboard.insert_text("接待来访二十人次。")
    _picture(clerk.page, "writing")
    clerk.until_saved("yunxi", 2024, lambda values: _overview(values).endswith("全年接待来访二十人次。\n"))
    assert "quan" not in _overview(clerk.values("yunxi", 2024))
    expect(clerk.page.locator(".nb-save")).to_contain_text("已保存")


def test_text_pasted_from_word_arrives_clean(clerk: Clerk) -> None:
    clerk.open(YUNXI, 2024)
    clerk.go_to("other")
    clerk.at_end()
    word = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal{font-family:仿宋_GB2312;"
        "mso-para-margin:0}</style></head><body><!--StartFragment-->"
        "<p class=MsoNormal style='text-indent:32pt'><span lang=EN-US style='font-family:Calibri'>&nbsp;&nbsp;</span>"
        "<span style='font-family:仿宋_GB2312'>（一）收费情况。本年没有收取信息处理费。<o:p></o:p></span></p>"
        "<p class=MsoNormal><b>（二）其他</b><span>。没有其他事项。</span></p><!--EndFragment--></body></html>"
    )
    clerk.paste(
        {
            "text/html": word,
            "text/plain": "（一）收费情况。本年没有收取信息处理费。\r\n（二）其他。没有其他事项。",
        }
    )
    clerk.until_saved("yunxi", 2024, lambda values: "（二）" in values["sections"]["other"])
    text = str(clerk.values("yunxi", 2024)["sections"]["other"])
    assert "（一）收费情况。本年没有收取信息处理费。\n\n" in text
    assert not re.search("span|style|Mso|&nbsp;|\u00a0", text)


def test_a_block_pasted_from_excel_fills_cells(clerk: Clerk) -> None:
    clerk.open(YUNXI, 2023)
    clerk.go_to("review_litigation")
    clerk.show("表格")
    cells = clerk.page.locator("td[data-slot]")
    cells.first.click()
    excel = (
        "<html><body><table><tr><td x:num>2</td><td x:num>1</td></tr><tr><td x:num>0</td><td x:num>3</td></tr>"
        "</table></body></html>"
    )
    clerk.paste({"text/html": excel, "text/plain": "2\t1\r\n0\t3\r\n"})
    _picture(clerk.page, "table")

    def pasted(values: object) -> bool:
        table = values["tables"]["review_litigation"]  # type: ignore[index]
        return bool(
            table["reconsideration"].get("upheld") == 2 and table["reconsideration"].get("corrected") == 1
        )

    clerk.until_saved("yunxi", 2023, pasted)


def test_a_kernel_that_dies_while_typing_loses_nothing(clerk: Clerk, desk: Served) -> None:
    clerk.open(YUNXI, 2020)
    clerk.go_to("overview")
    clerk.at_end()
    clerk.page.keyboard.insert_text("崩溃之前写的。")
    # The kernel has it; in the file it may be or not.
    expect(clerk.page.locator(".nb-save")).to_have_text(re.compile(r"正在保存|已保存 \d"))
    kernel = kernel_of(desk.process, clerk.kernel)
    kernel.suspend()  # hears nothing from now on, and nobody knows it yet
    clerk.page.keyboard.insert_text("崩溃之后写的。")
    kernel.kill()
    message = clerk.page.get_by_role("alertdialog")
    expect(message.get_by_role("heading")).to_have_text("后台意外停了")
    _picture(clerk.page, "kernel-died")
    with clerk.page.expect_navigation():
        message.get_by_role("button", name="重新打开").click()
    clerk.arrive()
    _picture(clerk.page, "recovered")
    # First what the journal holds, unless the file had it before the kernel died; then what only the browser has.
    in_file = "崩溃之前写的。" in _overview(clerk.values("yunxi", 2020))
    for name in ("上次有修改没存进文件", "浏览器里还有没交上去的修改")[in_file:]:
        dialog = clerk.page.get_by_role("dialog", name=name)
        expect(dialog).to_be_visible()
        for choice in dialog.get_by_label("用恢复的").all():
            choice.check()
        dialog.get_by_role("button", name="按选择继续").click()
        expect(dialog).to_have_count(0)
    _picture(clerk.page, "after-recovery")
    clerk.until_saved("yunxi", 2020, lambda values: "崩溃之前写的。" in _overview(values))
    clerk.until_saved("yunxi", 2020, lambda values: "崩溃之后写的。" in _overview(values))


def test_a_file_changed_by_a_colleague_is_decided_part_by_part(clerk: Clerk) -> None:
    clerk.open("河洛镇", 2017)
    clerk.go_to("overview")
    path = clerk.path("heluo", 2017)
    before = path.read_text(encoding="utf-8")
    theirs = before.replace("  overview: |\n", "  overview: |\n    同事加的一段。\n\n", 1)
    assert theirs != before
    path.write_text(theirs, encoding="utf-8")
    clerk.at_end()
    clerk.page.keyboard.insert_text("我加的一句。")
    clerk.page.get_by_role("button", name="看两边的不同").click()
    dialog = clerk.page.get_by_role("dialog")
    dialog.get_by_label("都留下").first.check()
    _picture(clerk.page, "two-sides")
    assert accessibility_report(clerk.page) == ""
    dialog.get_by_role("button", name="按选择保存").click()
    clerk.until_saved("heluo", 2017, lambda values: "我加的一句。" in _overview(values))
    assert "同事加的一段。" in _overview(clerk.values("heluo", 2017))


def test_a_second_page_may_look_and_not_write(clerk: Clerk, desk: Served) -> None:
    clerk.open("青石镇", 2017)
    other = Clerk(clerk.page.context.new_page(), clerk.folder)
    other.page.goto(desk.address)
    other.arrive()
    expect(other.page.locator(".nb-save")).to_have_text("只读")
    _picture(other.page, "second-page")
    before = clerk.path("qingshi", 2017).read_bytes()
    other.page.locator(".cm-content").click()
    other.page.keyboard.insert_text("第二个页面写的。")
    other.page.wait_for_timeout(3000)
    assert clerk.path("qingshi", 2017).read_bytes() == before
    other.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_it(clerk: Clerk, scheme: str) -> None:
    clerk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    clerk.open(YUNXI, 2024)
    for section in ("overview", "applications"):
        clerk.go_to(section)
        if section == "overview":
            expect(clerk.text).to_have_attribute("contenteditable", "true")
        _picture(clerk.page, f"{scheme}-{section}")
        assert accessibility_report(clerk.page) == "", section
        assert not scrolls_sideways(clerk.page)
    clerk.show("表格")
    assert accessibility_report(clerk.page) == ""
    assert not scrolls_sideways(clerk.page)
    clerk.show("预览")
    _picture(clerk.page, f"{scheme}-preview")
    assert accessibility_report(clerk.page) == ""


def test_the_keyboard_alone_is_enough(clerk: Clerk) -> None:
    keys = clerk.page.keyboard
    clerk.open("河洛镇", 2017)
    keys.press("Alt+o")
    expect(clerk.page.get_by_role("dialog", name="选择年报")).to_be_visible()
    expect(clerk.page.locator(".nb-report-row")).to_have_count(
        len(list(clerk.folder.glob("params/*/*.yaml")))
    )
    keys.type(f"{YUNXI} 2016")
    for _ in range(4):  # 新建, 读入, then the one report that is left
        keys.press("Tab")
        if clerk.page.evaluate("document.activeElement.classList.contains('nb-report-row')"):
            break
    keys.press("Enter")
    expect(clerk.page.locator("button.nb-report")).to_contain_text("2016")
    expect(clerk.page.get_by_role("dialog")).to_have_count(0)
    keys.press("Alt+1")
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(clerk.text).to_be_focused()
    keys.press("Control+End")
    keys.insert_text("只用键盘写的。")
    clerk.until_saved(
        "yunxi", 2016, lambda values: "只用键盘写的。" in clerk.path("yunxi", 2016).read_text("utf-8")
    )
    keys.press("F6")
    expect(clerk.text).not_to_be_focused()
