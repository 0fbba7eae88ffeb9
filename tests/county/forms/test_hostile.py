"""Files that nobody should send: refused with words, never with a crash, nor with all of the memory."""

from __future__ import annotations

import io
import zipfile

import pytest

from nianbao.county.forms.opening import FormError
from nianbao.county.forms.reading import is_form, read_form
from tests.county.forms.clerk import Clerk, form


def rewritten(change: dict[str, bytes], add: dict[str, bytes] | None = None) -> bytes:
    """Give a form with some of its parts replaced: old bytes → new bytes within the first sheet."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(form("yunxi"))) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            if part.filename in change:
                data = change[part.filename]
            new.writestr(part.filename, data)
        for name, data in (add or {}).items():
            new.writestr(name, data)
    return stream.getvalue()


def sheet(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{space}">{body}</worksheet>'.encode()


PART = "xl/worksheets/sheet3.xml"

BOMB = rewritten({}, {"xl/media/bomb.bin": b"\0" * 310_000_000})
FAR = rewritten({PART: sheet('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')})
ENTITY = rewritten({PART: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet("<sheetData/>")})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BOMB, "上限"),
        (FAR, "太大"),
        (ENTITY, "不该有的内容"),
        (b"PK\x03\x04" + b"\0" * 200, "另存为"),
        (b"", "另存为.*xlsx"),
        (b"%PDF-1.7", "另存为.*xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000, "另存为.*xlsx"),
        (form("yunxi")[:20_000], "另存为"),
        (b"x" * 30_000_001, "太大"),
    ],
    ids=["bomb", "far", "entity", "zip", "empty", "pdf", "ole", "cut", "large"],
)
def test_what_cannot_be_read_is_said_in_words(data: bytes, words: str) -> None:
    assert not is_form(data)
    with pytest.raises(FormError, match=words):
        read_form(data, "来件.xlsx")


def test_a_workbook_of_another_kind_is_no_form() -> None:
    clerk = Clerk(form("yunxi"), "yunxi")
    for name in clerk.book.sheetnames[1:]:
        del clerk.book[name]
    page = clerk.book.worksheets[0]
    page.delete_rows(1, 100)
    page["A1"] = "政府信息公开台账"
    data = clerk.save()
    assert not is_form(data)
    with pytest.raises(FormError, match="不是填报表"):
        read_form(data, "台账.xlsx")


def test_a_million_formatted_rows_do_no_harm() -> None:
    rows = "".join(f'<row r="{row}" ht="20"/>' for row in range(1_000, 400_000))
    old = zipfile.ZipFile(io.BytesIO(form("yunxi"))).read(PART).decode()
    reading = read_form(
        rewritten({PART: old.replace("</sheetData>", f"{rows}</sheetData>").encode()}), "云溪镇.xlsx"
    )
    assert reading.unit_name == "示例县云溪镇人民政府"


def test_macros_are_passed_over() -> None:
    reading = read_form(rewritten({}, {"xl/vbaProject.bin": b"\xd0\xcf" * 100}), "云溪镇.xlsm")
    assert reading.unit_name == "示例县云溪镇人民政府"


def test_marks_that_were_tampered_with_do_no_harm() -> None:
    clerk = Clerk(form("yunxi"), "yunxi")
    page = clerk.book["填报表标记"]
    page["A2"] = '{"year": "2024", "template": "../../etc", "unit": ["x"], "filled": {"a": {}}, "last": 3}'
    reading = read_form(clerk.save(), "云溪镇.xlsx")
    assert (reading.year, reading.template) == (2024, "national-2021")
    page["A2"] = "{"
    assert read_form(clerk.save(), "云溪镇.xlsx").year == 2024


def test_thousands_of_stray_cells_are_counted() -> None:
    clerk = Clerk(form("yunxi"), "yunxi")
    extra = clerk.book.create_sheet("流水")
    for row in range(1, 3_001):
        extra.cell(row, 1).value = f"第{row}条"
    reading = read_form(clerk.save(), "云溪镇.xlsx")
    assert len(reading.values["unplaced"]) == 2_000
    assert any("还有 2980 格内容，太多了，只留下前 2000 格" in remark.message for remark in reading.remarks)
