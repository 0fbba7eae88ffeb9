"""Which files there are numbers in, and reading them, a process a core."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from nianbao.errors import NianbaoError, ParameterFileError, UsageError
from nianbao.folder import why_not
from nianbao.longtable.numbers import NO_VALUE, Numbers, unread_cells
from nianbao.longtable.params_file import read_parameter_file, template_once
from nianbao.reviewing.reviewed import PARAMETER_FILE

RECORD = "report.ipynb"
"""Name of the executed notebook among a report's outputs."""

PUBLISHED = (".html", ".htm", ".docx", ".pdf", ".txt", ".xlsx")
"""Endings of published reports."""

_PASSED_OVER = ("ledgers", "templates", "notebooks", "county")
_ENOUGH_FOR_MANY = 100
_SHARE = 50
"""Files that a process is given at a time."""


@dataclass(frozen=True)
class Read:
    """What came of one file.

    Attributes:
        file: What people call it.
        lines: Its lines of CSV; empty when it couldn't be read.
        count: How many numbers those are.
        empty: How many of its cells have no value.
        problem: Why it couldn't be read, in Chinese; None when it could.
        unread: Cells of it that hold no number that can be read.
        missing: Tables and rows that weren't found in a published report, in Chinese.
        who: Its unit's id, name, parent and code, and its year.
        digest: The same for the same numbers in the same format.
    """

    file: str
    lines: str
    count: int = 0
    empty: int = 0
    problem: str | None = None
    unread: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    who: tuple[str, str, str, str, int] = ("", "", "", "", 0)
    digest: str = ""


def files_in(paths: Sequence[Path]) -> list[Path]:
    """List the files with numbers below some paths; a file that is named counts whatever it is.

    In a folder, a report's record stands for its other outputs, and parameter files for what lies beside them.

    Raises:
        UsageError: A path doesn't exist, or a folder holds nothing to read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到「{path}」。请核对文件名和所在文件夹。")
        here = list(_below(path)) if path.is_dir() else [path]
        if not here:
            raise UsageError(f"文件夹「{path}」里没有年报底稿，也没有生成的或已公布的年报。")
        found |= dict.fromkeys(one.resolve() for one in here)
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in _PASSED_OVER)
        files = [Path(place, name) for name in sorted(names) if not name.startswith((".", "~$"))]
        yield from (
            [file for file in files if file.name == RECORD]
            or [file for file in files if file.suffix == PARAMETER_FILE]
            or [file for file in files if file.suffix.lower() in PUBLISHED and file.name != "index.html"]
        )


def read_all(files: Sequence[Path], folder: Path | None, jobs: int | None = None) -> Iterator[Read]:
    """Read files in their order.

    Args:
        files: The files, absolute.
        folder: The working folder, or None.
        jobs: How many processes; None for one a core where there are many files.
    """
    count = jobs or (os.cpu_count() or 1 if len(files) >= _ENOUGH_FOR_MANY else 1)
    shares = [(files[at : at + _SHARE], folder) for at in range(0, len(files), _SHARE)]
    if count == 1:
        yield from (read for share in shares for read in _read_share(share))
        return
    # Not forked: a process that has compiled Typst, or runs threads, must not be.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(count, len(shares)), context) as pool:
        for reads in pool.map(_read_share, shares):
            yield from reads


def _read_share(share: tuple[Sequence[Path], Path | None]) -> list[Read]:
    template_once.cache_clear()
    files, folder = share
    return [_read(path, folder) for path in files]


def _read(path: Path, folder: Path | None) -> Read:
    file = path.relative_to(folder).as_posix() if folder and path.is_relative_to(folder) else path.name
    try:
        numbers = _numbers(path, folder, file)
    except ParameterFileError as problem:
        first = problem.findings[0] if problem.findings else None
        words = f"{first.message}{first.suggestion or ''}" if first else "读不出。"
        return Read(file, "", problem=words)
    except NianbaoError as problem:
        return Read(file, "", problem=str(problem))
    except OSError as problem:
        return Read(file, "", problem=f"打不开：{why_not(problem)}。")
    unit, name, _, parent, code, year, template = numbers.facts
    empty = sum(cell[4] in NO_VALUE for cell in numbers.cells)
    return Read(
        file,
        numbers.lines(),
        len(numbers.cells) - empty,
        empty,
        unread=tuple(unread_cells(numbers)),
        missing=numbers.missing,
        who=(unit, name, parent, code, year),
        digest=_digest(template, numbers),
    )


def _digest(template: str, numbers: Numbers) -> str:
    said = [
        template,
        *(f"{table}/{row}/{column}={value}" for table, row, column, value, _, _ in numbers.cells),
    ]
    return hashlib.blake2b("\n".join(sorted(said)).encode(), digest_size=16).hexdigest()


def _numbers(path: Path, folder: Path | None, file: str) -> Numbers:
    if path.suffix == PARAMETER_FILE:
        return read_parameter_file(path, folder, file)
    # The readers of other files take a while to import, and most runs have none.
    from nianbao.longtable.other_files import read_published, read_record

    return (read_record if path.suffix == ".ipynb" else read_published)(path, folder, file)
