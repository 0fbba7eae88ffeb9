"""汇总.html, 雷同.html and 指标说明.html in a browser: a number opens to its units; light, dark, narrow, printed."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect

from nianbao.county.place import CountyPlace
from nianbao.county.roster_reading import read_roster
from nianbao.county.sums.explanations import now
from nianbao.county.sums.making import sums_of, write_sums
from nianbao.longtable.codebook import codebook_page, entries
from tests.browser.fixtures import OpenPage
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.county.sums.conftest import county

__all__ = ["county"]


@pytest.fixture
def pages(county: Path) -> Path:
    """The county's pages, one unit missing and two that copied from each other."""
    place = CountyPlace(county, 2024)
    place.parameter_file("gaoling").unlink()
    text = place.parameter_file("yunxi").read_text(encoding="utf-8")
    problems = text[text.index("  problems:") : text.index("  other:")]
    other = place.parameter_file("shimen").read_text(encoding="utf-8")
    start, end = other.index("  problems:"), other.index("  other:")
    place.parameter_file("shimen").write_text(other[:start] + problems + other[end:], encoding="utf-8")
    roster = read_roster(place.roster)
    write_sums(sums_of(roster, place, now()), roster, place)
    (place.sums / "指标说明.html").write_bytes(codebook_page(entries()))
    return place.sums


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_for_everybody(pages: Path, open_page: OpenPage, scheme: str) -> None:
    for name in ("汇总", "雷同", "指标说明"):
        page, seen = open_page((pages / f"{name}.html").as_uri(), color_scheme=scheme)
        assert accessibility_report(page) == ""
        page.set_viewport_size({"width": 390, "height": 800})
        assert not scrolls_sideways(page)
        seen.assert_quiet()


def test_a_number_opens_to_its_units_and_closes_where_it_was(pages: Path, open_page: OpenPage) -> None:
    page, seen = open_page((pages / "汇总.html").as_uri())
    panel = page.get_by_label("表三「一、本年新收政府信息公开申请数量」行「总计」列", exact=True)
    expect(panel).to_be_hidden()
    link = page.locator("a[href='#applications.new_received.total']")
    link.click()
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("县政府办公室43")
    expect(panel).to_contain_text("缺 高岭乡：没有报来")
    assert accessibility_report(page) == ""
    # Another number takes its place; closing leaves the reader where the number is.
    page.keyboard.press("Tab")
    panel.get_by_role("link", name="关闭").press("Enter")
    expect(panel).to_be_hidden()
    expect(link).to_be_in_viewport()
    seen.assert_quiet()


def test_shared_sentences_are_marked_on_both_sides(pages: Path, open_page: OpenPage) -> None:
    page, _ = open_page((pages / "雷同.html").as_uri())
    pair = page.locator("article")
    expect(pair).to_have_count(1)
    sides = [pair.locator(".sides > div").nth(side).locator("mark") for side in (0, 1)]
    texts = [side.all_text_contents() for side in sides]
    assert texts[0] == texts[1] != []
    assert "**" not in pair.inner_text()


def test_the_sums_print_without_what_is_for_the_screen(pages: Path, open_page: OpenPage) -> None:
    page, _ = open_page((pages / "汇总.html").as_uri())
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [one.get_textpage().get_text_bounded() for one in document]
    assert document[0].get_width() > document[0].get_height()
    text = "".join(texts).replace("\r\n", "")
    assert "汇总数未定" in text
    assert "点一个数" not in text
    assert "其余 2 个单位是 0" not in text
    assert len(texts) <= 8
