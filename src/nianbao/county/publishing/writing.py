"""Writes what 发布核对 found: page, workbook, and what is sent to the units."""

from __future__ import annotations

from nianbao.county.place import CountyPlace
from nianbao.county.publishing.messages import message
from nianbao.county.publishing.overview import Overview
from nianbao.county.publishing.page import publishing_page
from nianbao.county.publishing.workbook import publishing_workbook
from nianbao.folder import write_atomically

PAGE = "发布核对.html"
WORKBOOK = "发布核对.xlsx"
MESSAGES = "发给各单位.txt"


def write_publishing(found: Overview, place: CountyPlace) -> None:
    """Write all that is handed out.

    Raises:
        WriteError: A file can't be written, for it is open in WPS perhaps.
    """
    texts = [message(row.look, found.year) for row in found.rows if row.look]
    told = "\n\n".join(text for text in texts if text) or "各单位的网页都与签发稿一致，没有要发的。"
    files = {
        PAGE: publishing_page(found).encode("utf-8"),
        MESSAGES: (told + "\n").encode("utf-8"),
        WORKBOOK: publishing_workbook(found),
    }
    for name, data in files.items():
        write_atomically(place.verified / name, data)
