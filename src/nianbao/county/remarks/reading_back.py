"""What the officer wrote into 审核意见汇总.xlsx goes into the register; what he didn't touch is left alone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from nianbao.county.matching import match
from nianbao.county.remarks.ledger import RemarkLedger, Said
from nianbao.county.remarks.remark import Handling
from nianbao.county.remarks.wording import WHOLE, Wording
from nianbao.county.remarks.workbook import COLUMNS, SHEET
from nianbao.county.roster import Roster
from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.opening import open_ledger
from nianbao.ledgers.sheet import Sheet

_KEY = re.compile(r"(?P<unit>.+)-(?P<number>\d+)")
_HANDLINGS: Mapping[str, Handling] = {
    "": Handling.USUAL,
    "照提": Handling.USUAL,
    **dict.fromkeys(("办结", "已办", "已办结", "完成", "已改", "已改好"), Handling.DONE),
    **dict.fromkeys(("不提", "不再提", "不用改", "删除", "删"), Handling.DROPPED),
}
_HEADER_ROWS = 12


def take_over(path: Path, ledger: RemarkLedger, roster: Roster, now: datetime.datetime, by: str) -> list[str]:
    """Read the workbook back.

    Args:
        path: The workbook; nothing happens where there is none.
        ledger: The register, to which news is added.
        roster: The units.
        now: The time.
        by: Who says so.

    Returns:
        What couldn't be taken over, in Chinese, with the row.
    """
    if not path.is_file():
        return []
    try:
        sheets = open_ledger(path)
    except LedgerError as problem:
        advice = problem.finding.suggestion or "请另存为新的 xlsx。"
        return [f"「{path.name}」读不了：{problem}{advice}里面新写的意见没有记下。"]
    found = next(((sheet, head) for sheet in sheets if (head := _header(sheet)) is not None), None)
    if found is None:
        return [
            f"「{path.name}」里没有找到「{SHEET}」的表头（编号、单位、处理），里面新写的意见没有记下。"
            "请不要删改表头那一行；改过的，删去这个文件，重新运行 nianbao county remarks。"
        ]
    sheet, (header, columns) = found
    said: list[str] = []
    for row in range(header + 1, len(sheet.rows)):
        cells = {name: _text(sheet, row, column) for name, column in columns.items()}
        if any(cells.values()):
            said += (
                f"「{path.name}」第 {row + 1} 行：{text}" for text in _take(cells, ledger, roster, now, by)
            )
    return said


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for row in range(min(len(sheet.rows), _HEADER_ROWS)):
        columns = {
            name: column
            for column in range(len(sheet.rows[row]))
            if (name := _text(sheet, row, column)) in COLUMNS
        }
        if {"编号", "单位", "处理"} <= columns.keys():
            return row, columns
    return None


def _take(
    cells: Mapping[str, str], ledger: RemarkLedger, roster: Roster, now: datetime.datetime, by: str
) -> Iterator[str]:
    """Take a row over."""
    if not cells.get("编号"):
        yield from _own(cells, ledger, roster, now, by)
        return
    key = _KEY.fullmatch(cells["编号"])
    member = next((one for one in roster.members if key and one.name == key["unit"]), None)
    if key is None or member is None:
        yield f"编号「{cells['编号']}」不认识，这一行没有记下。编号请不要改；自己要提的意见，编号留空。"
        return
    unit, number = member.id, int(key["number"])
    before = ledger.said(unit, number)
    opinion, handling = before.opinion, before.handling
    if cells.get("县里意见", "") != cells.get("原意见", ""):
        opinion = cells.get("县里意见", "")
    if (word := cells.get("处理", "")) != cells.get("原处理", ""):
        if word not in _HANDLINGS:
            yield f"「处理」写的是「{word}」，不认识，没有记下。请选「不提」或「办结」，照常提的留空。"
        else:
            handling = _HANDLINGS[word]
    ledger.say(unit, number, Said(opinion, handling), now, by)


def _own(
    cells: Mapping[str, str], ledger: RemarkLedger, roster: Roster, now: datetime.datetime, by: str
) -> Iterator[str]:
    """Take a remark over that the officer wrote himself."""
    texts = {name: cells.get(name, "") for name in ("位置", "现状", "应改为", "依据", "县里意见")}
    if not any(texts.values()):
        return
    if _HANDLINGS.get(cells.get("处理", ""), Handling.USUAL) is not Handling.USUAL:
        return
    if not cells.get("单位"):
        yield "没有写单位，意见没有记下。请选上单位。"
        return
    found = match(roster, names=[cells["单位"]])
    if found.member is None:
        yield f"{found.how}意见没有记下。"
        return
    should = texts["应改为"] or texts["县里意见"] or "请核对。"
    now_words = texts["现状"] or (texts["县里意见"] if texts["应改为"] else "")
    words = Wording(texts["位置"] or WHOLE, now_words, should, texts["依据"])
    ledger.add_own(found.member.id, words, now, by)


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()
