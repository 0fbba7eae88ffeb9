"""Which files of the working folder a report is made from."""

from __future__ import annotations

import re
from pathlib import Path

from nianbao.correcting.kept import path_of
from nianbao.errors import FolderError
from nianbao.export.base import OWN_BASE
from nianbao.export.own_looks import OWN_LOOKS
from nianbao.folder import inside
from nianbao.freshness import file_sha256
from nianbao.params.before import path_before
from nianbao.params.model import Parameters
from nianbao.params.text import decode
from nianbao.params.yaml_text import read_yaml
from nianbao.report import Report
from nianbao.signing.flow import STEPS_FILE
from nianbao.signing.register import register_path
from nianbao.task import Task
from nianbao.template import template_files
from nianbao.template_notebook import notebook_of
from nianbao.wordlists import own_files

_TEMPLATE_NAME = re.compile("[a-z0-9-]+")


def inputs(task: Task, report: Report) -> dict[str, str | None]:
    """Hash the files of the working folder that a report is made from.

    Files that aren't there count too: a template of the folder's own takes the shipped one's place as
    soon as it appears.

    Returns:
        Path → hash, None for a file that isn't there; paths below the working folder are relative.
    """
    parameters = report.parameters
    name = parameters.template
    files = [
        task.path.resolve(),
        *template_files(name, task.folder),
        task.folder / "notebooks" / notebook_of(parameters),
        *_ledgers(parameters, task.folder),
        *(task.folder / "templates" / name for name in (OWN_BASE, *OWN_LOOKS)),
        # An error that they bring to light blocks the report.
        *own_files(task.folder),
        # They say whether it is 初稿, 送审稿 or 审定稿.
        register_path(task.path.resolve()),
        task.folder / "templates" / STEPS_FILE,
        # They are told on the page.
        *([kept] if (kept := path_of(parameters, task.folder)) else []),
    ]
    # Last year's numbers are quoted beside this year's.
    if before := path_before(parameters, task.folder):
        files.append(before)
        files += _ledgers(report.last.parameters, task.folder) if report.last else []
        last = report.last.parameters.template if report.last else _template_named(before)
        files += template_files(last, task.folder) if last else []
    for faces in _below(task.folder, parameters.fonts.folder) if parameters.fonts.folder else ():
        files += sorted(path for path in faces.glob("*") if path.is_file())
    return {_name(path, task.folder): file_sha256(path) for path in files}


def _template_named(path: Path) -> str | None:
    """Tell which template a file names that can't be read in full: it may be the template that is broken."""
    try:
        source, _ = decode(path.read_bytes())
    except OSError:
        return None
    name = read_yaml(source).values.get("template") if source else None
    return name if isinstance(name, str) and _TEMPLATE_NAME.fullmatch(name) else None


def _ledgers(parameters: Parameters, folder: Path) -> list[Path]:
    """List the ledgers that a parameter file names, and what they are read by."""
    files = [path for name in parameters.ledgers.values() for path in _below(folder, name)]
    files += [folder / "templates" / "ledgers" / f"{kind}.yaml" for kind in parameters.ledgers]
    return [*files, folder / "templates" / "workdays.yaml"] if files else []


def _below(folder: Path, name: str) -> list[Path]:
    """Give the path of a name below the folder; one that leads out of it is nobody's input."""
    try:
        inside(folder, name, "")
    except FolderError:
        return []
    return [folder / name]


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
