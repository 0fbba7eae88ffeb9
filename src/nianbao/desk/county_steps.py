"""The steps of the county's month as the desk shows them: their names, what they do, where their files lie.

A step is a command of ``nianbao county``; the desk shows those that there are.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nianbao.cli import county
from nianbao.county.place import COUNTY, CountyPlace
from nianbao.county.sums.own import OWN_BOOK
from nianbao.desk.county_files import Made, find, made_in
from nianbao.longtable.making import NAME as LONG_TABLE

INBOX, PAGES = "收件箱", "网址和网页"
"""Folders where the desk puts what is dropped on a step, and where an officer may copy it to."""

Choices = Literal["units", "files", "pages"]
"""What a field may be chosen from: the roster's units, the files that were dropped, or those or all of them."""

ALL_PAGES = "全部存下来的网页"


@dataclass(frozen=True)
class Drop:
    """Where files are dropped on a step.

    Attributes:
        folder: Name of the folder that they are put into, with one for each year in it.
        words: What may be dropped.
        then: What is said of what lies there.
    """

    folder: str
    words: str
    then: str

    def place(self, place: CountyPlace) -> Path:
        """Give the folder of a year; it lies beside the year's own, of which nothing is ever taken in."""
        return place.folder / COUNTY / self.folder / str(place.year)


@dataclass(frozen=True)
class Field:
    """Something that a step may be told.

    Attributes:
        name: What it goes by.
        label: What the officer calls it.
        hint: What may stand there.
        choices: What it is chosen from; None for a text.
    """

    name: str
    label: str
    hint: str = ""
    choices: Choices | None = None


Told = Mapping[str, str]
"""What the officer filled into a step's fields, by name; nothing that was left empty."""

Arguments = Callable[[CountyPlace, Told], list[str]]


@dataclass(frozen=True)
class CountyStep:
    """A step.

    Attributes:
        command: Its command.
        name: What the officer calls it.
        lead: What it does, in a sentence or two.
        button: Words on the button that runs it.
        folder: Where its files lie.
        arguments: What its command gets besides the year.
        yearly: Whether its command asks for a year.
        fields: What it may be told.
        fold: What the fields are for, where they are seldom needed and folded away.
        drop: What is dropped on it.
        made: What its files are called.
        pages: Names of the pages that its command writes.
        also: Files of it that lie elsewhere.
        deep: Whether what lies in folders below counts among its files.
    """

    command: str
    name: str
    lead: str
    button: str
    folder: Callable[[CountyPlace], Path]
    arguments: Arguments = lambda _place, _told: []
    yearly: bool = True
    fields: tuple[Field, ...] = ()
    fold: str = ""
    drop: Drop | None = None
    deep: bool = True
    made: str = "做好的文件"
    pages: tuple[str, ...] = ()
    also: Callable[[CountyPlace], list[Path]] = lambda _place: []

    def files(self, place: CountyPlace) -> list[Made]:
        """List its files."""
        others = [Made(path.name, path) for path in self.also(place) if path.is_file()]
        return [*made_in(self.folder(place), deep=self.deep, pages=self.pages), *others]

    def command_line(self, place: CountyPlace, told: Told) -> list[str]:
        """Give what stands behind ``python -m``."""
        year = [f"--year={place.year}"] if self.yearly else []
        return ["nianbao", "county", self.command, *self.arguments(place, told), *year]


def _options(_place: CountyPlace, told: Told) -> list[str]:
    return [f"--{name}={text}" for name, text in told.items()]


def _inbox(place: CountyPlace, told: Told) -> list[str]:
    folder = _INBOX.place(place)
    taken = [f"--take={told['take']}"] if "take" in told else []
    if "file" in told and "unit" in told:
        return [str(find(made_in(folder), told["file"]).path), f"--as={told['unit']}", *taken]
    return [str(folder), *taken]


def _pages(place: CountyPlace, told: Told) -> list[str]:
    folder = _PAGES.place(place)
    if "source" not in told:
        return []
    return [str(folder if told["source"] == ALL_PAGES else find(made_in(folder), told["source"]).path)]


_INBOX = Drop(INBOX, "把各单位交来的文件拖到这里，或者", "收过的留在里面也不要紧，不会收两次。")
_PAGES = Drop(
    PAGES,
    "把列有单位和网址的表（xlsx、csv、txt），或者存下来的网页拖到这里，或者",
    "放好以后，在下面选核对哪一个。",
)


STEPS: tuple[CountyStep, ...] = (
    CountyStep(
        "init",
        "单位名单",
        "名单里有谁，就向谁要年报、为谁汇总。用 WPS 打开名单修改，存盘后再核对一遍。",
        "核对名单",
        lambda place: place.roster.parent,
        yearly=False,
        deep=False,
    ),
    CountyStep(
        "forms",
        "填报表",
        "一个单位一份，上年的数和上年结转已经填好。做好后发给各单位，填完发回来，在「收件」里读。",
        "生成填报表",
        lambda place: place.forms,
        _options,
        fields=(
            Field("deadline", "报县截止日", "印在首页，如 2025年1月8日"),
            Field("contact", "县里联系人", "印在首页，写上电话"),
        ),
    ),
    CountyStep(
        "inbox",
        "收件",
        "各单位交来的填报表和年报，什么格式都可以。读过的每一版都留着；同一份再收一次，什么也不变。",
        "收件",
        lambda place: place.received,
        _inbox,
        fields=(
            Field("file", "这个文件", choices="files"),
            Field("unit", "是这个单位的", choices="units"),
            Field("take", "两边都改过时，用新交的", choices="units"),
        ),
        fold="认不出是哪个单位的，或者县里和单位都改了同一处",
        drop=_INBOX,
        made="收到的各版",
    ),
    CountyStep(
        "remarks",
        "审核意见",
        "一个单位一页，上一轮提过的标明已改、未改。收件时自动写好，这里加县里自己的意见，决定通过还是退回；在「审核意见汇总.xlsx」里写的，按「重写审核意见」就记下。",
        "重写审核意见",
        lambda place: place.remarks,
    ),
    CountyStep(
        "board",
        "报送进度",
        "各单位到了哪一步，催报和通报用的话。",
        "生成进度网页和表格",
        lambda place: place.board,
        pages=("报送进度.html",),
    ),
    CountyStep(
        "sum",
        "汇总",
        "政府本级、各部门、各乡镇（街道）逐格相加，每个数都能点开看是谁报的；对不上的列出来。",
        "汇总",
        lambda place: place.sums,
        pages=("汇总.html", "雷同.html"),
        also=lambda place: [place.of_year / OWN_BOOK],
    ),
    CountyStep(
        "verify",
        "发布核对",
        "各单位网站上登出来的，和签发的年报逐项对照；留一份当时的网页，以后悄悄改了也看得出。",
        "核对",
        lambda place: place.verified,
        _pages,
        fields=(Field("source", "核对", "核对过的网址，再看一遍", "pages"),),
        drop=_PAGES,
        pages=("发布核对.html",),
        deep=False,
    ),
    CountyStep(
        "table",
        "长表",
        "各单位各年年报的每个数一行，供统计分析用，另附指标说明。",
        "生成长表",
        lambda place: place.folder / COUNTY / LONG_TABLE,
        yearly=False,
    ),
)


def steps() -> tuple[CountyStep, ...]:
    """List the steps whose command there is."""
    there = {module.name for module in pkgutil.iter_modules(county.__path__)}
    return tuple(step for step in STEPS if step.command in there)
