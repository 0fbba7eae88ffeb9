"""``nianbao new``: a parameter file for a unit and a year."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.cli.templates import tell_of_broken
from nianbao.folder import working_folder
from nianbao.levels import LEVEL_WORDS, Level
from nianbao.params.model import FIRST_YEAR, LAST_YEAR
from nianbao.starting import start_report


@click.command("new", cls=ChineseCommand)
@click.argument("name", metavar="单位")
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), required=True, metavar="年份", help="报告的年份。"
)
@click.option(
    "--from",
    "last",
    type=click.Path(path_type=Path, readable=False),
    metavar="底稿或报告",
    help="从上一年的底稿，或已公布的报告（txt、html、docx、pdf），带过来单位、署名和结转数，正文附作参考。",
)
@click.option(
    "--level",
    type=click.Choice(list(LEVEL_WORDS)),
    metavar="类别",
    help="单位类别：" + "、".join(f"{key} {word}" for key, word in LEVEL_WORDS.items()) + "。",
)
@click.option("--parent", metavar="上级", help="上级地区，如 莱阳市。")
def COMMAND(name: str, year: int, last: Path | None, level: Level | None, parent: str | None) -> None:
    """新建一份年报底稿。

    单位写中文简称，如 河洛镇；文件名由它的拼音得来。
    """
    folder = working_folder()
    made = start_report(folder, name, year, last=last, level=level, parent=parent)
    for note in made.notes:
        click.echo(note)
    shown = made.path.relative_to(folder)
    click.echo(f"已新建「{shown}」，模板 {made.template}；台账空表在「{made.ledger}」，可以不用。")
    tell_of_broken(folder)
    click.echo("还要填写：")
    if made.unit.parent is None:
        click.echo("  上级地区（unit.parent）没有写，单位全称里就没有它；下次可加 --parent。")
    for finding in made.missing:
        click.echo(f"  第 {finding.line} 行　{finding.message}")
