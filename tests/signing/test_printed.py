"""How far a report is stands on its pages, until the final version is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.build import build_report
from nianbao.export.base import MARKS, load_form
from nianbao.finding import errors_of
from nianbao.freshness import is_fresh
from nianbao.manifest import read_entries, record
from nianbao.signing.register import register_path
from nianbao.signing.standing import Standing, State
from nianbao.task import Outcome, Task
from tests.signing.conftest import Sign, edit

FORMS = ("html", "fragment", "publish")


@pytest.fixture
def task(folder: Path, town: Path) -> Task:
    return Task(town, folder, folder / "out", FORMS)


def build(task: Task) -> Outcome:
    outcome = build_report(task)
    assert outcome.status == "built", outcome.error
    return outcome


def pages(task: Task) -> dict[str, bytes]:
    return {path: (task.out / path).read_bytes() for path in build(task).outputs.values()}


def marks_in(made: dict[str, bytes]) -> set[str]:
    return {mark for data in made.values() for mark in MARKS if mark in data.decode("utf-8")}


def test_the_marks_are_the_states() -> None:
    assert tuple(State) == MARKS


def test_each_state_stands_on_the_pages(task: Task, sign_off: Sign) -> None:
    assert marks_in(pages(task)) == set()
    sign_off()
    made = pages(task)
    assert marks_in(made) == {"送审稿"}
    assert "<strong>送审稿，不得发布</strong>" in made["2017/yunxi/report.fragment.html"].decode("utf-8")
    for _ in range(4):
        sign_off()
    assert marks_in(pages(task)) == {"审定稿"}
    edit(task.path, "组织领导有力", "组织领导得力")
    assert marks_in(pages(task)) == {"初稿"}


def test_the_final_version_is_the_clean_one(task: Task, folder: Path, sign_off: Sign) -> None:
    clean = pages(task)
    for _ in range(5):
        sign_off()
    assert pages(replace(task, final=True)) == clean


@pytest.mark.parametrize("steps", [0, 4])
def test_no_final_version_without_all_steps(task: Task, sign_off: Sign, steps: int) -> None:
    for _ in range(steps):
        sign_off()
    outcome = build_report(replace(task, final=True))
    assert (outcome.status, outcome.blocked_by) == ("blocked", "signing")
    assert outcome.error is not None
    assert ("「主要领导签发」还没有登记" if steps else "没有签发登记") in outcome.error
    assert not outcome.outputs


def test_no_final_version_after_an_edit_or_with_an_altered_register(
    task: Task, signed: Standing, sign_off: Sign
) -> None:
    edit(task.path, "组织领导有力", "组织领导得力")
    assert "得力" in str(build_report(replace(task, final=True)).error)
    edit(task.path, "组织领导得力", "组织领导有力")
    edit(register_path(task.path), "主要领导签发", "主要领导签收")
    outcome = build_report(replace(task, final=True))
    assert outcome.status == "blocked"
    assert "第 7 行" in str(outcome.error)
    made = build(task)
    assert made.mark == "初稿"
    assert any("被改动过" in one for one in made.warnings)


def test_a_draft_with_errors_is_a_draft_whatever_was_signed(task: Task, sign_off: Sign) -> None:
    edit(task.path, "没有收费。", "没有收费，{{ no.such.figure }}。")
    sign_off()
    made = build(replace(task, draft=True))
    assert errors_of(made.findings)
    assert made.mark == "初稿"


def test_a_new_signature_makes_the_outputs_stale(task: Task, folder: Path, sign_off: Sign) -> None:
    record(task.out, [build(task)], folder)
    (entry,) = read_entries(task.out)
    assert is_fresh(task, entry)
    assert not is_fresh(replace(task, final=True), entry)
    sign_off()
    assert not is_fresh(task, entry)
    record(task.out, [build(task)], folder)
    (entry,) = read_entries(task.out)
    assert (entry["draft"], entry["mark"]) == (True, "送审稿")


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_the_mark_stands_in_papers_too(task: Task, sign_off: Sign, form: str) -> None:
    sign_off()
    (path,) = [
        task.out / path for name, path in build(replace(task, forms=(form,))).outputs.items() if name == form
    ]
    assert "送审稿" in header_of(path)
    assert "送审稿" not in load_form(form).read_text(path.read_bytes())


def header_of(path: Path) -> str:
    if path.suffix == ".docx":
        import docx

        return "".join(one.text for one in docx.Document(str(path)).sections[0].header.paragraphs)
    if path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path)
        return "".join(str(sheet.oddHeader.center.text) + str(sheet["B1"].value) for sheet in book)
    import pypdfium2

    return str(pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded())
