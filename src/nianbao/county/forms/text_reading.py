"""The words of a form's sections: each line a paragraph, as people write in a cell."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from nianbao.county.forms.given import Given
from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.slots import Path
from nianbao.importer.characters import put_right
from nianbao.ledgers.values import as_text
from nianbao.template import Template

_LINE_END = re.compile("\r\n|_x000D_\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Ends of lines; some programs leave their return in the file by its number."""

PICTURE = "DISPIMG("
"""What WPS writes for a picture that was put into a cell."""

CELL_LIMIT = 32_767
"""Characters that a cell of any office program holds; what goes beyond is cut off by the program itself."""


def read_sections(
    template: Template,
    given: Mapping[Path, Given],
    more: Mapping[Path, Sequence[Given]],
    remarks: list[Remark],
) -> dict[str, str]:
    """Read the sections that were written."""
    found: dict[str, str] = {}
    for section in template.sections:
        path = ("sections", section.id)
        place = given.get(path)
        places = [*([place] if place is not None else []), *more.get(path, ())]
        texts = [text for one in places if (text := _text(one, remarks))]
        if texts:
            found[section.id] = "\n\n".join(texts)
        for one in more.get(path, ()):
            said = f"是加出来的一行，接在「{section.label}」后面读入，请核对是不是这一部分的。"
            remarks.append(one.remark(said, "hint"))
    return found


def _text(place: Given, remarks: list[Remark]) -> str:
    raw = place.value
    if PICTURE in str(raw) or PICTURE in (place.formula or ""):
        remarks.append(place.remark("贴的是图片，图里的字读不出来，请写成文字。", "error"))
        return ""
    if place.lost:
        remarks.append(place.remark(place.lost, "error"))
        return ""
    if place.is_blank:
        return ""
    if isinstance(raw, datetime.date | datetime.time | datetime.timedelta | int | float):
        remarks.append(place.remark(f"写的是「{as_text(raw)}」，不像一段文字，照样读入。", "warning"))
        return as_text(raw)
    if len(raw) >= CELL_LIMIT:
        remarks.append(
            place.remark(
                f"文字到了一格的上限（{CELL_LIMIT} 字），后面的可能已被截掉。请在下面加一行接着写。", "error"
            )
        )
    return paragraphs(raw)


def paragraphs(text: str) -> str:
    """Give what stands in a cell as a narrative: each line a paragraph, its words as they are."""
    lines = (put_right(line, Counter()).strip() for line in _LINE_END.split(text))
    return "\n\n".join(filter(None, lines))
