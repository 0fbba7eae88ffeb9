"""The dialog 「基本信息」."""

from __future__ import annotations

from playwright.sync_api import expect

from nianbao.desk.basics import Basics
from nianbao.desk.workspace import Workspace
from nianbao.editor.parts import parts_of
from nianbao.params.model import Issued, Unit
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show
from tests.desk.dialogs import ask_for
from tests.desk.writing import until


def test_every_field_has_its_control_and_holds_what_the_file_says(
    workspace: Workspace, show_widget: Show
) -> None:
    page = show_widget(lambda: Basics(workspace))
    ask_for(page, "basics")
    fields = [f"unit-{name}" for name in Unit.model_fields if name != "id"]
    fields += [f"issued-{name}" for name in Issued.model_fields]
    assert workspace.session is not None
    values = parts_of(workspace.session.document.file.text.values)
    for field in fields:
        value = values.get(tuple(field.split("-", 1)))
        expect(page.locator(f"#nb-basics-{field}")).to_have_value("" if value is None else str(value))
    assert accessibility_report(page) == ""


def test_a_change_is_an_edit_and_what_is_wrong_is_said_beside_it(
    workspace: Workspace, show_widget: Show
) -> None:
    page = show_widget(lambda: Basics(workspace))
    ask_for(page, "basics")
    page.get_by_label("单位类别").select_option("subdistrict")
    page.get_by_label("成文日期").fill("2025-01-31")
    page.get_by_label("署名").fill("长" * 90)
    page.get_by_label("上级地区").focus()
    expect(page.locator("#nb-basics-issued-by-said")).to_contain_text("不超过 80 字")
    assert workspace.session is not None
    assert workspace.session.document.value(("unit", "level")) == "subdistrict"
    assert workspace.session.document.value(("issued", "date")) == "2025-01-31"
    assert workspace.session.document.value(("issued", "by")) == "云溪镇人民政府"
    assert page.evaluate("Object.keys(localStorage).length") == 0


def charts(workspace: Workspace) -> bool:
    assert workspace.session is not None
    return bool(workspace.session.document.file.parameters.settings.charts)


def test_charts_are_switched_on_and_off(workspace: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: Basics(workspace))
    ask_for(page, "basics")
    assert workspace.session is not None
    choice = page.get_by_label("表格后面印图")
    expect(choice).to_have_value("")
    choice.select_option(label="印")
    until(page, lambda: charts(workspace))
    assert workspace.round.report.figure_blocks
    choice.select_option(label="不印")
    until(page, lambda: not charts(workspace))
