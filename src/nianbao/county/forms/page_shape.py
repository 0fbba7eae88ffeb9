"""What was done to a sheet besides filling it in: merged, hidden, remarks pinned to cells, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nianbao.county.forms.given import Given
from nianbao.county.forms.opening import Page
from nianbao.county.forms.remarks import Remark, address
from nianbao.county.forms.slots import Slot
from nianbao.suggest import quoted

MOST_NAMED = 20
"""Remarks in cells of one sheet that are named one by one."""

Placed = tuple[tuple[int, int], Slot, str]
"""Where a place of the plan is on the sheet, and what people call it."""


def remarks_on_shape(page: Page, places: Sequence[Placed], given: Iterable[Given]) -> Iterator[Remark]:
    """Say what was done to a sheet."""
    yield from _merges(page, places)
    yield from _hidden(page, [one for one in given if not one.is_blank])
    yield from _notes(page)


def _merges(page: Page, places: Sequence[Placed]) -> Iterator[Remark]:
    """Say where several places were merged into one."""
    for (top, left), (bottom, right) in page.sheet.merges:
        inside = [
            name
            for (row, column), slot, name in places
            if top <= row <= bottom and left <= column <= right and slot.role in ("entry", "total")
        ]
        if len(inside) > 1:
            area = f"{address(top, left)}:{address(bottom, right)}"
            said = (
                f"「{page.name}」{area} 合并成了一格，原是 {len(inside)} 格（{'、'.join(inside[:4])}）："
                "写的数只算在左上一格，请取消合并后分开填。"
            )
            yield Remark(page.name, top + 1, left + 1, said, "error")


def _hidden(page: Page, filled: Sequence[Given]) -> Iterator[Remark]:
    """Say which hidden rows and columns hold something that was read."""
    rows = sorted({one.row + 1 for one in filled} & page.sheet.hidden_rows)
    columns = sorted({one.column + 1 for one in filled} & page.sheet.hidden_columns)
    if page.sheet.hidden and filled:
        said = f"「{page.name}」这一页被隐藏了，里面填的照样读入，请核对。"
        yield Remark(page.name, None, None, said, "warning")
    if rows:
        said = f"「{page.name}」第 {'、'.join(map(str, rows))} 行被隐藏了，里面填的照样读入，请核对。"
        yield Remark(page.name, rows[0], None, said, "warning")
    if columns:
        letters = "、".join(address(0, column - 1)[:-1] for column in columns)
        said = f"「{page.name}」第 {letters} 列被隐藏了，里面填的照样读入，请核对。"
        yield Remark(page.name, None, columns[0], said, "warning")


def _notes(page: Page) -> Iterator[Remark]:
    """Pass on the remarks that were pinned to cells, and tell of pictures."""
    for (row, column), text in sorted(page.notes.items())[:MOST_NAMED]:
        said = f"「{page.name}」{address(row, column)} 有批注：「{quoted(text)}」。批注不读入年报。"
        yield Remark(page.name, row + 1, column + 1, said, "warning")
    if len(page.notes) > MOST_NAMED:
        said = f"「{page.name}」共有 {len(page.notes)} 条批注，请打开原件看。"
        yield Remark(page.name, None, None, said, "warning")
    if page.pictures:
        said = f"「{page.name}」贴了 {page.pictures} 张图片，图里的字和数读不出来，请写进格子里。"
        yield Remark(page.name, None, None, said, "warning")
