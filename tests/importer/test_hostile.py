"""Hostile and broken files: a clear message, bounded time and memory, nothing fetched."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from nianbao.importer import SourceError, read_report
from nianbao.importer.readers import pdf_pages, read_source
from tests.importer.pdfs import as_pdf
from tests.importer.words import docx, paragraph, part, table

BODY = (
    paragraph("云溪镇2023年政府信息公开工作年度报告") + paragraph("一、总体情况") + paragraph("公开了信息。")
)
BOMB = b"\0" * 200_000_000


def changed(data: bytes, **parts: bytes) -> bytes:
    """Put other parts into a package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = {name.replace("__", "/"): content for name, content in parts.items()}
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, content in names.items():
            new.writestr(name, content)
    return stream.getvalue()


def text_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def entities(definition: str, use: str) -> bytes:
    main = text_of(docx(BODY)).decode()
    return (
        main.replace("?>", f"?><!DOCTYPE w:document [{definition}]>", 1).replace("公开了信息", use).encode()
    )


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return entities(f'<!ENTITY a0 "哈">{levels}', "&a9;")


def locked() -> bytes:
    data = bytearray(docx(BODY))
    # The flag of an encrypted part, in both of its directories.
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + offset] |= 1
    return bytes(data)


def pdf(**options: object) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    stream = io.BytesIO()
    document.save(stream, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def many_pages() -> bytes:
    document = pikepdf.new()
    for _ in range(500):
        document.add_blank_page()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_bomb() -> bytes:
    document = pikepdf.new()
    for _ in range(1):
        document.add_blank_page()
    packed = zlib.compress(zlib.compress(BOMB))
    content = pikepdf.Stream(document, packed)
    content.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    for page in document.pages:
        page.obj.Contents = document.make_indirect(content)
    stream = io.BytesIO()
    document.save(stream, recompress_flate=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return stream.getvalue()


def many_parts() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(21_000):
            archive.writestr(f"word/{number}", b"")
    return stream.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: changed(docx(BODY), word__media__a=BOMB), "太大"),
    "zip bomb of text": (lambda: changed(docx(BODY), **{"word__document.xml": b" " * 60_000_000}), "太大"),
    "many parts": (many_parts, "一大包"),
    "entity bomb": (lambda: changed(docx(BODY), **{"word__document.xml": laughs()}), "不该有的内容"),
    "external entity": (
        lambda: changed(
            docx(BODY),
            **{"word__document.xml": entities('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">', "&x;")},
        ),
        "不该有的内容",
    ),
    "hidden entity": (
        lambda: changed(docx(BODY), **{"word__document.xml": laughs().decode().encode("utf-16-le")}),
        "不该有的内容",
    ),
    "locked part": (locked, "加了密"),
    "locked office file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, "docx/xlsx"),
    "locked pdf": (lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b", R=6)), "密码"),
    "cut docx": (lambda: docx(BODY)[:-200], "损坏"),
    "cut pdf": (lambda: pdf()[:200], "打不开"),
    "docx without text": (lambda: changed(docx(BODY), **{"word__document.xml": b"<a"}), "读不出"),
    "500 pages": (many_pages, "500 页"),
    "deep tables": (
        lambda: docx(f"{'<w:tbl><w:tr><w:tc>' * 5_000}{'</w:tc></w:tr></w:tbl>' * 5_000}"),
        "读不出",
    ),
    "long text": (lambda: "信息公开。".encode() * 1_000_000, "太长"),
    "long page": (lambda: b"<html>" + b"<p>a" * 3_000_000, "太大"),
    "picture": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 100, "图片"),
    "rtf": (lambda: rb"{\rtf1 a}", "docx/xlsx"),
    "word as one xml": (lambda: b'<?xml version="1.0"?><pkg:package xmlns:pkg="a"/>', "docx/xlsx"),
    "ofd": (lambda: changed(docx(""), **{"OFD.xml": b""}).replace(b"word/", b"wurd/"), "OFD"),
    "nothing": (lambda: b"", "空的"),
    "noise": (lambda: bytes(range(256)) * 40, "不是文字"),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_what_cannot_be_read_is_refused_in_plain_words(kind: str, ending: str, tmp_path: Path) -> None:
    make, words = REFUSED[kind]
    path = tmp_path / f"年报.{ending}"
    path.write_bytes(make())
    with pytest.raises(SourceError, match=words) as refused:
        read_report(path)
    assert "年报" in str(refused.value)


def test_a_file_of_more_than_50_mb_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "年报.pdf"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(SourceError, match="50 MB"):
        read_report(path)


def test_a_pdf_that_unpacks_without_end_stops(tmp_path: Path) -> None:
    path = tmp_path / "年报.pdf"
    path.write_bytes(pdf_bomb())
    with pytest.raises(SourceError):
        read_report(path)


@pytest.mark.parametrize(
    ("program", "bounds", "words"),
    [
        ("while True: pass", {"MAX_SECONDS": 0.5}, "时间太长"),
        ("a = []\nwhile True: a.append(bytearray(10**6))", {"MAX_MEMORY": 2 * 10**8}, "太大"),
        ("import os\nos.abort()", {}, "打不开"),
        ("print('x')", {}, "打不开"),
    ],
)
def test_whatever_happens_to_the_library_the_command_goes_on(
    program: str, bounds: dict[str, float], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "program.py"
    path.write_text(program, encoding="utf-8")
    monkeypatch.setattr(pdf_pages, "_PROGRAM", path)
    for name, bound in bounds.items():
        monkeypatch.setattr(pdf_pages, name, bound)
    with pytest.raises(SourceError, match=words):
        read_source(pdf(), "年报.pdf")


def test_nothing_is_fetched_and_no_macro_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
        b' Target="http://127.0.0.1:9/a.png" TargetMode="External"/>'
        b'<Relationship Id="r8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"'
        b' Target="http://127.0.0.1:9/h.xml" TargetMode="External"/></Relationships>'
    )
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    files = {
        "a.docm": changed(
            docx(BODY, main=macro),
            **{"word___rels__document.xml.rels": relations, "word__vbaProject.bin": b"\0" * 99},
        ),
        "a.html": (
            "<!DOCTYPE html SYSTEM 'http://127.0.0.1:9/a.dtd' [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]>"
            "<html><head><link rel=stylesheet href='http://127.0.0.1:9/a.css'><base href='http://127.0.0.1:9/'>"
            "</head><body><img src='a.png'><iframe src='b.html'></iframe><p>云溪镇2023年政府信息公开工作年度报告</p>"
            "<p>一、总体情况</p><p>公开了信息。&x;</p></body></html>"
        ).encode(),
    }
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert read_report(path).year == 2023


@pytest.mark.parametrize("ending", ["txt", "pdf", "xlsx", "doc", ""])
def test_a_wrong_ending_is_no_matter(ending: str, tmp_path: Path) -> None:
    from nianbao.template import load_template
    from tests.importer.flatten import numbers_of, read_numbers

    template = load_template("national-2021")
    numbers = numbers_of(template)
    path = tmp_path / f"年报.{ending}"
    for data in (
        docx(BODY),
        as_pdf(template, 2023, numbers, "ruled")[0],
        "云溪镇2023年政府信息公开工作年度报告".encode("gbk"),
    ):
        path.write_bytes(data)
        report = read_report(path)
        assert report.year == 2023
        if tables := report.text.values.get("tables"):
            assert read_numbers(tables) == numbers


def test_odd_relations_and_parts_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    odd = part("numbering", '<w:num w:numId="1"/><w:abstractNum/><w:num w:numId="x"/>')
    path.write_bytes(docx(BODY + table(["规章", ""]), numbering=odd, styles=part("styles", "<w:style/>")))
    assert read_report(path).year == 2023
