"""How much a workbook may hold once it is opened: sheets, and cells of all sheets together.

The directory of a workbook may name one part a thousand times, so that a small file grows a
thousandfold; each sheet alone is within its bounds (``xlsx_parts``).
"""

from __future__ import annotations

from collections.abc import Sized

from python_calamine import CalamineSheet

from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.xlsx_parts import MAX_DENSE_CELLS

MAX_SHEETS = 200
"""Worksheets of a workbook: six ledgers with a sheet a month are 72."""


class Room:
    """The room that is left in a workbook while its sheets are read.

    Args:
        sheets: The sheets that it names.

    Raises:
        LedgerError: There are too many.
    """

    def __init__(self, sheets: Sized) -> None:
        if len(sheets) > MAX_SHEETS:
            raise LedgerError.of(
                "L106",
                f"工作簿有 {len(sheets)} 张工作表，上限 {MAX_SHEETS} 张。",
                "请把有用的工作表复制到一个新的工作簿，另存为 xlsx。",
            )
        self._cells = MAX_DENSE_CELLS

    def take(self, sheet: CalamineSheet) -> None:
        """Count a sheet's cells before they are read.

        Raises:
            LedgerError: All sheets together have too many.
        """
        if sheet.end is None:
            return
        rows, columns = sheet.end
        self._cells -= (rows + 1) * (columns + 1)
        if self._cells < 0:
            raise LedgerError.of(
                "L107",
                f"各工作表合起来太大，读到「{sheet.name}」时超过了 {MAX_DENSE_CELLS} 格。",
                "请把有用的行和列复制到新的工作簿，另存为 xlsx。",
            )
