"""A Dask cluster: a real scheduler and workers, each a process of its own on the loopback."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from nianbao import cluster
from nianbao.build import build_report
from nianbao.cluster import IN_FLIGHT, Parcel, build_on_cluster, build_parcel
from nianbao.errors import UsageError
from nianbao.freshness import code_sha256
from nianbao.pool import Started, build_all
from nianbao.signing.register import register_path
from nianbao.signing.sign import Who, sign
from nianbao.system import processes
from nianbao.task import Outcome, Task
from tests.conftest import Write

TOWNS = {"yi": "一一镇", "er": "二二镇", "san": "三三镇", "si": "四四镇", "wu": "五五镇", "liu": "六六镇"}


class Cluster:
    """A scheduler and two workers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        file = folder / "scheduler.json"
        self.processes = [
            self._start("distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", str(file))
        ]
        deadline = time.monotonic() + 60
        while not (file.exists() and file.read_text(encoding="utf-8").strip().endswith("}")):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        self.address = json.loads(file.read_text(encoding="utf-8"))["address"]
        for _ in range(2):
            self.add_worker()

    def add_worker(self) -> None:
        worker = self._start("distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny")
        self.processes.append(worker)

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", module, "--host", "127.0.0.1", "--no-dashboard", *arguments]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self._folder, stdout=quiet, stderr=quiet, start_new_session=True)

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    running = Cluster(tmp_path_factory.mktemp("dask"))
    yield running
    running.end()


@pytest.fixture
def tasks(folder: Path, write: Write) -> list[Task]:
    return [Task(write(unit, name), folder, folder / "out", ("html",)) for unit, name in TOWNS.items()]


def ended(events: Iterator[Started | Outcome]) -> dict[str, Outcome]:
    outcomes = [event for event in events if not isinstance(event, Started)]
    return {Path(outcome.params).stem: outcome for outcome in outcomes}


def test_the_cluster_gives_what_this_machine_gives(dask: Cluster, tasks: list[Task]) -> None:
    there = ended(build_on_cluster(dask.address, tasks, 2))
    here = ended(build_all([replace(task, out=task.folder / "here") for task in tasks]))
    assert {outcome.status for outcome in there.values()} == {"built"}
    for unit, outcome in there.items():
        assert (outcome.params, outcome.source) == (here[unit].params, here[unit].source)
        assert (outcome.inputs, outcome.recipe, outcome.sha256) == (
            here[unit].inputs,
            here[unit].recipe,
            here[unit].sha256,
        )
        for path in outcome.outputs.values():
            assert (tasks[0].folder / "out" / path).read_bytes() == (
                tasks[0].folder / "here" / path
            ).read_bytes()


def test_a_notebook_of_the_folders_own_travels_along(dask: Cluster, tasks: list[Task]) -> None:
    path = tasks[0].folder / "notebooks" / "laiyang-2017.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(3, new_code_cell("print('本地加的一句')"))
    nbformat.write(notebook, path)
    (outcome,) = ended(build_on_cluster(dask.address, tasks[:1], 2)).values()
    page = (tasks[0].out / outcome.outputs["html"]).read_text(encoding="utf-8")
    assert "本地加的一句" in page


def test_findings_name_the_files_of_this_machine(dask: Cluster, folder: Path, write: Write) -> None:
    blocked = Task(write("yi", "一一镇", 重点明确="{{ x }}"), folder, folder / "out")
    broken = Task(folder / "params" / "2017" / "huai.yaml", folder, folder / "out")
    broken.path.write_text("template: [", encoding="utf-8")
    outcomes = ended(build_on_cluster(dask.address, [blocked, broken], 2))
    assert (outcomes["yi"].status, outcomes["huai"].readable) == ("blocked", False)
    for unit, outcome in outcomes.items():
        assert {Path(str(finding.file)).stem for finding in outcome.findings} == {unit}


def test_results_stream_and_few_are_on_their_way(dask: Cluster, folder: Path, write: Write) -> None:
    tasks = [Task(write(f"t{n}", "一一镇"), folder, folder / "out", ("html",)) for n in range(12)]
    running = most = 0
    for event in build_on_cluster(dask.address, tasks, 2):
        running += 1 if isinstance(event, Started) else -1
        most = max(most, running)
    assert running == 0
    assert 2 <= most <= IN_FLIGHT * 2


def test_a_worker_killed_half_way_loses_nothing(tmp_path: Path, tasks: list[Task]) -> None:
    path = tasks[0].folder / "notebooks" / "laiyang-2017.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(2, new_code_cell("import time; time.sleep(0.5)"))
    nbformat.write(notebook, path)
    running = Cluster(tmp_path)
    try:
        outcomes: list[Outcome] = []
        for event in build_on_cluster(running.address, tasks, 2):
            if isinstance(event, Outcome):
                outcomes.append(event)
                if len(outcomes) == 1:
                    processes.end(running.processes[1].pid)
    finally:
        running.end()
    assert sorted(Path(outcome.params).stem for outcome in outcomes) == sorted(TOWNS)
    assert {outcome.status for outcome in outcomes} == {"built"}


def test_a_worker_with_other_code_builds_nothing(tasks: list[Task]) -> None:
    task = tasks[0]
    parcel = Parcel(task, task.source, {task.source: task.path.read_bytes()}, code="another")
    returned = build_parcel(parcel)
    assert (returned.outcome.status, returned.files) == ("failed", {})
    assert "程序版本与本机不同" in str(returned.outcome.error)
    assert build_parcel(replace(parcel, code=code_sha256())).outcome.status == "built"


@pytest.mark.parametrize("path", ["../../x", "2017/yi/../../../x", "2017/yi/report.html/../x"])
def test_nothing_is_written_elsewhere(tasks: list[Task], path: str) -> None:
    outcome = Outcome(str(tasks[0].path), "built", tasks[0].source, outputs={"html": path})

    class Hostile:
        def result(self) -> cluster.Returned:
            return cluster.Returned(outcome, {path: b"x"})

        def cancel(self) -> None: ...

    received = cluster._receive(Hostile(), tasks[0])
    assert received.status == "failed"
    assert "不该有的文件" in str(received.error)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd"])
def test_files_outside_the_working_folder_never_travel(folder: Path, write: Write, name: str) -> None:
    path = write()
    text = path.read_text(encoding="utf-8") + f"ledgers:\n  applications: {name}\nfonts:\n  folder: {name}\n"
    path.write_text(text, encoding="utf-8")
    parcel = cluster._pack(Task(path, folder, folder / "out"))
    assert isinstance(parcel, Parcel)
    assert not any("passwd" in sent for sent in parcel.files)


def test_a_scheduler_that_does_not_answer_is_said(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    with pytest.raises(UsageError, match=r"连不上调度器「tcp://127\.0\.0\.1:9」"):
        list(build_on_cluster("tcp://127.0.0.1:9", tasks, 1))


def test_without_dask_the_way_to_it_is_said(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="没有安装 Dask"):
        list(build_on_cluster(None, tasks, 1))


def test_what_is_signed_travels_with_how_far_it_went(folder: Path, write: Write) -> None:
    task = Task(write("yi", "一一镇"), folder, folder / "out", ("html",))
    now = datetime.datetime.now().astimezone()
    for _ in range(2):
        sign(task.path, folder, Who("张三", now.date()), None, now)
    assert _built_there(task).mark == "送审稿"
    register = register_path(task.path)
    lines = register.read_bytes().splitlines(keepends=True)
    register.write_bytes(b"".join(lines[:-1]))  # a cut that the chain alone doesn't show
    there, here = _built_there(task), build_report(task)
    assert (there.mark, there.warnings) == (here.mark, here.warnings)
    assert "末尾少了 1 条" in str(there.warnings)
    register.unlink()
    assert "登记不见了" in str(_built_there(task).warnings)


def _built_there(task: Task) -> Outcome:
    parcel = cluster._pack(task)
    assert isinstance(parcel, Parcel)
    return build_parcel(parcel).outcome
