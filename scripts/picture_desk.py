"""Picture the drafting desk for the READMEs and the clerk's guide: a real desk, driven as a clerk does."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from camera import browser, keep, new_page
from playwright.sync_api import Page, expect
from tests.browser.clerk import Clerk
from tests.browser.commands import served

from nianbao.cli.init import fill


def write(clerk: Clerk) -> None:
    """Picture text, tables and findings."""
    page = clerk.page
    clerk.open("云溪镇", 2024)
    clerk.go_to("overview")
    keep(page, "desk-write")
    clerk.go_to("applications")
    clerk.show("表格")
    page.locator("td[data-slot]").first.click()
    keep(page, "desk-table")
    clerk.show("预览")
    keep(page, "desk-preview")
    clerk.go_to("other")
    clerk.at_end()
    page.keyboard.insert_text("另有12条,也按期更新。。")
    clerk.show("校核问题")
    expect(page.locator(".nb-finding-item").first).to_be_visible()
    keep(page, "desk-findings")
    page.keyboard.press("Control+z")
    expect(page.locator(".nb-save")).to_contain_text("已保存")


def build(clerk: Clerk) -> None:
    """Picture what 生成 gives."""
    page = clerk.page
    page.get_by_role("toolbar", name="工具").get_by_role("button", name="生成").click()
    page.locator(".nb-output").get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("button", name="下载 PDF")).to_be_visible(timeout=60_000)
    keep(page, "desk-output")


def sign(clerk: Clerk) -> None:
    """Picture 签发登记 after words were changed that three had signed."""
    page = clerk.page
    steps = (
        ("张敏", "2025-01-09", ""),
        ("李国栋", "2025-01-10", "数字与台账核对过。"),
        ("王秀英", "2025-01-10", ""),
    )
    page.get_by_role("button", name="签发", exact=True).click()
    for one in steps:
        take(page, *one)
    page.keyboard.press("Escape")
    clerk.go_to("problems")
    clerk.at_end()
    page.keyboard.insert_text("四月底前补齐。")
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.locator(".nb-void")).to_be_visible()
    keep(page, "desk-sign")


def send(clerk: Clerk) -> None:
    """Picture the papers that go round with the report."""
    page = clerk.page
    page.get_by_role("tab", name="送签材料").click()
    page.get_by_role("button", name="生成送签材料").click()
    expect(page.locator(".nb-papers-good")).to_be_visible(timeout=60_000)
    keep(page, "desk-papers")


def correct(clerk: Clerk) -> None:
    """Picture what is written down when something wrong was published."""
    page = clerk.page
    page.get_by_role("tab", name="各步登记").click()
    for name in ("张敏", "李国栋", "王秀英", "赵文", "周建平"):
        take(page, name, "2025-01-13")
    page.keyboard.press("Escape")
    clerk.at_end()
    page.keyboard.insert_text("五月底前核对一遍。")
    page.get_by_role("button", name="签发", exact=True).click()
    page.get_by_role("button", name="登记公布后更正").click()
    expect(page.locator(".nb-changes")).to_be_visible()
    page.get_by_label("原因").fill("漏写核对的时间")
    page.locator("#nb-correct-name").fill("张敏")
    keep(page, "desk-correct")
    page.keyboard.press("Escape")


def take(page: Page, name: str, date: str, remark: str = "") -> None:
    """Write the step down that is due."""
    page.get_by_label("姓名").fill(name)
    page.get_by_label("日期").fill(date)
    page.get_by_label("备注").fill(remark)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status").filter(has_text=f"　{name}")).to_be_visible()


def disagree(clerk: Clerk) -> None:
    """Picture a choice between a colleague's words and one's own."""
    page = clerk.page
    clerk.go_to("other")
    path = clerk.path("yunxi", 2024)
    text = path.read_text(encoding="utf-8")
    at = text.index("  other: |\n") + len("  other: |\n")
    path.write_text(f"{text[:at]}    同事补写的一段。\n\n{text[at:]}", encoding="utf-8")
    clerk.at_end()
    page.keyboard.insert_text("我补写的一句。")
    page.get_by_role("button", name="看两边的不同").click()
    keep(page, "desk-conflict")


def main() -> int:
    """Drive a desk and picture it."""
    with tempfile.TemporaryDirectory() as place, browser() as chromium:
        folder = Path(place) / "年报"
        fill(folder)
        with served("desk", folder) as started:
            clerk = Clerk(new_page(chromium), folder)
            clerk.page.goto(started.link)
            clerk.arrive()
            expect(clerk.page.locator(".nb-report-row").first).to_be_visible(timeout=60_000)
            keep(clerk.page, "desk-choose")
            write(clerk)
            build(clerk)
            sign(clerk)
            send(clerk)
            correct(clerk)
            disagree(clerk)
    return 0


if __name__ == "__main__":
    sys.exit(main())
