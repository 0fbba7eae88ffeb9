"""Building reports: isolation, blocking, drafts, what lands on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pypdfium2
import pytest

from nianbao import build as build_module
from nianbao.blocks import BLOCK_MIME
from nianbao.build import build_report
from nianbao.errors import NotebookError, WriteError
from nianbao.export.base import load_form
from nianbao.pool import Started, build_all
from nianbao.task import Outcome, Task
from tests.conftest import Write


@pytest.fixture
def task(folder: Path, write: Write) -> Task:
    return Task(write(), folder, folder / "out")


def build(task: Task) -> Outcome:
    outcome = build_report(task)
    assert outcome.status == "built", outcome.error
    return outcome


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_report_is_written_in_each_form_with_its_record(task: Task) -> None:
    outcome = build(task)
    assert outcome.outputs == {
        "html": "2017/yunxi/report.html",
        "pdf": "2017/yunxi/report.pdf",
        "ipynb": "2017/yunxi/report.ipynb",
    }
    assert files(task.out) == set(outcome.outputs.values())
    for form in ("html", "pdf"):
        text = load_form(form).read_text((task.out / outcome.outputs[form]).read_bytes())
        assert "示例市云溪镇人民政府" in text
        assert "九、政府信息公开工作存在的主要问题及改进情况" in text
    assert outcome.faces["body"] == "Nianbao Fang"


def test_the_record_is_an_executed_notebook_with_readable_parameters(task: Task) -> None:
    outcome = build(task)
    text = (task.out / outcome.outputs["ipynb"]).read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    injected = next(cell for cell in notebook.cells if "injected-parameters" in cell.metadata.get("tags", ()))
    assert "云溪镇" in injected.source
    assert "\\u" not in injected.source
    shown = [output.data for cell in notebook.cells for output in cell.get("outputs", ())]
    assert all({BLOCK_MIME, "text/html", "text/plain"} <= set(data) for data in shown)
    assert str(task.folder) not in text
    assert "papermill" not in notebook.metadata


def test_the_same_input_gives_the_same_bytes(task: Task) -> None:
    again = replace(task, out=task.folder / "again")
    first, second = build(task), build(again)
    for form, path in first.outputs.items():
        assert (task.out / path).read_bytes() == (again.out / second.outputs[form]).read_bytes(), form


def test_error_findings_block_a_report_and_draft_prints_it(folder: Path, write: Write) -> None:
    path = write("yunxi", "云溪镇", **{"重点明确。": "{{ unit.nam }}"})
    blocked = build_report(Task(path, folder, folder / "out"))
    assert blocked.status == "blocked"
    assert [finding.code for finding in blocked.findings] == ["N101"]
    assert not (folder / "out").exists()
    draft = build(Task(path, folder, folder / "out", draft=True))
    for form in ("html", "pdf"):
        data = (folder / "out" / draft.outputs[form]).read_bytes()
        assert "【无此数据：unit.nam】" in load_form(form).read_text(data)
    assert "初稿" in (folder / "out" / draft.outputs["html"]).read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(folder / "out" / draft.outputs["pdf"]) as pdf:
        assert all("初稿" in page.get_textpage().get_text_range() for page in pdf)


def test_a_draft_needs_neither_names_nor_dates(folder: Path) -> None:
    path = folder / "params" / "2017" / "kong.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("template: laiyang-2017\nyear: 2017\n", encoding="utf-8")
    outcome = build(Task(path, folder, folder / "out", draft=True))
    assert {finding.code for finding in outcome.findings} >= {"U101", "U104", "T102", "S101"}
    assert outcome.unit == "kong"
    html = (folder / "out" / outcome.outputs["html"]).read_text(encoding="utf-8")
    assert "〔待填〕" in html


def test_private_keys_reach_no_output(folder: Path, write: Write) -> None:
    path = write()
    secret = "绝不外传的字样"
    extra = f"accepted:\n  - code: S103\n    where: fees\n    reason: {secret}\nunplaced:\n  - {secret}\nsettings:\n  {secret}: {secret}\n"
    path.write_text(path.read_text(encoding="utf-8") + extra, encoding="utf-8")
    outcome = build(Task(path, folder, folder / "out"))
    assert {finding.code for finding in outcome.findings} == {"P121", "Y102"}
    for form, place in outcome.outputs.items():
        data = (folder / "out" / place).read_bytes()
        assert secret.encode() not in data
        if form != "ipynb":
            assert secret not in load_form(form).read_text(data)


def test_forms_come_from_the_command_else_the_file_else_the_default(folder: Path, write: Write) -> None:
    path = write()
    path.write_text(path.read_text(encoding="utf-8") + "settings:\n  forms:\n    - html\n", encoding="utf-8")
    assert set(build(Task(path, folder, folder / "out")).outputs) == {"html", "ipynb"}
    assert set(build(Task(path, folder, folder / "out", forms=("pdf",))).outputs) == {"pdf", "ipynb"}


def test_an_unknown_form_in_the_file_fails_that_report(folder: Path, write: Write) -> None:
    path = write()
    path.write_text(path.read_text(encoding="utf-8") + "settings:\n  forms:\n    - doc\n", encoding="utf-8")
    outcome = build_report(Task(path, folder, folder / "out"))
    (finding,) = outcome.findings
    assert (finding.code, finding.line, finding.column) == ("P124", 33, 7)
    assert not (folder / "out").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_report_leaves_the_others_alone(folder: Path, write: Write, jobs: int) -> None:
    good, blocked = write(), write("heishui", "黑水镇", **{"没有收费。": "{{ x }}"})
    broken = folder / "params" / "2017" / "huai.yaml"
    broken.write_text("template: [", encoding="utf-8")
    tasks = [Task(path, folder, folder / "out") for path in (broken, blocked, good)]
    outcomes = {
        Path(outcome.params).stem: outcome
        for outcome in build_all(tasks, jobs)
        if not isinstance(outcome, Started)
    }
    assert {name: outcome.status for name, outcome in outcomes.items()} == {
        "huai": "failed",
        "heishui": "blocked",
        "yunxi": "built",
    }
    assert not outcomes["huai"].readable
    assert {path.split("/")[1] for path in files(folder / "out")} == {"yunxi"}


def test_a_failed_run_keeps_the_last_outputs_and_leaves_nothing_half_written(
    task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(task)
    before = {name: (task.out / name).read_bytes() for name in files(task.out)}
    task.path.write_text(
        task.path.read_text(encoding="utf-8").replace("重点明确", "重点更明确"), encoding="utf-8"
    )

    def no_pdf(path: Path, *_: Any, **__: Any) -> None:
        if path.suffix == ".pdf":
            raise WriteError("磁盘已满")

    monkeypatch.setattr(build_module, "check_file", no_pdf)
    failed = build_report(task)
    assert (failed.status, failed.error) == ("failed", "磁盘已满")
    assert {name: (task.out / name).read_bytes() for name in files(task.out)} == before


def test_a_cell_that_fails_makes_a_failed_report_naming_the_cell(task: Task) -> None:
    path = task.folder / "notebooks" / "laiyang-2017.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[5].source = "1 / 0"
    nbformat.write(notebook, path)
    outcome = build_report(task)
    assert outcome.status == "failed"
    assert "ZeroDivisionError" in str(outcome.error)
    assert "laiyang-2017.ipynb" in str(outcome.error)


@pytest.mark.parametrize(
    ("name", "cells"),
    [("a section is missing", [7]), ("two sections are swapped", [6, 5])],
)
def test_a_notebook_that_drops_or_swaps_parts_is_caught(task: Task, name: str, cells: list[int]) -> None:
    path = task.folder / "notebooks" / "laiyang-2017.ipynb"
    notebook = nbformat.read(path, as_version=4)
    if len(cells) == 1:
        del notebook.cells[cells[0]]
    else:
        one, other = cells
        notebook.cells[one], notebook.cells[other] = notebook.cells[other], notebook.cells[one]
    nbformat.write(notebook, path)
    outcome = build_report(task)
    assert outcome.status == "failed", name
    assert "自检未通过" in str(outcome.error)


def test_a_missing_notebook_is_said(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nianbao.running.find_resource", lambda *_: None)
    assert "notebooks/laiyang-2017.ipynb" in str(build_report(task).error)


def test_a_worker_that_dies_fails_its_report_only(folder: Path, write: Write) -> None:
    notebook_path = folder / "notebooks" / "laiyang-2017.ipynb"
    notebook = nbformat.read(notebook_path, as_version=4)
    notebook.cells[5].source = "import os\nif report.report.parameters.unit.id == 'heishui': os._exit(1)"
    notebook.cells.insert(6, nbformat.v4.new_code_cell('report.show("organization")'))
    notebook.cells[5].source += "\n" + 'report.show("overview")'
    del notebook.cells[6]
    nbformat.write(notebook, notebook_path)
    tasks = [Task(write(), folder, folder / "out"), Task(write("heishui", "黑水镇"), folder, folder / "out")]
    outcomes = {outcome.unit: outcome for outcome in build_all(tasks) if not isinstance(outcome, Started)}
    assert outcomes["heishui"].status == "failed"
    assert "没有运行完" in str(outcomes["heishui"].error)


def test_fallback_characters_are_listed(folder: Path, write: Write) -> None:
    outcome = build(
        Task(write("yunxi", "云溪镇", **{"重点明确。": "蔄山村的重点㎡。"}), folder, folder / "out")
    )
    assert outcome.fallback_characters == {"body": "蔄㎡"}


def test_a_font_folder_outside_the_working_folder_is_refused(folder: Path, write: Write) -> None:
    path = write()
    path.write_text(path.read_text(encoding="utf-8") + "fonts:\n  folder: ../..\n", encoding="utf-8")
    outcome = build_report(Task(path, folder, folder / "out"))
    assert outcome.status == "blocked"
    (finding,) = outcome.findings
    assert (finding.code, finding.line) == ("F101", 32)
    assert "不在工作文件夹内" in finding.message


def test_outcomes_say_how_long_they_took(task: Task) -> None:
    outcome = build(task)
    assert outcome.seconds > 0
    assert json.dumps(outcome.outputs)


def test_execution_errors_are_reports_errors() -> None:
    assert NotebookError("x").exit_code == 1


def test_an_unforeseen_error_is_that_reports_own(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(build_module, "read_document", broken)
    outcome = build_report(task)
    assert outcome.status == "failed"
    assert "程序出错：RuntimeError: unforeseen" in str(outcome.error)


def test_an_output_folder_that_cannot_be_is_said(task: Task) -> None:
    (task.folder / "taken").write_text("x", encoding="utf-8")
    outcome = build_report(replace(task, out=task.folder / "taken"))
    assert outcome.status == "failed"
    assert "写不进" in str(outcome.error)
    assert "--out" in str(outcome.error)


def test_a_file_name_that_is_no_id_blocks_and_still_makes_a_draft(folder: Path, write: Write) -> None:
    path = write("yunxi", "云溪镇", **{"  id: yunxi\n": ""})
    odd = path.rename(path.with_name("年报(最终版2).yaml"))
    blocked = build_report(Task(odd, folder, folder / "out"))
    assert blocked.status == "blocked"
    assert [finding.code for finding in blocked.findings] == ["U103"]
    draft = build(Task(odd, folder, folder / "out", draft=True))
    assert draft.outputs["html"] == "2017/nianbao-zuizhongban2/report.html"


def test_a_draft_may_hold_malformed_references(folder: Path, write: Write) -> None:
    path = write("yunxi", "云溪镇", **{"重点明确。": "甲{{ 坏引用 }}乙"})
    outcome = build(Task(path, folder, folder / "out", draft=True))
    assert "甲{{ 坏引用 }}乙" in load_form("html").read_text(
        (folder / "out" / outcome.outputs["html"]).read_bytes()
    )


def test_a_notebook_that_is_none_is_said_in_chinese(task: Task) -> None:
    (task.folder / "notebooks" / "laiyang-2017.ipynb").write_text("not json", encoding="utf-8")
    assert "不是有效的记事本" in str(build_report(task).error)
