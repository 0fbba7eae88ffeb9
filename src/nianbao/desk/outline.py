"""The list of sections, each with its mark: 未写, 初稿中, 有问题, 已完成."""

from __future__ import annotations

from typing import Any

from nianbao.desk.component import Component, face, handles
from nianbao.desk.workspace import Spot
from nianbao.editor.state import MARK_WORDS


class Outline(Component):
    """The sections of the open report; choosing one shows it."""

    _esm = face("outline.js")
    _css = face("outline.css")

    def shown(self) -> dict[str, Any]:
        """Give the sections with mark, count of characters and count of findings."""
        if self.workspace.session is None:
            return {"sections": [], "current": None}
        sections = [
            {
                "id": section.id,
                "label": section.label,
                "mark": section.mark,
                "words": MARK_WORDS[section.mark],
                "characters": section.characters,
                "findings": len(section.findings),
            }
            for section in self.workspace.sections
        ]
        return {"sections": sections, "current": self.workspace.spot.section}

    @handles("choose")
    def choose(self, asked: dict[str, Any]) -> None:
        """Show a section."""
        wanted = str(asked.get("section"))
        if any(section.id == wanted for section in self.workspace.sections):
            self.workspace.go_to(Spot(section=wanted, focus=bool(asked.get("focus"))))
