"""Writes the board: page, workbook, and the texts for 催报 and 通报."""

from __future__ import annotations

from nianbao.county.board.board import Board
from nianbao.county.board.bulletin import bulletin
from nianbao.county.board.page import board_page
from nianbao.county.board.urging import Reminder, reminders
from nianbao.county.board.workbook import board_workbook
from nianbao.county.place import CountyPlace
from nianbao.folder import write_all

PAGE = "报送进度.html"
WORKBOOK = "报送进度.xlsx"
REMINDERS = "催报.txt"
BULLETIN = "通报用语.txt"


def write_board(found: Board, place: CountyPlace) -> None:
    """Write all that the board is handed out as.

    Raises:
        WriteError: A file can't be written, for it is open in WPS perhaps.
    """
    told, owing = bulletin(found, place), reminders(found)
    files = {
        PAGE: board_page(found, owing, told).encode("utf-8"),
        REMINDERS: _text(owing).encode("utf-8"),
        BULLETIN: (told.text + "\n").encode("utf-8"),
        WORKBOOK: board_workbook(found, owing, told),
    }
    write_all({place.board / name: data for name, data in files.items()})


def _text(owing: list[Reminder]) -> str:
    blocks = [
        f"【{one.member.name}】{one.state}　{one.member.contact} {one.member.phone}".rstrip()
        + f"\n{one.text}\n"
        for one in owing
    ]
    return "\n".join(blocks) or "没有要催的单位。\n"
