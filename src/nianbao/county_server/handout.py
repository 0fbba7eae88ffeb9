"""The list of links that the county hands out; it is written once, for a link can't be looked up later."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from nianbao.county.roster import Roster
from nianbao.county_server.address import Address
from nianbao.county_server.links import write_privately
from nianbao.errors import UsageError

_HEAD = ("单位", "联系人", "电话", "链接（只给本单位，请勿转发）")
_WIDTHS = (22, 12, 18, 90)


def link(address: Address, secret: str) -> str:
    """Give the link of a secret; what stands behind its # is sent to no server on the way."""
    return f"{address.origin}/in#{secret}"


def hand_out(path: Path, roster: Roster, address: Address, made: Mapping[str, str]) -> None:
    """Write the links that were just made, for this user's eyes alone.

    Raises:
        UsageError: There is such a file, or it is no .xlsx.
        WriteError: It can't be written.
    """
    refuse_if_there(path)
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        sheet = book.add_worksheet("链接")
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#E8EEF4", "text_wrap": True})
        cell = book.add_format({"border": 1, "num_format": "@", "text_wrap": True, "valign": "vcenter"})
        for column, (word, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, word, head)
        rows = [member for member in roster.members if member.id in made]
        for row, member in enumerate(rows, 1):
            values = (member.name, member.contact, member.phone, link(address, made[member.id]))
            for column, value in enumerate(values):
                sheet.write_string(row, column, value, cell)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    write_privately(path, packed.getvalue())


def refuse_if_there(path: Path) -> None:
    """Refuse a list that can't be written, before links are made that nobody would get.

    Raises:
        UsageError: There is such a file, or it is no .xlsx.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"「{path}」不是 .xlsx 文件。请在 --links 后面写 .xlsx 结尾的文件名。")
    if path.exists():
        raise UsageError(f"「{path}」已经有了，没有改动。请换一个文件名，或先移走它。")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"没有「{path.parent}」这个文件夹。请先建好，或换一个位置。")
