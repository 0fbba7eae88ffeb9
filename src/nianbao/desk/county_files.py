"""The files that a step of the county's month made: listed, handed to the browser, packed together."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao.desk import handed
from nianbao.errors import UsageError

MOST = 500
"""Files that are listed; more than a county has units."""

_TEXT = ".txt"

_KEPT_BACK = (".jsonl", ".lock", ".tmp")
"""Registers and locks: read by the desk, of no use to anybody else."""


@dataclass(frozen=True)
class Made:
    """A file of a step.

    Attributes:
        name: Its path below the step's folder, by which the browser asks for it.
        path: Where it lies.
        is_page: Whether it is a page that we wrote. One that arrived from elsewhere is only saved: opened
            from the desk, its scripts would be the desk's own.
    """

    name: str
    path: Path
    is_page: bool = False

    @property
    def opens(self) -> bool:
        """Whether a browser may show it."""
        return self.is_page or self.path.suffix.lower() == _TEXT

    def for_browser(self) -> dict[str, str]:
        """Give its content.

        Raises:
            UsageError: It can't be read.
        """
        return handed.file_at(self.path, self.path.name, self._media)

    @property
    def _media(self) -> str:
        if not self.opens:
            return "application/octet-stream"
        return f"text/{'html' if self.is_page else 'plain'};charset=utf-8"


def made_in(folder: Path, *, deep: bool = True, pages: Collection[str] = ()) -> list[Made]:
    """List the files below a folder, those of the folder itself first.

    Args:
        folder: The folder; it needn't be there.
        deep: Look into the folders in it, too.
        pages: Names of pages that we write there.
    """
    named = ((path.relative_to(folder).as_posix(), path) for path in _files(folder, deep))
    found = [Made(name, path, name in pages) for name, path in named]
    return sorted(found, key=lambda one: (one.name.count("/"), one.name))[:MOST]


def find(files: Iterable[Made], name: object) -> Made:
    """Find a listed file by its name.

    Raises:
        UsageError: It isn't there any more.
    """
    for one in files:
        if one.name == name:
            return one
    raise UsageError(f"「{name}」不在了，请重新做一遍这一步。")


def packed(name: str, files: Iterable[Made]) -> dict[str, str]:
    """Pack files into one zip.

    Raises:
        UsageError: One can't be read.
    """
    return handed.packed(name, ((one.name, one.path) for one in files))


def _files(folder: Path, deep: bool) -> Iterator[Path]:
    # Not by rglob: a command that is at work there takes folders away while one looks.
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if deep and not _is_hidden(name)]
        for name in names:
            path = Path(place, name)
            if not _is_hidden(name) and path.suffix not in _KEPT_BACK and path.is_file():
                yield path


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))
