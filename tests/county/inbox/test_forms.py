"""填报表 in the inbox: filled in, left empty, beside a report that says otherwise."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from nianbao.county.board.board import board
from nianbao.county.board.states import State
from nianbao.county.forms.collecting import collect
from nianbao.county.forms.sending import form_path, send_forms
from nianbao.county.inbox.forms_read import registered
from nianbao.county.inbox.result import Outcome
from nianbao.county.inbox.versions import Versions
from nianbao.county.remarks.renew import renew
from nianbao.county.roster_reading import read_roster
from nianbao.editor.document import Document
from tests.county.office import Office, at, printed

LICENCES = ("tables", "proactive_disclosure", "licences", "decisions")
WINDOW = "便民服务中心"


def filled(office: Office, licences: object, overview: str = "") -> bytes:
    """A form as the clerk sends it back: a number of one inner office, and a text."""
    roster = read_roster(office.place.roster)
    list(send_forms(office.place, roster, contact="县政府办"))
    member = roster.by_id("yunxi")
    assert member is not None
    book = openpyxl.load_workbook(form_path(office.place, member))
    sheet = book[WINDOW]
    row = next(row[0].row for row in sheet.iter_rows() if "行政许可" in str(row[1].value))
    sheet.cell(row, 4).value = licences
    if overview:
        texts = book["文字部分"]
        row = next(row[0].row for row in texts.iter_rows() if "总体情况" in str(row[0].value))
        texts.cell(row, 2).value = overview
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def read(office: Office, path: Path, day: int = 10) -> None:
    """Read a form as ``county forms --read`` does."""
    roster = read_roster(office.place.roster)
    list(registered(office.place, roster, collect(office.place, roster, [path]), at(day)))


def test_a_form_that_was_read_has_been_handed_in(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "交来的.xlsx"
    path.write_bytes(filled(office, 21, "全年公开信息21条。"))
    read(office, path)
    read(office, path, 11)
    (version,) = Versions(office.place).of("yunxi")
    assert (version.kind, version.filed, version.conflicts) == ("填报表", True, ())
    assert (office.place.received / version.file).read_bytes() == path.read_bytes()
    state = next(one for one in board(office.place, at(12)).standings if one.member.id == "yunxi")
    assert state.state is State.WAITING
    assert renew(office.place, at(12)).answers[0].page
    office.put("同一份.xlsx", path.read_bytes())
    assert office.receive(12).arrivals[0].outcome is Outcome.SAME


def test_a_report_after_a_form_that_was_read_isn_t_at_odds_with_it(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "交来的.xlsx"
    path.write_bytes(filled(office, 21, "全年公开信息21条。"))
    read(office, path)
    office.put("年报.docx", printed("yunxi"))
    one = office.receive(11).arrivals[0]
    assert (one.version, one.conflicts) == (2, ())
    assert value(office, LICENCES) == 38


def value(office: Office, part: tuple[str, ...]) -> object:
    return Document.open(office.place.parameter_file("yunxi"), office.place.folder).value(part)


def test_a_form_that_bears_two_units_names_is_the_officers_to_place(office: Office) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(office, 21)))
    sheet = book["基本情况"]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in ("云溪镇", "示例县云溪镇人民政府"):
                cell.value = str(cell.value).replace("云溪镇", "南坡镇")
    packed = io.BytesIO()
    book.save(packed)
    office.put("报来.xlsx", packed.getvalue())
    one = office.receive(10).arrivals[0]
    assert one.outcome is Outcome.UNKNOWN
    assert "里面写了两个单位" in one.said
    assert office.receive(10, assign="云溪镇").arrivals[0].outcome is Outcome.ACCEPTED


def test_a_form_becomes_the_parameter_file(office: Office) -> None:
    office.put("填报表(1).xlsx", filled(office, 21, "全年公开信息21条。"))
    one = office.receive().arrivals[0]
    assert (one.outcome, one.kind) == (Outcome.ACCEPTED, "填报表")
    assert one.member is not None
    assert one.member.id == "yunxi"
    assert value(office, LICENCES) == 21
    assert "全年公开信息21条" in str(value(office, ("sections", "overview")))


def test_a_form_beside_a_report(office: Office) -> None:
    office.put("1年报.docx", printed("yunxi"))
    office.put("2填报表.xlsx", filled(office, 21))
    second = office.receive().arrivals[1]
    assert (second.kind, second.version) == ("填报表", 2)
    told = [doubt for doubt in second.doubts if "年报写 38" in doubt and "填报表写 21" in doubt]
    assert told
    assert value(office, LICENCES) == 21
    assert value(office, ("sections", "overview"))


def test_an_odd_cell_goes_to_the_unit(office: Office) -> None:
    office.put("填报表.xlsx", filled(office, "三十多件", "全年公开信息21条。"))
    given = office.receive().answers[0].opinion
    assert given is not None
    about = [line for line in given.lines if "三十多件" in line.remark.words.now]
    assert about
    assert WINDOW in about[0].remark.words.where + about[0].remark.words.now
