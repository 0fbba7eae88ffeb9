"""A round as a message: short enough to be read on a telephone, with the gravest points first."""

from __future__ import annotations

import datetime

from nianbao.county.remarks.fitting import shortened
from nianbao.county.remarks.opinion import Line, Opinion
from nianbao.county.remarks.page import compared_words
from nianbao.county.remarks.remark import State

MOST = 300
"""Characters; a longer message is folded by WeChat."""

_POINT = 64
"""Characters of a point."""


def message_of(opinion: Opinion, year: int, deadline: datetime.date | None = None) -> str:
    """Write the message.

    Args:
        opinion: What the unit is told.
        year: Report year.
        deadline: Until when it is to be handed in again.
    """
    head = f"【{opinion.member.name}】{year}年度报告第 {opinion.number} 轮审核意见：{compared_words(opinion)}"
    if not opinion.lines:
        return f"{head}本轮没有要改的地方，可以办理保密审查和签发。"
    counts = "、".join(f"{weight} {count} 条" for weight, count in opinion.counts.items())
    head = f"{head}本轮{counts}。"
    until = f"请于{deadline.month}月{deadline.day}日前改好再报，" if deadline else "请尽快改好再报，"
    points: list[str] = []
    for number, line in enumerate(opinion.lines, 1):
        more = len(opinion.lines) - number
        tail = _tail(more, until)
        point = f"{number}. {_point(line)}"
        if len("\n".join([head, *points, point, tail])) > MOST:
            break
        points.append(point)
    return "\n".join([head, *points, _tail(len(opinion.lines) - len(points), until)])


def _tail(more: int, until: str) -> str:
    rest = f"还有 {more} 条，" if more else ""
    return f"{rest}详见所附《审核意见》。{until}有疑问请回电。"


def _point(line: Line) -> str:
    words = line.remark.words
    mark = "（未改）" if line.remark.state is State.OPEN else ""
    said = line.opinion or words.now or words.should
    return shortened(f"{mark}{words.where}：{said}", _POINT)
