"""The editor of a section's narrative: plain text with quoted figures, its findings underlined.

What goes to the browser with each keystroke (``state``) is small: a count, the findings with their places, and
the number of the text they are about. The text itself, last year's and the figures are asked for when needed.
The number (``revision``) grows with each text that the kernel holds of a section. The browser tells which one
it built on: an edit of another one isn't carried out, the browser first joins the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import traitlets

from nianbao.desk.component import Component, face, handles
from nianbao.desk.narrative_shown import (
    find_figures,
    shown_figures,
    shown_findings,
    units,
)
from nianbao.desk.origins import origin_of_figure
from nianbao.desk.workspace import Change, Workspace
from nianbao.editor.compared import as_printed
from nianbao.editor.parts import Part
from nianbao.editor.paste_text import text_of_html
from nianbao.editor.session import Session
from nianbao.editor.state import SectionState, last_year
from nianbao.errors import EditError

_CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)


class NarrativeEditor(Component):
    """Edits the narrative of the section that the workspace shows."""

    _esm = face("narrative.js")
    _css = face("narrative.css")

    about = traitlets.Dict().tag(sync=True)
    """The section: what it is called, what the law asks for, what is printed when nothing is written."""

    quoted = traitlets.Dict().tag(sync=True)
    """The figures that its text quotes, by name."""

    def __init__(self, workspace: Workspace, **kwargs: Any) -> None:
        self._revision = 0
        self._texts: dict[tuple[str, str], tuple[int, str]] = {}
        self._went = 0
        super().__init__(workspace, **kwargs)

    # --- what is shown ------------------------------------------------------------------------

    def changed(self, change: Change) -> None:
        """Follow a change; after a jump the browser scrolls to the place."""
        if change.what in ("went", "opened"):
            self._went += 1
        self.refresh()

    def refresh(self) -> None:
        """Bring everything that is shown up to date, in one message."""
        with self.hold_sync():
            super().refresh()
            section = self._section
            about = self._about(section) if section else {}
            quoted = shown_figures(self.workspace.round, section.text) if section else {}
            if about != self.about:
                self.about = about
            if quoted != self.quoted:
                self.quoted = quoted

    def shown(self) -> dict[str, Any]:
        """Give what may change with each keystroke."""
        section = self._section
        if section is None:
            return {"section": None}
        spot, unit = self.workspace.spot, units(section.text)
        places = {"start": spot.start, "end": spot.end}
        return {
            "file": self._file,
            "section": section.id,
            "revision": self._number(section.id, section.text),
            "characters": section.characters,
            **shown_findings(self.workspace.round, section),
            "locked": _locked(self._session),
            "went": {
                "number": self._went,
                **{name: None if at is None else unit(at) for name, at in places.items()},
                "focus": spot.focus and spot.table is None,
            },
        }

    def _about(self, section: SectionState) -> dict[str, Any]:
        last = self.workspace.round.report.last
        return {
            "section": section.id,
            "label": section.label,
            "guidance": section.guidance,
            "legal": section.legal,
            "none": section.none,
            "tables": [self.workspace.round.report.tables[table].form.name for table in section.tables],
            "last": last.parameters.year if last and last.parameters.sections.get(section.id) else None,
        }

    @property
    def _section(self) -> SectionState | None:
        if self.workspace.session is None:
            return None
        wanted = self.workspace.spot.section
        return next((one for one in self.workspace.sections if one.id == wanted), None)

    @property
    def _session(self) -> Session:
        if self.workspace.session is None:
            raise EditError("还没有打开年报底稿。")
        return self.workspace.session

    @property
    def _file(self) -> str:
        return str(self._session.document.path)

    def _text(self, section: str) -> str:
        return str(self._session.document.value(("sections", section)) or "")

    def _number(self, section: str, text: str) -> int:
        """Give the number of a section's text, a new one if it isn't what it was."""
        number, known = self._texts.get((self._file, section), (0, None))
        if known != text:
            self._revision += 1
            number = self._revision
            self._texts[(self._file, section)] = (number, text)
        return number

    # --- what the browser asks for ------------------------------------------------------------

    @handles("text")
    def text(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Give a section's text with its number."""
        section = self._asked_section(asked)
        text = self._text(section)
        return {"text": text, "revision": self._number(section, text)}

    @handles("edit")
    def edit(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Set a section's text, unless it became another one since the browser saw it."""
        section, text = self._asked_section(asked), str(asked.get("text"))
        number = self._number(section, self._text(section))
        # An edit that was sent twice, for its answer got lost, isn't another one.
        if asked.get("base") != number and text.rstrip("\n") != self._text(section):
            return {"stale": number}
        safe = self.workspace.edit({("sections", section): text}, by=self)
        held = self._text(section)
        return {"revision": self._number(section, held), "safe": safe, "held": held == text.rstrip("\n")}

    @handles("undo")
    def undo(self, _asked: Mapping[str, Any]) -> None:
        """Take the last action of the session back, wherever it was."""
        _ = self._session
        self.workspace.undo()

    @handles("redo")
    def redo(self, _asked: Mapping[str, Any]) -> None:
        """Do again what was taken back last."""
        _ = self._session
        self.workspace.redo()

    @handles("figures")
    def figures(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Search the figures that can be quoted."""
        _ = self._session
        return find_figures(self.workspace.round, str(asked.get("words") or ""))

    @handles("origin")
    def origin(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Tell where a figure comes from: what it adds up, the ledger rows behind it."""
        _ = self._session
        return origin_of_figure(self.workspace, str(asked.get("name")))

    @handles("paste")
    def paste(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Make clean text of what Word, WPS or a web page put on the clipboard."""
        markup = str(asked.get("html") or "")
        pasted = text_of_html(markup)
        notes = list(pasted.notes)
        if len(_CELL.findall(markup)) > 1:
            notes.append("贴进来的有表格，已按文字排在这里；表里的数字请填到表格里。")
        return {"text": pasted.text, "notes": notes}

    @handles("last_year")
    def last_year(self, asked: Mapping[str, Any]) -> dict[str, Any] | None:
        """Give last year's text of a section, and how this year's differs from it."""
        last = last_year(self.workspace.round, self._asked_section(asked))
        if last is None:
            return None
        pieces = [[one.kind, one.text] for one in as_printed(self.workspace.round, last)]
        return {"year": last.year, "text": last.text, "pieces": pieces}

    @handles("answer")
    def answer(self, asked: Mapping[str, Any]) -> None:
        """Answer a finding with a reason (情况说明)."""
        reason = str(asked.get("reason") or "").strip()
        if not reason:
            raise EditError("请写明不改的原因。")
        part: Part = ("accepted", str(asked.get("code")), self._asked_section(asked))
        self.workspace.edit({part: reason})

    def _asked_section(self, asked: Mapping[str, Any]) -> str:
        """Give the section that a question is about.

        Raises:
            EditError: It was asked about another file, or about a section that this one hasn't.
        """
        section = str(asked.get("section"))
        if asked.get("file") != self._file:
            raise EditError("编报台里已经换了一份底稿，刚才写的没有放进这一份；重新打开那一份时可以找回。")
        if section not in self._session.document.template.section_ids:
            raise EditError("这份报告的模板没有这一部分。")
        return section


def _locked(session: Session) -> str | None:
    """Say why nothing can be edited now; None when it can."""
    if session.recovery is not None:
        return "上次有没来得及保存的修改，请先选择恢复或者不要。"
    if session.read_only:
        return session.lock.message if not session.lock.held else "这份底稿是只读打开的。"
    return None
