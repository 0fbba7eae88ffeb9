"""Writes what 发布核对 found: page, workbook, and what is sent to the units."""

from __future__ import annotations

from nianbao.county.place import CountyPlace
from nianbao.county.publishing.messages import message
from nianbao.county.publishing.overview import MISSING, SAME, UNREAD, Overview, Row
from nianbao.county.publishing.page import publishing_page
from nianbao.county.publishing.workbook import publishing_workbook
from nianbao.folder import write_all

PAGE = "发布核对.html"
WORKBOOK = "发布核对.xlsx"
MESSAGES = "发给各单位.txt"


def write_publishing(found: Overview, place: CountyPlace) -> None:
    """Write all that is handed out.

    Raises:
        WriteError: A file can't be written, for it is open in WPS perhaps.
    """
    write_all(
        {
            place.verified / PAGE: publishing_page(found).encode("utf-8"),
            place.verified / MESSAGES: (_told(found) + "\n").encode("utf-8"),
            place.verified / WORKBOOK: publishing_workbook(found),
        }
    )


def _told(found: Overview) -> str:
    texts = [message(row.look, found.year) for row in found.rows if row.look]
    if told := [text for text in texts if text]:
        return "\n\n".join(told)
    if all(row.result == SAME for row in found.rows):
        return "各单位的网页都与签发稿一致，没有要发的。"
    said = [f"看到的 {found.counts[SAME]} 个一致"] if found.counts[SAME] else []
    for result in (MISSING, UNREAD):
        names = "、".join(dict.fromkeys(_named(row) for row in found.rows if row.result == result))
        said += [f"{result}：{names}"] if names else []
    return f"没有要发给各单位的。{'；'.join(said)}。"


def _named(row: Row) -> str:
    """Name a line: by its address where nobody knows whose page it is."""
    unknown = row.look is not None and row.member is None and not row.look.asked.unit
    return row.look.asked.shown if row.look and unknown else row.name
