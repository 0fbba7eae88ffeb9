"""Which reports need not be built again: everything they were made from is as it was.

Content counts, not time: a file that was touched or copied is what it was. Nothing is parsed here, so
that looking over hundreds of finished reports takes a moment.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from nianbao.errors import FolderError
from nianbao.folder import inside
from nianbao.params.before import path_before
from nianbao.params.model import Parameters
from nianbao.report import Report
from nianbao.resources import shipped
from nianbao.task import Task
from nianbao.template import template_files

# Other packages whose new version can change a page.
_SETTERS = ("typst", "jinja2", "ipykernel", "papermill", "chinesecalendar", "python-calamine")


def file_sha256(path: Path) -> str | None:
    """Hash a file's bytes; None when there is no such file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


@functools.cache
def code_sha256() -> str:
    """Hash what ships with nianbao: code, templates, notebooks, fonts, and what it sets pages with."""
    digest = hashlib.sha256()
    for path in _shipped_files():
        digest.update(path.name.encode("utf-8") + b"\0" + path.read_bytes() + b"\0")
    for name in _SETTERS:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    return digest.hexdigest()


def _shipped_files() -> Iterator[Path]:
    yield from sorted(Path(__file__).parent.rglob("*.py"))
    for kind, pattern in (("templates", "**/*"), ("notebooks", "*.ipynb"), ("fonts", "fonts.json")):
        yield from sorted(path for path in shipped(kind).glob(pattern) if path.is_file())


def recipe(task: Task) -> dict[str, Any]:
    """Say what a report is made by: the code and the options of the run."""
    return {"code": code_sha256(), "forms": list(task.forms) if task.forms else None, "draft": task.draft}


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
        task.folder / "notebooks" / f"{name}.ipynb",
        *_ledgers(parameters, task.folder),
    ]
    # Last year's numbers are quoted beside this year's.
    if before := path_before(parameters, task.folder):
        files.append(before)
        files += _ledgers(report.last.parameters, task.folder) if report.last else []
    for faces in _below(task.folder, parameters.fonts.folder) if parameters.fonts.folder else ():
        files += sorted(path for path in faces.glob("*") if path.is_file())
    return {_name(path, task.folder): file_sha256(path) for path in files}


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


def is_fresh(task: Task, entry: dict[str, Any]) -> bool:
    """Tell whether a report's outputs are what building it again would give.

    Args:
        task: The report.
        entry: What the manifest says of it.
    """
    made_from, outputs = entry.get("inputs"), entry.get("sha256")
    return (
        entry.get("status") in ("built", "fresh")
        and entry.get("recipe") == recipe(task)
        and isinstance(made_from, dict)
        and isinstance(outputs, dict)
        and all(file_sha256(task.folder / path) == was for path, was in made_from.items())
        and all(file_sha256(task.out / path) == was for path, was in outputs.items())
    )
