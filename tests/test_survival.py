"""What happens to the rest when a process is killed, a disk is full, or two runs meet."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import filelock
import nbformat
import pypdfium2
import pytest
from nbformat.v4 import new_code_cell

from nianbao import folder as folder_module
from nianbao.build import build_report
from nianbao.folder import write_atomically
from nianbao.pool import Started, _Worker, build_all
from nianbao.task import Outcome, Task
from tests.abilities import needs_groups
from tests.conftest import Write
from tests.somebody_else import as_somebody_else

TOWNS = {"yi": "一一镇", "er": "二二镇", "san": "三三镇", "si": "四四镇", "wu": "五五镇", "liu": "六六镇"}


def insert_cell(folder: Path, source: str) -> None:
    """Let every report run a cell before its title."""
    path = folder / "notebooks" / "laiyang-2017.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(2, new_code_cell(source))
    nbformat.write(notebook, path)


@pytest.fixture
def towns(folder: Path, write: Write) -> Path:
    for unit, name in TOWNS.items():
        write(unit, name)
    return folder


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "nianbao", "build", "--to", "html", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def manifest(folder: Path) -> dict[str, str]:
    path = folder / "out" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"reports": []}
    return {entry["unit"]: entry["status"] for entry in data["reports"]}


def wait_for_outputs(folder: Path, count: int) -> None:
    deadline = time.monotonic() + 60
    while len(list(folder.glob("out/2017/*/report.ipynb"))) < count:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def whole_outputs(folder: Path) -> set[str]:
    """Every file under a final name is complete; give the units that have theirs."""
    for page in folder.glob("out/2017/*/report.html"):
        assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    for record in folder.glob("out/2017/*/report.ipynb"):
        nbformat.read(record, as_version=4)
    return {path.parent.name for path in folder.glob("out/2017/*/report.ipynb")}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_leaves_whole_files_and_the_next_does_the_rest(towns: Path, jobs: str) -> None:
    insert_cell(towns, "import time; time.sleep(0.8)")
    run = start(towns, "--jobs", jobs)
    wait_for_outputs(towns, 4)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    done = whole_outputs(towns)
    assert 4 <= len(done) <= len(TOWNS)
    recorded = manifest(towns)
    assert recorded, "the manifest is written during the run"
    again = start(towns, "--json-lines")
    events = [json.loads(line) for line in again.communicate()[0].splitlines()]
    assert again.returncode == 0
    rebuilt = {Path(event["params"]).stem for event in events if event["event"] == "started"}
    assert rebuilt == set(TOWNS) - set(recorded)
    assert whole_outputs(towns) == set(TOWNS)
    assert not list((towns / "out").glob("**/.nianbao-*"))


@needs_groups
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(towns: Path, jobs: str) -> None:
    insert_cell(towns, "import time; time.sleep(0.4)")
    run = start(towns, "--jobs", jobs)
    wait_for_outputs(towns, 3)  # so that one at least has been told of
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 1
    assert "已中断" in err
    assert "Traceback" not in err
    assert "已生成" in out
    assert manifest(towns)
    assert set(manifest(towns)) <= whole_outputs(towns)
    assert not list((towns / "out").glob(".nianbao-*"))


def outcomes(tasks: list[Task], jobs: int) -> dict[str, Outcome]:
    events = [event for event in build_all(tasks, jobs) if not isinstance(event, Started)]
    return {Path(outcome.params).stem: outcome for outcome in events}


def test_a_killed_worker_fails_its_report_only(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take = _Worker.take

    def take_and_die(self: _Worker, task: Task) -> Started:
        started = take(self, task)
        if task.path.stem == "san":
            os.kill(int(self._process.pid or 0), signal.SIGKILL)
        return started

    monkeypatch.setattr(_Worker, "take", take_and_die)
    tasks = [
        Task(path, towns, towns / "out", ("html",)) for path in sorted((towns / "params/2017").iterdir())
    ]
    ended = outcomes(tasks, 2)
    assert {unit for unit, outcome in ended.items() if outcome.status != "built"} == {"san"}
    assert "意外结束" in str(ended["san"].error)
    assert set(ended) == set(TOWNS)


def test_a_killed_nursery_fails_the_reports_it_had_only(towns: Path) -> None:
    insert_cell(
        towns,
        "import os, signal\nif report.report.parameters.unit.id == 'san': os.kill(os.getppid(), signal.SIGKILL)",
    )
    tasks = [
        Task(path, towns, towns / "out", ("html",)) for path in sorted((towns / "params/2017").iterdir())
    ]
    ended = outcomes(tasks, 2)
    assert set(ended) == set(TOWNS)
    # Its own kernel lives on; a report that asked just then may have got none.
    assert sum(outcome.status != "built" for outcome in ended.values()) <= 2


def test_more_at_a_time_give_the_same(towns: Path) -> None:
    paths = sorted((towns / "params/2017").iterdir())
    for jobs in (1, 2):
        tasks = [Task(path, towns, towns / f"out{jobs}", ("html",)) for path in paths]
        assert {outcome.status for outcome in outcomes(tasks, jobs).values()} == {"built"}
    one, two = (
        {path.relative_to(out): path.read_bytes() for path in out.rglob("report.*")}
        for out in (towns / "out1", towns / "out2")
    )
    assert one == two


def test_a_full_disk_fails_the_report_and_leaves_nothing(
    folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder_module.os, "fsync", full)
    outcome = build_report(Task(write(), folder, folder / "out", ("html",)))
    assert outcome.status == "failed"
    assert "磁盘已满" in str(outcome.error)
    assert not [path for path in (folder / "out").rglob("*") if path.is_file()]


def written(page: Path) -> str:
    write_atomically(page, b"after")
    return "written"


def test_an_output_that_cannot_be_replaced_is_said_and_kept() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "out"
        place.mkdir()
        page = place / "report.html"
        page.write_text("before", encoding="utf-8")
        Path(name).chmod(0o755)
        place.chmod(0o555)
        said = as_somebody_else(lambda: written(page))
        assert said.startswith(f"WriteError: 写不进「{page}」：没有权限")
        assert [path.name for path in place.iterdir()] == ["report.html"]
        assert page.read_text(encoding="utf-8") == "before"
        place.chmod(0o777)
        assert as_somebody_else(lambda: written(page)) == "written"
        assert page.read_text(encoding="utf-8") == "after"


def test_a_second_run_on_the_same_folder_says_so(towns: Path) -> None:
    (towns / "out").mkdir()
    with filelock.FileLock(towns / "out" / ".nianbao.lock"):
        run = start(towns)
        _, err = run.communicate(timeout=30)
    assert run.returncode == 2
    assert "另一个 nianbao build 正在" in err
    assert not list(towns.glob("out/2017"))


def test_pdfs_of_a_batch_are_whole(towns: Path) -> None:
    tasks: list[Any] = [
        Task(path, towns, towns / "out", ("pdf",)) for path in sorted((towns / "params/2017").iterdir())
    ]
    for outcome in outcomes(tasks, 2).values():
        with pypdfium2.PdfDocument(towns / "out" / outcome.outputs["pdf"]) as pdf:
            assert TOWNS[str(outcome.unit)] in pdf[0].get_textpage().get_text_range()
