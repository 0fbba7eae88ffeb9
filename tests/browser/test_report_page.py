"""The page in a real browser: opened from disk, on a phone, at night, on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page

from nianbao.blocks import Block, Cell, Heading, Paragraph, Signature, Span, Table
from nianbao.export.base import Look, load_form
from tests.browser.fixtures import OpenPage
from tests.browser.pages import accessibility_report, picture_folder, scrolls_sideways
from tests.sample_document import document, every_kind
from tests.test_block_html import hostile_blocks

DESKTOP = {"width": 1366, "height": 900}
LAPTOP = {"width": 1024, "height": 768}
PHONE = {"width": 375, "height": 812}

WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "laptop": {"viewport": LAPTOP},
    "phone": {"viewport": PHONE, "device_scale_factor": 2},
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
    "phone-dark": {"viewport": PHONE, "color_scheme": "dark"},
}


def _wide_table() -> Table:
    """A table as wide as the statutory one on lawsuits: fifteen columns under three headers."""
    groups = ("行政复议", "未经复议直接起诉", "复议后起诉")
    kinds = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return Table(
        id="review",
        section="review",
        caption="表2　因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        columns=15,
        header=(
            tuple(Cell(text=group, role="column", colspan=5) for group in groups),
            tuple(Cell(text=kind, role="column") for _ in groups for kind in kinds),
        ),
        body=(tuple(Cell(text=str(n % 4), value=n % 4, align="center") for n in range(15)),),
    )


def _blocks() -> tuple[Block, ...]:
    blocks = every_kind()
    end = next(at for at, block in enumerate(blocks) if isinstance(block, Signature))
    review = Heading(section="review", level=1, spans=(Span(text="十、复议和诉讼情况"),))
    long_word = Paragraph(section="review", spans=(Span(text="https://example.org/" + "a1b2c3" * 30),))
    return (*blocks[:end], review, _wide_table(), long_word, *blocks[end:])


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(load_form("html").render(document(*_blocks()), Look(draft=True)))
    yield path.as_uri()


@pytest.mark.parametrize("name", WINDOWS)
def test_page_is_quiet_and_accessible(report: str, open_page: OpenPage, name: str) -> None:
    page, seen = open_page(report, **WINDOWS[name])
    page.screenshot(path=picture_folder() / f"page-{name}.png", full_page=True)
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)
    seen.assert_quiet()


def test_printed_view_is_accessible(report: str, open_page: OpenPage) -> None:
    page, seen = open_page(report, viewport=DESKTOP)
    page.emulate_media(media="print", color_scheme="dark")
    assert accessibility_report(page) == ""
    assert not page.get_by_role("navigation").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 27, 27)"
    seen.assert_quiet()


def test_wide_table_scrolls_by_itself_with_the_keyboard(report: str, open_page: OpenPage) -> None:
    page, _ = open_page(report, viewport=PHONE)
    region = page.get_by_role("region", name="表2")
    assert region.evaluate("box => box.scrollWidth > box.clientWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    moved = "box => new Promise(done => box.scrollLeft ? done() : box.addEventListener('scroll', done))"
    region.evaluate(moved)
    narrow = page.get_by_role("region", name="表1")
    assert narrow.evaluate("box => box.scrollWidth <= box.clientWidth"), "four columns fit a phone"


def test_contents_and_skip_link_lead_somewhere(report: str, open_page: OpenPage) -> None:
    page, _ = open_page(report, viewport=DESKTOP)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.get_by_role("navigation", name="目录").get_by_role("link", name="十、复议和诉讼情况").click()
    heading = page.get_by_role("heading", name="十、复议和诉讼情况")
    assert page.evaluate("location.hash") == "#s-review"
    box = heading.bounding_box()
    assert box is not None
    assert box["y"] < DESKTOP["height"]


def test_facts_are_readable_in_the_browser(report: str, open_page: OpenPage) -> None:
    page, _ = open_page(report)
    facts = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert facts["temporalCoverage"] == "2017-01-01/2017-12-31"
    assert page.locator("script").count() == 1


def test_hostile_text_does_nothing(tmp_path: Path, open_page: OpenPage) -> None:
    path = tmp_path / "hostile.html"
    path.write_bytes(load_form("html").render(document(*hostile_blocks()), Look()))
    page, seen = open_page(path.as_uri())
    page.on("dialog", lambda dialog: seen.errors.append(dialog.message))
    page.reload()
    seen.assert_quiet()


def test_watch_sees_what_it_is_there_for(tmp_path: Path, open_page: OpenPage) -> None:
    path = tmp_path / "leaky.html"
    script = "console.error('甲'); setTimeout(() => { throw new Error('乙') })"
    path.write_text(f"<img src='https://example.org/x.png'><script>{script}</script>", encoding="utf-8")
    page, seen = open_page(path.as_uri())
    page.wait_for_timeout(200)
    assert seen.requests == ["https://example.org/x.png"]
    assert "甲" in "".join(seen.errors)
    assert "乙" in "".join(seen.errors)
    assert "image-alt" in accessibility_report(page)


def _printed(page: Page) -> list[tuple[tuple[float, float], str]]:
    """Print a page; give each sheet's size in points and its text."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as pdf:
        return [(sheet.get_size(), sheet.get_textpage().get_text_range()) for sheet in pdf]


def test_prints_on_a4(report: str, open_page: OpenPage) -> None:
    page, seen = open_page(report)
    (picture_folder() / "page-print.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    sheets = _printed(page)
    assert len(sheets) > 2
    assert all(abs(width - 595.3) < 1 and abs(height - 841.9) < 1 for (width, height), _ in sheets)
    assert [text.count("初稿") for _, text in sheets] == [1] * len(sheets), "the draft line, once a sheet"
    assert [f"— {n} —" in text for n, (_, text) in enumerate(sheets, 1)] == [True] * len(sheets)
    # An attachment may be called so; the page's own list of contents isn't printed.
    assert not any(re.search(r"^目录\s*$", text, re.MULTILINE) for _, text in sheets)
    with_rows = [text for _, text in sheets if "项\t" in text or "第1项" in text or "第30项" in text]
    assert len(with_rows) > 1, "the table was meant to run over a page"
    assert all("申请人情况" in text for text in with_rows), "header rows repeat"
    seen.assert_quiet()
