"""Sheets that stand twice in a workbook, and sheets that are none of the form's."""

from __future__ import annotations

from collections.abc import Mapping

from nianbao.county.forms.page_reading import Given, Stray, read_page, strays_of
from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.slots import Path
from nianbao.county.forms.sorting import Sorted
from nianbao.ledgers.values import as_text
from nianbao.suggest import quoted

_MOST_NAMED = 5


def tell_of_copies(found: Sorted, given: Mapping[Path, Given], remarks: list[Remark]) -> None:
    """Say where a copy of a sheet says something else than the sheet that was read."""
    chosen = {plan.name: page.name for page, plan in found.pages}
    for page, plan in found.copies:
        own = chosen[plan.name]
        filled = [one for one in read_page(page, plan).given.values() if not one.is_blank]
        other = [one for one in filled if as_text(one.value) != _shown(given.get(one.path))]
        if not other:
            said = f"「{page.name}」和「{own}」是同一页，内容没有不同，只读「{own}」。"
            remarks.append(Remark(page.name, None, None, said, "hint"))
            continue
        for one in other[:_MOST_NAMED]:
            said = f"写的是「{quoted(as_text(one.value))}」，「{own}」写的是「{quoted(_shown(given.get(one.path)))}」，按「{own}」读入，请核对。"
            remarks.append(one.remark(said, "error"))
        if len(other) > _MOST_NAMED:
            said = f"「{page.name}」和「{own}」是同一页，共有 {len(other)} 格不同，按「{own}」读入，请删去用不着的一页。"
            remarks.append(Remark(page.name, None, None, said, "error"))


def _shown(given: Given | None) -> str:
    return "" if given is None or given.is_blank else as_text(given.value)


def tell_of_others(found: Sorted, remarks: list[Remark]) -> list[Stray]:
    """Say which sheets aren't the form's; gives their words."""
    strays: list[Stray] = []
    for page in found.others:
        words = list(strays_of(page))
        strays += words
        what = f"有 {len(words)} 格内容" if words else f"有 {page.pictures} 张图片" if page.pictures else ""
        if what:
            said = f"「{page.name}」不是填报表的页，{what}，没有读成填报的数，请核对里面有没有要填的。"
            remarks.append(Remark(page.name, None, None, said, "warning"))
    return strays
