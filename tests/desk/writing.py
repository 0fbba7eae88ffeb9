"""What the tests of the narrative editor share: a page with one section open, and what is in it."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import CDPSession, Locator, Page, expect

from nianbao.desk.narrative import NarrativeEditor
from nianbao.desk.workspace import Spot, Workspace
from nianbao.editor.steps import Steps
from tests.desk.conftest import Show

FULL = "body{margin:0} h1{position:absolute;opacity:0;pointer-events:none} #widget{height:100vh}"


def write_in(
    workspace: Workspace, show_widget: Show, section: str = "overview", text: str | None = None
) -> Page:
    """Show the editor with the cursor at the end of a section, whose text may be set before."""
    if text is not None:
        workspace.edit({("sections", section): text})
        assert workspace.session is not None
        workspace.session.steps = Steps()  # as if it had stood in the file
    workspace.go_to(Spot(section=section))
    page = show_widget(lambda: NarrativeEditor(workspace), viewport={"width": 600, "height": 600})
    page.add_style_tag(content=FULL)
    expect(page.locator(".nt-state")).not_to_have_text("正在打开…")
    to_end(page)
    return page


def to_end(page: Page) -> None:
    """Put the cursor behind the last character."""
    if content(page).is_visible():
        content(page).focus()
        page.keyboard.press("Control+End")


def content(page: Page) -> Locator:
    """Give the text's own element."""
    return page.locator(".cm-content")


def held(workspace: Workspace, section: str = "overview") -> str:
    """Give the text that the kernel holds."""
    assert workspace.session is not None
    return str(workspace.session.document.value(("sections", section)) or "")


def until(page: Page, condition: Callable[[], bool], seconds: float = 60) -> None:
    """Let the page and the kernel talk until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to be so"
        page.wait_for_timeout(30)


def holds(page: Page, workspace: Workspace, text: str, section: str = "overview") -> None:
    """Wait until the kernel holds a text."""
    end = time.monotonic() + 60
    while held(workspace, section) != text:
        assert time.monotonic() < end, f"…{held(workspace, section)[-80:]!r} is held, not …{text[-80:]!r}"
        page.wait_for_timeout(30)


def settled(page: Page) -> None:
    """Wait until what was typed has been answered."""
    page.wait_for_timeout(700)


def typed(page: Page) -> str:
    """Give the text in the editor, references as they are stored."""
    return str(
        page.evaluate(
            """() => { const view = document.querySelector('.cm-content').cmTile?.root?.view
                 ?? document.querySelector('.cm-content').cmView.rootView.view;
               return view.state.doc.toString(); }"""
        )
    )


def ime(page: Page) -> CDPSession:
    """Give the line by which an input method speaks to the browser."""
    return page.context.new_cdp_session(page)


def put_on_clipboard(page: Page, kinds: dict[str, str]) -> None:
    """Paste what a program would put on the clipboard, kind by kind."""
    page.evaluate(
        """kinds => {
          const data = new DataTransfer();
          for (const [kind, text] of Object.entries(kinds)) data.setData(kind, text);
          document.querySelector('.cm-content').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        kinds,
    )


def kept(page: Page) -> list[str]:
    """List the texts that the browser keeps for a kernel that doesn't answer."""
    return list(
        page.evaluate(
            """() => Object.entries(localStorage).filter(([key]) => key.startsWith('nianbao:unacknowledged:'))
              .flatMap(([, entries]) => Object.values(JSON.parse(entries)).map(entry => entry.value))"""
        )
    )
