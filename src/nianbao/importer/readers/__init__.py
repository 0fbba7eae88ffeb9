"""Readers: from a file's bytes to its lines, one module a kind of file with ``read(data, name)``."""

from __future__ import annotations

import importlib
import io
import zipfile

from nianbao.importer.readers.html import looks_like_html
from nianbao.importer.source import Source, SourceError, text_source

_PICTURE = "这是图片，里面没有文字。请用有文字的文件，或先用 WPS 识别成文字。"
_OTHER = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "请在 WPS 中另存为不加密的 docx 或 xlsx 再试。",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"Rar!": "请先解压，再读入里面的文件。",
    b"7z\xbc\xaf": "请先解压，再读入里面的文件。",
    b"{\\rtf": "请在 WPS 中另存为 docx 再试。",
}


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
    kind = _kind(data, name)
    if kind is None:
        return text_source(data, name)
    # Only the library that is wanted is imported: some take their time.
    source: Source = importlib.import_module(f"{__name__}.{kind}").read(data, name)
    return source


def _kind(data: bytes, name: str) -> str | None:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _office(data, name)
    return "html" if looks_like_html(data) else None


def _office(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise SourceError(f"「{name}」损坏了，打不开。请重新下载，或在 WPS 中打开后另存再试。") from problem
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise SourceError(
        f"「{name}」不是 docx 或 xlsx。压缩包请先解压；其他文件请在 WPS 中另存为 docx 或 xlsx。"
    )
