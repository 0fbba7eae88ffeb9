"""One run of ``nianbao build`` for the open report, in a process of its own, and what it left behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nianbao.desk.background import Background
from nianbao.export.base import form_names
from nianbao.freshness import file_sha256
from nianbao.manifest import blocked_by, mark_of, read_entries
from nianbao.task import Task

OUT = "out"
"""Folder of the outputs below the working folder, as the command has it."""

FORM_WORDS = {
    "html": "网页",
    "pdf": "PDF",
    "docx": "Word 文档",
    "xlsx": "Excel 表格",
    "fragment": "网页正文",
    "publish": "发布页",
}
"""What a clerk calls a form, in the order in which one looks for them; another one is called by its name."""

REPORTS = ("html", "pdf", "docx", "xlsx")
"""Forms whose file is the report itself, and is called by its title alone."""

ALONG = ("publish",)
"""Forms that come with another one and aren't asked for."""

_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Built:
    """What lies in the folder of outputs for one report.

    Attributes:
        files: Form → path of its file.
        mark: What is printed on their pages, such as 初稿; empty for what may be published.
        status: What became of the last run.
        blocked_by: What it was blocked by.
        error: Why it was blocked or failed.
        warnings: What the author is to know.
        inputs: Path below the working folder → hash of what they were made from.
    """

    files: dict[str, Path] = field(default_factory=dict)
    mark: str = ""
    status: str | None = None
    blocked_by: str | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    inputs: dict[str, str | None] = field(default_factory=dict)

    def is_of(self, sha256: str, source: str, folder: Path) -> bool:
        """Tell whether they were made from a text of the parameter file, and the other files as they are."""
        others = {name: known for name, known in self.inputs.items() if name != source}
        return self.inputs.get(source) == sha256 and all(
            file_sha256(folder / name) == known for name, known in others.items()
        )


def source_of(path: Path, folder: Path) -> str:
    """Give the name by which the manifest knows a report."""
    return Task(path, folder, folder / OUT).source


def built(path: Path, folder: Path) -> Built:
    """Look up what earlier runs made of a parameter file."""
    source, out = source_of(path, folder), folder / OUT
    entry = next((one for one in read_entries(out) if one["params"] == source), None)
    if entry is None:
        return Built()
    files = {form: out / place for form, place in entry["outputs"].items() if form != "ipynb"}
    return Built(
        files={form: file for form, file in files.items() if file.is_file()},
        mark=mark_of(entry),
        status=entry["status"],
        blocked_by=blocked_by(entry),
        error=entry.get("error"),
        warnings=tuple(map(str, entry.get("warnings") or ())),
        inputs=dict(entry.get("inputs") or {}),
    )


def form_words(name: str) -> str:
    """Say what a clerk calls a form."""
    return FORM_WORDS.get(name, name)


def in_order(forms: Iterable[str]) -> list[str]:
    """Put forms in the order in which a clerk looks for them; those without a Chinese name come last."""
    known = list(FORM_WORDS)
    return sorted(forms, key=lambda form: (known.index(form) if form in known else len(known), form))


def offered_forms() -> list[str]:
    """List the forms that can be asked for."""
    return [name for name in in_order(form_names()) if name not in ALONG]


def run(
    path: Path,
    folder: Path,
    forms: tuple[str, ...] | None,
    told: Callable[[dict[str, Any]], None],
    end: Callable[[int, str], None],
    *,
    draft: bool,
    final: bool,
) -> Background:
    """Start ``nianbao build`` for one parameter file.

    Args:
        path: The file.
        folder: The working folder.
        forms: Forms asked for; None for those that the report itself asks for.
        told: Is told its events.
        end: Is told its exit status and what it complained of.
        draft: Build despite errors.
        final: Build what is to be published, for which every step of 签发登记 must hold.
    """
    wanted = ["--to", ",".join(forms)] if forms else []
    kind = ["--draft"] if draft else ["--final"] if final else []
    arguments = ["nianbao", "build", str(path), "--json-lines", *wanted, *kind]
    return Background(arguments, folder, told, end)


def last_words(complaints: str) -> str | None:
    """Find what a command said to its user among its complaints; None where it said nothing to a clerk."""
    lines = [line.strip() for line in complaints.splitlines() if _HAN.search(line)]
    return lines[-1] if lines and "Traceback" not in complaints else None
