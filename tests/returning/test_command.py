"""``nianbao import`` of a Word file that comes back, as a clerk types it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from nianbao.editor.desk_files import DeskFiles
from nianbao.editor.history import History
from nianbao.editor.session import Session
from tests.cli.conftest import Run, run
from tests.returning.edited import ROOT, Edited, exported

__all__ = ["run"]

NAME = "年报-李主任改.docx"


@pytest.fixture
def path(folder: Path) -> Path:
    for place in ("params/2024/yunxi.yaml", "params/2023/yunxi.yaml", "params/ledgers/yunxi-2024.xlsx"):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / place, folder / place)
    return folder / "params" / "2024" / "yunxi.yaml"


@pytest.fixture
def edited(path: Path, folder: Path) -> Edited:
    return Edited(exported(path, folder))


def save(edited: Edited, folder: Path) -> None:
    (folder / NAME).write_bytes(edited.bytes())


def test_an_unedited_file_says_so(edited: Edited, folder: Path, run: Run) -> None:
    save(edited, folder)
    result = run("import", NAME)
    assert (result.status, "没有改动" in result.out) == (0, True)


def test_it_is_shown_first_and_taken_when_asked(edited: Edited, path: Path, folder: Path, run: Run) -> None:
    before = path.read_text(encoding="utf-8")
    edited.track("也有了起步", "已经起步")
    edited.comment("监督保障方面", "这一段请再核")
    edited.replace("2025年1月9日", "2025年1月10日")
    save(edited, folder)
    shown = run("import", NAME)
    assert shown.status == 0
    assert path.read_text(encoding="utf-8") == before
    for words in (
        "一、总体情况",
        "李主任",
        "〔",
        "批注 王科长",
        "这一段请再核",
        "--apply",
        "--only 总体情况",
    ):
        assert words in shown.out
    taken = run("import", NAME, "--apply", "--only", "总体情况")
    assert taken.status == 0, taken.err
    assert path.read_text(encoding="utf-8") == before.replace("也有了起步", "已经起步")
    assert run("import", NAME, "--apply").status == 0
    assert path.read_text(encoding="utf-8") == before.replace("也有了起步", "已经起步").replace(
        "2025-01-09", "2025-01-10"
    )
    history = History(DeskFiles.of(path, folder))
    assert history.read(history.versions()[0]).decode() == before
    assert [one.why for one in history.versions()][1:] == ["读入 Word 修改"] * 2


def test_the_command_to_type_next_names_the_file_as_a_shell_takes_it(
    edited: Edited, folder: Path, run: Run
) -> None:
    edited.replace("也有了起步", "已经起步")
    (folder / "收到").mkdir()
    (folder / "收到" / "年报(最终版2).docx").write_bytes(edited.bytes())
    shown = run("import", "收到/年报(最终版2).docx")
    assert 'nianbao import "收到/年报(最终版2).docx" --apply' in shown.out.replace("\\", "/")


def test_what_both_changed_waits_for_a_choice(edited: Edited, path: Path, folder: Path, run: Run) -> None:
    edited.replace("也有了起步", "已经起步")
    save(edited, folder)
    now = path.read_text(encoding="utf-8").replace("也有了起步", "开始起步")
    path.write_text(now, encoding="utf-8")
    assert "用谁的请您定" in run("import", NAME).out
    left = run("import", NAME, "--apply")
    assert left.status == 1
    assert "--use 用他的" in left.out
    assert path.read_text(encoding="utf-8") == now
    assert run("import", NAME, "--apply", "--use", "用他的").status == 0
    assert path.read_text(encoding="utf-8") == now.replace("开始起步", "已经起步")


def test_an_edited_number_is_kept_or_taken_as_text(
    edited: Edited, path: Path, folder: Path, run: Run
) -> None:
    before = path.read_text(encoding="utf-8")
    next(edited.control("applications.new_received.total").iter(qn("w:t"))).text = "8"
    save(edited, folder)
    assert "被改成「8」" in run("import", NAME).out
    assert run("import", NAME, "--apply").status == 0
    assert path.read_text(encoding="utf-8") == before
    assert run("import", NAME, "--apply", "--literal").status == 0
    assert path.read_text(encoding="utf-8") == before.replace("{{ applications.new_received.total }}", "8", 1)


def test_with_out_it_is_read_as_any_report(edited: Edited, path: Path, folder: Path, run: Run) -> None:
    save(edited, folder)
    before = path.read_bytes()
    assert run("import", NAME, "--out", "另存.yaml").status == 0
    assert (folder / "另存.yaml").is_file()
    assert path.read_bytes() == before


def test_a_file_that_a_desk_has_open_is_left_alone(
    edited: Edited, path: Path, folder: Path, run: Run
) -> None:
    edited.replace("也有了起步", "已经起步")
    save(edited, folder)
    before = path.read_bytes()
    session = Session.open(path, folder)
    try:
        result = run("import", NAME, "--apply")
    finally:
        session.close()
    assert result.status == 2
    assert "编报台" in result.err
    assert path.read_bytes() == before


def test_words_for_other_files_are_refused(folder: Path, run: Run) -> None:
    (folder / "年报.txt").write_text("云溪镇2023年年报", encoding="utf-8")
    result = run("import", "年报.txt", "--apply")
    assert result.status == 2
    assert "--apply" in result.err


def test_a_part_that_is_not_changed_is_named(edited: Edited, folder: Path, run: Run) -> None:
    edited.replace("也有了起步", "已经起步")
    save(edited, folder)
    result = run("import", NAME, "--apply", "--only", "表九")
    assert result.status == 2
    assert "一、总体情况" in result.err


def test_a_renamed_unit_waits_for_a_word_on_its_signature(
    edited: Edited, path: Path, folder: Path, run: Run
) -> None:
    for piece in edited.body.iter(qn("w:t")):
        piece.text = (piece.text or "").replace("云溪镇", "云湖镇")
    save(edited, folder)
    taken = run("import", NAME, "--apply")
    assert taken.status == 1
    assert "「署名和日期」还没有定用谁的" in taken.out
    assert "署名和标题里的单位就不一致了" in taken.out
    assert "云溪镇人民政府" in path.read_text(encoding="utf-8")
    assert "by: 云湖镇" not in path.read_text(encoding="utf-8")


def test_when_nothing_is_left_no_empty_list_is_given(edited: Edited, folder: Path, run: Run) -> None:
    edited.paragraph("2024年政府信息").find(f".//{qn('w:t')}").text = "别镇年报"
    save(edited, folder)
    result = run("import", NAME, "--apply", "--only", "总体情况")
    assert result.status == 2
    assert "没有可以带回的改动" in result.err
    assert "改到的有" not in result.err
