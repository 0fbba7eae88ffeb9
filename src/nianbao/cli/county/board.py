"""``nianbao county board``: how far every unit is, and what the officer decides."""

from __future__ import annotations

import datetime

import click

from nianbao.cli.chinese import Between, ChineseCommand, day
from nianbao.county.board.board import board
from nianbao.county.board.deciding import decide_all
from nianbao.county.board.decisions import Decisions, Step
from nianbao.county.board.writing import write_board
from nianbao.county.place import place_for, year_words
from nianbao.county.remarks.renew import OFFICER
from nianbao.folder import shown, working_folder
from nianbao.params.model import FIRST_YEAR, LAST_YEAR


@click.command("board", cls=ChineseCommand)
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), metavar="年份", help="哪一年的；不写就是最近的一年。"
)
@click.option("--pass", "passed", multiple=True, metavar="单位", help="最新一版审核通过。可以写几次。")
@click.option("--return", "returned", multiple=True, metavar="单位", help="最新一版退回修改。可以写几次。")
@click.option("--signed", multiple=True, metavar="单位", help="单位报来已经签发，要先通过。可以写几次。")
@click.option(
    "--reason", default="", metavar="原因", help="为什么退回，或者有意见没改为什么通过；只能和一样决定同写。"
)
@click.option(
    "--deadline",
    callback=day,
    metavar="日期",
    help="报送期限，如 2025年1月15日；填报表上印的也是这一天。记下以后不必再写。",
)
@click.option("--by", metavar="姓名", help="谁定的；不写时记作县里。")
def COMMAND(
    year: int | None,
    passed: tuple[str, ...],
    returned: tuple[str, ...],
    signed: tuple[str, ...],
    reason: str,
    deadline: datetime.date | None,
    by: str | None,
) -> None:
    """报送进度：未报、待审、退回、通过、已签发、已发布，各单位到了哪一步。

    写出网页和表格，还有逐个单位的催报用语、通报用语。通过和退回都记在登记里，只增不改。
    """
    place = place_for(working_folder(), year)
    now, who = datetime.datetime.now().astimezone(), by or OFFICER
    wanted = {Step.RETURNED: returned, Step.PASSED: passed, Step.SIGNED: signed}
    said = decide_all(place, wanted, now, by=who, reason=reason)
    if deadline is not None:
        Decisions(place).set_deadline(deadline, now, who)
    click.echo(f"{year_words(place, year)}报送进度：")
    for line in said:
        click.echo(line)
    found = board(place, now)
    write_board(found, place)
    for state, count in found.counts.items():
        units = "、".join(one.member.name for one in found.of_state(state))
        click.echo(f"{state} {count:>3}　{units}")
    click.echo(f"网页、表格、催报和通报用语：{shown(place.board)}")
