"""The table grid and its kernel: broken relations, ledgers, where a number comes from, silence."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from nianbao.desk.component import face
from nianbao.desk.ledger_files import take_in
from nianbao.desk.origins import origin_of, origin_of_figure
from nianbao.desk.workspace import Spot, Workspace
from nianbao.errors import EditError
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show
from tests.desk.grid_page import cell, cursor, settled, show_grid

APPLICATIONS = "applications"


@pytest.fixture
def bare(workspace: Workspace) -> Workspace:
    """The sample without ledgers: every number is to be typed."""
    assert workspace.session is not None
    given = workspace.session.document.file.parameters.ledgers
    workspace.edit({("ledgers", kind): None for kind in given})
    return workspace


def _typed(workspace: Workspace, table: str) -> dict[tuple[str, str], object]:
    typed = workspace.round.report.tables[table].typed
    return {cell: value for cell, value in typed.items() if value is not None}


# --- what is wrong ----------------------------------------------------------------------------


def test_a_broken_balance_is_marked_on_its_column_with_the_numbers(
    bare: Workspace, show_widget: Show
) -> None:
    bare.edit(
        {
            ("tables", APPLICATIONS, "new_received", "enterprise"): 12,
            ("tables", APPLICATIONS, "disclosed", "enterprise"): 11,
        }
    )
    page = show_grid(bare, show_widget, APPLICATIONS)
    head = page.locator("th[data-column=enterprise]")
    expect(head).to_have_class(re.compile("nb-bad"))
    expect(head.locator(".nb-flag")).to_contain_text("勾稽关系不平：一加二为 12，三（七）加四为 11，差 1")
    for row in ("new_received", "carried_over", "outcome_total", "carried_forward"):
        expect(cell(page, bare, APPLICATIONS, row, "enterprise")).to_have_attribute("aria-invalid", "true")
    expect(cell(page, bare, APPLICATIONS, "disclosed", "enterprise")).to_have_attribute(
        "aria-invalid", "false"
    )
    under = page.locator(".nb-under")
    expect(under).to_contain_text("勾稽关系不平")
    under.get_by_role("button", name="看这一处").click()
    expect(cursor(page)).to_be_focused()
    label = cursor(page).get_attribute("aria-label")
    assert label and "必须修改：表三「商业企业」列勾稽关系不平" in label
    assert accessibility_report(page) == ""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    cell(page, bare, APPLICATIONS, "carried_forward", "enterprise").click()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(head).not_to_have_class(re.compile("nb-bad"))
    expect(page.locator(".nb-flag")).to_have_count(0)


def test_a_typed_total_that_is_wrong_goes_with_one_click(bare: Workspace, show_widget: Show) -> None:
    bare.edit(
        {
            ("tables", "review_litigation", "reconsideration", "upheld"): 2,
            ("tables", "review_litigation", "reconsideration", "total"): 5,
        }
    )
    page = show_grid(bare, show_widget, "review_litigation")
    place = cell(page, bare, "review_litigation", "reconsideration", "total")
    expect(place.locator(".nb-value")).to_have_text("5")
    expect(page.locator("th[data-row=reconsideration] .nb-flag")).to_have_count(1)
    place.click()
    finding = next(found for found in bare.round.findings if found.code == "A101")
    expect(page.locator(".nb-under")).to_contain_text(finding.message)
    page.get_by_role("button", name="改为计算值").click()
    expect(place.locator(".nb-value")).to_have_text("2")
    expect(place).to_have_attribute("aria-readonly", "true")
    assert ("reconsideration", "total") not in _typed(bare, "review_litigation")


def test_a_cell_that_contradicts_its_ledger_is_marked(workspace: Workspace, show_widget: Show) -> None:
    page = show_grid(workspace, show_widget, APPLICATIONS)
    place = cell(page, workspace, APPLICATIONS, "new_received", "natural_person")
    counted = place.locator(".nb-value").inner_text()
    expect(place).to_have_class(re.compile("nb-from-ledger"))
    place.click()
    page.keyboard.type("99")
    page.keyboard.press("Control+Enter")
    expect(place).to_have_class(re.compile("nb-from-typed.*nb-has-error|nb-has-error.*nb-from-typed"))
    place.click()
    expect(page.locator(".nb-under")).to_contain_text(f"填的是 99，台账里是 {counted}")
    page.get_by_role("button", name="改用台账的数").click()
    expect(place).to_have_class(re.compile("nb-from-ledger"))
    expect(place.locator(".nb-value")).to_have_text(counted)


# --- ledgers ----------------------------------------------------------------------------------


def test_a_table_is_filled_from_a_ledger_of_the_folder(bare: Workspace, show_widget: Show) -> None:
    bare.edit({("tables", APPLICATIONS, "new_received", "natural_person"): 50})
    page = show_grid(bare, show_widget, APPLICATIONS)
    page.get_by_role("button", name="从台账填入").click()
    page.get_by_label("文件", exact=True).select_option("params/ledgers/yunxi-2024.xlsx")
    assert accessibility_report(page) == ""
    page.get_by_role("button", name="填入", exact=True).click()
    said = page.get_by_role("status")
    expect(said).to_contain_text("由「yunxi-2024.xlsx」填入")
    expect(said).to_contain_text("另有 1 格原来手工填了别的数，没有动")
    place = cell(page, bare, APPLICATIONS, "new_received", "natural_person")
    expect(place.locator(".nb-value")).to_have_text("50")
    page.get_by_role("button", name="这几格也改用台账的数").click()
    expect(place.locator(".nb-value")).to_have_text("6")
    assert bare.round.report.parameters.ledgers[APPLICATIONS] == "params/ledgers/yunxi-2024.xlsx"
    assert _typed(bare, APPLICATIONS) == {}


def test_a_ledger_from_the_computer_is_put_beside_the_others(bare: Workspace, show_widget: Show) -> None:
    source = bare.folder / "params" / "ledgers" / "yunxi-2024.xlsx"
    data = source.read_bytes()
    page = show_grid(bare, show_widget, "review_litigation")
    page.get_by_role("button", name="从台账填入").click()
    page.get_by_label("文件", exact=True).select_option("*")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("电脑里的台账文件").set_input_files(
        {"name": "复议台账(最终版2).xlsx", "mimeType": kind, "buffer": data}
    )
    page.get_by_role("button", name="填入", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("由「复议台账(最终版2).xlsx」填入")
    assert (bare.folder / "ledgers" / "复议台账(最终版2).xlsx").read_bytes() == data
    assert bare.round.report.parameters.ledgers["reviews"] == "ledgers/复议台账(最终版2).xlsx"


@pytest.mark.parametrize("name", ["../../外面.xlsx", "..\\..\\外面.xlsx", "/etc/外面.xlsx"])
def test_a_file_name_does_not_lead_out_of_the_folder(bare: Workspace, name: str) -> None:
    assert take_in(bare.folder, name, b"a") == "ledgers/外面.xlsx"
    assert take_in(bare.folder, name, b"b") == "ledgers/外面-2.xlsx"
    assert take_in(bare.folder, name, b"b") == "ledgers/外面-2.xlsx"
    with pytest.raises(EditError, match="另存为 xlsx"):
        take_in(bare.folder, "台账.et", b"a")


def test_the_rows_behind_a_number_are_shown(workspace: Workspace, show_widget: Show) -> None:
    page = show_grid(workspace, show_widget, APPLICATIONS)
    cell(page, workspace, APPLICATIONS, "disclosed", "natural_person").click()
    page.keyboard.press("Control+Enter")
    panel = page.get_by_role("group", name="表三「（一）予以公开」行「自然人」列的来源")
    expect(panel).to_be_focused()
    found = origin_of(workspace, APPLICATIONS, "disclosed", "natural_person")
    expect(panel.locator("tr", has=page.locator("td"))).to_have_count(len(found["rows"]) + 1)
    expect(panel.locator("th[scope=rowgroup]")).to_have_text("依申请公开台账「yunxi-2024.xlsx」")
    for row in found["rows"]:
        assert row["file"] == "yunxi-2024.xlsx" and row["sheet"] and row["row"] and "年" in row["date"]
        expect(panel).to_contain_text(row["what"])
    assert accessibility_report(page) == ""
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(cursor(page)).to_be_focused()


def test_a_total_names_its_parts_and_nobody(workspace: Workspace) -> None:
    found = origin_of(workspace, APPLICATIONS, "new_received", "total")
    assert found["source"] == "derived"
    assert sum(int(part["value"]) for part in found["parts"]) == int(found["value"].removesuffix("件"))
    names = {"申请人", "姓名", "电话", "身份证"}
    assert not any(name in str(row) for row in found["rows"] for name in names)
    with pytest.raises(EditError):
        origin_of(workspace, APPLICATIONS, "nothing", "total")


def test_any_figure_of_prose_tells_its_rows(workspace: Workspace) -> None:
    one = origin_of_figure(workspace, "applications.disclosed.natural_person")
    assert one == origin_of(workspace, APPLICATIONS, "disclosed", "natural_person")
    sum_ = origin_of_figure(workspace, "applications.not_disclosed.total")
    figure = workspace.round.report.figures["applications.not_disclosed.total"]
    assert sum_["value"] == figure.text and len(sum_["rows"]) == len(figure.rows) > 0
    with pytest.raises(EditError, match="没有「nothing」这个数"):
        origin_of_figure(workspace, "nothing")


# --- silence ----------------------------------------------------------------------------------


def test_a_silent_kernel_loses_nothing(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, APPLICATIONS)
    page.evaluate("host.dead = true")
    first = cell(page, bare, APPLICATIONS, "new_received", "natural_person")
    first.click()
    for number in ("5", "6", "7"):
        page.keyboard.type(number)
        page.keyboard.press("Tab")
    expect(page.locator(".nb-silent")).to_contain_text("还没有交给后台")
    expect(first.locator(".nb-value")).to_have_text("5")
    expect(cell(page, bare, APPLICATIONS, "new_received", "total").locator(".nb-value")).to_have_text("…")
    expect(cell(page, bare, APPLICATIONS, "carried_over", "total").locator(".nb-value")).to_have_text("0")
    kept = page.evaluate("JSON.parse(localStorage.getItem(localStorage.key(0)))")
    assert [entry["value"] for entry in kept.values()] == ["5", "6", "7"]
    assert _typed(bare, APPLICATIONS) == {}
    page.keyboard.press("Control+z")
    expect(page.get_by_role("status")).to_contain_text("还没有交给后台，请稍后再撤销")
    page.evaluate("host.dead = false")
    expect(cell(page, bare, APPLICATIONS, "new_received", "total").locator(".nb-value")).to_have_text(
        "18", timeout=40000
    )
    expect(page.locator(".nb-silent")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0
    page.keyboard.press("Control+z")
    expect(cell(page, bare, APPLICATIONS, "new_received", "total").locator(".nb-value")).to_have_text(
        "11", timeout=20000
    )


def test_at_most_one_batch_is_under_way(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, APPLICATIONS)
    page.evaluate(
        """() => {
          window.sent = 0; window.most = 0;
          const { send } = host.model;
          host.model.send = content => { window.sent++; window.most = Math.max(window.most, window.sent); send(content); };
          host.model.on('msg:custom', () => window.sent--);
        }"""
    )
    cell(page, bare, APPLICATIONS, "new_received", "natural_person").click()
    for number in range(12):
        page.keyboard.type(str(number))
        page.keyboard.press("Tab")
    settled(page)
    assert page.evaluate("window.most") == 1
    assert len(_typed(bare, APPLICATIONS)) == 12


def test_what_a_closed_browser_kept_is_shown_and_not_sent_by_itself(
    bare: Workspace, show_widget: Show
) -> None:
    page = show_grid(bare, show_widget, APPLICATIONS)
    page.evaluate("host.dead = true")
    place = cell(page, bare, APPLICATIONS, "new_received", "natural_person")
    place.click()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    page.evaluate(
        """async script => {
          host.close();
          host.dead = false;
          document.getElementById('widget').replaceChildren();
          await host.start(script, '', {});
        }""",
        face("grid.js").read_text(encoding="utf-8"),
    )
    expect(place.locator(".nb-value")).to_have_text("8")
    expect(place).to_have_class(re.compile("nb-held"))
    assert _typed(bare, APPLICATIONS) == {}
    place.click()
    page.get_by_role("button", name="现在填进去").click()
    expect(place).to_have_class(re.compile("nb-from-typed"))
    settled(page)
    assert _typed(bare, APPLICATIONS) == {("new_received", "natural_person"): 8}


def _time_to_paint(page: Page) -> float:
    """Press a key in the chosen cell; gives the milliseconds until the browser has drawn the answer."""
    waited: float = page.evaluate(
        """() => new Promise(done => {
          const field = document.querySelector('input.nb-cursor');
          const began = performance.now();
          field.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true, cancelable: true}));
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
        })"""
    )
    return waited


def test_a_long_table_answers_keys_as_a_short_one_does(workspace: Workspace, show_widget: Show) -> None:
    page = show_grid(workspace, show_widget, "review_litigation")
    cell(page, workspace, "review_litigation", "reconsideration", "upheld").click()
    short = min(_time_to_paint(page) for _ in range(10))
    workspace.open(workspace.folder / "params" / "2016" / "yunxi.yaml")
    page = show_grid(workspace, show_widget, "other")
    cell(page, workspace, "statistics", "proactively_disclosed", "value").click()
    long = min(_time_to_paint(page) for _ in range(10))
    assert long < short + 3 * 1000 / 60, "within three frames of the short table's time"


def test_what_was_typed_does_not_land_in_another_report(bare: Workspace, show_widget: Show) -> None:
    page = show_grid(bare, show_widget, "review_litigation")
    cell(page, bare, "review_litigation", "reconsideration", "upheld").click()
    page.evaluate("host.dead = true")
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    bare.open(bare.folder / "params" / "2023" / "yunxi.yaml")
    bare.go_to(Spot(section="review_litigation"))
    before = _typed(bare, "review_litigation")
    page.evaluate("host.dead = false")
    expect(page.locator(".nb-silent")).to_have_count(0, timeout=40000)
    assert _typed(bare, "review_litigation") == before
    kept = page.evaluate("Object.entries(localStorage)")
    assert len(kept) == 1 and "2024" in kept[0][0] and '"value":"4"' in kept[0][1]
