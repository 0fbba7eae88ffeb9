"""Many reports under review: on several processors where that is quicker, in the order of the files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from nianbao.checks import Subject
from nianbao.finding import Finding
from nianbao.params import ParameterFile
from nianbao.reviewing.reviewed import Reviewed, review
from nianbao.system import processes as system

MANY = 40 if system.can_fork() else 400
"""Files from which on other processes pay; where they can't be forked they first import everything anew."""

_CHUNK = 10
"""Files handed over at a time."""

_Result = tuple[list[Finding], ParameterFile | None]


def review_all(
    paths: Sequence[Path],
    folder: Path | None,
    today: datetime.date | None = None,
    processes: int | None = None,
    year: int | None = None,
) -> list[Reviewed]:
    """Read and check files.

    Args:
        paths: The files.
        folder: The working folder.
        today: The day as of which open applications are judged.
        processes: How many to use; None for as many as there are processors, for few files one.
        year: Year of the published reports that don't say theirs.

    Returns:
        What was found, in the order of the files.
    """
    count = processes or (min(system.processors(), len(paths) // _CHUNK) if len(paths) >= MANY else 1)
    if count > 1:
        try:
            return _shared_out(paths, folder, today, year, count)
        except (BrokenProcessPool, OSError):
            pass  # one was killed, for want of memory perhaps: then one after the other, here
    return [review(path, folder, today, year) for path in paths]


def _shared_out(
    paths: Sequence[Path],
    folder: Path | None,
    today: datetime.date | None,
    year: int | None,
    count: int,
) -> list[Reviewed]:
    with ProcessPoolExecutor(count, mp_context=system.quick_pool()) as pool:
        jobs = ((path, folder, today, year) for path in paths)
        results = list(pool.map(_review, jobs, chunksize=_CHUNK))
    return [
        Reviewed(path, findings, Subject.of(file, folder, today) if file else None)
        for path, (findings, file) in zip(paths, results, strict=True)
    ]


def _review(job: tuple[Path, Path | None, datetime.date | None, int | None]) -> _Result:
    """Review a file; the report itself, with all that was worked out of it, is quicker made again than sent."""
    reviewed = review(*job)
    return reviewed.findings, reviewed.subject.file if reviewed.subject else None
