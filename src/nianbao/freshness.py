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

from nianbao.resources import shipped
from nianbao.task import Task

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
    forms = list(task.forms) if task.forms else None
    return {"code": code_sha256(), "forms": forms, "draft": task.draft, "final": task.final}


def is_fresh(task: Task, entry: dict[str, Any]) -> bool:
    """Tell whether a report's outputs are what building it again would give.

    Args:
        task: The report.
        entry: What the manifest says of it.
    """
    made_from, outputs = entry.get("inputs"), entry.get("sha256")
    return (
        entry.get("status") in ("built", "fresh")
        and _made_by(recipe(task), entry)
        and isinstance(made_from, dict)
        and isinstance(outputs, dict)
        and all(file_sha256(task.folder / path) == was for path, was in made_from.items())
        and all(file_sha256(task.out / path) == was for path, was in outputs.items())
    )


def _made_by(wanted: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Tell whether a report was made as wanted; forms that an earlier run made of the same text count."""
    was = entry.get("recipe")
    if was == wanted or not isinstance(was, dict) or not wanted["forms"]:
        return bool(was == wanted)
    return {**was, "forms": None} == {**wanted, "forms": None} and set(wanted["forms"]) <= set(
        entry.get("outputs", ())
    )
