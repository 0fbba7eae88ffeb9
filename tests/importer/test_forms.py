"""Web pages, Word files, workbooks and PDF: the same report comes out of each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from nianbao.blocks import Heading, Paragraph
from nianbao.build import build_report
from nianbao.cli.init import fill
from nianbao.importer import SourceError, read_report
from nianbao.importer.characters import fold
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.task import Task
from nianbao.template import load_template
from tests.importer.flatten import TOWN, numbers_of, read_numbers, sentence_of
from tests.importer.forms import as_docx, as_html, as_xlsx

FORMS: dict[str, Callable[..., bytes]] = {"html": as_html, "docx": as_docx, "xlsx": as_xlsx}
TEMPLATES = {"national-2021": 2023, "national-2019": 2020, "national-2014": 2016}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_every_form_gives_the_same(name: str, form: str, tmp_path: Path) -> None:
    template, numbers = load_template(name), numbers_of(load_template(name))
    path = tmp_path / "报告.bin"
    path.write_bytes(FORMS[form](template, TEMPLATES[name], numbers))
    report = read_report(path)
    parameters = report.parameters
    assert parameters is not None
    assert (report.template, report.year) == (name, TEMPLATES[name])
    assert read_numbers(report.text.values["tables"]) == numbers
    assert report.counts["unplaced"] == 0
    for section in template.sections:
        if section.heading:
            assert parameters.sections[section.id].strip() == sentence_of(section.id)
    assert parameters.unit.full_name == f"{TOWN}人民政府"
    assert parameters.issued.date == f"{TEMPLATES[name] + 1}-01-16"
    assert not report.text.values.get("printed")


def test_a_page_in_gb2312(tmp_path: Path) -> None:
    template, numbers = load_template("national-2021"), numbers_of(load_template("national-2021"))
    path = tmp_path / "a.htm"
    path.write_bytes(as_html(template, 2023, numbers, "gb2312"))
    assert read_numbers(read_report(path).text.values["tables"]) == numbers


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(
        "云溪镇2023年政府信息公开工作年度报告\n一、总体情况\n公开了12条信息。\n".encode(encoding)
    )
    report = read_report(path)
    assert report.year == 2023
    assert report.text.values["sections"]["overview"] == "公开了12条信息。\n"


def test_what_was_built_comes_back(tmp_path: Path) -> None:
    """Build → import: sections with their references filled in, tables, unit and date."""
    folder = tmp_path / "work"
    fill(folder)
    paths = sorted((folder / "params").glob("*/*.yaml"))
    assert {load_parameters(path, folder).parameters.template for path in paths} >= {
        "laiyang-2017",
        "national-2014",
        "national-2019",
        "national-2021",
    }
    for path in paths:
        outcome = build_report(Task(path, folder, folder / "out", forms=("html", "pdf", "docx")))
        assert outcome.status == "built", outcome.error
        own = Report.of(load_parameters(path, folder).parameters, folder)
        for form, bare in (("html", _bare_html), ("pdf", _bare_pdf), ("docx", _bare_docx)):
            file = folder / "out" / outcome.outputs[form]
            _compare(own, file)
            # The same without anything that a program could have hidden in the file for itself.
            alone = file.with_name(f"alone.{form}")
            alone.write_bytes(bare(file.read_bytes()))
            _compare(own, alone)


def _bare_html(data: bytes) -> bytes:
    """Leave nothing but text, plain tags and the spans of cells."""
    page = re.sub(r"<(script|style|head)\b.*?</\1>|<!--.*?-->", "", data.decode(), flags=re.DOTALL)

    def tag(match: re.Match[str]) -> str:
        spans = re.findall(r'\b(?:col|row)span="\d+"', match[2])
        return f"<{' '.join([match[1], *spans])}>"

    return re.sub(r"<(/?\w+)([^>]*)>", tag, page).encode()


def _bare_pdf(data: bytes) -> bytes:
    """Leave nothing but the pages."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for key in list(document.Root.keys()):
            if key not in ("/Type", "/Pages"):
                del document.Root[key]
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        document.save(stream)
    return stream.getvalue()


def _bare_docx(data: bytes) -> bytes:
    """Leave nothing but the text: no properties, no content controls around figures."""
    word = docx.Document(io.BytesIO(data))
    word.core_properties.title = word.core_properties.keywords = word.core_properties.author = ""
    for control in list(word.element.body.iter(qn("w:sdt"))):
        for child in list(control.find(qn("w:sdtContent"))):
            control.addprevious(child)
        control.getparent().remove(control)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _compare(own: Report, path: Path) -> None:
    report = read_report(path)
    read = report.parameters
    assert read is not None
    expected = own.parameters
    assert (read.template, read.year, read.issued) == (expected.template, expected.year, expected.issued)
    for field in ("name", "full_name", "level", "parent"):
        assert getattr(read.unit, field) == getattr(expected.unit, field), field
    assert report.counts["unplaced"] == 0
    assert not report.text.values.get("printed")
    again = Report.of(read)
    for table, filled in own.tables.items():
        assert again.tables[table].values == filled.values, (path, table)
    for section in own.template.sections:
        texts = [
            "".join(span.text for span in block.spans)
            for block in own.part(section.id)
            if isinstance(block, Paragraph) or (isinstance(block, Heading) and block.level > 1)
        ]
        paragraphs = [part for part in read.sections.get(section.id, "").split("\n\n") if part.strip()]
        assert [fold(part) for part in paragraphs] == [fold(text) for text in texts], (path, section.id)


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def _scanned() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'

HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "空的"),
    "only spaces": (b" \n\t ", "空的"),
    "binary": (bytes(range(256)) * 20, "不是文字"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "图片"),
    "scanned pdf": (_scanned(), "扫描件"),
    "cut pdf": (b"%PDF-1.7\n1 0 obj\n<<", "打不开"),
    "cut zip": (_zip(word__document_xml=b"x")[:40], "损坏"),
    "other zip": (_zip(readme=b"hello"), "解压"),
    "docx with entities": (
        _zip(**{"word__document.xml": ENTITIES, "[Content_Types].xml": b"<Types/>"}),
        "不该有的内容",
    ),
    "docx without parts": (_zip(**{"word__document.xml": b"<a/>"}), "损坏"),
    "docx bomb": (_zip(**{"word__document.xml": b" " * 60_000_000}), "太大"),
    "xlsx with entities": (_zip(**{"xl__workbook.xml": ENTITIES}), "不该有的内容"),
    "page without text": (b"<html><body><script>var a</script></body></html>", "没有文字"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_files_that_cannot_be_read_say_why(kind: str, tmp_path: Path) -> None:
    data, words = HOSTILE[kind]
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=words):
        read_report(path)


def test_a_page_nested_without_end(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<html><body>" + b"<div>" * 100_000 + "文字".encode() + b"</body></html>")
    try:
        report = read_report(path)
    except SourceError:
        return
    assert report.counts["characters"] <= 2


def test_bars_and_numbers_without_end() -> None:
    from nianbao.importer import read_report_text

    report = read_report_text("|" * 200_000 + "\n" + "规章 | " + "0 | " * 20_000, "x")
    assert report.year is None
    assert report.parameters is None
