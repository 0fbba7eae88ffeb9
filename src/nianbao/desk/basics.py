"""Whose report it is and who issues it: the parts ``unit`` and ``issued`` of a parameter file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nianbao.desk.component import Component, face, handles
from nianbao.desk.finding_words import finding_words
from nianbao.desk.workspace import Change, Workspace
from nianbao.editor.parts import CHARTS, YES, Part
from nianbao.levels import LEVEL_WORDS
from nianbao.params.model import Issued, Shape, Unit

_GROUPS: tuple[tuple[str, str, type[Shape]], ...] = (("unit", "单位", Unit), ("issued", "签发", Issued))

_NEVER_TYPED = {("unit", "id")}
"""Follows from the file's name."""


class Basics(Component):
    """The dialog 「基本信息」."""

    _esm = face("basics.js")
    _css = face("basics.css")

    def __init__(self, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(workspace, **kwargs)

    def shown(self) -> dict[str, Any]:
        """Give the fields with what they hold and what is to be said of them."""
        session = self.workspace.session
        if session is None:
            return {"file": None, "groups": []}
        findings = [one for one in self.workspace.round.unanswered if one.code.startswith(("U", "T1"))]
        parameters = session.document.file.parameters
        facts = [
            ("年份", f"{parameters.year} 年"),
            ("格式", session.document.template.title),
            ("底稿", self._name(session.document.path)),
        ]
        return {
            "file": str(session.document.path),
            "read_only": session.read_only,
            "facts": facts,
            "groups": [
                {"title": title, "fields": [self._field(part) for part in _parts(key, model)]}
                for key, title, model in _GROUPS
            ]
            + [{"title": "图解", "fields": [self._charts()]}],
            "findings": [
                finding_words(f"{one.words}：{one.message}{one.suggestion or ''}") for one in findings
            ],
        }

    def changed(self, change: Change) -> None:
        """Pass over what doesn't concern the unit and the issue."""
        if change.what != "went" and not (
            change.parts and all(part[0] in ("sections", "tables") for part in change.parts)
        ):
            self.refresh()

    @handles("edit")
    def edit(self, asked: dict[str, Any]) -> bool:
        """Set a field; tells whether it is safely on disk."""
        group, name = str(asked.get("group")), str(asked.get("name"))
        value = asked.get("value")
        return self.workspace.edit({(group, name): str(value) if value else None}, self)

    def _name(self, path: Path) -> str:
        folder = self.workspace.folder
        return str(path.relative_to(folder) if path.is_relative_to(folder) else path)

    def _field(self, part: Part) -> dict[str, Any]:
        assert self.workspace.session is not None
        model = Unit if part[0] == "unit" else Issued
        field = model.model_fields[part[1]]
        kind = {"level": "choice", "date": "date"}.get(part[1], "text")
        value = self.workspace.session.document.value(part)
        return {
            "group": part[0],
            "name": part[1],
            "label": field.title,
            "hint": "" if kind != "text" else _example(field.description or ""),
            "kind": kind,
            "options": [list(item) for item in LEVEL_WORDS.items()] if kind == "choice" else [],
            "value": "" if value is None else str(value),
        }

    def _charts(self) -> dict[str, Any]:
        assert self.workspace.session is not None
        return {
            "group": CHARTS[0],
            "name": CHARTS[1],
            "label": "表格后面印图",
            "hint": "申请办理情况，与上年比较",
            "kind": "choice",
            "options": [[YES, "印"]],
            "none": "不印",
            "value": self.workspace.session.document.value(CHARTS) or "",
        }


def _example(description: str) -> str:
    """Give the example out of what is expected of a field, as it is typed here."""
    _, found, example = description.partition("如 ")
    return f"如 {example}".replace('"', "") if found else ""


def _parts(group: str, model: type[Shape]) -> list[Part]:
    return [(group, name) for name in model.model_fields if (group, name) not in _NEVER_TYPED]
