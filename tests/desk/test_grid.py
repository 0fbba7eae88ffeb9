"""The table grid in a real browser with its real Python half: what is shown, and the keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from nianbao.blocks import Cell
from nianbao.desk.workspace import Spot, Workspace
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show
from tests.desk.grid_page import cell, cursor, settled, show_grid

NEW = "new_received"


@pytest.fixture
def bare(workspace: Workspace) -> Workspace:
    """The sample without ledgers: every number is to be typed."""
    assert workspace.session is not None
    given = workspace.session.document.file.parameters.ledgers
    workspace.edit({("ledgers", kind): None for kind in given})
    return workspace


def _printed(page: Page) -> list[list[tuple[str, int, int]]]:
    """Read the table as the browser laid it out: text and spans of each cell, line by line."""
    found: list[list[tuple[str, int, int]]] = page.evaluate(
        """[...document.querySelectorAll('[role=grid] tr')].map(row => [...row.cells].map(cell =>
            [(cell.querySelector('.nb-label, .nb-value')).textContent, cell.rowSpan, cell.colSpan]))"""
    )
    return [[(text, down, across) for text, down, across in line] for line in found]


def _stripped(line: tuple[Cell, ...]) -> list[tuple[str, int, int]]:
    return [(one.text.lstrip("　"), one.rowspan, one.colspan) for one in line]


@pytest.mark.parametrize(
    ("year", "section"),
    [
        (2024, "proactive_disclosure"),
        (2024, "applications"),
        (2024, "review_litigation"),
        (2020, "proactive_disclosure"),
        (2020, "applications"),
        (2016, "other"),
    ],
)
def test_tables_are_laid_out_as_printed(
    workspace: Workspace, show_widget: Show, year: int, section: str
) -> None:
    workspace.open(workspace.folder / "params" / str(year) / "yunxi.yaml")
    page = show_grid(workspace, show_widget, section)
    report = workspace.round.report
    # A table that is attached is printed behind the signature, and edited in its part all the same.
    printed = [
        _stripped(line)
        for form, block in zip(report.template.tables, report.table_blocks, strict=True)
        if form.section == section
        for line in (*block.header, *block.body)
    ]
    assert _printed(page) == printed
    assert accessibility_report(page) == ""
    width = page.evaluate("document.querySelector('.nb-grid').scrollWidth")
    assert width <= 560, "nothing needs sideways scrolling"


def test_sections_without_a_table_show_none(workspace: Workspace, show_widget: Show) -> None:
    page = show_grid(workspace, show_widget, "overview")
    expect(page.locator(".nb-grid")).to_be_hidden()
    workspace.go_to(Spot(section="review_litigation"))
    expect(page.get_by_role("grid", name="表四 政府信息公开行政复议、行政诉讼情况")).to_be_visible()


def test_typing_replaces_and_enter_goes_down(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "applications")
    cell(page, bare, "applications", NEW, "natural_person").click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type("4")
    page.keyboard.press("Shift+Tab")
    expect(cell(page, bare, "applications", "carried_over", "total").locator(".nb-value")).to_have_text("7")
    settled(page)
    tables = _typed(bare)
    assert tables[NEW, "natural_person"] == 12
    assert tables["carried_over", "natural_person"] == 3
    assert tables["carried_over", "enterprise"] == 4
    expect(cursor(page)).to_have_attribute(
        "aria-label", _starts("表三「二、上年结转政府信息公开申请数量」行「自然人」列，3件")
    )


def _typed(workspace: Workspace) -> dict[tuple[str, str], object]:
    return dict(workspace.round.report.tables["applications"].typed)


def _starts(text: str) -> re.Pattern[str]:
    return re.compile("^" + re.escape(text))


def test_arrows_move_and_totals_are_not_typed_into(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "applications")
    cell(page, bare, "applications", NEW, "other").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("9")
    expect(page.get_by_role("status")).to_contain_text("由程序从各项加得，不用填")
    expect(cell(page, bare, "applications", NEW, "total")).to_have_attribute("aria-readonly", "true")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("5")
    page.keyboard.press("ArrowUp")
    expect(cell(page, bare, "applications", "carried_over", "total").locator(".nb-value")).to_have_text("5")
    settled(page)
    assert _typed(bare)["carried_over", "other"] == 5
    assert (NEW, "total") not in _typed(bare)


def test_a_text_is_worked_on_in_place_and_escape_gives_it_up(bare: Workspace, show_widget: Show) -> None:
    bare.edit({("tables", "applications", NEW, "enterprise"): 31})
    page = show_grid(bare, show_widget, "applications")
    place = cell(page, bare, "applications", NEW, "enterprise")
    place.dblclick()
    page.keyboard.press("Backspace")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(place.locator(".nb-value")).to_have_text("31")
    page.keyboard.press("F2")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(place.locator(".nb-value")).to_have_text("3")
    settled(page)
    assert _typed(bare)[NEW, "enterprise"] == 3


def test_delete_clears_a_range_in_one_action(bare: Workspace, show_widget: Show) -> None:
    bare.edit({("tables", "applications", NEW, column): 4 for column in ("natural_person", "enterprise")})
    page = show_grid(bare, show_widget, "applications")
    cell(page, bare, "applications", NEW, "natural_person").click()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("td[aria-selected=true]")).to_have_count(2)
    page.keyboard.press("Delete")
    expect(cell(page, bare, "applications", NEW, "total").locator(".nb-value")).to_have_text("0")
    settled(page)
    assert _typed(bare).get((NEW, "enterprise")) is None
    page.keyboard.press("Control+z")
    expect(cell(page, bare, "applications", NEW, "total").locator(".nb-value")).to_have_text("8")
    page.keyboard.press("Control+y")
    expect(cell(page, bare, "applications", NEW, "total").locator(".nb-value")).to_have_text("0")


def test_a_range_is_chosen_with_the_mouse(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "applications")
    first, last = (
        cell(page, bare, "applications", row, column).bounding_box()
        for row, column in ((NEW, "natural_person"), ("carried_over", "research_institute"))
    )
    assert first and last
    page.mouse.move(first["x"] + 5, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + 5, last["y"] + 5, steps=8)
    page.mouse.up()
    expect(page.locator("td[aria-selected=true]")).to_have_count(6)


def test_ways_to_write_a_number_are_understood_or_refused(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "applications")
    place = cell(page, bare, "applications", NEW, "natural_person")
    for written, value in (("１２", "12"), ("3件", "3"), ("无", "0"), ("0", "0")):
        place.click()
        page.keyboard.type(written)
        page.keyboard.press("Enter")
        expect(place.locator(".nb-value")).to_have_text(value)
        settled(page)
        assert _typed(bare)[NEW, "natural_person"] == int(value)
    place.click()
    page.keyboard.type("三件左右")
    page.keyboard.press("Enter")
    expect(place).to_have_attribute("aria-invalid", "true")
    expect(place.locator(".nb-value")).to_have_text("三件左右")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".nb-under")).to_contain_text("写的是「三件左右」，不是数字，没有填进去")
    assert _typed(bare)[NEW, "natural_person"] == 0
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(place.locator(".nb-value")).to_have_text("7")
    settled(page)
    expect(place).not_to_have_class(re.compile("nb-refused|nb-waiting"))
    assert page.evaluate("localStorage.length") == 0


def test_what_was_refused_can_be_given_up(bare: Workspace, show_widget: Show) -> None:
    bare.edit({("tables", "applications", NEW, "natural_person"): 2})
    page = show_grid(bare, show_widget, "applications")
    place = cell(page, bare, "applications", NEW, "natural_person")
    place.click()
    page.keyboard.type("-1")
    page.keyboard.press("Enter")
    expect(place).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="不要了，恢复原来的 2").click()
    expect(place.locator(".nb-value")).to_have_text("2")
    assert page.evaluate("localStorage.length") == 0


def test_chinese_composition_is_undisturbed(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "applications")
    place = cell(page, bare, "applications", NEW, "natural_person")
    place.click()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "shi'er", "selectionStart": 6, "selectionEnd": 6})
    for key in ("ArrowDown", "Enter", "Tab"):
        cursor(page).dispatch_event("keydown", {"key": key, "isComposing": True, "bubbles": True})
    expect(cursor(page)).to_have_value("shi'er")
    expect(place.locator("input.nb-cursor")).to_be_focused()
    session.send("Input.insertText", {"text": "１２"})
    page.keyboard.press("Enter")
    expect(place.locator(".nb-value")).to_have_text("12")


def test_the_last_cell_lets_tab_out(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "review_litigation")
    cell(page, bare, "review_litigation", "litigation_after_reconsideration", "pending").click()
    page.keyboard.press("Tab")
    expect(cursor(page)).not_to_be_focused()
    cell(page, bare, "review_litigation", "reconsideration", "upheld").click()
    page.keyboard.press("Escape")
    expect(page.locator(".nb-about")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(cursor(page)).to_be_focused()


def test_a_spot_takes_the_clerk_to_a_cell(workspace: Workspace, show_widget: Show) -> None:
    page = show_grid(workspace, show_widget, "overview")
    workspace.go_to(Spot("applications", "applications", "carried_forward", "legal_service", focus=True))
    place = cell(page, workspace, "applications", "carried_forward", "legal_service")
    expect(place.locator("input.nb-cursor")).to_be_focused()
    expect(place).to_be_in_viewport(ratio=1)
    head = page.locator("thead").bounding_box()
    box = place.bounding_box()
    assert head and box and box["y"] > head["y"]
    workspace.go_to(Spot("applications", "applications", NEW, "enterprise"))
    expect(
        cell(page, workspace, "applications", NEW, "enterprise").locator("input.nb-cursor")
    ).to_be_focused()


def test_a_spot_waits_for_the_tab_that_shows_the_table(workspace: Workspace, show_widget: Show) -> None:
    page = show_grid(workspace, show_widget, "applications")
    page.evaluate("document.getElementById('widget').style.display = 'none'")
    workspace.go_to(Spot("applications", "applications", "carried_forward", "total", focus=True))
    place = cell(page, workspace, "applications", "carried_forward", "total")
    page.wait_for_timeout(300)
    page.evaluate("document.getElementById('widget').style.display = ''")
    expect(place.locator("input.nb-cursor")).to_be_focused()
    expect(place).to_be_in_viewport(ratio=1)


def test_a_spot_of_a_row_or_a_column_finds_its_first_cell(workspace: Workspace, show_widget: Show) -> None:
    page = show_grid(workspace, show_widget, "applications")
    workspace.go_to(Spot("applications", "applications", None, "total", focus=True))
    expect(cell(page, workspace, "applications", NEW, "total").locator("input")).to_be_focused()


def test_a_read_only_desk_refuses_and_keeps_what_was_typed(workspace: Workspace, show_widget: Show) -> None:
    other = Workspace(workspace.folder)
    assert workspace.session is not None
    other.open(workspace.session.document.path)
    page = show_grid(other, show_widget, "applications")
    place = cell(page, other, "applications", NEW, "natural_person")
    place.click()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    expect(place).to_have_attribute("aria-invalid", "true")
    expect(place.locator(".nb-value")).to_have_text("8")
    other.close()
