"""Files of all kinds: plain, old, odd and hostile. Whatever comes, a clerk reads what to do."""

from __future__ import annotations

import functools
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.ledgers import csv_file, opening, read_ledgers, xlsx_parts
from nianbao.ledgers.sheet import letter
from tests.ledgers.conftest import APPLICATIONS, Folder, book_of
from tests.ledgers.test_applications import case

TEXT = "登记编号,收到日期,申请人类别,答复日期,办理结果\n1,2024-03-05,公民,2024-03-09,公开\n"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
CELL = b'<c r="A1"><v>1</v></c>'


@functools.cache
def plain_book() -> bytes:
    stream = io.BytesIO()
    book_of({"台账": [APPLICATIONS, case("1")]}).save(stream)
    return stream.getvalue()


def with_part(name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A plain workbook with one part replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain_book())) as old, zipfile.ZipFile(stream, "w", method) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


def with_sheet(content: bytes) -> bytes:
    return with_part("xl/worksheets/sheet1.xml", content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_in_the_encodings_that_clerks_have(ledger: Folder, encoding: str) -> None:
    done = ledger.data("a.csv", TEXT.encode(encoding))
    assert done.counts == {"new_received": 1, "disclosed": 1}
    assert done.codes == ([] if encoding.startswith("utf-8") else ["L116"])
    assert done.reading.cases[0].origin.sheet is None and done.reading.cases[0].origin.row == 2


def test_csv_with_tabs_quotes_and_lines_in_cells(ledger: Folder) -> None:
    text = '登记编号\t收到日期\t申请人类别\t答复日期\t办理结果\n"1"\t2024-03-05\t公民\t2024-03-09\t"公\n开"\n'
    done = ledger.data("a.csv", text.encode())
    assert done.counts == {"new_received": 1, "disclosed": 1}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "L102"),
        ("a.csv", b" \n", "L102"),
        ("a.csv", b"\xff\x00\xff\x80", "L104"),
        ("a.csv", b"a\x00b,c", "L104"),
        ("a.csv", TEXT.replace("公民", '"公民').encode(), "L105"),
        ("a.csv", b'a,b\n"' + b"x" * 200_000 + b'",c\n', "L105"),
        ("a.csv", b"," * 2_000, "L107"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "L103"),
        ("a.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "L103"),
        ("a.pdf", b"%PDF-1.7", "L103"),
        ("a.jpg", b"\xff\xd8\xff", "L103"),
        ("a.html", b"<table></table>", "L103"),
        ("a.xlsx", b"not a workbook", "L103"),
        ("a.xlsx", b"PK\x03\x04 broken", "L105"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "L105"),
        ("a.xlsx", plain_book()[:-200], "L105"),
        ("a.xlsx", with_part("xl/vbaProject.bin", b"x"), "L109"),
        ("a.xlsx", with_part("xl/workbook.xml", b"<workbook"), "L105"),
        ("a.xlsx", with_sheet(b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + HEAD + TAIL), "L108"),
        ("a.xlsx", with_sheet((HEAD + TAIL).decode().encode("utf-16")), "L108"),
        ("a.xlsx", with_sheet(HEAD + b"<row><c r='A1'><v>1</v>" + TAIL), "L105"),
        (
            "a.xlsx",
            with_sheet(HEAD + b'<row r="1">' + CELL + b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + TAIL),
            "L107",
        ),
        ("a.xlsx", with_sheet(HEAD + b"<row r='1048576'><c><v>1</v></c><c r='ZZZ1'><v>1</v></c></row>" + TAIL), "L107"),
        ("a.xlsx", with_sheet(HEAD + b"<row r='1'>" + CELL + b"<c r='A900000'><v>1</v></c></row>" + TAIL), "L107"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(ledger: Folder, name: str, data: bytes, code: str) -> None:
    done = ledger.data(name, data)
    assert [finding.code for finding in done.errors] == [code]
    assert done.reading.entries == {"applications": ()}
    assert "依申请公开台账" in done.errors[0].message
    if code == "L103":
        assert "另存为 xlsx" in (done.errors[0].suggestion or "")


def test_a_million_formatted_empty_rows_are_no_harm(ledger: Folder) -> None:
    with zipfile.ZipFile(io.BytesIO(plain_book())) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in range(3, 250_000))
    done = ledger.data("a.xlsx", with_sheet(sheet.replace(b"</sheetData>", rows + b"</sheetData>")))
    assert done.counts == {"new_received": 1, "disclosed": 1} and done.errors == []


def test_a_bomb_is_not_unpacked(ledger: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MAX_UNPACKED", 100_000)
    done = ledger.data("a.xlsx", with_sheet(HEAD + b" " * 200_000 + TAIL))
    assert [finding.code for finding in done.errors] == ["L106"]


def test_a_directory_that_lies_about_sizes_is_found_out(ledger: Folder) -> None:
    data = with_sheet(HEAD + b" " * 200_000 + TAIL)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = data.replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lying != data
    assert [finding.code for finding in ledger.data("a.xlsx", lying).errors] == ["L105"]


@pytest.mark.parametrize("limit", [(opening, "MAX_BYTES", 100, "L106"), (csv_file, "MAX_ROWS", 1, "L107")])
def test_the_limits_hold(
    ledger: Folder, monkeypatch: pytest.MonkeyPatch, limit: tuple[object, str, int, str]
) -> None:
    module, name, value, code = limit
    monkeypatch.setattr(module, name, value)
    assert [finding.code for finding in ledger.data("a.csv", TEXT.encode()).errors] == [code]


@pytest.mark.parametrize(
    "name", ["../a.csv", "/etc/hostname", "ledgers/none.xlsx", "ledgers", "ledgers/\0.csv"]
)
def test_a_path_outside_or_without_a_file_is_said(ledger: Folder, name: str) -> None:
    reading = read_ledgers({"applications": name}, 2024, ledger.path)
    assert [finding.code for finding in reading.findings] == ["L101"]


def test_one_bad_ledger_leaves_the_others(ledger: Folder) -> None:
    (ledger.path / "ledgers/a.csv").write_bytes(TEXT.encode())
    reading = ledger.read(
        {"reviews": "ledgers/b.xlsx", "applications": "ledgers/a.csv"}, 2024, "reviews"
    ).reading
    assert len(reading.cases) == 1 and [finding.code for finding in reading.findings] == ["L101"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_workbook_never_crashes(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(plain_book())
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "a.xlsx").write_bytes(bytes(whole))
    read_ledgers({"applications": "a.xlsx"}, 2024, tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_after_a_header_never_crashes(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_bytes((TEXT + text).encode("utf-8", "replace"))
    read_ledgers({"applications": "a.csv"}, 2024, tmp_path)


def test_letters_are_those_of_excel() -> None:
    assert [letter(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1" t="e"><v>#N/A</v></c></row>',
        b"<row r='2'><c r='A2'><v>1</v></c><c t='e' r='B2'><f>1/0</f><v>#DIV/0!</v></c></row>",
        b'<row/><row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>',
    ],
)
def test_errors_in_cells_are_found_however_they_are_written(cells: bytes) -> None:
    package = xlsx_parts.inspect(with_sheet(HEAD + cells + TAIL))
    assert package.sheets["台账"].failed == {(1, 1)}
