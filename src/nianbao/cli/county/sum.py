"""``nianbao county sum``: the county's numbers, each open to the units behind it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.county.place import CountyPlace, place_for, year_words
from nianbao.county.roster import Roster
from nianbao.county.roster_reading import read_roster
from nianbao.county.sums.data import as_data
from nianbao.county.sums.draft import county_draft, kept_words, offered
from nianbao.county.sums.explanations import Explanation, now, record
from nianbao.county.sums.making import Sums, sums_of, write_sums
from nianbao.county.sums.page import open_words
from nianbao.county.sums.trace import find_cell, told, traced
from nianbao.errors import UsageError
from nianbao.folder import working_folder
from nianbao.params.model import FIRST_YEAR, LAST_YEAR

_MOST_TOLD = 20


@click.command("sum", cls=ChineseCommand)
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), metavar="年份", help="哪一年；不写时取最近一年。"
)
@click.option(
    "--trace",
    metavar="格子",
    help="只看一个数由哪些单位相加，如 表三/（一）予以公开/自然人，或它的代号；不写文件。",
)
@click.option("--explain", metavar="格子", help="给一处差异记上说明，与 --reason 同写。")
@click.option("--reason", metavar="说明", help="差异的原因。")
@click.option("--by", "who", metavar="姓名", default="", help="说明是谁给的。")
@click.option("--diff", is_flag=True, help="县级年报底稿已有时，列出它与新起草的有什么不同；底稿不会被改动。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用。")
def COMMAND(
    year: int | None,
    trace: str | None,
    explain: str | None,
    reason: str | None,
    who: str,
    diff: bool,
    as_json: bool,
) -> int:
    """汇总：政府本级＋部门＋乡镇（街道），逐格相加，每个数都能看到由谁组成。

    结果在 county/年份/汇总。还缺单位的，各处都写明「未定」；与县级数不同的，列出差多少、缺哪些单位、有什么说明。
    县级年报底稿没有时，按汇总数起草一份；已有的不改动。
    """
    folder = working_folder()
    place = place_for(folder, year)
    roster = read_roster(place.roster)
    if bool(explain) != bool(reason):
        raise UsageError("--explain 和 --reason 要一起写：哪一格，什么原因。")
    moment = now()
    sums = sums_of(roster, place, moment)
    if not sums.county.counted:
        raise UsageError(
            f"{place.year} 年名单上的单位还没有一份能读的年报（params/{place.year}），没有可以汇总的数。"
        )
    if explain and reason:
        _explain(sums, place, explain, reason, who, moment.isoformat())
        sums = sums_of(roster, place, moment)
    if trace:
        click.echo(traced(sums.county, find_cell(sums.county, trace), sums.differences))
        return 0 if sums.is_in_order else 1
    written = write_sums(sums, roster, place)
    if as_json:
        click.echo(json.dumps(as_data(sums.county, sums.differences), ensure_ascii=False, indent=2))
    else:
        _tell(sums, year_words(place, year))
        _tell_files(written, place)
        if diff:
            _offer(roster, place, sums)
    return 0 if sums.is_in_order else 1


def _explain(sums: Sums, place: CountyPlace, name: str, reason: str, who: str, at: str) -> None:
    cell = find_cell(sums.county, name)
    found = [one for one in sums.differences if one.cell.name == cell.name]
    if not found:
        raise UsageError(f"{sums.county.label(cell)}与县级数没有差异，不用说明；没有填县级数的，请先填。")
    for one in found:
        record(place.sums, Explanation(cell.name, one.signed, reason, who, at))


def _tell(sums: Sums, year: str) -> None:
    county = sums.county
    click.echo(f"{county.county} {year}：名单上 {len(county.handed)} 个单位，计入 {len(county.counted)} 个。")
    if county.is_certain:
        click.echo("汇总数确定。")
    else:
        click.echo("汇总数未定：")
        for words in list(open_words(county))[:_MOST_TOLD]:
            click.echo(f"  {words}")
    if early := sums.not_passed:
        names = "、".join(one.unit.name for one in early[:_MOST_TOLD])
        click.echo(f"已计入而还没有通过审核的 {len(early)} 个单位，数还可能变：{names}。")
    for broken in county.broken[:_MOST_TOLD]:
        units = "、".join(unit.name for unit in broken.units)
        click.echo(f"勾稽不平：{broken.message}{f'自己的表也不平的单位：{units}。' if units else ''}")
    if sums.own and not sums.differences:
        click.echo("与县级数核对：相同。")
    if sums.differences:
        click.echo(f"与县级数不同的 {len(sums.differences)} 格，其中 {len(sums.unexplained)} 格没有说明：")
        for one in sums.differences[:_MOST_TOLD]:
            click.echo(f"  {told(county, one)}")
    if sums.between or sums.years:
        click.echo(f"雷同：单位之间 {len(sums.between)} 处，与上年 {len(sums.years)} 处，见雷同.html。")


def _tell_files(written: Sequence[tuple[Path, bool]], place: CountyPlace) -> None:
    for path, is_new in written:
        shown = path.relative_to(place.folder)
        if is_new:
            click.echo(f"已写：{shown}")
        else:
            words = kept_words(path, place)
            click.echo(f"县级年报底稿「{shown}」已有，没有改动；{words}。要看与新起草的不同，加 --diff。")


def _offer(roster: Roster, place: CountyPlace, sums: Sums) -> None:
    text = county_draft(roster, place, sums.county.template)
    click.echo(offered(place.parameter_file(roster.county_id), text) or "县级年报底稿与新起草的相同。")
