"""The pages of a PDF as data: characters and ruled lines, read in a process of its own.

Run by ``pdf_pages`` as a program, with the file on standard input and JSON on standard output: a file
that makes the library crash, hang or ask for all memory then ends this process and no other. So that it
starts soon, nothing of nianbao is imported here.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import math
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_THIN = 3.0
"""A filled box no thicker than this (points) is a line."""

_STRAIGHT = 0.75
"""A line that leaves its direction by no more than this (points) is upright or level."""

_MOST_EMS = 2.0
"""A box of so many heights of the letter isn't that of the letter."""

_MAX_DEPTH = 6
_MAX_OBJECTS = 40_000
"""Lines and boxes of a page that are looked at; a page of statutory tables has some five hundred."""


def pages(data: bytes, max_pages: int, max_characters: int) -> dict[str, Any]:
    """Read all pages.

    Returns:
        ``pages``: for each its ``chars`` (text, left, bottom, right, top), ``lines`` and ``boxes`` (left,
        bottom, right, top) and number of ``images``; or ``error`` with what is wrong.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        return {"error": "password" if "password" in str(problem).lower() else "broken"}
    count = len(document)
    if count > max_pages:
        return {"error": "pages", "count": count}
    found = []
    total = 0
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            return {"error": "page", "count": number + 1}
        chars, turn = _chars(page, max_characters - total)
        total += len(chars)
        if total >= max_characters:
            return {"error": "characters"}
        found.append({"chars": chars, **_drawn(page, turn)})
        page.close()
    return {"pages": found}


def _chars(page: Any, limit: int) -> tuple[list[tuple[str, float, float, float, float]], int]:
    """List a page's characters, and how many quarter turns it was turned for them to stand upright."""
    text = page.get_textpage()
    found = []
    turns = [0, 0, 0, 0]
    for index in range(min(text.count_chars(), limit + limit // 4)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00 and 0xDC00 <= (low := raw.FPDFText_GetUnicode(text, index + 1)) < 0xE000:
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)  # one character in two halves
        elif 0xD800 <= code < 0xE000:
            continue
        # What pdfium puts in itself isn't on the page; wide gaps are found by where characters stand.
        if code in (0, 10, 13, 0xFFFE) or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        left, bottom, right, top = _box(text, index)
        if right > left or top > bottom:
            turns[round(raw.FPDFText_GetCharAngle(text, index) / (3.141592653589793 / 2)) % 4] += 1
            found.append((chr(code), left, bottom, right, top))
    text.close()
    # A table printed across the page is read as its letters stand.
    turn = turns.index(max(turns))
    return [(char, *_turned(box, turn)) for char, *box in found], turn


def _box(text: Any, index: int) -> tuple[float, float, float, float]:
    """Give where a character stands, with the room that its font leaves around it."""
    left, bottom, right, top = text.get_charbox(index, loose=True)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    scale = max(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))
    # Of a font that is set downwards pdfium gives the room without the page's scale, half a page wide.
    if max(right - left, top - bottom) > _MOST_EMS * scale * raw.FPDFText_GetFontSize(text, index) > 0:
        left, bottom, right, top = text.get_charbox(index)
    return left, bottom, right, top


def _turned(box: Any, turn: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    if turn == 1:
        return -top, left, -bottom, right
    if turn == 2:
        return -right, -top, -left, -bottom
    if turn == 3:
        return bottom, -right, top, -left
    return left, bottom, right, top


def _drawn(page: Any, turn: int) -> dict[str, Any]:
    lines: list[tuple[float, float, float, float]] = []
    boxes: list[tuple[float, float, float, float]] = []
    images = 0
    for seen, (item, matrix) in enumerate(_objects(page.raw, _SAME, 0)):
        if seen > _MAX_OBJECTS:
            break
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE:
            images += 1
        elif raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH:
            _read_path(item, matrix, lines, boxes)
    return {
        "lines": [_turned(one, turn) for one in lines],
        "boxes": [_turned(one, turn) for one in boxes],
        "images": images,
    }


def _objects(parent: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    count, get = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        if depth
        else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    for index in range(min(max(count(parent), 0), _MAX_OBJECTS)):
        item = get(parent, index)
        if not item:
            continue
        own = _times(_matrix_of(item), matrix)
        yield item, own
        if depth < _MAX_DEPTH and raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
            yield from _objects(item, own, depth + 1)


def _matrix_of(item: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _SAME
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _read_path(item: Any, matrix: _Matrix, lines: list[Any], boxes: list[Any]) -> None:
    """Collect a path's upright and level lines, and the boxes that it fills."""
    filled, stroked = ctypes.c_int(0), ctypes.c_int(0)
    raw.FPDFPath_GetDrawMode(item, filled, stroked)
    if not filled.value and not stroked.value:
        return
    for corners in _figures(item, matrix):
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = (min(xs), min(ys), max(xs), max(ys))
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            lines.append(box)
        elif stroked.value:
            for (x1, y1), (x2, y2) in itertools.pairwise(corners):
                if abs(x1 - x2) <= _STRAIGHT or abs(y1 - y2) <= _STRAIGHT:
                    lines.append((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
        else:
            boxes.append(box)


def _figures(item: Any, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """List a path's figures by their corners; a closed one ends where it begins."""
    a, b, c, d, e, f = matrix
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(max(raw.FPDFPath_CountSegments(item), 0), _MAX_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners
            corners = []
        corners.append((x.value * a + y.value * c + e, x.value * b + y.value * d + f))
        if raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners


def main() -> None:
    """Read the file on standard input; the two arguments are the most pages and characters."""
    found = pages(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.buffer.write(json.dumps(found, separators=(",", ":")).encode("ascii"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
