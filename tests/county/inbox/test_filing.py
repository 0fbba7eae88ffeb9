"""A version goes into the parameter file; what the county changed there since isn't lost."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from nianbao.county.inbox.result import Outcome
from nianbao.editor.desk_files import DeskFiles
from nianbao.editor.document import Document
from nianbao.editor.history import History
from nianbao.params import load_parameters
from tests.county.office import Office, edited, printed

FIRST = ("tables", "proactive_disclosure", "licences", "decisions")


def change(office: Office, part: tuple[str, ...], value: str | float | None) -> None:
    """Change a part as the officer does in the desk."""
    path = office.place.parameter_file("yunxi")
    document = Document.open(path, office.place.folder)
    path.write_bytes(document.with_value(part, value).data)


def value(office: Office, part: tuple[str, ...]) -> object:
    return Document.open(office.place.parameter_file("yunxi"), office.place.folder).value(part)


def licences_cell() -> tuple[int, int, int]:
    table = docx.Document(io.BytesIO(printed("yunxi"))).tables[0]
    row = next(at for at, row in enumerate(table.rows) if row.cells[0].text.strip() == "行政许可")
    return (0, row, 1)


def with_licences(count: int, more: str = "") -> bytes:
    return edited(
        printed("yunxi"), lambda words: words.replace("回看", f"回看{more}"), {licences_cell(): str(count)}
    )


def test_the_county_s_changes_stay_beside_the_unit_s(office: Office) -> None:
    office.put("1.docx", with_licences(38))
    office.receive(10)
    change(office, ("issued", "date"), "2025-01-16")
    path = office.place.parameter_file("yunxi")
    path.write_text(path.read_text(encoding="utf-8") + "# 县里的批注\n", encoding="utf-8")
    office.put("2.docx", with_licences(39))
    arrival = office.receive(11).arrivals[-1]
    assert arrival.version == 2
    assert not arrival.conflicts
    assert value(office, FIRST) == 39
    assert value(office, ("issued", "date")) == "2025-01-16"
    assert "# 县里的批注" in path.read_text(encoding="utf-8")


def test_a_conflict_is_said_and_the_county_s_stays(office: Office) -> None:
    office.put("1.docx", with_licences(38))
    office.receive(10)
    change(office, FIRST, 40)
    office.put("2.docx", with_licences(41))
    arrival = office.receive(11).arrivals[-1]
    assert len(arrival.conflicts) == 1
    assert "表二「行政许可」" in arrival.conflicts[0]
    assert "「40」" in arrival.conflicts[0]
    assert "「41」" in arrival.conflicts[0]
    assert value(office, FIRST) == 40


def test_the_officer_lets_the_unit_s_count(office: Office) -> None:
    office.put("1.docx", with_licences(38))
    office.receive(10)
    change(office, FIRST, 40)
    change(office, ("issued", "date"), "2025-01-16")
    office.put("2.docx", with_licences(41))
    office.receive(11)
    arrivals = office.receive(12, unit_counts=["云溪镇"]).arrivals
    assert all(one.outcome is Outcome.SAME for one in arrivals)
    assert value(office, FIRST) == 41
    assert value(office, ("issued", "date")) == "2025-01-16"


def test_a_conflict_that_was_decided_does_not_come_back(office: Office) -> None:
    office.put("1.docx", with_licences(38))
    office.receive(10)
    change(office, FIRST, 40)
    office.put("2.docx", with_licences(41))
    office.receive(11)
    office.put("3.docx", with_licences(41, "这一"))
    arrival = office.receive(12).arrivals[-1]
    assert arrival.version == 3
    assert not arrival.conflicts
    assert value(office, FIRST) == 40


def test_a_parameter_file_that_was_there_before_anything_arrived(office: Office) -> None:
    path = office.place.parameter_file("yunxi")
    path.write_text(
        "template: national-2021\nyear: 2024\nunit:\n  id: yunxi\n  name: 云溪镇\nissued:\n  by: 云溪镇政府\n"
        "sections:\n  other: |\n    县里写的一句。\nsettings:\n  forms:\n    - html\n",
        encoding="utf-8",
    )
    office.put("1.docx", printed("yunxi"))
    arrival = office.receive().arrivals[0]
    assert [conflict for conflict in arrival.conflicts if "六、其他需要报告的事项" in conflict]
    # A part is named as the officer calls it, without its key in the file.
    assert [conflict for conflict in arrival.conflicts if conflict.startswith("署名：现有底稿是")]
    assert "issued" not in "".join(arrival.conflicts)
    parameters = load_parameters(path, office.place.folder).parameters
    assert parameters.sections["other"].strip() == "县里写的一句。"
    assert parameters.sections["overview"]
    assert parameters.settings.forms == ["html"] or tuple(parameters.settings.forms or ()) == ("html",)


def test_a_broken_parameter_file_is_left_alone(office: Office) -> None:
    path = office.place.parameter_file("yunxi")
    path.write_text("template: [\n", encoding="utf-8")
    office.put("1.docx", printed("yunxi"))
    result = office.receive()
    assert "底稿读不出" in result.arrivals[0].conflicts[0]
    assert path.read_text(encoding="utf-8") == "template: [\n"
    assert result.answers[0].problem


def test_the_version_before_is_among_the_desk_s_saved_ones(office: Office) -> None:
    office.put("1.docx", with_licences(38))
    office.receive(10)
    path = office.place.parameter_file("yunxi")
    before = path.read_bytes()
    office.put("2.docx", with_licences(39))
    office.receive(11)
    history = History(DeskFiles.of(path, office.place.folder))
    assert before in [history.read(version) for version in history.versions()]


class TestHalves:
    """A workbook of tables, or prose alone, goes over what the unit said before."""

    def test_tables_after_the_report_keep_its_words(self, office: Office) -> None:
        office.put("1.docx", with_licences(12))
        office.put("2表.xlsx", printed("yunxi", "xlsx"))
        second = office.receive().arrivals[1]
        assert (second.kind, second.version) == ("表格", 2)
        assert "表二「行政许可」" in second.doubts[-1]
        assert "年报写 12" in second.doubts[-1]
        assert value(office, FIRST) == 38
        assert value(office, ("sections", "overview"))

    def test_tables_first(self, office: Office) -> None:
        office.put("1表.xlsx", printed("yunxi", "xlsx"))
        office.receive(10)
        assert value(office, FIRST) == 38
        assert value(office, ("sections", "preamble")) is None
        office.put("2.docx", printed("yunxi"))
        arrival = office.receive(11).arrivals[-1]
        assert not arrival.conflicts
        assert value(office, ("sections", "overview"))

    @pytest.mark.parametrize("number", [38, 12])
    def test_prose_after_tables(self, office: Office, number: int) -> None:
        office.put("1.docx", with_licences(number))
        prose = edited(printed("yunxi"), lambda words: words.replace("回看", "回顾"))
        office.put("2.docx", without_tables(prose))
        second = office.receive().arrivals[1]
        assert second.kind == "文字"
        assert value(office, FIRST) == number
        assert "回顾" in str(value(office, ("sections", "overview")))


def without_tables(data: bytes) -> bytes:
    word = docx.Document(io.BytesIO(data))
    for table in word.tables:
        table._tbl.getparent().remove(table._tbl)
    packed = io.BytesIO()
    word.save(packed)
    return packed.getvalue()


def test_the_register_only_grows(office: Office) -> None:
    office.put("1.docx", with_licences(38))
    office.receive(10)
    register: Path = office.place.received / "登记.jsonl"
    before = register.read_bytes()
    office.put("2.docx", with_licences(39))
    office.receive(11)
    assert register.read_bytes().startswith(before)
    assert register.read_bytes() != before


def test_a_parameter_file_that_the_desk_cannot_edit_is_left_alone(office: Office) -> None:
    path = office.place.parameter_file("yunxi")
    text = (
        "template: national-2021\nyear: 2024\nunit: {id: yunxi, name: 云溪镇}\n"
        "tables:\n  applications:\n    new_received: &x {natural_person: 3}\n    carried_over: *x\n"
    )
    path.write_text(text, encoding="utf-8")
    office.put("1.docx", printed("yunxi"))
    result = office.receive()
    assert "没有改动" in "".join(result.arrivals[0].conflicts)
    assert path.read_text(encoding="utf-8") == text
