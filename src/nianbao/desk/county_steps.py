"""The steps of the county's month as the desk shows them: their names, what they do, where their files lie.

A step is a command of ``nianbao county``; the desk shows those that there are.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nianbao.cli import county
from nianbao.county.place import CountyPlace

FORMS_FOLDER = "收件箱"
"""Where the desk puts files that are dropped on 「收件」, and where an officer may copy them to."""


def inbox_of(place: CountyPlace) -> Path:
    """Give the folder that 「收件」 looks into."""
    return place.of_year / FORMS_FOLDER


@dataclass(frozen=True)
class CountyStep:
    """A step.

    Attributes:
        command: Its command; None for a step that only shows what others made.
        name: What the officer calls it.
        lead: What it does, in a sentence or two.
        button: Words on the button that runs it.
        folder: Where its files lie.
        arguments: What its command gets besides the year.
    """

    command: str
    name: str
    lead: str
    button: str
    folder: Callable[[CountyPlace], Path]
    arguments: Callable[[CountyPlace], list[str]] = lambda _place: []
    yearly: bool = True

    def command_line(self, place: CountyPlace) -> list[str]:
        """Give what stands behind ``python -m``."""
        year = ["--year", str(place.year)] if self.yearly else []
        return ["nianbao", "county", self.command, *self.arguments(place), *year]


STEPS: tuple[CountyStep, ...] = (
    CountyStep(
        "init",
        "单位名单",
        "名单里有谁，就向谁要年报、为谁汇总。用 WPS 打开名单修改，存盘后再核对一遍。",
        "核对名单",
        lambda place: place.roster.parent,
        yearly=False,
    ),
    CountyStep(
        "forms",
        "填报表",
        "一个单位一份，上年的数和上年结转已经填好。做好后发给各单位，填完发回来，在「收件」里读。",
        "生成填报表",
        lambda place: place.forms,
    ),
    CountyStep(
        "inbox",
        "收件",
        "各单位交来的填报表和年报，什么格式都可以。读过的每一版都留着；同一份再收一次，什么也不变。",
        "收件",
        lambda place: place.received,
        lambda place: [str(inbox_of(place))],
    ),
    CountyStep(
        "remarks",
        "审核意见",
        "一个单位一页，上一轮提过的标明已改、未改。收件时自动写好，这里加县里自己的意见，决定通过还是退回。",
        "重写审核意见",
        lambda place: place.remarks,
    ),
    CountyStep(
        "board",
        "报送进度",
        "各单位到了哪一步，催报和通报用的话。",
        "更新报送进度",
        lambda place: place.board,
    ),
    CountyStep(
        "sum",
        "汇总",
        "政府本级、各部门、各乡镇（街道）逐格相加，每个数都能点开看是谁报的；对不上的列出来。",
        "汇总",
        lambda place: place.sums,
    ),
    CountyStep(
        "verify",
        "发布核对",
        "各单位网站上登出来的，和签发的年报逐项对照；留一份当时的网页，以后悄悄改了也看得出。",
        "核对",
        lambda place: place.verified,
    ),
)


def steps() -> tuple[CountyStep, ...]:
    """List the steps whose command there is."""
    there = {module.name for module in pkgutil.iter_modules(county.__path__)}
    return tuple(step for step in STEPS if step.command in there)
