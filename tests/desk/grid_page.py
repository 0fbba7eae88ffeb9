"""What the tests of the table grid share: a page that shows it, and its cells by row and column."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from nianbao.desk.grid import TableGrid
from nianbao.desk.workspace import Spot, Workspace
from tests.desk.conftest import Show

FULL = "html,body,main,#widget{height:100%;margin:0}main{display:flex;flex-direction:column}#widget{flex:1;min-height:0}"


def show_grid(workspace: Workspace, show_widget: Show, section: str, **options: object) -> Page:
    """Show the tables of a section in a page of the size that the desk gives them."""
    workspace.go_to(Spot(section=section))
    options.setdefault("viewport", {"width": 560, "height": 600})
    page = show_widget(lambda: TableGrid(workspace), **options)
    page.add_style_tag(content=FULL)
    return page


def cell(page: Page, workspace: Workspace, table: str, row: str, column: str) -> Locator:
    """Find a cell."""
    number = workspace.round.report.tables[table].form.cells.index((row, column))
    return page.locator(f"td[data-slot='{number}']")


def cursor(page: Page) -> Locator:
    """Find the field that stands in the chosen cell."""
    return page.locator("input.nb-cursor")


def settled(page: Page) -> None:
    """Wait until the kernel has acknowledged all that was typed."""
    page.wait_for_function("!localStorage.length")
