"""Fresh reports are left alone; any change of what they are made from, or of themselves, is noticed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nianbao import freshness
from nianbao.build import build_report
from nianbao.freshness import is_fresh
from nianbao.manifest import read_entries, record
from nianbao.resources import shipped
from nianbao.task import Task
from tests.conftest import Write


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with one built report that uses a ledger and a folder of fonts."""
    from nianbao.cli.init import fill

    folder = tmp_path_factory.mktemp("built") / "work"
    fill(folder)
    (folder / "ledgers").mkdir()
    (folder / "ledgers" / "a.csv").write_text("收到日期,申请人类别,答复日期,办理结果\n", encoding="utf-8")
    own = shipped("templates") / "laiyang-2017" / "template.yaml"
    shutil.copy(own, folder / "templates" / "laiyang-2017")
    (folder / "faces").mkdir()
    shutil.copy(shipped("fonts") / "NianbaoHei-Regular.ttf", folder / "faces")
    params = folder / "params" / "2017" / "qingshi.yaml"
    extra = "ledgers:\n  applications: ledgers/a.csv\nfonts:\n  folder: faces\n"
    params.write_text(params.read_text(encoding="utf-8") + extra, encoding="utf-8")
    task = Task(params, folder, folder / "out")
    outcome = build_report(task)
    assert outcome.status == "built", outcome.error
    record(folder / "out", [outcome])
    return folder


@pytest.fixture
def work(built: Path, tmp_path: Path) -> Path:
    """A copy of it, at another place: paths in the manifest are relative."""
    return Path(shutil.copytree(built, tmp_path / "copied"))


def check(work: Path, **options: Any) -> bool:
    entry = {**read_entries(work / "out")[0]}
    return is_fresh(Task(work / "params/2017/qingshi.yaml", work, work / "out", **options), entry)


def append(name: str) -> Callable[[Path], None]:
    def change(work: Path) -> None:
        path = work / name
        path.write_bytes(path.read_bytes() + b" ")

    return change


def write(name: str) -> Callable[[Path], None]:
    def change(work: Path) -> None:
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_bytes(b"# new\n")

    return change


def remove(name: str) -> Callable[[Path], None]:
    return lambda work: (work / name).unlink()


def test_nothing_changed(work: Path) -> None:
    assert check(work)


def test_a_touched_or_rewritten_file_is_what_it_was(work: Path) -> None:
    for path in work.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes())
    assert check(work)


@pytest.mark.parametrize(
    "change",
    [
        append("params/2017/qingshi.yaml"),
        append("ledgers/a.csv"),
        append("faces/NianbaoHei-Regular.ttf"),
        append("templates/laiyang-2017/template.yaml"),
        append("templates/laiyang-2017/additions.yaml"),
        write("params/2016/qingshi.yaml"),
        write("templates/ledgers/applications.yaml"),
        write("templates/workdays.yaml"),
        write("templates/checks/laws.yaml"),
        write("templates/checks/gazetteer.yaml"),
        append("notebooks/laiyang-2017.ipynb"),
        remove("ledgers/a.csv"),
        remove("templates/laiyang-2017/template.yaml"),
        remove("notebooks/laiyang-2017.ipynb"),
        append("out/2017/qingshi/report.html"),
        append("out/2017/qingshi/report.ipynb"),
        remove("out/2017/qingshi/report.pdf"),
    ],
)
def test_any_change_makes_it_stale(work: Path, change: Callable[[Path], None]) -> None:
    change(work)
    assert not check(work)


def test_a_change_of_another_town_does_not(work: Path) -> None:
    append("params/2017/heluo.yaml")(work)
    assert check(work)


@pytest.mark.parametrize("options", [{"draft": True}, {"forms": ("html", "docx")}])
def test_other_options_make_it_stale(work: Path, options: dict[str, Any]) -> None:
    assert not check(work, **options)


def test_fewer_forms_than_there_are_need_no_new_run(work: Path) -> None:
    assert check(work, forms=("html",))


def test_other_code_makes_it_stale(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "code_sha256", lambda: "another version")
    assert not check(work)


def test_the_code_includes_looks_notebooks_and_fonts() -> None:
    names = {path.name for path in freshness._shipped_files()}
    assert {
        "freshness.py",
        "report.typ",
        "page.css",
        "template.yaml",
        "laiyang-2017.ipynb",
        "fonts.json",
    } <= names


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"status": "failed"},
        {"status": "built"},
        {"status": "built", "recipe": None, "inputs": [], "sha256": 3},
    ],
)
def test_an_entry_that_says_less_is_stale(work: Path, entry: dict[str, Any]) -> None:
    assert not is_fresh(Task(work / "params/2017/qingshi.yaml", work, work / "out"), entry)


def test_a_template_of_the_folders_own_makes_it_stale(folder: Path, write: Write) -> None:
    own = folder / "templates" / "laiyang-2017" / "template.yaml"
    text = (shipped("templates") / "laiyang-2017" / "template.yaml").read_text(encoding="utf-8")
    task = Task(write(), folder, folder / "out", ("html",))
    record(folder / "out", [build_report(task)])
    assert is_fresh(task, read_entries(folder / "out")[0])
    own.write_text(text, encoding="utf-8")
    assert not is_fresh(task, read_entries(folder / "out")[0])
