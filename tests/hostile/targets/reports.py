"""Published reports read by ``nianbao import``: Word, web page, text, workbook, saved page, PDF."""

from __future__ import annotations

from pathlib import Path

from nianbao.importer import Imported, read_report_bytes
from nianbao.params.text import decode
from nianbao.params.yaml_text import read_yaml
from nianbao.template import load_template
from tests.hostile.target import Target, Throw
from tests.importer.flatten import bars, numbers_of, report_text
from tests.importer.forms import as_docx, as_html, as_xlsx
from tests.importer.pdfs import as_pdf
from tests.importer.test_fuzz import rich

_TEMPLATE = load_template("national-2019")
_NUMBERS = numbers_of(_TEMPLATE)


def _text() -> str:
    return report_text(_TEMPLATE, 2020, bars, _NUMBERS)


def _mail() -> bytes:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\nContent-Location: http://127.0.0.1:9/a.html\n\n"
    return head + as_html(_TEMPLATE, 2020, _NUMBERS) + b"\n--x--\n"


def _told(value: object) -> object:
    """Give what a value tells: nothing is the same as an empty text."""
    if isinstance(value, dict):
        return {key: _told(one) for key, one in value.items()}
    return None if value == "" else value


def throw_at_import(name: str) -> Throw:
    """Read a report under a name; what was read is a parameter file that can be read."""

    def throw(data: bytes, folder: Path) -> object:
        found = read_report_bytes(data, name, folder)
        assert isinstance(found, Imported)
        # The file that is written holds what was read, to the letter.
        source, wrong = decode(found.parameters_text.encode())
        assert not wrong, wrong
        back = read_yaml(source)
        assert _told(back.values) == _told(found.text.values)
        return [*found.findings, *back.findings]

    return throw


TARGETS = [
    Target(
        name="report-docx",
        about="published report as Word file, `nianbao import`",
        file="年报.docx",
        seeds={"plain": lambda: as_docx(_TEMPLATE, 2020, _NUMBERS), "rich": rich},
        throw=throw_at_import("年报.docx"),
        damage="package",
    ),
    Target(
        name="report-xlsx",
        about="published report as workbook, `nianbao import`",
        file="年报.xlsx",
        seeds={"plain": lambda: as_xlsx(_TEMPLATE, 2020, _NUMBERS)},
        throw=throw_at_import("年报.xlsx"),
        damage="package",
    ),
    Target(
        name="report-html",
        about="published report as web page, `nianbao import`",
        file="年报.html",
        seeds={
            "utf-8": lambda: as_html(_TEMPLATE, 2020, _NUMBERS),
            "gbk": lambda: as_html(_TEMPLATE, 2020, _NUMBERS, "gb18030"),
            "saved": _mail,
        },
        throw=throw_at_import("年报.html"),
        damage="markup",
    ),
    Target(
        name="report-txt",
        about="published report as text, `nianbao import`",
        file="年报.txt",
        seeds={
            "utf-8": lambda: _text().encode(),
            "gbk": lambda: _text().encode("gb18030"),
            "utf-16": lambda: _text().encode("utf-16"),
        },
        throw=throw_at_import("年报.txt"),
        damage="raw",
    ),
    Target(
        name="report-pdf",
        about="published report as PDF, `nianbao import`",
        file="年报.pdf",
        seeds={
            look: lambda look=look: as_pdf(_TEMPLATE, 2020, _NUMBERS, look)[0] for look in ("ruled", "bare")
        },  # type: ignore[misc]
        throw=throw_at_import("年报.pdf"),
        damage="pdf",
        programs=True,
        slow=True,
    ),
]
