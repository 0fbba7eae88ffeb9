"""Writing a section: typing, composing, undo, a kernel that is silent, texts that come from elsewhere."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from nianbao.desk.narrative import NarrativeEditor
from nianbao.desk.workspace import Spot, Workspace
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.writing import content, held, holds, ime, kept, settled, to_end, typed, until, write_in

OVERVIEW = ("sections", "overview")


def test_what_is_typed_is_in_the_document_and_enter_makes_a_paragraph(
    workspace: Workspace, show_widget: Show
) -> None:
    page = write_in(workspace, show_widget, text="第一段。")
    page.keyboard.type("还有一句。\n第二段。")
    holds(page, workspace, "第一段。还有一句。\n\n第二段。")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("接着写。")
    holds(page, workspace, "第一段。还有一句。\n\n第二段。\n接着写。")
    page.keyboard.press("Home")
    page.keyboard.press("Backspace")
    page.keyboard.press("Home")
    page.keyboard.press("Backspace")  # two line ends go as the one that the clerk made
    holds(page, workspace, "第一段。还有一句。第二段。接着写。")
    expect(page.locator(".nt-count")).to_have_text("17 字")
    assert kept(page) == []


def test_a_line_end_at_the_end_stays_while_it_is_typed(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="一段。")
    page.keyboard.press("Enter")
    settled(page)
    assert held(workspace) == "一段。"
    assert typed(page) == "一段。\n\n"
    page.keyboard.type("又一段。")
    holds(page, workspace, "一段。\n\n又一段。")


def test_an_input_method_composes_undisturbed(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="全年")
    line = ime(page)
    for reading in ("s", "sh", "shou", "shou'dao"):
        line.send(
            "Input.imeSetComposition",
            {"text": reading, "selectionStart": len(reading), "selectionEnd": len(reading)},
        )
        page.wait_for_timeout(250)
    assert held(workspace) == "全年"
    workspace.edit({OVERVIEW: "（一）全年"})  # such as a merge
    page.wait_for_timeout(300)
    assert typed(page) == "全年shou'dao"
    line.send("Input.insertText", {"text": "收到"})
    holds(page, workspace, "（一）全年收到")
    assert typed(page) == "（一）全年收到"
    page.keyboard.type("申请")
    holds(page, workspace, "（一）全年收到申请")


def test_a_composition_that_is_given_up_leaves_nothing(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="全年")
    line = ime(page)
    line.send("Input.imeSetComposition", {"text": "shou", "selectionStart": 4, "selectionEnd": 4})
    line.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
    page.keyboard.type("。")
    holds(page, workspace, "全年。")


def test_keys_of_a_composition_do_nothing_else(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="本单位全年")
    line = ime(page)
    line.send("Input.imeSetComposition", {"text": "a", "selectionStart": 1, "selectionEnd": 1})
    for key in ("Enter", "F8"):
        page.evaluate(
            """key => document.querySelector('.cm-content').dispatchEvent(new KeyboardEvent('keydown',
               {key, code: key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))""",
            key,
        )
    assert typed(page) == "本单位全年a"
    line.send("Input.insertText", {"text": "啊"})
    holds(page, workspace, "本单位全年啊")


def test_undo_and_redo_are_those_of_the_session(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, "other", text="甲。")
    page.keyboard.type("乙。")
    page.keyboard.press("Control+z")
    holds(page, workspace, "甲。", "other")
    until(page, lambda: typed(page) == "甲。")
    workspace.go_to(Spot(section="overview"))
    expect(page.locator(".nt-head h2")).to_have_text("一、总体情况")
    page.keyboard.press("Control+y")  # goes to where it was
    expect(page.locator(".nt-head h2")).to_have_text("六、其他需要报告的事项")
    holds(page, workspace, "甲。乙。", "other")
    until(page, lambda: typed(page) == "甲。乙。")
    page.keyboard.type("丙。")  # the cursor stands at what came back
    holds(page, workspace, "甲。乙。丙。", "other")


def test_undo_takes_back_typing_in_bursts(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="甲。")
    page.keyboard.type("乙丙丁", delay=250)
    holds(page, workspace, "甲。乙丙丁")
    page.keyboard.press("Control+z")
    holds(page, workspace, "甲。")


def test_a_silent_kernel_costs_no_word(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="甲。")
    page.evaluate("host.dead = true")
    page.keyboard.type("乙。")
    page.wait_for_timeout(400)
    page.keyboard.type("丙。")
    expect(page.locator(".nt-state")).to_contain_text("还没有交给后台")
    until(page, lambda: kept(page) == ["甲。乙。丙。"])
    assert held(workspace) == "甲。"
    page.keyboard.press("Control+z")  # the editor's own, for the kernel's can't be asked
    until(page, lambda: typed(page) == "甲。")
    page.keyboard.press("Control+y")
    page.keyboard.type("丁。")
    until(page, lambda: kept(page) == ["甲。乙。丙。丁。"])
    page.evaluate("host.dead = false")
    holds(page, workspace, "甲。乙。丙。丁。")
    until(page, lambda: kept(page) == [])
    expect(page.locator(".nt-state")).to_have_text("")


def test_what_a_busy_kernel_comes_to_late_is_not_taken_for_somebody_else_s(
    workspace: Workspace, show_widget: Show
) -> None:
    page = write_in(workspace, show_widget, text="甲。")
    page.evaluate("window.exchange = host.exchange; host.exchange = () => {}")  # it hears later
    page.keyboard.type("乙。")
    expect(page.locator(".nt-state")).to_contain_text("还没有交给后台")
    page.wait_for_timeout(3000)
    page.keyboard.type("丙。")
    page.wait_for_timeout(3000)
    page.evaluate("host.exchange = window.exchange")
    holds(page, workspace, "甲。乙。丙。")
    settled(page)
    assert (held(workspace), typed(page)) == ("甲。乙。丙。", "甲。乙。丙。")
    until(page, lambda: kept(page) == [])
    expect(page.locator(".nt-state")).to_have_text("")


def test_what_a_page_that_dies_held_is_there_for_the_next(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="甲。")
    page.evaluate("host.dead = true")
    page.keyboard.type("乙。")
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")  # before the pause after typing is over
    assert kept(page) == ["甲。乙。"]


def test_two_editors_of_one_report_lose_neither_text(workspace: Workspace, show_widget: Show) -> None:
    one = write_in(workspace, show_widget, text="甲。乙。")
    one.evaluate("host.dead = true")
    one.keyboard.type("丙。")
    until(one, lambda: kept(one) == ["甲。乙。丙。"])
    workspace.edit({OVERVIEW: "（另一页）甲。乙。"})
    one.evaluate("host.dead = false")
    holds(one, workspace, "（另一页）甲。乙。丙。")
    assert typed(one) == "（另一页）甲。乙。丙。"
    until(one, lambda: kept(one) == [])
    one.keyboard.type("丁。")  # the cursor stayed where it was
    holds(one, workspace, "（另一页）甲。乙。丙。丁。")


def test_a_text_that_comes_from_elsewhere_keeps_the_cursor(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="甲乙丙。")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    workspace.edit({OVERVIEW: "开头，甲乙丙。结尾。"})
    until(page, lambda: typed(page) == "开头，甲乙丙。结尾。")
    page.keyboard.type("和")
    holds(page, workspace, "开头，甲乙和丙。结尾。")


def test_each_section_keeps_its_cursor_and_what_was_typed(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="甲乙丙。")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("丁")
    workspace.go_to(Spot(section="problems"))
    expect(page.locator(".nt-head h2")).to_have_text("五、存在的主要问题及改进情况")
    expect(content(page)).to_contain_text("今年新的问题有两个")
    holds(page, workspace, "甲乙丙丁。")
    workspace.go_to(Spot(section="overview", focus=True))
    expect(content(page)).to_contain_text("甲乙丙丁。")
    page.keyboard.type("戊")
    holds(page, workspace, "甲乙丙丁戊。")


def test_a_place_that_is_asked_for_is_gone_to(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="𠮷祥。" + "很长的一段。\n\n" * 80 + "终点在这里。")
    text = held(workspace)
    at = text.index("终点")  # in characters, of which the first is two for a browser
    workspace.go_to(Spot(section="overview", start=at, end=at + 2, focus=True))
    expect(page.get_by_text("终点在这里")).to_be_in_viewport()
    page.keyboard.type("→")
    holds(page, workspace, text.replace("终点", "→终点"))


def test_what_the_kernel_refuses_stays_in_the_editor(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="甲。")
    page.keyboard.insert_text("坏\x07字")
    expect(page.locator(".nt-alert[role=alert]:visible")).to_contain_text("没有交给后台")
    assert (held(workspace), typed(page)) == ("甲。", "甲。坏\x07字")
    assert kept(page) == ["甲。坏\x07字"]
    for _ in range(2):
        page.keyboard.press("Backspace")
    holds(page, workspace, "甲。坏")
    expect(page.locator(".nt-alert:visible")).to_have_count(0)
    assert kept(page) == []


def test_a_section_of_tables_asks_for_no_text(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, "proactive_disclosure")
    expect(page.get_by_text("这一部分以表二报告，一般不必另写文字。")).to_be_visible()
    expect(content(page)).to_be_hidden()
    expect(page.locator(".nt-guide")).to_contain_text("依据：《条例》第二十条")
    page.get_by_role("button", name="另写一段文字").click()
    page.keyboard.type("现行有效件数已重新核对。")
    holds(page, workspace, "现行有效件数已重新核对。", "proactive_disclosure")


def test_the_sentence_for_nothing_is_one_click(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, "other", text="")
    page.get_by_role("button", name="照此填写").hover()
    page.mouse.down()
    settled(page)  # what follows on the text losing the keyboard leaves the button as it is
    page.mouse.up()
    holds(page, workspace, "2024年，云溪镇没有收取政府信息公开信息处理费，没有其他需要报告的事项。", "other")
    expect(page.get_by_role("button", name="照此填写")).to_be_hidden()


def test_a_file_that_is_only_looked_at_is_not_edited(workspace: Workspace, show_widget: Show) -> None:
    other = Workspace(workspace.folder)
    assert workspace.session is not None
    other.open(workspace.session.document.path)  # the first desk has it
    page = write_in(other, show_widget)
    before = typed(page)
    page.keyboard.type("写不进")
    assert typed(page) == before
    expect(page.locator(".nt-state")).to_contain_text("只读")
    expect(page.get_by_role("button", name="插入数据")).to_be_disabled()
    other.close()


def test_another_report_takes_no_word_of_the_last_one(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="甲。")
    page.evaluate("host.dead = true")
    page.keyboard.type("乙。")
    until(page, lambda: kept(page) == ["甲。乙。"])
    workspace.open(workspace.folder / "params" / "2023" / "yunxi.yaml")
    workspace.go_to(Spot(section="overview"))
    page.evaluate("host.dead = false")
    expect(content(page)).to_contain_text("紧扣柑橘园改造")
    page.wait_for_timeout(1500)
    assert "乙。" not in held(workspace)
    assert kept(page) == ["甲。乙。"]


def test_it_stands_alone_without_a_report(workspace: Workspace, show_widget: Show) -> None:
    workspace.close()
    page = show_widget(lambda: NarrativeEditor(workspace))
    expect(page.locator(".nb-narrative")).to_be_hidden()
    workspace.open(workspace.folder / "params" / "2024" / "yunxi.yaml")
    workspace.go_to(Spot(section="problems", focus=True))
    expect(content(page)).to_contain_text("今年新的问题")


def test_it_is_accessible_in_light_and_dark_and_fits_a_narrow_column(
    workspace: Workspace, show_widget: Show
) -> None:
    page = write_in(workspace, show_widget, text="本单位，，做了{{ year }}年工作{{ nowhere }}(一些)。")
    page.get_by_role("button", name="对照去年").click()
    expect(page.locator(".nt-last del").first).to_be_visible()
    page.keyboard.press("Shift+F8")
    for theme in ("true", "false"):
        page.evaluate("theme => { document.body.dataset.jpThemeLight = theme; }", theme)
        assert accessibility_report(page) == ""
    page.set_viewport_size({"width": 320, "height": 560})
    assert not scrolls_sideways(page)
    to_end(page)
    page.keyboard.press("Alt+i")
    expect(page.get_by_role("option").first).to_be_visible()
    assert not scrolls_sideways(page)
    assert accessibility_report(page) == ""


def key_to_paint(page: Page) -> list[float]:
    """Type and measure, in the page, from each key to the frame that shows it."""
    page.evaluate(
        """() => { window.taken = []; document.querySelector('.cm-content').addEventListener('beforeinput', () => {
            const start = performance.now();
            requestAnimationFrame(() => setTimeout(() => window.taken.push(performance.now() - start)));
        }, true); }"""
    )
    page.keyboard.type("字" * 60, delay=40)
    page.wait_for_function("window.taken.length >= 60")
    return sorted(page.evaluate("window.taken"))


def test_twenty_thousand_characters_are_edited_like_few(workspace: Workspace, show_widget: Show) -> None:
    paragraph = (
        "全年更新公开目录并逐项核对，共{{ applications.new_received.total }}件，工作人员帮助群众查找信息。"
        * 4
    )
    first = write_in(workspace, show_widget, text=paragraph)
    few = key_to_paint(first)
    holds(first, workspace, paragraph + "字" * 60)  # or its last words would be merged into the long text
    long = "\n\n".join([paragraph] * 120)
    assert len(long) > 20_000
    page = write_in(workspace, show_widget, text=long)
    many = key_to_paint(page)
    said = f"median and p95: {few[30]:.1f} {few[57]:.1f}; long: {many[30]:.1f} {many[57]:.1f} ms"
    # No absolute time: a long text may cost more, not another order.
    assert many[30] < 5 * few[30] + 5, said
    holds(page, workspace, long + "字" * 60)
    assert page.locator(".cm-line").count() < 120  # only what is seen is drawn


def test_little_goes_to_the_browser_with_a_keystroke(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="全年办理申请。" * 3000)
    page.evaluate(
        """() => { window.came = 0; const receive = host.receive;
          host.receive = message => { window.came += JSON.stringify(message).length; receive(message); }; }"""
    )
    page.keyboard.type("字")
    holds(page, workspace, "全年办理申请。" * 3000 + "字")
    settled(page)
    assert 0 < page.evaluate("window.came") < 12_000
