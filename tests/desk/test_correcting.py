"""公布后更正 in the dialog 「签发」: what is compared, shown and written down is what the command does."""

from __future__ import annotations

import datetime
import hashlib
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from nianbao.correcting.kept import corrections_of
from nianbao.correcting.register import CorrectionRegister
from nianbao.desk.pages import PreviewPane
from nianbao.desk.signing import SigningPanel
from nianbao.desk.workspace import Workspace
from nianbao.errors import EditError
from nianbao.signing.sign import Who, sign
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.test_signing import OTHER, file, panel, shown

TODAY = datetime.date.today().isoformat()
TYPED = {"reason": "填报有误", "name": "张三", "date": TODAY}


@pytest.fixture
def approved(workspace: Workspace) -> Workspace:
    """A report that every step of 签发登记 holds for."""
    workspace.edit({OTHER: "一共办理3件。"})
    assert workspace.session is not None
    workspace.session.save()
    sign_all(workspace)
    return workspace


def sign_all(workspace: Workspace) -> None:
    now = datetime.datetime.now().astimezone()
    for _ in range(5):
        sign(file(workspace), workspace.folder, Who("李四", now.date()), None, now, despite_errors=True)
    workspace.signed()


def write(widget: SigningPanel, **asked: Any) -> dict[str, Any]:
    """Write down what is shown, with what was typed."""
    seen = widget.compare(asked)
    found: dict[str, Any] = widget.correct(
        {**TYPED, "content": seen["content"], "number": seen["number"], **asked}
    )
    return found


def register(workspace: Workspace) -> Path:
    return CorrectionRegister(file(workspace), workspace.folder).path


def test_a_correction_is_compared_concealed_written_and_printed(
    approved: Workspace, show_widget: Show
) -> None:
    page = shown(show_widget, approved)
    expect(page.locator(".nb-untold")).to_have_count(0)
    approved.edit({OTHER: "一共办理4件。"})
    page.get_by_role("button", name="登记公布后更正").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="公布后更正")).to_be_focused()
    changes = page.locator(".nb-changes li")
    expect(changes).to_have_text("“六、其他需要报告的事项”部分：“一共办理3件”更正为“一共办理4件”。")
    assert accessibility_report(page) == ""
    page.locator("#nb-correct-conceal").focus()
    page.keyboard.press("Space")
    expect(changes).to_have_text("“六、其他需要报告的事项”部分有改动。")
    expect(page.locator("#nb-correct-conceal")).to_be_focused()
    page.get_by_role("button", name="登记更正").click()
    expect(page.locator("#nb-correct-reason:invalid")).to_be_focused()
    page.keyboard.type("办件数填报有误")
    page.locator("#nb-correct-name").focus()
    page.keyboard.type("张三")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("已登记第 1 次更正。")
    expect(page.get_by_role("button", name="去各步登记")).to_be_focused()
    expect(page.locator(".nb-note")).to_contain_text("更正原因：办件数填报有误。")
    assert "4件" in file(approved).read_text(encoding="utf-8")
    assert "办件数填报有误" in approved.preview.html.decode("utf-8")
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="改写第 1 次更正").click()
    expect(page.locator("#nb-correct-reason")).to_have_value("办件数填报有误")
    expect(page.locator("#nb-correct-conceal")).to_be_checked()  # as it was told the last time
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_preview_shows_the_note_at_once(approved: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: PreviewPane(approved), viewport={"width": 340, "height": 560})
    paper = page.frame_locator("iframe.nb-preview-page")
    expect(paper.locator("article")).to_be_visible()
    approved.edit({OTHER: "一共办理4件。"})
    write(panel(approved))
    expect(paper.get_by_text("更正原因：填报有误。")).to_be_attached()
    approved.edit({OTHER: "一共办理5件。"})
    told = page.get_by_text("现在不能生成")
    expect(told).to_contain_text("请在「签发」的「公布后更正」里再登记一次")
    expect(told).not_to_contain_text("nianbao")


def test_what_was_changed_meanwhile_or_not_typed_is_not_written(approved: Workspace) -> None:
    widget = panel(approved)
    approved.edit({OTHER: "一共办理4件。"})
    seen = widget.compare({})
    asked = {**TYPED, "content": seen["content"], "number": seen["number"]}
    for wrong, words in (
        ({"reason": " "}, "请写更正原因"),
        ({"name": ""}, "请写姓名"),
        ({"date": ""}, "请写日期"),
        ({"date": "2999-01-01"}, "还没有到"),
        ({"reason": "张三手机13912345678写错"}, "不宜公开"),
    ):
        with pytest.raises(EditError, match=words):
            widget.correct({**asked, **wrong})
    approved.edit({OTHER: "一共办理5件。"})
    with pytest.raises(EditError, match="刚才内容又改过，没有登记"):
        widget.correct(asked)
    assert not register(approved).exists()


def test_the_last_one_is_written_anew_and_one_that_was_signed_only_by_saying_so(approved: Workspace) -> None:
    widget = panel(approved)
    approved.edit({OTHER: "一共办理4件。"})
    assert widget.look({})["untold"]
    assert write(widget)["written"] == 1
    assert not widget.look({})["untold"]
    assert widget.compare({})["count"] == 0
    assert not widget.compare({})["last"]["signed"]
    write(widget, again=True, reason="数字写错")
    (last,) = corrections_of(approved.round.report.parameters, approved.folder)
    assert last.reason == "数字写错"
    sign_all(approved)
    assert widget.compare({"again": True})["last"]["signed"]
    with pytest.raises(EditError, match="勾上「确实没有公布过」") as refused:
        write(widget, again=True, reason="又写错")
    assert "--" not in str(refused.value)
    write(widget, again=True, reason="又写错", unpublished=True)
    assert approved.round.report.corrections[0].reason == "又写错"


def test_why_there_is_nothing_to_correct_is_told(workspace: Workspace, approved: Workspace) -> None:
    approved.session.save()  # type: ignore[union-attr]
    found = panel(approved).compare({})
    assert (found["count"], found["why"]) == (0, "")
    workspace.open(workspace.folder / "params" / "2023" / "yunxi.yaml")
    why = panel(workspace).compare({})["why"]
    assert why.startswith("没有各步都签过的签发登记")
    assert "--" not in why


def test_without_a_register_the_published_file_itself_is_compared(
    workspace: Workspace, show_widget: Show, tmp_path: Path
) -> None:
    workspace.edit({OTHER: "一共办理3件。"})
    online = tmp_path / "网上的年报.html"
    online.write_bytes(workspace.preview.html)
    workspace.edit({OTHER: "一共办理4件。"})
    page = shown(show_widget, workspace)
    page.get_by_role("tab", name="公布后更正").click()
    expect(page.locator(".nb-correct-left")).to_contain_text("请选已公布的那一份来比")
    expect(page.locator(".nb-correct-left")).to_contain_text("按 Ctrl+S 存成网页")
    assert accessibility_report(page) == ""
    page.get_by_label("已公布的那一份").set_input_files(tmp_path / "网上的年报.html")
    expect(page.locator(".nb-correct-left h3").first).to_have_text(
        "与公布的「网上的年报.html」相比，改了 1 处"
    )
    page.locator("#nb-correct-reason").fill("填报有误")
    page.locator("#nb-correct-name").fill("张三")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("已登记第 1 次更正。")
    (found,) = workspace.round.report.corrections
    assert found.source == "公布的「网上的年报.html」"
    assert found.file_sha256 == hashlib.sha256(online.read_bytes()).hexdigest()


def test_a_file_that_says_too_little_is_refused_by_its_name(workspace: Workspace) -> None:
    widget, data = panel(workspace), b"PK"
    for handler in (widget.piece, widget.read, widget.understood):
        with pytest.raises(EditError, match="还没有选文件"):
            handler({})
    widget.begin({"name": "../别的/网上的.xlsx", "size": len(data)})
    with pytest.raises(EditError, match="没有传完整"):
        widget.read({})
    widget.piece({"at": 0, "piece": b64encode(data).decode()})
    widget.read({})
    thread = widget._correcting.file._thread
    assert thread is not None
    thread.join(60)
    with pytest.raises(EditError, match=r"^「网上的\.xlsx」只有统计表，没有正文"):
        widget.understood({})
    assert widget.compare({})["file"] is None
    widget.leave({})
    assert widget.compare({})["why"].startswith("没有各步都签过的签发登记")


def test_one_that_the_command_wrote_is_seen_and_an_altered_register_told(approved: Workspace) -> None:
    widget, second = panel(approved), Workspace(approved.folder)
    approved.edit({OTHER: "一共办理4件。"})
    widget.compare({})
    second.open(file(approved))  # read only, as another page is
    with pytest.raises(EditError, match="只读"):
        panel(second).correct(TYPED)
    second.close()
    write(panel(approved))
    assert approved.round.report.corrections
    path = register(approved)
    path.write_bytes(path.read_bytes().replace("填报有误".encode(), "别有原因".encode()))
    assert "被改动过" in widget.compare({})["why"]
    assert widget.compare({})["note"][2] == "更正原因：别有原因。"
