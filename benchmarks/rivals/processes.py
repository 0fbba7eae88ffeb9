"""Share towns out over processes, one a core."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path

CORES = 2


def in_processes(work: Callable[[Path, list[Path]], None], folder: Path, towns: list[Path]) -> None:
    """Call a function with each process's share of the towns.

    Raises:
        SystemExit: A process failed.
    """
    spawn = multiprocessing.get_context("spawn")
    shares = [towns[number::CORES] for number in range(CORES)]
    processes = [spawn.Process(target=work, args=(folder, share)) for share in shares if share]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        if process.exitcode:
            raise SystemExit(f"{work.__name__} failed")
