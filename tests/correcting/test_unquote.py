"""What an earlier note quotes can be taken out of it; the register keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.blocks import plain_text
from nianbao.build import build_report
from nianbao.correcting.kept import in_force
from nianbao.correcting.unquote import unquote
from nianbao.errors import CorrectionError, UsageError
from nianbao.signing.chain import read
from nianbao.signing.sign import report_of
from nianbao.signing.standing import Standing
from nianbao.task import Task
from tests.correcting.conftest import NOW, Correct, edit, register_of
from tests.signing.conftest import STEPS, Sign, now


def note(town: Path, folder: Path) -> str:
    return "\n".join(
        plain_text(block) for block in report_of(town, folder).blocks() if block.section == "corrections"
    )


@pytest.fixture
def corrected(signed: Standing, town: Path, put_right: Correct, sign_off: Sign) -> None:
    """Two places were put right, and all signed the note that quotes them."""
    edit(town, "逐条审查", "由赵大山逐件审查")
    edit(town, "公开信息3条", "公开信息4条")
    put_right()
    for _ in STEPS:
        sign_off()


def test_words_that_a_later_correction_conceals_are_not_quoted_by_an_earlier_note(
    corrected: None, folder: Path, town: Path, put_right: Correct
) -> None:
    assert "赵大山" in note(town, folder)
    edit(town, "由赵大山逐件审查", "逐件审查")
    put_right("删去不宜公开的内容", conceal=True)
    assert "赵大山" not in note(town, folder)
    assert note(town, folder).count("部分有改动。") == 2  # in either note
    assert "“公开信息3条”更正为“公开信息4条”" in note(town, folder)
    assert "赵大山" in register_of(town).read_text(encoding="utf-8")
    put_right("删去不宜公开的内容", conceal=False, again=True)
    assert note(town, folder).count("赵大山") > 1


def test_quotes_of_a_published_note_are_taken_out_and_it_is_signed_anew(
    corrected: None, folder: Path, town: Path, sign_off: Sign
) -> None:
    told = unquote(town, folder, 1, " 李 四 ", NOW, "信息条数有误")
    assert (told.conceal, told.reason, told.date) == (True, "信息条数有误", "2025-03-05")
    assert "赵大山" not in note(town, folder)
    assert "更正原因：信息条数有误。" in note(town, folder)
    assert not any(step.holds for step in now(town, folder).steps)
    for _ in STEPS:
        sign_off()
    outcome = build_report(Task(town, folder, folder / "out", ("html",), final=True))
    assert outcome.status == "built", outcome.error
    page = (folder / "out" / outcome.outputs["html"]).read_text(encoding="utf-8")
    assert "更正原因：信息条数有误。" in page
    assert "“由赵大山逐件审查”" not in page  # it stands in the report itself still
    with pytest.raises(CorrectionError, match="没有引文字"):
        unquote(town, folder, 1, "李四", NOW)


@pytest.mark.parametrize(
    ("number", "name", "reason", "words"),
    [
        (2, "李四", None, "没有第 2 次更正：登记过第 1 到第 1 次"),
        (1, " ", None, "没有写姓名"),
        (1, "李四", "电话13900000009有误", "不宜公开"),
        (1, "李四", "误" * 301, "更正原因有 301 个字，最多 300 个"),
    ],
)
def test_what_can_not_be_taken_out_is_said(
    corrected: None, folder: Path, town: Path, number: int, name: str, reason: str | None, words: str
) -> None:
    before = register_of(town).read_bytes()
    with pytest.raises((CorrectionError, UsageError), match=words):
        unquote(town, folder, number, name, NOW, reason)
    assert register_of(town).read_bytes() == before


def test_a_line_that_was_altered_past_use_is_passed_over(corrected: None, town: Path) -> None:
    entries, _ = read(register_of(town).read_bytes())
    whole = in_force(entries)
    for odd in (
        {"do": "unquote"},
        {"do": "unquote", "correction": 9, "changes": []},
        {"do": "unquote", "correction": 1, "changes": [["一"]]},
        {"do": "unquote", "correction": "1", "changes": []},
    ):
        assert in_force([*entries, odd]) == whole
