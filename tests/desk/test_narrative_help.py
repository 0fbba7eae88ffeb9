"""Findings at their place with their remedies, pasting, last year's text."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from nianbao.desk.workspace import Workspace
from tests.desk.conftest import Show
from tests.desk.writing import content, held, holds, put_on_clipboard, settled, typed, until, write_in

FLAWED = "全年培训4次，，讲得最多。\n\n本单位办结{{ applications.new_received.total }}件，，没有逾期。"

WORD = """Version:1.0
StartHTML:0000000000
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><style>p.MsoNormal {font-family:仿宋}</style></head><body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt;
font-family:楷体'>（一）主动公开<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt;font-family:仿宋'>全年公开
<span lang=EN-US>&nbsp;12&nbsp;</span>条。</span><del cite="mailto:x">旧的</del></p>
<!--EndFragment--></body></html>"""

WEB = """<meta charset="utf-8"><div style="color:red"><script>alert(1)</script>
<ol><li>第一项</li><li>第二项</li></ol><p>&emsp;&emsp;另有<b>说明</b>。<img src="http://127.0.0.1:9/x.png"></p></div>"""

TABLE = "<table><tr><td>自然人</td><td>3</td></tr></table><p>见上表。</p>"


def marked(page: Page) -> list[tuple[str, str]]:
    """List what is underlined, and how."""
    return [
        (
            one.text_content() or "",
            next(
                name
                for name in ("error", "warning", "hint")
                if f"nt-{name}" in (one.get_attribute("class") or "")
            ),
        )
        for one in page.locator(".nt-finding").all()
    ]


def test_findings_are_underlined_by_how_grave_they_are(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text=FLAWED + "{{ nowhere }}")
    expect(page.locator(".nt-finding")).to_have_count(5)
    assert marked(page)[:3] == [("，，", "warning"), ("本单位", "hint"), ("，，", "warning")]
    assert ("⚠ nowhere", "error") in marked(page)  # round the chip
    styles = {
        page.locator(f".nt-finding.nt-{name}").first.evaluate(
            "one => getComputedStyle(one).textDecorationStyle"
        )
        for name in ("error", "warning", "hint")
    }
    assert styles == {"double", "wavy", "dotted"}


def test_a_finding_is_mended_with_the_keyboard_alone(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text=FLAWED)
    expect(page.locator(".nt-findings")).to_contain_text("3 处问题")
    page.keyboard.press("F8")  # round the end
    strip = page.get_by_role("region", name="光标处的问题和数据")
    expect(strip).to_contain_text("请核实 「一、总体情况」里标点重复")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="改成「，」")).to_be_focused()
    page.keyboard.press("Enter")
    holds(page, workspace, FLAWED.replace("，，", "，", 1))
    expect(content(page)).to_be_focused()
    page.keyboard.press("F8")
    expect(strip).to_contain_text("宜写单位的称呼")
    page.keyboard.press("F8")
    page.keyboard.press("Shift+F8")
    expect(strip).to_contain_text("宜写单位的称呼")


def test_a_finding_shows_itself_under_the_mouse(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text=FLAWED)
    settled(page)
    page.locator(".nt-finding.nt-warning").first.hover()
    card = page.locator(".cm-tooltip")
    expect(card).to_contain_text("标点重复")
    card.get_by_role("button", name="改成「，」").click()
    holds(page, workspace, FLAWED.replace("，，", "，", 1))


def test_underlines_move_along_while_the_kernel_is_silent(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text=FLAWED)
    expect(page.locator(".nt-finding")).to_have_count(3)
    page.evaluate("host.dead = true")
    page.keyboard.press("Control+Home")
    page.keyboard.type("𠮷：")
    assert [text for text, _ in marked(page)] == ["，，", "本单位", "，，"]
    page.locator(".nt-finding.nt-warning").last.click()
    page.get_by_role("button", name="改成「，」").click()
    assert typed(page) == "𠮷：" + FLAWED.replace("件，，", "件，")
    page.evaluate("host.dead = false")
    holds(page, workspace, "𠮷：" + FLAWED.replace("件，，", "件，"))
    until(page, lambda: [text for text, _ in marked(page)] == ["𠮷", "，，", "本单位"])


def test_no_card_comes_up_while_somebody_types(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="第一段。")
    page.keyboard.type("\n没有句号的一段，写的是全年做过的工作和还要做的工作，还没有写完", delay=20)
    page.wait_for_timeout(500)
    expect(page.locator(".nt-finding")).not_to_have_count(0)
    expect(page.locator(".nt-strip")).to_be_hidden()
    expect(page.locator(".nt-strip")).to_contain_text("末尾没有句号")
    page.get_by_role("button", name="加上「。」").click()
    until(page, lambda: held(workspace).endswith("还没有写完。"))


def test_a_finding_is_answered_with_a_reason(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text=FLAWED)
    page.get_by_text("本单位").click()
    page.get_by_role("button", name="情况说明…").click()
    page.get_by_role("button", name="写入情况说明").click()
    expect(page.get_by_role("alert").filter(has_text="请写明")).to_be_visible()
    page.get_by_role("textbox", name="不改的原因").fill("本县习惯这样写。")
    page.get_by_role("button", name="写入情况说明").click()
    expect(page.locator(".nt-finding.nt-hint")).to_have_count(0)
    assert workspace.session is not None
    assert workspace.session.document.value(("accepted", "I203", "overview")) == "本县习惯这样写。"
    page.keyboard.press("Control+z")
    expect(page.locator(".nt-finding.nt-hint")).to_have_count(1)


def test_what_is_said_of_a_whole_section_is_at_hand_too(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="写得太少。")
    page.get_by_role("button", name="整个部分").click()
    expect(page.locator(".nt-strip .nt-card").first).to_be_visible()
    page.get_by_role("button", name="关闭").click()
    expect(content(page)).to_be_focused()


def test_what_comes_from_word_is_clean(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="已有。")
    page.keyboard.press("Enter")
    put_on_clipboard(page, {"text/html": WORD, "text/plain": "（一）主动公开\r\n全年公开 12 条。\r\n"})
    holds(page, workspace, "已有。\n\n（一）主动公开\n\n全年公开12条。")
    expect(page.locator(".nt-note")).to_contain_text("已删除（带删除线）的文字没有贴进来")
    expect(page.locator(".nt-heading-2")).to_have_text("（一）主动公开")
    page.keyboard.type("又写。")
    holds(page, workspace, "已有。\n\n（一）主动公开\n\n全年公开12条。又写。")


def test_what_comes_from_a_web_page_is_clean(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="")
    put_on_clipboard(page, {"text/html": WEB, "text/plain": "第一项\n第二项\n　　另有说明。"})
    holds(page, workspace, "1.第一项\n\n2.第二项\n\n另有说明。")


def test_a_table_in_a_paste_belongs_in_the_table(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="")
    put_on_clipboard(page, {"text/html": TABLE, "text/plain": "自然人\t3\n见上表。"})
    holds(page, workspace, "自然人，3\n\n见上表。")
    expect(page.locator(".nt-note")).to_contain_text("数字请填到表格里")
    page.get_by_role("button", name="知道了").click()
    expect(page.locator(".nt-note")).to_be_hidden()


def test_a_silent_kernel_leaves_the_plain_text_to_paste(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="甲。")
    page.evaluate("host.dead = true")
    put_on_clipboard(page, {"text/html": WORD, "text/plain": "（一）主动公开\r\n全年公开 12 条。\u200b\r\n"})
    page.keyboard.press("Control+Home")
    page.keyboard.type("先")  # goes on typing meanwhile
    until(page, lambda: typed(page) == "先甲。（一）主动公开\n\n全年公开 12 条。")
    expect(page.locator(".nt-note")).to_contain_text("后台没有回应")


def test_shift_pastes_plain_text(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="")
    # The keys alone: pressed for real they would also paste what another test left on the clipboard.
    page.evaluate(
        """() => document.querySelector('.cm-content').dispatchEvent(
             new KeyboardEvent('keydown', {code: 'KeyV', key: 'V', ctrlKey: true, shiftKey: true, bubbles: true}))"""
    )
    put_on_clipboard(page, {"text/html": "<ol><li>第一项</li></ol>", "text/plain": "第一项"})
    holds(page, workspace, "第一项")


def test_last_year_stands_beside_with_its_changes(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, "problems")
    assert workspace.session is not None
    before = str(workspace.round.report.last.parameters.sections["problems"]).rstrip()  # type: ignore[union-attr]
    workspace.edit({("sections", "problems"): before + "今年又有一个。"})
    page.get_by_role("button", name="对照去年").click()
    expect(page.locator(".nt-last h3")).to_have_text("2023 年这一部分的文字")
    expect(page.locator(".nt-last-text ins")).to_have_text(["今年又有一个。"])
    content(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Delete")
    expect(page.locator(".nt-last-text del")).to_have_text([before[0]])
    assert "line-through" in page.locator(".nt-last-text del").evaluate(
        "one => getComputedStyle(one).textDecoration"
    )
    assert "underline" in page.locator(".nt-last-text ins").evaluate(
        "one => getComputedStyle(one).textDecoration"
    )
    page.get_by_role("checkbox").uncheck()
    expect(page.locator(".nt-last-text del, .nt-last-text ins")).to_have_count(0)
    page.set_viewport_size({"width": 1000, "height": 600})
    left, right = page.locator(".nt-paper").bounding_box(), page.locator(".nt-last").bounding_box()
    assert left and right
    assert (left["y"], left["x"] + left["width"]) == (right["y"], right["x"])


def test_a_quoted_figure_that_differs_is_a_change(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, "overview")
    text = "全年{{ year }}年办理{{ applications.new_received.total }}件。"
    last = workspace.round.report.last
    assert last is not None
    path = workspace.folder / "params" / "2023" / "yunxi.yaml"
    source = path.read_text(encoding="utf-8")
    begin = source.index("  overview: |")
    path.write_text(
        source[:begin] + f"  overview: |\n    {text}\n" + source[source.index("  problems: |") :],
        encoding="utf-8",
    )
    page.wait_for_timeout(1100)  # files are looked at once a second
    workspace.edit({("sections", "overview"): text})
    page.get_by_role("button", name="对照去年").click()
    expect(page.locator(".nt-last-text")).to_have_text("全年20232024年办理36件。")
    expect(page.locator(".nt-last-text del")).to_have_text(["2023", "3"])


def test_last_year_s_text_begins_an_empty_section_and_what_is_old_in_it_is_marked(
    workspace: Workspace, show_widget: Show
) -> None:
    page = write_in(workspace, show_widget, "problems", text="")
    page.get_by_role("button", name="对照去年").click()
    page.get_by_role("button", name="以去年文字为底稿").click()
    until(page, lambda: held(workspace, "problems") != "")
    last = workspace.round.report.last
    assert last is not None
    assert held(workspace, "problems") == last.parameters.sections["problems"].rstrip("\n")
    expect(page.get_by_role("button", name="以去年文字为底稿")).to_be_hidden()
    told = page.locator(".nt-finding").or_(page.get_by_role("button", name="整个部分"))
    expect(told).not_to_have_count(0)  # it is said that this is last year's text
    page.keyboard.press("Control+z")
    holds(page, workspace, "", "problems")
