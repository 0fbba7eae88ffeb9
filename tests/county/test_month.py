"""The fictional county plays its whole January: nineteen units, every shape of file, three rounds, sums that close."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from nianbao.county.board.states import State
from nianbao.county.inbox.receive import receive
from nianbao.county.inbox.result import Outcome
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.remark import State as RemarkState
from nianbao.params import load_parameters
from nianbao.report import Report

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from month import steps  # noqa: E402 - a script of the project's, found by its folder
from month.material import LATE, ROUNDS  # noqa: E402

NAMES = {
    "bailu": "白鹭镇",
    "chengguan": "城关街道",
    "donghu": "东湖街道",
    "shimen": "石门镇",
    "shuangqiao": "双桥镇",
    "yunxi": "云溪镇",
    LATE: "自然资源和规划局",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("示例县") / "工作 文件夹"
    (folder / "params").mkdir(parents=True)
    played = steps.Office(folder, lambda _: None)
    steps.play(played)
    return played


@pytest.fixture(scope="module")
def place(office: Any) -> CountyPlace:
    return CountyPlace(office.folder, 2024)


def opinion(office: Any, number: int, unit: str) -> Any:
    return next(one.opinion for one in office.boards[number].standings if one.member.id == unit)


def test_every_shape_of_file_is_taken_or_told_what_to_do(office: Any) -> None:
    first = office.rounds[0]
    taken = {one.name: one for one in first.of(Outcome.ACCEPTED)}
    shapes = Counter(sent.shape for sent in ROUNDS[0] if sent.name in taken)
    assert shapes == {"form": 6, "docx": 6, "pdf": 2, "text": 1, "html": 1}
    for sent in ROUNDS[0]:
        if sent.name in taken:  # whose it is was read, not guessed from the name
            assert taken[sent.name].member.id == sent.unit
    told = {one.name: one.said for one in first.arrivals if one.name not in taken}
    assert set(told) == {"转发：年报.docx", "东湖街道 2024 年报.docx", "云溪镇盖章.pdf", "双桥镇年报.docx"}
    assert "不是示例县的单位" in told["转发：年报.docx"]
    assert "写的是 2023 年" in told["东湖街道 2024 年报.docx"]
    assert "扫描件" in told["云溪镇盖章.pdf"]
    assert "请在 WPS 中另存为 docx" in told["双桥镇年报.docx"]
    assert set(first.passed) == {"~$报(最终版2).docx", "Thumbs.db"}


def test_what_was_handed_in_twice_has_two_versions_kept_as_they_came(office: Any, place: CountyPlace) -> None:
    unit = "zhufanghechengxiangjiansheju"
    twice = [one for one in office.rounds[0].arrivals if one.member and one.member.id == unit]
    assert [one.version for one in twice] == [1, 2]
    kept = sorted((place.received / unit).glob("*.docx"))
    sent = [(office.inbox(1) / one.name).read_bytes() for one in twice]
    assert [path.read_bytes() for path in kept] == sent
    for path, data in zip(kept, sent, strict=True):
        assert hashlib.sha256(data).hexdigest()[:12] in path.name


def test_looking_again_takes_nothing_twice(office: Any, place: CountyPlace) -> None:
    before = {path: path.read_bytes() for path in place.params.iterdir()}
    again = receive(office.inbox(3), place, steps.at(28))
    assert again.of(Outcome.ACCEPTED) == []
    assert {path: path.read_bytes() for path in place.params.iterdir()} == before


def test_rounds_tell_what_is_mended_open_and_new(office: Any) -> None:
    slips = opinion(office, 0, "shimen")
    assert slips.must >= 1
    mended = opinion(office, 1, "shimen")
    assert mended.must == 0
    assert slips.lines[0].remark.code in {one.code for one in mended.fixed}
    town = [opinion(office, number, "chengguan") for number in range(3)]
    assert [one.number for one in town] == [1, 2, 3]
    assert "我局" in "".join(one.message for one in town[1].fixed)
    assert town[1].of_state(RemarkState.OPEN) >= 1
    assert any("139" in line.remark.message for line in town[1].lines)
    assert any("139" in one.message for one in town[2].fixed)


def test_the_answer_is_a_page_of_word_and_a_short_message(place: CountyPlace) -> None:
    page = Document(str(place.remarks / "城关街道-第2轮审核意见.docx"))
    heads = [cell.text for cell in page.tables[0].rows[0].cells]
    assert heads == ["序号", "位置", "现状", "应改为", "依据"]
    message = (place.remarks / "城关街道-第2轮微信.txt").read_text(encoding="utf-8")
    assert len(message) <= 300
    assert "已改 1 条" in message


def test_the_board_follows_the_month(office: Any) -> None:
    seen = [{state: count for state, count in one.counts.items() if count} for one in office.boards]
    assert seen[0][State.MISSING] == 4
    assert seen[0][State.RETURNED] == 2
    assert State.MISSING not in seen[1]
    assert seen[3] == {State.PASSED: 19}
    assert seen[4] == {State.PUBLISHED: 19}
    late = [one.member.id for one in office.boards[2].standings if one.late]
    assert set(late) == {LATE, "donghu", "shuangqiao", "yunxi"}
    for name in ("报送进度.html", "报送进度.xlsx", "通报用语.txt"):
        assert (office.place.board / name).stat().st_size


def test_parameter_files_say_what_the_units_meant(place: CountyPlace) -> None:
    """Whatever shape a report came in, its numbers are those of the unit's own file."""
    for unit in {sent.unit for sent in ROUNDS[0]} | {LATE}:
        read, meant = (
            Report.of(load_parameters(folder / "params" / "2024" / f"{unit}.yaml", folder).parameters, folder)
            for folder in (place.folder, ROOT)
        )
        for name, table in meant.tables.items():
            assert read.tables[name].values == table.values, (unit, name)


def test_two_mismatches_are_told_and_close(office: Any) -> None:
    missing = {one.unit.id for one in office.sums[0].county.missing}
    assert missing == {"donghu", "shuangqiao", "yunxi", LATE}
    assert not office.sums[0].county.is_certain
    stated = office.sums[2]
    assert stated.county.is_certain
    found = {"/".join(one.cell.place): one for one in stated.differences}
    assert {name: one.delta for name, one in found.items()} == {steps.LICENCES: 9, steps.RECEIVED: 1}
    assert found[steps.RECEIVED].is_explained
    assert [one.cell.place for one in stated.unexplained] == [tuple(steps.LICENCES.split("/"))]
    (left,) = office.sums[3].differences  # 白鹭镇 has put its digits right
    assert left.is_explained
    assert office.sums[4].differences == ()
    assert office.sums[4].is_in_order


def test_the_site_is_held_against_what_was_passed(office: Any) -> None:
    eaten, mended = office.looks
    assert {row.member.id for row in eaten.rows if row.result == "不一致"} == set(steps.EATEN)
    assert sum(row.result == "一致" for row in mended.rows) == 19
    assert {row.member.id for row in mended.rows if row.look.changed} == set(steps.EATEN)


def test_the_countys_report_stands_on_the_sums(office: Any, place: CountyPlace) -> None:
    path = place.parameter_file("shilixian")
    report = Report.of(load_parameters(path, place.folder).parameters, place.folder)
    for table, row, column in (steps.LICENCES.split("/"), steps.RECEIVED.split("/")):
        assert (
            report.tables[table].values[row, column] == steps.own_figures(0)["/".join((table, row, column))]
        )
    assert (place.folder / "out" / "2024" / "shilixian" / "report.pdf").read_bytes().startswith(b"%PDF")
