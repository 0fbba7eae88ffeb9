"""``nianbao county forms``: the 填报表, written for all units, or read back into parameter files."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand, day
from nianbao.county.board.decisions import Decisions
from nianbao.county.forms.collecting import Collected, collect, form_files
from nianbao.county.forms.listing import LISTING, listing
from nianbao.county.forms.sending import How, Sent, send_forms
from nianbao.county.inbox.forms_read import registered
from nianbao.county.place import CountyPlace, place_for, year_words
from nianbao.county.remarks.renew import OFFICER
from nianbao.county.roster_reading import read_roster
from nianbao.errors import UsageError
from nianbao.folder import shown, working_folder, write_all
from nianbao.params.model import FIRST_YEAR, LAST_YEAR

_HOW: dict[How, str] = {
    "written": "新写 {} 份",
    "renewed": "更新 {} 份（还没有人填过）",
    "same": "没有变化 {} 份",
    "kept": "有人填过、没有动 {} 份",
    "failed": "没有写成 {} 份",
}


@click.command("forms", cls=ChineseCommand)
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[文件或文件夹 ...]"
)
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), metavar="年份", help="报告的年份；不写就是最近的一年。"
)
@click.option("--read", "reads", is_flag=True, help="读回填好的填报表；不写文件就读「填报表」文件夹。")
@click.option(
    "--deadline",
    callback=day,
    metavar="日期",
    help="报县截止日，如 2025年1月8日：印在首页，报送进度和催报也按这一天；记下以后不必再写。",
)
@click.option("--contact", default="", metavar="联系人", help="县里的联系人和电话，印在首页。")
def COMMAND(
    paths: tuple[Path, ...], year: int | None, reads: bool, deadline: datetime.date | None, contact: str
) -> int:
    """给名单里每个单位写一份填报表，或者把填好的读回底稿。

    填报表里有上年的数和原文，上年结转已经填上。已经有人填过的不会被覆盖。
    """
    place = place_for(working_folder(), year)
    if not place.roster.exists():
        raise UsageError("还没有单位名单。请先运行：nianbao county init")
    words = year_words(place, year)
    if reads:
        return _read(place, words, list(paths) or [place.forms])
    if paths:
        raise UsageError("要读回填好的填报表，请加 --read。")
    return _send(place, words, deadline, contact)


def _send(place: CountyPlace, year: str, deadline: datetime.date | None, contact: str) -> int:
    roster = read_roster(place.roster)
    if deadline is not None:
        Decisions(place).set_deadline(deadline, datetime.datetime.now().astimezone(), OFFICER)
    sent = list(send_forms(place, roster, contact=contact))
    count = Counter(one.how for one in sent)
    words = "，".join(text.format(count[how]) for how, text in _HOW.items() if count[how])
    click.echo(f"{year}填报表：{words or '名单里没有单位'}。在「{shown(place.forms)}」。")
    for one in sent:
        _tell_of_sent(one)
    return 1 if count["failed"] else 0


def _tell_of_sent(one: Sent) -> None:
    if one.how == "kept":
        click.echo(f"  {one.member.name}　已经有人填过，没有动。要重新写，请先把「{one.path.name}」移走。")
    elif one.note:
        click.echo(f"  {one.member.name}　{one.note}")


def _read(place: CountyPlace, year: str, paths: list[Path]) -> int:
    files = form_files(paths)
    if not files:
        raise UsageError(f"「{paths[0]}」里没有填报表（xlsx 文件）。")
    roster = read_roster(place.roster)
    click.echo(f"{year}填报表，读回 {len(files)} 份：")
    collected = []
    now = datetime.datetime.now().astimezone()
    for one in registered(place, roster, collect(place, roster, files), now):
        collected.append(one)
        _tell_of_read(one)
    taken = [one for one in collected if one.taken]
    errors = sum(remark.severity == "error" for one in collected for remark in one.remarks)
    write_all({place.of_year / LISTING: listing(collected)})
    click.echo(
        f"读入 {len(taken)} 份，没有读入 {len(collected) - len(taken)} 份；必须修改的 {errors} 处。"
        f"逐条列在「{shown(place.of_year / LISTING)}」。"
    )
    if taken:
        click.echo("已登记为单位报来的，报送进度里看得到。校核、写审核意见，请运行：nianbao county remarks")
    if not any(one.reading for one in collected):
        return 2
    return 1 if errors or len(taken) < len(collected) else 0


def _tell_of_read(one: Collected) -> None:
    if one.taken is None:
        click.echo(f"「{one.path.name}」没有读入：{one.how}")
    else:
        what = "新建底稿" if one.taken.is_new else "改了底稿"
        count = len(one.taken.changed)
        said = (
            f"{what}「{shown(one.taken.path)}」，{count} 处"
            if count or one.taken.is_new
            else "和底稿一样，没有改动"
        )
        click.echo(f"「{one.path.name}」{one.how}：{said}。")
    for remark in one.remarks:
        if remark.severity != "hint":
            click.echo(f"  {remark}")
    hints = sum(remark.severity == "hint" for remark in one.remarks)
    if hints:
        click.echo(f"  另有 {hints} 处已按意思读入，见读入情况表。")
