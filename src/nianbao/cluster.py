"""Build reports on a Dask cluster: parameters travel there, finished files come back.

A worker shares no disk with this machine. It gets the files a report is made from, builds in a folder
of its own, and sends the outputs back; here they are written as any others. A worker that dies loses
nothing: Dask gives its report to another.
"""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nianbao.build import build_report
from nianbao.correcting.register import CorrectionRegister
from nianbao.errors import NianbaoError, UsageError
from nianbao.finding import Finding
from nianbao.folder import write_all, write_atomically
from nianbao.freshness import code_sha256
from nianbao.inputs import inputs
from nianbao.params import load_parameters
from nianbao.params.own_id import with_own_id
from nianbao.pool import Started
from nianbao.report import Report
from nianbao.signing.register import SealedRegister, SignRegister
from nianbao.task import OUTPUT_PATH, Outcome, Task

REGISTERS: tuple[type[SealedRegister], ...] = (SignRegister, CorrectionRegister)
"""What says how far a report is; kept beside its parameter file, with a seal in a desk's own folder."""

IN_FLIGHT = 4
"""Reports on their way for each worker: enough to keep it busy, few enough for any memory."""


@dataclass(frozen=True)
class Parcel:
    """A report to be built elsewhere.

    Attributes:
        task: The report, its paths those of this machine.
        path: The parameter file below the working folder.
        files: Path below the working folder → bytes, all that the report is made from.
        code: Hash of the code here; a worker with other code must not build.
        seals: How far each of ``REGISTERS`` went, as this machine knows it: without that a cut end would pass there.
    """

    task: Task
    path: str
    files: dict[str, bytes]
    code: str
    seals: tuple[bytes | None, ...] = ()


@dataclass(frozen=True)
class Returned:
    """What a worker sends back: what became of the report, and its files by path."""

    outcome: Outcome
    files: dict[str, bytes]


def build_on_cluster(scheduler: str | None, tasks: Sequence[Task], jobs: int) -> Iterator[Started | Outcome]:
    """Build reports on a cluster.

    Args:
        scheduler: Address such as ``tcp://10.0.0.1:8786``; None starts workers on this machine.
        tasks: The reports.
        jobs: How many workers to start here.

    Raises:
        UsageError: The scheduler doesn't answer, or Dask isn't installed.
    """
    if tasks:
        with _client(scheduler, jobs) as client:
            yield from _stream(client, tasks)


def _client(scheduler: str | None, jobs: int) -> Any:
    dask = _distributed()
    try:
        if scheduler is not None:
            return dask.Client(scheduler, timeout=10)
        return dask.Client(n_workers=jobs, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
    except (OSError, ValueError) as error:
        raise UsageError(f"连不上调度器「{scheduler}」。请核对地址，并看它是否在运行。") from error


def _distributed() -> Any:
    """Import Dask, which only this way of building needs.

    Raises:
        UsageError: It isn't installed.
    """
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError("没有安装 Dask。请运行：pip install 'nianbao[dask]'。") from error


def _stream(client: Any, tasks: Sequence[Task]) -> Iterator[Started | Outcome]:
    """Keep a few reports for each worker on their way, and write each as it comes back."""
    waiting = iter(tasks)
    sent: dict[Any, Task] = {}
    results = _distributed().as_completed()
    room = IN_FLIGHT * max(1, len(client.scheduler_info()["workers"]))

    def send_next() -> Iterator[Started | Outcome]:
        for task in waiting:
            parcel = _pack(task)
            yield Started(task)
            if isinstance(parcel, Outcome):
                yield parcel
                continue
            # A cell may do what it likes to a file of the day: never take a result for another's.
            future = client.submit(build_parcel, parcel, pure=False)
            sent[future] = task
            results.add(future)
            return

    for _ in range(room):
        yield from send_next()
    for future in results:
        yield _receive(future, sent.pop(future))
        future.release()
        yield from send_next()


def _pack(task: Task) -> Parcel | Outcome:
    """Collect what a report is made from; a file that can't be read is built here, to say why."""
    try:
        report = Report.of(with_own_id(load_parameters(task.path, task.folder)).parameters, task.folder)
    except NianbaoError:
        return build_report(task)
    files = {}
    for name in inputs(task, report):
        path = task.folder / name
        if path.is_file():
            files[name] = path.read_bytes()
    places = [register(task.path, task.folder).seal for register in REGISTERS]
    seals = tuple(place.read_bytes() if place.is_file() else None for place in places)
    return Parcel(task, task.source, files, code_sha256(), seals)


def build_parcel(parcel: Parcel) -> Returned:
    """Build a report on a worker, in a folder of its own."""
    if code_sha256() != parcel.code:
        error = "集群上的程序版本与本机不同，没有生成。请在每台机器上安装同一版本的 nianbao。"
        return Returned(Outcome(str(parcel.task.path), "failed", parcel.task.source, error=error), {})
    with tempfile.TemporaryDirectory(prefix="nianbao-") as name:
        folder = Path(name)
        for path, data in parcel.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        (folder / "params").mkdir(exist_ok=True)
        task = replace(parcel.task, path=folder / parcel.path, folder=folder, out=folder / "out")
        for register, seal in zip(REGISTERS, parcel.seals, strict=False):
            if seal is not None:
                write_atomically(register(task.path, folder).seal, seal)
        outcome = build_report(task)
        findings = [_at_home(finding, task, parcel.task) for finding in outcome.findings]
        files = {path: (task.out / path).read_bytes() for path in outcome.outputs.values()}
        return Returned(replace(outcome, params=str(parcel.task.path), findings=findings), files)


def _at_home(finding: Finding, here: Task, there: Task) -> Finding:
    """Name the parameter file as the sender knows it; other files are named below the working folder."""
    return finding.in_file(str(there.path)) if finding.file in (None, str(here.path)) else finding


def _receive(future: Any, task: Task) -> Outcome:
    """Write what came back, and only that: a path is where this report's outputs belong."""
    try:
        returned: Returned = future.result()
        for path in returned.files:
            if path not in returned.outcome.outputs.values() or not OUTPUT_PATH.fullmatch(path):
                raise UsageError(f"集群送回了不该有的文件「{path}」。")
        write_all({task.out / path: data for path, data in returned.files.items()})
    except NianbaoError as error:
        return Outcome(str(task.path), "failed", task.source, error=str(error))
    except Exception as error:  # whatever ended it there is this report's alone
        return Outcome(
            str(task.path), "failed", task.source, error=f"集群上没有做完：{type(error).__name__}: {error}"
        )
    finally:
        with suppress(Exception):
            future.cancel()
    return returned.outcome
