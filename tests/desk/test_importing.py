"""Reading a published report in: its text beside what was understood, corrected, saved, opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nianbao.desk.importing import ImportPanel
from nianbao.desk.saver import Saver
from nianbao.desk.upload import Upload, file_name
from nianbao.desk.workspace import Workspace
from nianbao.errors import EditError
from nianbao.importer.source import MAX_BYTES
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show
from tests.desk.dialogs import ask_for
from tests.desk.timers import Timers

REPORT = """示例县青山镇人民政府2022年政府信息公开工作年度报告

打印本页

根据《中华人民共和国政府信息公开条例》，现公布本镇2022年政府信息公开工作年度报告。

一、总体情况

全年主动公开信息45条，均通过县政府网站发布。

五、存在的主要问题及改进情况

解读材料偏少。2023年将每季度安排一次解读。

六、其他需要报告的事项

本年度没有收取信息处理费。

青山镇人民政府
2023年1月16日
"""


@pytest.fixture
def page(workspace: Workspace, show_widget: Show) -> Page:
    timers = Timers()
    saver = Saver(workspace, timers.later, timers.now)
    page = show_widget(lambda: ImportPanel(workspace, saver), viewport={"width": 1093, "height": 614})
    ask_for(page, "import")
    return page


def give(page: Page, name: str, data: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": data}]
    )


def test_what_was_understood_stands_beside_the_source(page: Page) -> None:
    give(page, "年报.txt", REPORT.encode("gb18030"))
    expect(page.get_by_label("单位")).to_have_value("青山镇")
    expect(page.get_by_label("年份")).to_have_value("2022")
    expect(page.get_by_label("格式")).to_have_value("national-2021")
    source = page.get_by_role("region", name="原文")
    assert "".join(source.inner_text().split()) == "".join(REPORT.split())
    expect(source.locator(".nb-run-heading", has_text="一、总体情况")).to_be_visible()
    expect(source.locator(".nb-run-chrome")).to_have_text("打印本页")
    expect(page.locator(".nb-found")).to_contain_text("二、主动公开政府信息情况：原文里没有找到")
    page.get_by_role("button", name="五、存在的主要问题及改进情况").click()
    expect(source.locator(".nb-here")).to_contain_text("五、存在的主要问题")
    assert accessibility_report(page) == ""


def test_corrected_it_is_saved_and_opened(page: Page, workspace: Workspace) -> None:
    give(page, "年报.txt", REPORT.encode("utf-8"))
    page.get_by_label("年份").fill("2021")
    page.get_by_label("单位").fill("青石镇")
    expect(page.get_by_label("年份")).to_have_value("2021")
    # While the file is read again with the year, it can't be saved.
    expect(page.get_by_role("status")).to_have_text("读自「年报.txt」。")
    page.get_by_role("button", name="存成底稿并打开").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    path = workspace.folder / "params" / "2021" / "qingshi.yaml"
    assert workspace.session is not None
    assert workspace.session.document.path == path
    parameters = workspace.session.document.file.parameters
    assert (parameters.unit.id, parameters.unit.name, parameters.year) == ("qingshi", "青石镇", 2021)
    assert "全年主动公开信息45条" in parameters.sections["overview"]
    assert path.with_name("qingshi.读入记录.txt").exists()


def test_a_report_that_is_there_is_not_overwritten(page: Page, workspace: Workspace) -> None:
    there = workspace.folder / "params" / "2022" / "qingshan.yaml"
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_text("template: national-2021\nyear: 2022\n", encoding="utf-8")
    give(page, "年报.txt", REPORT.encode("utf-8"))
    expect(page.get_by_role("status")).to_contain_text("已经有了，不会覆盖")
    page.get_by_role("button", name="存成底稿并打开").click()
    expect(page.get_by_role("alert")).to_contain_text("已经有了，没有改动")
    page.get_by_role("button", name="另存一份").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert there.read_text(encoding="utf-8") == "template: national-2021\nyear: 2022\n"
    assert there.with_name("qingshan-2.yaml").exists()


def test_what_cannot_be_read_is_said(page: Page) -> None:
    give(page, "扫描.png", b"\x89PNG\r\n\x1a\n" + b"0" * 99)
    expect(page.get_by_role("alert")).to_contain_text("这是图片")
    give(page, "年报.txt", REPORT.encode("utf-8"))
    expect(page.get_by_label("单位")).to_have_value("青山镇")


def test_a_large_file_comes_in_pieces(page: Page) -> None:
    page_text = "<html><body>" + "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    page_text += f"<script>{'x' * 1_500_000}</script></body></html>"
    give(page, "网页.html", page_text.encode("utf-8"))
    expect(page.get_by_label("单位")).to_have_value("青山镇")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent() -> None:
    with pytest.raises(EditError, match="上限 50 MB"):
        Upload.begun("年报.pdf", MAX_BYTES + 1)
    with pytest.raises(EditError, match="空的"):
        Upload.begun("年报.pdf", 0)


def test_pieces_must_go_on_from_what_is_there() -> None:
    upload = Upload.begun("C:\\年报\\a.txt", 4)
    assert upload.name == "a.txt"
    assert upload.take(0, "YWI=") == 2
    for at, piece in ((0, "YWI="), (2, "YWJj"), (2, "不是")):
        with pytest.raises(EditError, match="没有传完整"):
            upload.take(at, piece)


@pytest.mark.parametrize("name", ["a/../b.txt", 'x:"?*|.docx', "长" * 300 + ".pdf"])
def test_names_of_files_are_made_safe(name: str, tmp_path: Path) -> None:
    path = tmp_path / file_name(name)
    path.write_bytes(b"")
    assert path.parent == tmp_path
    assert path.suffix == Path(name).suffix
