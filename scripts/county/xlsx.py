"""A workbook as the same bytes at each run: openpyxl writes the time of day into it."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

_MOMENT = "2025-01-02T00:00:00Z"


def same_bytes(book: Workbook) -> bytes:
    """Save a workbook without any time of its making.

    Nothing is compressed: what a compressor writes depends on its version.
    """
    saved, result = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _MOMENT.encode(), data)
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # else it is the machine's
            target.writestr(member, data)
    return result.getvalue()
