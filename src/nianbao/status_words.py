"""What a clerk is told became of a report: whether it was built, and by which of three things it was kept back.

Programs go by the status alone (``blocked``); people do something else in each case, so the words tell them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nianbao.task import BlockedBy

_WORDS: dict[str, str] = {"built": "已生成", "fresh": "未变", "failed": "失败"}

_BLOCKED: dict[BlockedBy | str, str] = {
    "findings": "未通过校核",
    "signing": "签发登记不全",
    "correction": "更正登记不全",
}

_UNTOLD: BlockedBy = "findings"
"""What kept a report back of which an older manifest doesn't say it."""


def status_words(status: str, blocked_by: str | None = None) -> str:
    """Say what became of a report.

    Args:
        status: Its status, as the manifest has it; one that isn't known is given back.
        blocked_by: What kept it back.
    """
    if status == "blocked":
        return _BLOCKED.get(blocked_by or _UNTOLD, _BLOCKED[_UNTOLD])
    return _WORDS.get(status, status)


def counted_words(found: Iterable[tuple[str, str | None]]) -> list[tuple[str, int]]:
    """Count reports by what became of them, in the order in which one wants to know it.

    Args:
        found: Status of each and what kept it back.
    """
    order = [*_WORDS.values(), *_BLOCKED.values()]
    counts = Counter(status_words(*one) for one in found)
    return sorted(counts.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order))
