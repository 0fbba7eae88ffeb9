"""Which report: those of the working folder with their marks, a new one, one from last year."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from nianbao.desk.component import Component, face, handles
from nianbao.desk.finding_words import finding_words
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Change, Workspace
from nianbao.editor.desk_files import DeskFiles
from nianbao.errors import EditError, NianbaoError, ParameterFileError, UsageError
from nianbao.folder import parameter_files, passed_over
from nianbao.levels import LEVEL_WORDS
from nianbao.params import load_parameters
from nianbao.params.draft import level_of_name
from nianbao.params.model import FIRST_YEAR, LAST_YEAR, Parameters
from nianbao.starting import start_report
from nianbao.template import load_template

_NEVER = "这份底稿不在工作文件夹里，请从列表里选。"


class Chooser(Component):
    """The dialog 「选择年报」, and what the desk shows while no report is open."""

    _esm = face("chooser.js")
    _css = face("chooser.css")

    def __init__(self, workspace: Workspace, saver: Saver, **kwargs: Any) -> None:
        self.saver = saver
        self._known: dict[tuple[str, int], dict[str, Any]] = {}
        super().__init__(workspace, **kwargs)

    def shown(self) -> dict[str, Any]:
        """Tell which report is open; the list is asked for."""
        session = self.workspace.session
        return {
            "open": self._name(session.document.path) if session else None,
            "folder": str(self.workspace.folder),
            "levels": [list(item) for item in LEVEL_WORDS.items()],
            "year": datetime.date.today().year - 1,
            "years": [FIRST_YEAR, LAST_YEAR],
        }

    def changed(self, change: Change) -> None:
        """Follow what is open."""
        if change.what in ("opened", "closed"):
            self.refresh()

    @handles("list")
    def list_reports(self, _asked: dict[str, Any]) -> dict[str, Any]:
        """List the parameter files; what is in them is asked for with ``marks``."""
        try:
            paths = list(parameter_files([self._params]))
        except UsageError:  # none yet
            paths = []
        odd = [f"「{path.name}」不是 .yaml 文件，没有列出。" for path in passed_over([self._params])]
        return {"paths": [self._name(path) for path in paths], "odd": odd}

    @handles("marks", paths=list)
    def marks(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        """Say of some files whose report they are and how far it is, or why they can't be read."""
        return [self._mark(self._path(name)) for name in asked.get("paths") or []]

    @handles("open")
    def open_report(self, asked: dict[str, Any]) -> None:
        """Open a report."""
        self.saver.open(self._path(asked.get("path")))

    @handles("level")
    def level(self, asked: dict[str, Any]) -> str:
        """Tell a unit's kind by its name."""
        return level_of_name(str(asked.get("unit", "")).strip())

    @handles("start", level=str)
    def start(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Begin a report and open it; says what is missing."""
        year = asked.get("year")
        if not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
            raise EditError(f"年份请写 {FIRST_YEAR} 到 {LAST_YEAR} 之间的数。")
        level = asked.get("level") if asked.get("level") in LEVEL_WORDS else None
        last = self._path(asked["from"]) if asked.get("from") else None
        parent = str(asked.get("parent") or "").strip() or None
        unit = str(asked.get("unit") or "")
        made = start_report(self.workspace.folder, unit, year, last=last, level=level, parent=parent)
        self.saver.open(made.path)
        missing = [finding_words(f"{one.message}{one.suggestion or ''}") for one in made.missing]
        if made.unit.parent is None:
            missing.insert(0, "上级地区没有写，单位全称里就没有它。")
        return {"path": self._name(made.path), "missing": missing}

    # --- files --------------------------------------------------------------------------------

    @property
    def _params(self) -> Path:
        return self.workspace.folder / "params"

    def _name(self, path: Path) -> str:
        folder = self.workspace.folder
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)

    def _path(self, name: object) -> Path:
        """Find a file of the list by its name.

        Raises:
            EditError: There is no such file below ``params``.
        """
        try:
            path = (self.workspace.folder / str(name)).resolve()
        except (OSError, ValueError) as error:  # no system has such a name
            raise EditError(_NEVER) from error
        if not path.is_relative_to(self._params.resolve()) or path.suffix != ".yaml":
            raise EditError(_NEVER)
        return self.workspace.folder / str(name)

    def _mark(self, path: Path) -> dict[str, Any]:
        """Say what a file is; read once a version of it."""
        name = self._name(path)
        try:
            key = (name, path.stat().st_mtime_ns)
        except OSError:
            return {"path": name, "why": "文件不见了。"}
        if key not in self._known:
            try:
                parameters = load_parameters(path, self.workspace.folder).parameters
                self._known[key] = _facts(parameters, self.workspace.folder)
            except ParameterFileError as error:
                first = error.findings[0]
                place = f"第 {first.line} 行　" if first.line else ""
                self._known[key] = {"why": f"{place}{first.message}{first.suggestion or ''}"}
            except NianbaoError as error:
                self._known[key] = {"why": str(error)}
        journal = DeskFiles.of(path, self.workspace.folder).journal
        return {"path": name, **self._known[key], "journal": _has_more(journal, path)}


def _facts(parameters: Parameters, folder: Path) -> dict[str, Any]:
    template = load_template(parameters.template, folder)
    begun = {form.section for form in template.tables if parameters.tables.get(form.id)}
    written = [
        section.id
        for section in template.sections
        if parameters.sections.get(section.id, "").strip() or section.id in begun
    ]
    asked = [section for section in template.sections if section.id != "preamble"]
    return {
        "unit": parameters.unit.name or "未写单位",
        "parent": parameters.unit.parent,
        "level": parameters.unit.level,
        "year": parameters.year,
        "template": template.title,
        "written": len([name for name in written if name != "preamble"]),
        "sections": len(asked),
    }


def _has_more(journal: Path, path: Path) -> bool:
    """Tell whether the journal was written after the file: there may be edits that the file lacks."""
    try:
        return journal.stat().st_mtime > path.stat().st_mtime + 1
    except OSError:
        return False
