"""``nianbao county remarks``: what the officer wrote taken over, and the answers written anew."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.county.place import place_for, year_words
from nianbao.county.remarks.renew import renew
from nianbao.folder import shown, working_folder
from nianbao.params.model import FIRST_YEAR, LAST_YEAR


@click.command("remarks", cls=ChineseCommand)
@click.argument("units", nargs=-1, metavar="[单位]...")
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), metavar="年份", help="哪一年的；不写就是最近的一年。"
)
@click.option("--message", is_flag=True, help="把发微信的话也打出来，可以直接复制。")
def COMMAND(units: tuple[str, ...], year: int | None, message: bool) -> int:
    """审核意见：记下审核意见汇总里写的话，按现在的底稿重新校核，重新生成。

    在「审核意见汇总.xlsx」里写了县里意见、选了处理，或者在编报台里改了底稿以后运行。轮次不变。
    不写单位时，所有报过的单位都做。
    """
    place = place_for(working_folder(), year)
    result = renew(place, datetime.datetime.now().astimezone(), units)
    click.echo(f"{year_words(place, year)}审核意见：")
    for problem in result.problems:
        click.echo(problem)
    for answer in result.answers:
        if answer.opinion is None or answer.page is None:
            click.echo(answer.problem)
            continue
        counts = "，".join(f"{weight} {count}" for weight, count in answer.opinion.counts.items())
        where: Path = shown(answer.page)
        click.echo(f"{answer.member.name}第 {answer.opinion.number} 轮：{counts or '没有意见'}　{where}")
        if message:
            click.echo(f"{answer.message}\n")
    if not result.answers:
        click.echo("还没有单位报送，没有审核意见。请先收件：nianbao county inbox 文件夹。")
    click.echo(f"汇总：{shown(result.summary)}")
    return 1 if result.problems or any(one.problem for one in result.answers) else 0
