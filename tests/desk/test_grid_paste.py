"""Blocks of cells between the grid and Excel, WPS or a web page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from nianbao.desk.workspace import Workspace
from tests.desk.conftest import Show
from tests.desk.grid_page import cell, cursor, settled, show_grid

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{mso-style-parent:style0}</style></head>
<body><table border=0 style='border-collapse:collapse'><!--StartFragment-->
<col width=64 span=7><tr height=19><td class=xl65 x:num>12</td><td x:num>3</td><td>0</td><td>　</td><td>0</td><td>０</td><td x:num>15</td></tr>
<tr height=19><td>1</td><td>无</td><td>—</td><td>0</td><td>0</td><td>约2</td><td>9</td></tr>
<!--EndFragment--></table></body></html>"""


@pytest.fixture
def bare(workspace: Workspace) -> Workspace:
    """The sample without ledgers: every number is to be typed."""
    assert workspace.session is not None
    given = workspace.session.document.file.parameters.ledgers
    workspace.edit({("ledgers", kind): None for kind in given})
    return workspace


def _paste(page: Page, html: str, text: str) -> None:
    page.evaluate(
        """([html, text]) => {
          const data = new DataTransfer();
          if (html) data.setData('text/html', html);
          data.setData('text/plain', text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [html, text],
    )


def _typed(workspace: Workspace, table: str) -> dict[tuple[str, str], object]:
    typed = workspace.round.report.tables[table].typed
    return {cell: value for cell, value in typed.items() if value is not None}


def test_a_block_of_excel_fills_cells_and_says_what_it_left(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "applications")
    cell(page, bare, "applications", "new_received", "natural_person").click()
    _paste(page, EXCEL, "12\t3\t0\t\t0\t０\t15\r\n1\t无\t—\t0\t0\t约2\t9\r\n")
    said = page.get_by_role("status")
    expect(said).to_contain_text("贴入 11 格")
    expect(said).to_contain_text("总计 2 格由程序算")
    expect(said).to_contain_text("「其他」列写的是「约2」，不是数字，没有贴")
    expect(said).to_contain_text("贴来的表里是 9，由各项算出来是 1")
    settled(page)
    typed = _typed(bare, "applications")
    assert typed["new_received", "natural_person"] == 12
    assert typed["carried_over", "research_institute"] == 0
    assert ("carried_over", "other") not in typed
    assert ("new_received", "total") not in typed
    expect(page.locator("td[aria-selected=true]")).to_have_count(10)
    page.keyboard.press("Control+z")
    expect(cell(page, bare, "applications", "new_received", "total").locator(".nb-value")).to_have_text("0")
    assert _typed(bare, "applications") == {}


def test_lines_of_wps_fill_the_table_of_cases(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "review_litigation")
    cell(page, bare, "review_litigation", "reconsideration", "upheld").click()
    _paste(page, "", "1\t0\t0\t2\t3\t1\t0\t0\t0\t1\t0\t0\t0\t0\t0\r\n")
    expect(page.get_by_role("status")).to_contain_text("贴入 12 格")
    settled(page)
    assert _typed(bare, "review_litigation")["litigation_direct", "upheld"] == 1
    assert bare.round.report.tables["review_litigation"].values["reconsideration", "total"] == 3


def test_one_number_fills_a_range(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "applications")
    cell(page, bare, "applications", "disclosed", "natural_person").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    _paste(page, "", "0")
    expect(cursor(page)).to_be_focused()
    settled(page)
    assert _typed(bare, "applications") == {
        (row, column): 0
        for row in ("disclosed", "partly_disclosed")
        for column in ("natural_person", "enterprise")
    }


def test_a_text_that_is_no_table_is_refused_in_its_cell(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "applications")
    place = cell(page, bare, "applications", "disclosed", "natural_person")
    place.click()
    _paste(page, "<p>三十来件</p>", "三十来件")
    expect(place).to_have_class(re.compile("nb-refused"))
    expect(place.locator(".nb-value")).to_have_text("三十来件")


def test_a_block_goes_out_as_excel_takes_it_and_comes_back(workspace: Workspace, show_widget: Show) -> None:
    page = show_grid(workspace, show_widget, "applications")
    cell(page, workspace, "applications", "new_received", "natural_person").click()
    page.keyboard.press("Shift+End")
    page.keyboard.press("Shift+ArrowDown")
    page.evaluate(
        "addEventListener('copy', event => { window.taken = "
        "['text/plain', 'text/html'].map(kind => event.clipboardData.getData(kind)); })"
    )
    page.keyboard.press("Control+c")
    text, html = page.evaluate("window.taken")
    form = workspace.round.report.tables["applications"]
    lines = [
        "\t".join(form.text((row, column)) for column in form.form.column_by_id)
        for row in ("new_received", "carried_over")
    ]
    assert text == "\r\n".join(lines)
    assert html.startswith("<table><tr><td>") and html.count("<td>") == 14
    cell(page, workspace, "applications", "disclosed", "natural_person").click()
    _paste(page, html, text)
    expect(page.get_by_role("status")).to_contain_text("贴入 12 格")


def test_a_real_copy_and_paste_through_the_clipboard(bare: Workspace, show_widget: Show) -> None:
    bare.edit({("tables", "applications", "new_received", "natural_person"): 41})
    page = show_grid(bare, show_widget, "applications", permissions=["clipboard-read", "clipboard-write"])
    cell(page, bare, "applications", "new_received", "natural_person").click()
    page.keyboard.press("Control+c")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+v")
    place = cell(page, bare, "applications", "carried_over", "natural_person")
    expect(place.locator(".nb-value")).to_have_text("41")


def test_what_is_cut_leaves_its_cells(bare: Workspace, show_widget: Show) -> None:
    bare.edit({("tables", "applications", "new_received", "natural_person"): 41})
    page = show_grid(bare, show_widget, "applications", permissions=["clipboard-read", "clipboard-write"])
    place = cell(page, bare, "applications", "new_received", "natural_person")
    place.click()
    page.keyboard.press("Control+x")
    expect(place.locator(".nb-value")).to_have_text("0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+v")
    expect(cell(page, bare, "applications", "new_received", "enterprise").locator(".nb-value")).to_have_text(
        "41"
    )
    settled(page)
    assert _typed(bare, "applications") == {("new_received", "enterprise"): 41}


def test_a_silent_kernel_takes_no_block_and_says_so(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "applications")
    cell(page, bare, "applications", "new_received", "natural_person").click()
    page.evaluate("host.dead = true")
    _paste(page, "", "1\t2\r\n3\t4")
    expect(page.get_by_role("status")).to_contain_text("没有贴")
    assert page.evaluate("localStorage.length") == 0
