"""The desk's frame in the browser: panes, landmarks, ways by keyboard, help, light and dark."""

from __future__ import annotations

from typing import Any

from nianbao.desk.component import Component, face
from nianbao.desk.county_there import has_roster


class Shell(Component):
    """What holds the panes of a desk together; it shows skip links, and help when it is asked for."""

    _esm = face("shell.js")
    _css = face("shell.css")

    def shown(self) -> dict[str, Any]:
        """Tell whether a report is open, and whether the folder is a county's."""
        return {"open": self.workspace.session is not None, "county": has_roster(self.workspace.folder)}
