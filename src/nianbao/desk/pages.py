"""The preview (预览): the page itself beside the editor, and on demand the sheets of the PDF."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import logging
from collections.abc import Callable
from typing import Any

from nianbao.desk.background import Background, later
from nianbao.desk.component import Component, face, handles
from nianbao.desk.plainer import in_desk_words
from nianbao.desk.workspace import Change, Spot, Workspace
from nianbao.editor.document import Document
from nianbao.editor.page_places import cell_at
from nianbao.editor.preview import Preview
from nianbao.errors import EditError, NianbaoError
from nianbao.signing.lacking import lacking
from nianbao.signing.standing import Standing, State

PAUSE = 0.25
"""Seconds without an edit before the page is made anew."""

_FAILED = "预览排不出来。内容都在，请继续编辑；改动之后会再试。"
_NOT_SET = "版面没有排出来，请重试；再不行，请看「生成」时的提示。"


def _told(found: Standing) -> str:
    """Say why the page has the mark that it has."""
    if found.problems:
        return "签发登记被改动过，印「初稿」。怎么办见「签发」。"
    if found.is_approved:
        return "各步签发有效，印「审定稿」；正式稿不印。"
    if found.state is State.SUBMITTED:
        return f"签发登记还差{'、'.join(one.step.name for one in found.missing)}，印「送审稿」。"
    if not found.steps[0].is_void:
        return f"{lacking(found.missing)}，印「初稿」。"
    return "签发登记以后改过，先前各步作废，印「初稿」。改了哪里见「签发」。"


class PreviewPane(Component):
    """The page that ``nianbao build`` would write of the report as it stands in the desk.

    It is made only while a browser shows it, and sent only when it has changed.
    """

    _esm = face("pages.js")
    _css = face("pages.css")

    def __init__(self, workspace: Workspace, **kwargs: Any) -> None:
        self._views: set[str] = set()
        self._made: Preview | None = None
        self._made_of: Document | None = None
        self._final = False
        self._problem: str | None = None
        self._call_off: Callable[[], None] = lambda: None
        self._setting: Background | None = None
        self._sheets: dict[str, Any] = {"status": "none"}
        self._sheets_of: Document | None = None
        self._pictures: dict[int, str] = {}
        super().__init__(workspace, **kwargs)

    def shown(self) -> dict[str, Any]:
        """Give what is known of the page; the browser fetches the page itself when its hash is another."""
        session = self.workspace.session
        made = self._made
        return {
            "report": str(session.document.path) if session else None,
            "section": self.workspace.spot.section if session else None,
            "page": hashlib.sha256(made.html).hexdigest() if made else None,
            "draft": bool(made and made.draft),
            "signed": _told(made.standing) if made and made.standing and not made.draft else "",
            "approved": bool(made and made.standing and made.standing.is_approved and not made.draft),
            "final": self._final,
            "notBuilt": f"现在不能生成：{in_desk_words(made.why_not)}"
            if made and made.why_not and not made.draft
            else "",
            "leftOut": made.left_out if made else None,
            "problem": self._problem,
            "sheets": {
                **self._sheets,
                "stale": session is None or self._sheets_of is not session.document,
            },
        }

    def changed(self, change: Change) -> None:
        """Follow the clerk: at once to another report or section, after a pause to other words."""
        if change.what in ("opened", "closed"):
            self._made = self._made_of = self._problem = None
            self._final = False
            self._drop_sheets()
            self._make()
        elif change.what == "signed":
            self._remake()
        elif change.what == "edited":
            self._call_off()
            self._call_off = later(PAUSE, self._make)
        self.refresh()

    def _remake(self) -> None:
        """Make the page of the same words, and let go of sheets that were set of another state."""
        self._made_of = None
        self._drop_sheets()
        self._make()

    def _make(self) -> None:
        """Make the page, if anybody looks at it and it isn't of this document."""
        self._call_off()
        session = self.workspace.session
        if session is None or not self._views or self._made_of is session.document:
            return
        self._made_of = session.document
        try:
            self._made, self._problem = self.workspace.page(final=self._final), None
        except NianbaoError as error:
            self._problem = str(error)
        except Exception:  # it runs on a timer: nobody else would say that the page is an old one
            logging.getLogger(__name__).exception("the preview could not be made")
            self._problem = _FAILED
        self.refresh()

    # --- what the browser asks ----------------------------------------------------------------

    @handles("watch")
    def watch(self, asked: dict[str, Any]) -> None:
        """Note whether a view of this widget is on the screen."""
        view = str(asked.get("view"))
        if asked.get("shown"):
            self._views.add(view)
            self._make()
        else:
            self._views.discard(view)

    @handles("final")
    def final(self, asked: dict[str, Any]) -> None:
        """Show the page to publish, without a mark, or the one that says how far the report is."""
        self._final = bool(asked.get("on"))
        self._remake()
        self.refresh()

    @handles("page")
    def page(self, _asked: dict[str, Any]) -> dict[str, Any]:
        """Give the page, as its bytes say it."""
        if self._made is None:
            return {"page": None, "html": ""}
        return {"page": hashlib.sha256(self._made.html).hexdigest(), "html": self._made.html.decode("utf-8")}

    @handles("cell")
    def cell(self, asked: dict[str, Any]) -> bool:
        """Go to the cell of a number on the page.

        Returns:
            Whether there is one.
        """
        place = [asked.get(name) for name in ("table", "row", "place")]
        if self.workspace.session is None or not all(isinstance(one, int) for one in place):
            return False
        found = cell_at(self.workspace.round, *place)  # type: ignore[arg-type]  # looked at above
        if found is None:
            return False
        table, (row, column) = found
        self.workspace.go_to(Spot(self.workspace.section_of(table), table, row, column, focus=True))
        return True

    @handles("section")
    def section(self, asked: dict[str, Any]) -> None:
        """Show the section that a place on the page belongs to."""
        wanted = asked.get("section")
        if self.workspace.session and any(one.id == wanted for one in self.workspace.sections):
            self.workspace.go_to(Spot(section=wanted))

    # --- sheets -------------------------------------------------------------------------------

    @handles("sheets")
    def sheets(self, _asked: dict[str, Any]) -> None:
        """Begin to set the report, as it stands now, on the pages of a PDF."""
        session = self.workspace.session
        if session is None:
            raise EditError("还没有打开底稿。")
        self._drop_sheets()
        document = self._sheets_of = session.document
        feed = {
            "path": str(document.path),
            "folder": str(self.workspace.folder),
            "data": base64.b64encode(document.data).decode("ascii"),
            "final": self._final,
        }
        time = datetime.datetime.now().strftime("%H:%M:%S")  # on the clerk's own clock
        self._sheets = {"status": "running", "sizes": [], "ready": 0, "time": time}
        run: list[Background] = []
        self._setting = Background(
            ["nianbao.desk.sheets"],
            self.workspace.folder,
            lambda said: self._set(run[0], said),
            lambda status, complaints: self._all_set(run[0], status, complaints),
            json.dumps(feed).encode("ascii"),
        )
        run.append(self._setting)
        self.refresh()

    @handles("sheet")
    def sheet(self, asked: dict[str, Any]) -> str | None:
        """Give the picture of a sheet, as base64 of a PNG; None while it isn't there."""
        number = asked.get("number")
        return self._pictures.get(number) if isinstance(number, int) else None

    def _set(self, run: Background, said: dict[str, Any]) -> None:
        if run is not self._setting:
            return  # of an earlier run
        if "error" in said:
            self._sheets = {**self._sheets, "status": "failed", "error": str(said["error"])}
        elif "sheets" in said:
            self._sheets = {**self._sheets, "sizes": said["sheets"], "mark": said["mark"]}
        else:
            self._pictures[int(said["sheet"])] = str(said["png"])
            self._sheets = {**self._sheets, "ready": len(self._pictures)}
        self.refresh()

    def _all_set(self, run: Background, status: int, complaints: str) -> None:
        if run is not self._setting:
            return
        if self._sheets["status"] == "running":
            done = status == 0 and bool(self._pictures)
            self._sheets = {**self._sheets, "status": "ready" if done else "failed"}
            if not done:
                logging.getLogger(__name__).error("the pages could not be set: %s", complaints)
                self._sheets["error"] = _NOT_SET
        self._setting = None
        self.refresh()

    def _drop_sheets(self) -> None:
        if self._setting is not None:
            self._setting.cancel()
        self._setting, self._sheets_of, self._pictures = None, None, {}
        self._sheets = {"status": "none"}
