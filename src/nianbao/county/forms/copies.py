"""Sheets that stand twice in a workbook, and sheets that are none of the form's."""

from __future__ import annotations

from collections.abc import Mapping

from nianbao.county.forms.given import Given
from nianbao.county.forms.page_reading import Stray, read_page, strays_of
from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.slots import Path
from nianbao.county.forms.sorting import Sorted
from nianbao.ledgers.values import as_text
from nianbao.suggest import quoted

_MOST_NAMED = 5


def tell_of_copies(found: Sorted, given: Mapping[Path, Given], remarks: list[Remark]) -> list[Stray]:
    """Say where a copy of a sheet says something else than the sheet that was read; gives words beside the form."""
    chosen = {plan.name: page.name for page, plan in found.pages}
    strays: list[Stray] = []
    for page, plan in found.copies:
        own = chosen[plan.name]
        reading = read_page(page, plan)
        more = [one for all_ in reading.more.values() for one in all_]
        strays += [
            *reading.strays,
            *(Stray(one.sheet, one.row, one.column, as_text(one.value)) for one in more),
        ]
        filled = [one for one in reading.given.values() if not one.is_blank]
        other = [one for one in filled if as_text(one.value) != _shown(given.get(one.path))]
        if not other:
            said = f"「{page.name}」和「{own}」是同一页，内容没有不同，只读「{own}」。"
            remarks.append(Remark(page.name, None, None, said, "hint"))
        for one in other[:_MOST_NAMED]:
            there = quoted(_shown(given.get(one.path)))
            said = f"写的是「{quoted(as_text(one.value))}」，「{own}」写的是「{there}」，按「{own}」读入，请核对。"
            remarks.append(one.remark(said, "error"))
        if len(other) > _MOST_NAMED:
            said = f"「{page.name}」和「{own}」是同一页，共有 {len(other)} 格不同，按「{own}」读入，请删去用不着的一页。"
            remarks.append(Remark(page.name, None, None, said, "error"))
    return strays


def _shown(given: Given | None) -> str:
    return "" if given is None or given.is_blank else as_text(given.value)


def tell_of_others(found: Sorted, remarks: list[Remark]) -> list[Stray]:
    """Say which sheets aren't the form's; gives their words."""
    strays: list[Stray] = []
    for page in found.others:
        words = list(strays_of(page))
        strays += words
        parts = (
            (len(words), "格内容"),
            (len(page.notes), "条批注"),
            (page.pictures, "张图片"),
        )
        what = "、".join(f"{count} {kind}" for count, kind in parts if count)
        if what:
            said = f"「{page.name}」不是填报表的页，有 {what}，没有读成填报的数，请核对里面有没有要填的。"
            remarks.append(Remark(page.name, None, None, said, "warning"))
    return strays
