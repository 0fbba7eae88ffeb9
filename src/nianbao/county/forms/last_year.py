"""What a form was sent out with for comparison: changed since, it was meant for this year, or for the officer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from nianbao.county.forms.given import Given
from nianbao.county.forms.page_reading import Stray
from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.table_reading import number_in
from nianbao.importer.characters import fold
from nianbao.ledgers.values import as_text
from nianbao.template import Template


def print_of(text: str) -> str:
    """Give a short print of a text, by which a change of it is seen, however its lines end."""
    return hashlib.sha256(fold(text).encode("utf-8", "replace")).hexdigest()[:16]


def changed(
    template: Template, last: Mapping[str, object], then: Iterable[Given], remarks: list[Remark]
) -> list[Stray]:
    """Find places where somebody wrote over what was sent out; gives the words that stand there now.

    Args:
        template: The statutory format.
        last: What was sent out: numbers as they are, texts as prints, by path.
        then: What stands in these places now.
        remarks: Takes what is to be said.
    """
    strays: list[Stray] = []
    for place in then:
        if place.is_blank or place.uncomputed:
            continue
        before = last.get("/".join(place.path))
        if _is_same(template, place, before):
            continue
        if isinstance(place.value, str) and place.path[0] != "tables":
            said = "这里本来是县里印上的，现在改过了，没有读入，放进了待归类内容。今年的文字请写在白格里。"
            strays.append(Stray(place.sheet, place.row, place.column, place.value))
        else:
            was = "空着" if before is None else f"是 {before}"
            said = f"这是上年的一栏，原来{was}，现在写着 {as_text(place.value)}，没有读入。今年的数请填在白格里。"
        remarks.append(place.remark(said, "error"))
    return strays


def _is_same(template: Template, place: Given, before: object) -> bool:
    if place.path[0] == "tables":
        form = template.table(place.path[1])
        as_printed = isinstance(before, str) and as_text(place.value) == before
        return as_printed or number_in(form, (place.path[2], place.path[3]), place) == before
    if isinstance(place.value, str):
        return before == print_of(place.value)
    return before is not None and as_text(place.value) == as_text(before)  # type: ignore[arg-type]
