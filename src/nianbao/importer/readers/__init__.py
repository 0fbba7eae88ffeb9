"""Readers: from a file's bytes to its lines, one module a kind of file with ``read(data, name)``."""

from __future__ import annotations

import importlib
import io
import re
import zipfile

from nianbao.importer.source import Source, SourceError

SAVE_AS = "请在 WPS 中另存为 docx/xlsx，再读入。"
_PICTURE = "这是图片，里面没有文字。请用有文字的文件，或先用 WPS 识别成文字。"
_UNPACK = "请先解压，再读入里面的文件。"
_OTHER = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": f"它是旧格式（doc、wps、xls、et）或加了密。{SAVE_AS}",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"Rar!": _UNPACK,
    b"7z\xbc\xaf": _UNPACK,
    b"\x1f\x8b": _UNPACK,
    b"{\\rtf": SAVE_AS,
}
_MOST_PARTS = 20_000
_OFFICE_XML = re.compile(rb"<(?:pkg:package|w:wordDocument|\w*:?Workbook|uof:UOF|office:document)\b")
_MAIL = re.compile(rb"\A(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*?MIME-Version:", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)


def read_source(data: bytes, name: str) -> Source:
    """Read a file by what it holds, whatever its ending says.

    Raises:
        SourceError: It can't be read.
    """
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise SourceError(f"「{name}」是空的。请核对是否选错了文件。")
    for magic, advice in _OTHER.items():
        if data.startswith(magic):
            raise SourceError(f"「{name}」这种文件不能读。{advice}")
    # Only the library that is wanted is imported: some take their time.
    source: Source = importlib.import_module(f"{__name__}.{kind_of(data, name)}").read(data, name)
    return source


def kind_of(data: bytes, name: str) -> str:
    """Tell which reader a file is for, by what it holds.

    Raises:
        SourceError: There is none.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _office(data, name)
    # A page in UTF-16 has a null beside each letter.
    head = data[:4_000].replace(b"\0", b"")
    if _OFFICE_XML.search(head):
        raise SourceError(f"「{name}」这种文件不能读。{SAVE_AS}")
    if _MAIL.match(head):
        return "mht"
    return "html" if _PAGE.search(head) else "txt"


def _office(data: bytes, name: str) -> str:
    # Listing a package of a million parts alone would take a gigabyte.
    if data.count(b"PK\x01\x02") > _MOST_PARTS:
        raise SourceError(f"「{name}」是一大包文件，不像一份年度报告。{_UNPACK}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {part.replace("\\", "/") for part in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise SourceError(f"「{name}」损坏了，打不开。请重新下载，或在 WPS 中打开后另存再试。") from problem
    for part, kind in (("word/", "docx"), ("xl/", "xlsx")):
        if any(one.startswith(part) for one in names):
            return kind
    if "OFD.xml" in names:
        raise SourceError(f"「{name}」是 OFD 版式文件，不能读。请用 OFD 阅读器或 WPS 转成 pdf 或 docx 再试。")
    raise SourceError(f"「{name}」不是 docx 或 xlsx。压缩包请先解压；其他文件：{SAVE_AS}")
