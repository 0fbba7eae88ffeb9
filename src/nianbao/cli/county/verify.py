"""``nianbao county verify``: every unit's published page against its signed report."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.county.place import place_for, year_words
from nianbao.county.publishing.checking import Checker, Look
from nianbao.county.publishing.listing import asked_for
from nianbao.county.publishing.looking import PAUSE, look_at_all
from nianbao.county.publishing.overview import overview
from nianbao.county.publishing.writing import write_publishing
from nianbao.county.roster_reading import read_roster
from nianbao.errors import UsageError
from nianbao.folder import shown, working_folder
from nianbao.params.model import FIRST_YEAR, LAST_YEAR


@click.command("verify", cls=ChineseCommand)
@click.argument(
    "source",
    required=False,
    metavar="[网址表、网页或文件夹]",
)
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), metavar="年份", help="哪一年的年报；不写就是最近的一年。"
)
@click.option(
    "--pause",
    type=Between(0, 60),
    default=PAUSE,
    metavar="秒",
    help="同一个网站两次访问之间隔几秒，不写是 1 秒。",
)
def COMMAND(source: str | None, year: int | None, pause: int) -> int:
    """发布核对：各单位网站上登出来的，和签发的年报逐项对照。

    网址表可以是 xlsx、csv、txt，一行一个单位和网址；也可以是放着网页（html、mht、pdf、docx）的文件夹，按内容认单位。
    什么都不写，就把核对过的网址再看一遍：以后悄悄改了的，会列出改了什么。
    看到的网页都留一份；一个网址打不开，不影响别的。
    """
    listed = _listed(source) if source else None
    place = place_for(working_folder(), year)
    roster = read_roster(place.roster)
    pages = asked_for(listed, place)
    checker = Checker(place, roster)
    click.echo(f"{year_words(place, year)}发布核对：")
    looks: list[Look] = []
    for _, look in look_at_all(pages, checker.look, pause):
        looks.append(look)
        name = look.member.name if look.member else look.asked.unit or look.asked.shown
        click.echo(f"[{len(looks)}/{len(pages)}] {name}　{_told(look)}", err=True)
    found = overview(roster, looks, place.year, checker.clock().isoformat())
    write_publishing(found, place)
    click.echo("，".join(f"{word} {count} 个" for word, count in found.counts.items() if count) + "。")
    if found.changed:
        names = "、".join(dict.fromkeys(row.name for row in found.changed))
        click.echo(f"上次核对以后改过的：{names}。")
    click.echo(f"网页、表格和发给各单位的话：{shown(place.verified)}")
    if all(look.verdict is None for look in looks):
        return 2
    return 0 if all(look.fine for look in looks) else 1


def _listed(source: str) -> Path:
    if "://" in source:
        raise UsageError(
            f"「{source}」是一个网址。只核对一个网页，请用 nianbao verify；这里请写网址表，或放着网页的文件夹。"
        )
    if not Path(source).exists():
        raise UsageError(f"找不到「{source}」。请核对文件名和所在文件夹。")
    return Path(source)


def _told(look: Look) -> str:
    if look.verdict is None:
        return f"{look.result}：{look.problem}"
    count = f" {len(look.verdict.wrong)} 处" if look.verdict.wrong else ""
    return f"{look.result}{count}" + ("，上次以后改过" if look.changed else "")
