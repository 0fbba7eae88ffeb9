"""The day on which the page around a published report says that it was published."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from nianbao.importer.characters import fold

_SAID = re.compile(
    r"(?:(?:发布|公开|上传|发表)(?:时间|日期)|^[\[(|]*(?:时间|日期))[:|]{1,3}\[?"
    r"(?P<year>20\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})"
)
_BARE = re.compile(r"^(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d{3})")


def page_date(kept: Iterable[tuple[str, str, str]]) -> datetime.date | None:
    """Find the day of publication among what a website put around a report.

    A page that was moved to another site may tell a later day than the true one, never an earlier one: of
    several the first counts.

    Args:
        kept: Every stretch of the source with what it became: part, name, text.
    """
    days = []
    for part, _, text in kept:
        if part != "chrome":
            continue
        found = _SAID.search(fold(text)) or _BARE.search(fold(text))
        try:
            if found:
                days.append(datetime.date(*(int(found[name]) for name in ("year", "month", "day"))))
        except ValueError:
            continue
    return min(days, default=None)
