"""「读入已公布的年报」: a file's text beside what was understood of it, corrected, saved, opened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from nianbao.desk.component import Component, face, handles
from nianbao.desk.saver import Saver
from nianbao.desk.understood import understood
from nianbao.desk.upload import MAX_MEGABYTES, Reading, Upload
from nianbao.desk.workspace import Change, Workspace
from nianbao.editor.document import Document
from nianbao.editor.parts import Part
from nianbao.errors import EditError, TemplateError, UsageError
from nianbao.folder import write_atomically
from nianbao.importer import Imported
from nianbao.params.draft import free_id, unit_id
from nianbao.params.model import FIRST_YEAR, LAST_YEAR
from nianbao.template import load_template, template_names

_ID = re.compile("^  id: .*$", re.MULTILINE)

LOG_ENDING = ".读入记录.txt"


class ImportPanel(Component):
    """The dialog in which a published report becomes a parameter file."""

    _esm = face("importing.js")
    _css = face("importing.css")

    def __init__(self, workspace: Workspace, saver: Saver, **kwargs: Any) -> None:
        self.saver = saver
        self._upload: Upload | None = None
        self._reading: Reading | None = None
        super().__init__(workspace, **kwargs)

    def shown(self) -> dict[str, Any]:
        """Give what can be chosen."""
        return {
            "megabytes": MAX_MEGABYTES,
            "years": [FIRST_YEAR, LAST_YEAR],
            "templates": list(_templates(self.workspace.folder).items()),
        }

    def changed(self, change: Change) -> None:
        """Nothing of the open report matters here."""

    # --- the file -----------------------------------------------------------------------------

    @handles("begin")
    def begin(self, asked: dict[str, Any]) -> None:
        """Begin to take a file."""
        self._upload, self._reading = Upload.begun(asked.get("name"), asked.get("size")), None

    @handles("piece")
    def piece(self, asked: dict[str, Any]) -> int:
        """Take a piece of the file; gives how many bytes are there."""
        return self._file().take(asked.get("at"), asked.get("piece"))

    @handles("read", template=str)
    def read(self, asked: dict[str, Any]) -> None:
        """Begin to read the file, with what the clerk knows better."""
        upload = self._file()
        if len(upload.data) != upload.size:
            raise EditError("文件没有传完整，请再选一次。")
        template, year = asked.get("template") or None, asked.get("year") or None
        if year is not None and not (isinstance(year, int) and FIRST_YEAR <= year <= LAST_YEAR):
            raise EditError(f"年份请写 {FIRST_YEAR} 到 {LAST_YEAR} 之间的数。")
        unit = str(asked.get("unit") or "").strip()
        own = unit_id(unit) if unit else None
        anew = bool(asked.get("anew"))
        self._reading = Reading(upload, self.workspace.folder, template, year, own, anew=anew)

    @handles("understood")
    def understood(self, _asked: dict[str, Any]) -> dict[str, Any] | None:
        """Give what was understood; None while it is being read."""
        if self._reading is None:
            raise EditError("还没有选文件。")
        if not self._reading.done:
            return None
        if self._reading.coming is not None:
            return {"returning": self._reading.coming.shown(self.workspace)}
        report = self._report()
        template = load_template(report.template, self.workspace.folder)
        return {**understood(report, template), "name": self._file().name, "taken": self._taken(report)}

    # --- saving -------------------------------------------------------------------------------

    @handles("save")
    def save(self, asked: dict[str, Any]) -> dict[str, str]:
        """Write the parameter file and the log beside it, and open it.

        The clerk's ``unit`` replaces the name that was read; with ``another`` a second report of one unit
        and year gets a number.
        """
        report = self._report()
        if report.year is None:
            raise EditError("报告里没有写年份，请先填上年份。")
        unit = str(asked.get("unit") or "").strip()
        target = self._target(report, unit, another=bool(asked.get("another")))
        if target.exists():
            raise UsageError(f"「{target}」已经有了，没有改动。请改年份或单位，或者「另存一份」。")
        # Our own text: the first id in it is the unit's, which a file of this name must have.
        text = _ID.sub(f"  id: {target.stem}", report.parameters_text, count=1)
        document = Document.of(target, text.encode("utf-8"), self.workspace.folder)
        values: dict[Part, str] = {("unit", "id"): target.stem}
        if unit:
            values["unit", "name"] = unit
        document = document.with_values(values)
        write_atomically(target, document.data)
        log = replace(report, name=self._file().name).log_text()
        write_atomically(target.with_name(target.stem + LOG_ENDING), log.encode("utf-8"))
        self._upload = self._reading = None
        self.saver.open(target)
        return {"path": target.relative_to(self.workspace.folder).as_posix()}

    @handles("take")
    def take(self, asked: dict[str, Any]) -> int:
        """Take what was chosen of a Word file that comes back; gives how many parts that were."""
        if self._reading is None or self._reading.coming is None:
            raise EditError("还没有选文件。")
        taken = self._reading.coming.take(self.workspace, self.saver, asked)
        self._upload = self._reading = None
        return taken

    def _target(self, report: Imported, unit: str, *, another: bool = False) -> Path:
        year = self.workspace.folder / "params" / str(report.year)
        read = report.text.values.get("unit")
        known: Mapping[str, Any] = read if isinstance(read, dict) else {}
        name = unit or str(known.get("name") or "")
        own = unit_id(name) if unit and unit != known.get("name") else known.get("id") or unit_id(name)
        if another and (year / f"{own}.yaml").exists():
            own = next(
                f"{own}-{number}" for number in range(2, 1000) if not (year / f"{own}-{number}.yaml").exists()
            )
        elif unit and unit != known.get("name"):
            own = free_id(name, year)
        return year / f"{own}.yaml"

    def _taken(self, report: Imported) -> str | None:
        """Name the parameter file that is already there for this unit and year."""
        if report.year is None:
            return None
        target = self._target(report, "")
        return target.relative_to(self.workspace.folder).as_posix() if target.exists() else None

    def _file(self) -> Upload:
        if self._upload is None:
            raise EditError("还没有选文件。")
        return self._upload

    def _report(self) -> Imported:
        if self._reading is None or not self._reading.done:
            raise EditError("还没有读完，请稍等。")
        if self._reading.report is None:
            raise EditError(self._reading.problem or "这个文件读不出来。")
        return self._reading.report


def _templates(folder: Path) -> dict[str, str]:
    """List the formats that can be chosen, by name; those that aren't in order are left out."""
    found = {}
    for name in template_names(folder):
        try:
            found[name] = load_template(name, folder).title
        except TemplateError:
            continue
    return found
