"""Taking the quotes out of a published note, in the dialog 「签发」: what is shown, what is written, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from nianbao.desk.signing import SigningPanel
from nianbao.desk.workspace import Workspace
from nianbao.errors import EditError
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.test_correcting import approved, register, sign_all, write
from tests.desk.test_signing import OTHER, panel, shown

__all__ = ["approved"]


@pytest.fixture
def corrected(approved: Workspace) -> Workspace:
    """Two corrections that quote words, signed by all."""
    for words in ("由赵大山一共办理4件。", "由赵大山一共办理5件。"):
        approved.edit({OTHER: words})
        write(panel(approved))
        sign_all(approved)
    return approved


def note(workspace: Workspace) -> str:
    found: list[str] = panel(workspace).compare({})["note"]
    return "\n".join(found)


def asked(widget: SigningPanel, number: int, **more: Any) -> dict[str, Any]:
    quoting = {one["number"]: one["quotes"] for one in widget.compare({})["quoting"]}
    return {"number": number, "quotes": quoting[number], "name": "李四", "reason": "", **more}


def test_the_quotes_are_taken_out_with_the_keyboard_alone(corrected: Workspace, show_widget: Show) -> None:
    page = shown(show_widget, corrected)
    page.get_by_role("tab", name="公布后更正").click()
    page.get_by_role("button", name="去掉说明里的引文").focus()
    page.keyboard.press("Enter")
    which = page.get_by_label("哪一次")
    expect(which).to_be_focused()
    expect(which).to_have_value("2")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="去掉第 1 次更正说明里的引文")).to_be_visible()
    expect(which).to_be_focused()
    quotes = page.locator(".nb-correct-right .nb-changes li")
    expect(quotes).to_have_count(1)
    expect(quotes).to_contain_text("由赵大山一共办理4件")
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="不改了").click()
    expect(page.get_by_role("button", name="去掉说明里的引文")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("姓名").fill("李四")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("第 2 次更正的说明已改为只写在哪一部分。")
    expect(page.get_by_role("button", name="去各步登记")).to_be_focused()
    expect(page.locator(".nb-note")).not_to_contain_text("5件")
    assert "赵大山" in register(corrected).read_text(encoding="utf-8")


def test_a_note_that_quotes_nothing_has_another_reason_at_most(corrected: Workspace) -> None:
    widget = panel(corrected)
    assert widget.unquote(asked(widget, 1))["unquoted"] == 1
    assert "一共办理3件" not in note(corrected)
    assert [one["quotes"] for one in widget.compare({})["quoting"]][1] == []
    with pytest.raises(EditError, match="没有引文字"):
        widget.unquote(asked(widget, 1))
    widget.unquote(asked(widget, 1, reason="原因从简"))
    assert "更正原因：原因从简。" in note(corrected)


def test_what_can_not_be_taken_out_is_said(corrected: Workspace) -> None:
    widget, before = panel(corrected), register(corrected).read_bytes()
    good = asked(widget, 1)
    for wrong, words in (
        ({"name": " "}, "请写姓名"),
        ({"reason": "电话13900000009有误"}, "不宜公开"),
        ({"number": 7}, "刚才登记又有变动"),
        ({"quotes": []}, "刚才登记又有变动"),
    ):
        with pytest.raises(EditError, match=words):
            widget.unquote({**good, **wrong})
    second = Workspace(corrected.folder)
    assert corrected.session is not None
    second.open(corrected.session.document.path)  # read only, as another page is
    with pytest.raises(EditError, match="只读"):
        panel(second).unquote(good)
    second.close()
    assert register(corrected).read_bytes() == before
