"""Tabs over a pane of the desk: what of it is shown is chosen in the browser, a place asked for opens its tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nianbao.desk.component import Component, face
from nianbao.desk.workspace import Change, Workspace


class Tabs(Component):
    """The tabs of a pane.

    Attributes:
        pane: Name of the pane.
        tabs: Names of its panels and what the clerk calls them.
    """

    _esm = face("tabs.js")
    _css = face("tabs.css")

    def __init__(self, workspace: Workspace, pane: str, label: str, tabs: dict[str, str]) -> None:
        self.pane, self.label, self.tabs = pane, label, tabs
        self.wanted, self.asked = next(iter(tabs)), 0
        super().__init__(workspace)

    def shown(self) -> dict[str, Any]:
        """Give the tabs, and which is wanted as of which time of asking."""
        return {
            "pane": self.pane,
            "label": self.label,
            "tabs": [{"id": name, "label": label} for name, label in self.tabs.items()],
            "wanted": self.wanted,
            "asked": self.asked,
        }

    def want(self, tab: str) -> None:
        """Show a panel."""
        self.wanted, self.asked = tab, self.asked + 1
        self.refresh()


class EditorTabs(Tabs):
    """The tabs over a section's editor: its text, its tables, and the questions that fill them.

    Attributes:
        tabs: As for all tabs; those but the text are for sections with tables.
        offered: Tells whether a tab has anything to show now.
    """

    def __init__(self, workspace: Workspace, tabs: dict[str, str], offered: Callable[[str], bool]) -> None:
        self._section: str | None = None
        self._offered = offered
        super().__init__(workspace, "editor", "这一部分的内容", tabs)

    def shown(self) -> dict[str, Any]:
        """Give the tabs: those of tables where the section has any."""
        state = super().shown()
        if self.workspace.session is None:
            return {**state, "tabs": []}
        current = self.workspace.spot.section
        section = next((one for one in self.workspace.sections if one.id == current), None)
        tables = section is not None and bool(section.tables)
        shown = [tab for tab in state["tabs"] if tab["id"] == "text" or (tables and self._offered(tab["id"]))]
        state["tabs"] = shown
        return state

    def changed(self, change: Change) -> None:
        """Open the tab of a place that is asked for, and in another section the one that matters there."""
        if change.what in ("went", "opened") and self.workspace.session is not None:
            spot = self.workspace.spot
            section = next((one for one in self.workspace.sections if one.id == spot.section), None)
            if spot.table and "table" in self.tabs:
                self.want("table")
            elif spot.start is not None or section is None or not section.tables:
                self.want("text")
            elif spot.section != self._section or change.what == "opened":
                self.want("text" if section.text or "table" not in self.tabs else "table")
            self._section = spot.section
        self.refresh()
