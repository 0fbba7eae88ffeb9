"""The pages of a PDF as pictures: ``python -m nianbao.desk.sheets``, in a process of its own.

It reads ``{"path", "folder", "data", "final"}`` on standard input, the bytes of a parameter file as it stands in
a desk, and prints ``{"mark", "sheets": [[width, height], …]}``, then ``{"sheet", "png"}`` page by page, or
``{"error"}`` in the clerk's words. Typst and PDFium never run in a desk's kernel.
"""

from __future__ import annotations

import base64
import json
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from nianbao.editor.document import Document
from nianbao.editor.kept import Keeper
from nianbao.editor.preview import document_of, look_of, standing_of
from nianbao.editor.round import Round
from nianbao.errors import NianbaoError
from nianbao.export.base import load_form

SCALE = 2.0
"""Dots a point: 144 to the inch, twice what a page is looked at beside an editor."""


def sheets(asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Set a report on pages and give them one by one.

    Raises:
        NianbaoError: The file can't be read, or not be set.
    """
    folder = Path(asked["folder"]) if asked.get("folder") else None
    document = Document.of(Path(asked["path"]), base64.b64decode(asked["data"]), folder)
    round_ = Round(document, Keeper())
    look = look_of(round_, standing_of(round_), final=bool(asked.get("final")))
    pdf = load_form("pdf").render(document_of(round_.report), look)
    with pypdfium2.PdfDocument(pdf) as opened:
        yield {"mark": look.line, "sheets": [list(page.get_size()) for page in opened]}
        for number, page in enumerate(opened):
            bitmap = page.render(scale=SCALE, rev_byteorder=True, prefer_bgrx=False)
            picture = png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), bitmap.n_channels)
            yield {"sheet": number, "png": base64.b64encode(picture).decode("ascii")}


def png(width: int, height: int, stride: int, pixels: bytes, channels: int) -> bytes:
    """Write pixels of one, three or four bytes (grey, RGB, RGBA) as a PNG."""
    kinds = {1: 0, 3: 2, 4: 6}
    rows = (pixels[line * stride : line * stride + width * channels] for line in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, kinds[channels], 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def main() -> None:
    """Answer one question."""
    try:
        for said in sheets(json.load(sys.stdin)):
            print(json.dumps(said), flush=True)  # noqa: T201
    except NianbaoError as error:
        print(json.dumps({"error": str(error)}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
