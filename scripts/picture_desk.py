"""Picture the drafting desk for the READMEs and the clerk's guide: a real desk, driven as a clerk does."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.clerk import Clerk  # noqa: E402
from tests.browser.commands import served  # noqa: E402
from tests.browser.pages import CHROMIUM_FLAGS, chromium_path, office_fonts  # noqa: E402

from nianbao.cli.init import fill  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
VIEW = {"width": 1093, "height": 614}
"""A screen of 1366 by 768 at 125 %."""

COLOURS = 64


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page as it is."""
    page.mouse.move(VIEW["width"] / 2, VIEW["height"] - 4)
    page.wait_for_timeout(800)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS).save(PICTURES / f"desk-{name}.png", optimize=True)


def write(clerk: Clerk) -> None:
    """Picture text, tables and findings."""
    page = clerk.page
    clerk.open("云溪镇", 2024)
    clerk.go_to("overview")
    keep(page, "write")
    clerk.go_to("applications")
    clerk.show("表格")
    page.locator("td[data-slot]").first.click()
    keep(page, "table")
    clerk.show("预览")
    keep(page, "preview")
    clerk.go_to("other")
    clerk.at_end()
    page.keyboard.insert_text("另有12条,也按期更新。。")
    clerk.show("校核问题")
    expect(page.locator(".nb-finding-item").first).to_be_visible()
    keep(page, "findings")
    page.keyboard.press("Control+z")
    expect(page.locator(".nb-save")).to_contain_text("已保存")


def build(clerk: Clerk) -> None:
    """Picture what 生成 gives."""
    page = clerk.page
    page.get_by_role("toolbar", name="工具").get_by_role("button", name="生成").click()
    page.locator(".nb-output").get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("button", name="下载 PDF")).to_be_visible(timeout=60_000)
    keep(page, "output")


def sign(clerk: Clerk) -> None:
    """Picture 签发登记 after words were changed that three had signed."""
    page = clerk.page
    steps = (
        ("张敏", "2025-01-09", ""),
        ("李国栋", "2025-01-10", "数字与台账核对过。"),
        ("王秀英", "2025-01-10", ""),
    )
    page.get_by_role("button", name="签发", exact=True).click()
    for name, date, remark in steps:
        page.get_by_label("姓名").fill(name)
        page.get_by_label("日期").fill(date)
        page.get_by_label("备注").fill(remark)
        page.get_by_role("button", name="登记", exact=True).click()
        expect(page.get_by_role("status").filter(has_text=f"　{name}　")).to_be_visible()
    page.keyboard.press("Escape")
    clerk.go_to("problems")
    clerk.at_end()
    page.keyboard.insert_text("四月底前补齐。")
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.locator(".nb-void")).to_be_visible()
    keep(page, "sign")
    page.keyboard.press("Escape")


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
    keep(page, "conflict")


def main() -> int:
    """Drive a desk and picture it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place) / "年报"
        fill(folder)
        fonts = {**os.environ, "FONTCONFIG_FILE": str(office_fonts(Path(place)))}
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), args=list(CHROMIUM_FLAGS), env=fonts
        )
        with served("desk", folder) as desk:
            context = chromium.new_context(locale="zh-CN", viewport=VIEW, device_scale_factor=1)
            clerk = Clerk(context.new_page(), folder)
            clerk.page.goto(desk.link)
            clerk.arrive()
            expect(clerk.page.locator(".nb-report-row").first).to_be_visible(timeout=60_000)
            keep(clerk.page, "choose")
            write(clerk)
            build(clerk)
            sign(clerk)
            disagree(clerk)
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
