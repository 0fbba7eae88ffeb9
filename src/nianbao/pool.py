"""Build many reports at a time: workers that each build one after the other, and may die.

A worker is given one report at a time, so that when it dies everybody knows which report it was; that
report fails, a new worker takes its place, and the rest goes on.
"""

from __future__ import annotations

import functools
import importlib
import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, cast

from nianbao.engine.nursery import shared_lines, shared_nursery
from nianbao.system.processes import can_fork
from nianbao.task import Outcome, Task

_WORKER = "nianbao.worker"


@dataclass(frozen=True)
class Started:
    """A report is being built."""

    task: Task


def build_all(tasks: Sequence[Task], jobs: int = 1) -> Iterator[Started | Outcome]:
    """Build reports, each on its own.

    Args:
        tasks: The reports.
        jobs: How many are built at a time; more than one are built in processes of their own.

    Yields:
        That a report is started, and what became of it, as it happens.
    """
    if not tasks:
        return
    warm = any(task.engine == "warm" for task in tasks)
    if jobs <= 1 or len(tasks) <= 1:
        if warm:
            shared_nursery().start()  # it gets ready while this process does
        from nianbao.build import build_report  # it takes a while, and workers import it themselves

        for task in tasks:
            yield Started(task)
            yield build_report(task)
        return
    waiting = deque(tasks)
    count = min(jobs, len(tasks))
    workers = [_Worker(line) for line in (shared_lines(count) if warm else [None] * count)]
    try:
        yield from _share_out(waiting, workers)
    finally:
        for worker in workers:
            worker.end()


def _share_out(waiting: deque[Task], workers: list[_Worker]) -> Iterator[Started | Outcome]:
    for worker in workers:
        yield worker.take(waiting.popleft())
    busy = {worker.connection: worker for worker in workers}
    while busy:
        for connection in wait(list(busy)):
            worker = busy.pop(cast("Connection", connection))  # on Windows they are of another kind
            yield worker.outcome()
            if not waiting:
                continue
            if not worker.is_alive():
                workers.remove(worker)
                worker = _Worker()
                workers.append(worker)
            busy[worker.connection] = worker
            yield worker.take(waiting.popleft())


@functools.cache
def _context() -> BaseContext:
    """Choose how workers start: they share nothing with this process, no loop, no kernel, no fonts half-loaded."""
    if not can_fork() or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_WORKER])  # imports take longer than many a report
    return context


def _work(connection: Connection, nursery: Connection | None) -> None:
    """Become a worker; what it needs isn't imported in this process."""
    importlib.import_module(_WORKER).work(connection, nursery)


class _Worker:
    """A process that builds reports, and this end of the pipe to it."""

    def __init__(self, nursery: Connection | None = None) -> None:
        context: Any = _context()  # the stub of the base class lacks Process
        self.connection, other = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(other, nursery), daemon=True)
        self._process.start()
        other.close()
        if nursery is not None:
            nursery.close()  # it is the worker's alone: the nursery sees it end
        self._task: Task | None = None

    def take(self, task: Task) -> Started:
        self._task = task
        with suppress(OSError):  # it died in between; its end of the pipe tells
            self.connection.send(task)
        return Started(task)

    def outcome(self) -> Outcome:
        """Receive what became of the report; call when the connection has something to say."""
        assert self._task is not None
        try:
            outcome: Outcome = self.connection.recv()
        except (EOFError, OSError):
            self._process.join(5)
            error = "生成它的进程意外结束（如内存用完或被系统停掉）。其余报告不受影响；请再运行一次。"
            return Outcome(str(self._task.path), "failed", self._task.source, error=error)
        return outcome

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def end(self) -> None:
        self.connection.close()
        self._process.terminate()
        self._process.join(5)
