"""Whether a text calls itself a report: an excerpt of one has no part's heading and no table."""

from __future__ import annotations

import re

from nianbao.importer.characters import fold
from nianbao.importer.parts import Parts
from nianbao.importer.title import is_titled, unit_and_year

_FRONT = 3_000
_PERIOD = re.compile("信息公开.*(?:统计|报告)(?:期限|时限|时间|区间).{0,12}1月1日.{0,12}12月31日")
_OTHER = re.compile("通知|各镇|各单位|各部门")
"""What asks others for their reports names the period too."""


def calls_itself_a_report(parts: Parts) -> bool:
    """Tell whether a text has a title with unit and year, or says which year its statistics cover."""
    lines = [line for line in parts.source.lines if line.aside is None]
    if parts.title is not None and all(unit_and_year(parts.title.text)):
        # A list of reports has title after title.
        return sum(map(is_titled, {line.text for line in lines})) <= 1
    text = fold("".join(line.text for line in lines)[:_FRONT])
    return parts.year.value is not None and bool(_PERIOD.search(text)) and not _OTHER.search(text)
