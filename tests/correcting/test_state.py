"""How a report stands to its corrections, as the desk's preview tells it."""

from __future__ import annotations

from pathlib import Path

from nianbao.build import build_report
from nianbao.editor.document import Document
from nianbao.editor.kept import Keeper
from nianbao.editor.preview import Preview, preview
from nianbao.editor.round import Round
from nianbao.signing.standing import Standing
from nianbao.task import Task
from tests.correcting.conftest import Correct, edit


def shown(town: Path, folder: Path) -> Preview:
    return preview(Round(Document.open(town, folder), Keeper()))


def test_the_preview_has_the_note_and_says_what_no_correction_tells(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    task = Task(town, folder, folder / "out", ("html",))
    edit(town, "公开信息3条", "公开信息4条")
    put_right()
    page, outcome = shown(town, folder), build_report(task)
    assert outcome.status == "built", outcome.error
    assert page.html == (task.out / outcome.outputs["html"]).read_bytes()
    assert page.why_not == ""
    edit(town, "逐条审查", "逐件审查")
    assert "更正说明里没有" in shown(town, folder).why_not
    assert build_report(task).status == "blocked"
