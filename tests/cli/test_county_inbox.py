"""``nianbao county inbox``, ``remarks`` and ``board``, as the officer types them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from nianbao.county.board.decisions import Decisions
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.county.office import Office, edited, printed

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(400)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office.in_folder(tmp_path / "县政府办")
    monkeypatch.chdir(made.place.folder)
    return made


def test_a_report_in_order(office: Office, run: Run) -> None:
    office.put("年报(最终版2).docx", printed("yunxi"))
    result = run("county", "inbox", "收件")
    assert result.status == 0, result.out
    assert "收下　年报(最终版2).docx" in result.out
    assert "云溪镇第 1 版" in result.out
    assert "审核意见　云溪镇第 1 轮：没有意见" in result.out
    again = run("county", "inbox", "收件")
    assert again.status == 0
    assert "已经收过 1 份。" in again.out


def test_points_that_must_be_put_right_are_status_1(office: Office, run: Run) -> None:
    office.put("云溪.docx", edited(printed("yunxi"), lambda words: words.replace("第711号", "第771号")))
    result = run("county", "inbox", "收件")
    assert result.status == 1
    assert "必须修改 1" in result.out


def test_nothing_readable_is_status_2(office: Office, run: Run) -> None:
    office.put("云溪镇.doc", OLD_WORD)
    result = run("county", "inbox", "收件")
    assert result.status == 2
    assert "请在 WPS 中另存为 docx/xlsx" in result.out
    assert run("county", "inbox", "没有").status == 2


def test_an_empty_inbox(office: Office, run: Run) -> None:
    result = run("county", "inbox", "收件")
    assert (result.status, result.out.strip()) == (
        2,
        "2024 年（没有写 --year，取的是最近的一年）收件：「收件」里没有文件。",
    )


def test_whose_it_is(office: Office, run: Run) -> None:
    path = office.put("石门.docx", printed("shimen"))
    assert run("county", "inbox", "收件").status == 1
    wrong = run("county", "inbox", str(path), "--as", "青山镇")
    assert wrong.status == 2
    assert "名单里没有「青山镇」" in wrong.err
    right = run("county", "inbox", str(path), "--as", "南坡镇")
    assert "南坡镇第 1 版" in right.out


def test_the_board(office: Office, run: Run) -> None:
    office.put("云溪.docx", printed("yunxi"))
    run("county", "inbox", "收件")
    result = run("county", "board", "--pass", "云溪镇", "--deadline", "2025年1月15日")
    assert result.status == 0, result.err
    assert [one.by for one in Decisions(office.place).of("yunxi")] == ["县里"]
    assert Decisions(office.place).deadline == datetime.date(2025, 1, 15)
    assert "云溪镇第 1 版：通过。" in result.out
    assert "通过   1　云溪镇" in result.out
    assert "未报   4" in result.out
    assert (office.place.board / "报送进度.html").is_file()
    again = run("county", "board")
    assert "报送期限" in (office.place.board / "报送进度.html").read_text(encoding="utf-8")
    assert "通过   1　云溪镇" in again.out
    assert run("county", "board", "--pass", "云溪镇", "--return", "云溪镇").status == 2
    assert run("county", "board", "--pass", "水利局").status == 2
    late = run("county", "board", "--pass", "水利局", "--deadline", "2025-01-20")
    assert late.status == 2
    assert Decisions(office.place).deadline == datetime.date(2025, 1, 15)


def test_forms_and_board_know_one_deadline(office: Office, run: Run) -> None:
    assert run("county", "forms", "--deadline", "2025年1月9日").status == 0
    run("county", "board", "--year", "2024")
    assert "应于1月9日前报送" in (office.place.board / "催报.txt").read_text(encoding="utf-8")
    said = run("county", "forms", "--deadline", "1月15日下班前")
    assert said.status == 2
    assert "「1月15日下班前」不是日期。请写成 2024-11-20 或 2024年11月20日 的样子" in said.err


@pytest.mark.parametrize("step", ["board", "inbox", "remarks", "forms", "sum"])
def test_the_year_is_said_first(office: Office, run: Run, step: str) -> None:
    office.put("云溪.docx", printed("yunxi"))
    run("county", "inbox", "收件")
    rest = ["收件"] if step == "inbox" else []
    unsaid = run("county", step, *rest).out.splitlines()[0]
    assert "2024 年（没有写 --year，取的是最近的一年）" in unsaid
    said = run("county", step, *rest, "--year", "2024").out.splitlines()[0]
    assert "2024 年" in said
    assert "--year" not in said


def test_the_remarks(office: Office, run: Run) -> None:
    assert "还没有单位报送" in run("county", "remarks").out
    office.put("云溪.docx", edited(printed("yunxi"), lambda words: words.replace("第711号", "第771号")))
    run("county", "inbox", "收件")
    result = run("county", "remarks", "云溪镇", "--message")
    assert result.status == 0
    assert "云溪镇第 1 轮：必须修改 1" in result.out
    assert "【云溪镇】2024年度报告第 1 轮审核意见" in result.out
    assert run("county", "remarks", "青山镇").status == 2


@pytest.mark.parametrize("step", ["inbox", "remarks", "board"])
def test_without_a_roster(office: Office, run: Run, step: str) -> None:
    office.place.roster.unlink()
    result = run("county", step, *(["收件"] if step == "inbox" else []))
    assert result.status == 2
    assert "nianbao county init" in result.err
