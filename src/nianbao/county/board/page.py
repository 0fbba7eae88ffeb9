"""The board as one HTML page: opens offline, prints, runs no script."""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass

import jinja2

from nianbao.county.board.board import Board
from nianbao.county.board.bulletin import Bulletin
from nianbao.county.board.standing import Standing, day_words
from nianbao.county.board.states import State
from nianbao.county.board.urging import Reminder
from nianbao.county.roster import Kind
from nianbao.resources import shipped

_CLASSES: dict[State, str] = {
    State.MISSING: "missing",
    State.WAITING: "waiting",
    State.RETURNED: "returned",
    State.PASSED: "passed",
    State.SIGNED: "signed",
    State.PUBLISHED: "published",
}
_STEPS = (State.WAITING, State.PASSED, State.SIGNED, State.PUBLISHED)
_STEP_WORDS = ("报送", "通过", "签发", "发布")


@dataclass(frozen=True)
class _Group:
    """The units of a kind."""

    kind: str
    standings: list[Standing]


def board_page(found: Board, reminders: list[Reminder], told: Bulletin) -> str:
    """Write the page."""
    groups = [_Group(kind.value, found.of_kind(kind)) for kind in Kind]
    return _template().render(
        board=found,
        groups=[group for group in groups if group.standings],
        classes=_CLASSES,
        reminders=reminders,
        told=told,
        deadline=_deadline(found),
        moment=f"{found.now.year}年{found.now.month}月{found.now.day}日 {found.now:%H:%M}",
        step_words=_STEP_WORDS,
    )


def _deadline(found: Board) -> str:
    if found.deadline is None:
        return ""
    left = (found.deadline - found.now.date()).days
    when = "今天到期" if not left else f"还有 {left} 天" if left > 0 else f"已过 {-left} 天"
    return f"报送期限 {found.deadline.month}月{found.deadline.day}日（{when}）"


def _steps(one: Standing) -> int:
    """Count the steps that are done, of 报送, 通过, 签发, 发布."""
    return _STEPS.index(one.state) + 1 if one.state in _STEPS else int(one.state is State.RETURNED)


def _checked(one: Standing) -> str:
    if one.opinion is None:
        return ""
    counts = "、".join(f"{weight} {count}" for weight, count in one.opinion.counts.items())
    return f"第 {one.opinion.number} 轮：{counts or '没有意见'}"


def _moment(iso: str) -> str:
    when = datetime.datetime.fromisoformat(iso)
    return f"{when.month}月{when.day}日 {when:%H:%M}"


@functools.cache
def _template() -> jinja2.Template:
    folder = shipped("templates") / "html"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"day": day_words, "moment": _moment, "steps": _steps, "checked": _checked}
    return environment.get_template("board.html.j2")
