"""What the manifest says of a folder over several runs: what is there, and what it is worth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nianbao.build import build_report
from nianbao.export.base import form_names
from nianbao.manifest import read_entries, record
from nianbao.task import Outcome, Task
from tests.conftest import Write


def run(path: Path, folder: Path, **options: Any) -> Outcome:
    outcome = build_report(Task(path, folder, folder / "out", **options))
    record(folder / "out", [outcome])
    return outcome


def only(folder: Path) -> dict[str, Any]:
    (entry,) = read_entries(folder / "out")
    return entry


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def index(folder: Path) -> str:
    return (folder / "out" / "index.html").read_text(encoding="utf-8")


def test_forms_of_two_runs_stand_together_while_nothing_changed(folder: Path, write: Write) -> None:
    path = write()
    run(path, folder, forms=("pdf",))
    run(path, folder, forms=("html",))
    assert set(only(folder)["outputs"]) == {"html", "ipynb", "pdf"}
    assert set(only(folder)["sha256"]) == set(only(folder)["outputs"].values())


def test_an_entry_with_any_form_is_read_back(folder: Path, write: Write) -> None:
    path = write()
    run(path, folder, forms=form_names())
    assert set(only(folder)["outputs"]) == {*form_names(), "ipynb"}


def test_a_form_of_an_older_text_goes_when_the_report_is_built_anew(folder: Path, write: Write) -> None:
    path = write()
    run(path, folder, forms=("pdf",))
    change(path, "重点明确", "重点更明确")
    run(path, folder, forms=("html",))
    assert set(only(folder)["outputs"]) == {"html", "ipynb"}
    assert not (folder / "out" / "2017" / "yunxi" / "report.pdf").exists()


def test_files_of_an_older_text_are_named_as_such_when_the_report_is_blocked(
    folder: Path, write: Write
) -> None:
    path = write()
    run(path, folder, forms=("html",))
    change(path, "重点明确", "{{ x }}")
    run(path, folder, forms=("html",))
    entry = only(folder)
    assert (entry["status"], entry["outputs"]) == ("blocked", {})
    assert set(entry["former"]) == {"html", "ipynb"}
    assert "旧文件（不是这份底稿现在的内容）" in index(folder)
    change(path, "{{ x }}", "重点")
    run(path, folder, forms=("html",))
    assert only(folder)["former"] == {}


def test_what_kept_a_report_back_is_told(folder: Path, write: Write) -> None:
    path = write()
    run(path, folder, forms=("html",), final=True)
    entry = only(folder)
    assert (entry["status"], entry["blocked_by"]) == ("blocked", "signing")
    assert "共 1 份，签发登记不全 1 份。" in index(folder)
    assert '<td class="blocked">签发登记不全</td>' in index(folder)


def test_a_file_that_cannot_be_read_any_more_keeps_its_place(folder: Path, write: Write) -> None:
    path = write()
    run(path, folder, forms=("html",))
    path.write_text("template: [", encoding="utf-8")
    run(path, folder, forms=("html",))
    entry = only(folder)
    assert (entry["unit"], entry["year"], entry["status"]) == ("yunxi", 2017, "failed")


def test_deleted_outputs_are_not_listed(folder: Path, write: Write) -> None:
    run(write("yunxi", "云溪镇"), folder, forms=("html",))
    for file in (folder / "out" / "2017" / "yunxi").iterdir():
        file.unlink()
    run(write("heishui", "黑水镇"), folder, forms=("html",))
    assert only(folder)["unit"] == "heishui"


def test_a_draft_is_marked(folder: Path, write: Write) -> None:
    path = write()
    run(path, folder, forms=("html",), draft=True)
    assert only(folder)["draft"] is True
    assert "初稿" in index(folder)
    run(path, folder, forms=("html",))
    assert only(folder)["draft"] is False
    assert "初稿" not in index(folder)


@pytest.mark.parametrize(
    "entry",
    [
        {"year": "2017"},
        {"outputs": None},
        {"outputs": {"html": "../../etc/passwd"}},
        {"former": {"html": "2017/x/../../../etc/report.pdf"}},
        {"unit": 3},
        {"params": None},
    ],
)
def test_a_damaged_entry_counts_as_none(folder: Path, write: Write, entry: dict[str, Any]) -> None:
    run(write(), folder, forms=("html",))
    path = folder / "out" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    assert len(read_entries(folder / "out")) == 1
    data["reports"][0].update(entry)
    path.write_text(json.dumps(data), encoding="utf-8")
    assert read_entries(folder / "out") == []
