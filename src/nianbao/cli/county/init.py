"""``nianbao county init``: the roster, written anew from the units there are, or taken over from an office's list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from nianbao.cli.chinese import ChineseCommand
from nianbao.county.place import COUNTY, ROSTER
from nianbao.county.roster import Kind, Roster
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_reading import read_roster
from nianbao.county.roster_start import entries_of_params, entries_of_roster
from nianbao.errors import UsageError
from nianbao.folder import working_folder, write_atomically


@click.command("init", cls=ChineseCommand)
@click.argument(
    "source", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="[名单]"
)
@click.option("--county", "county", metavar="县名", help="县（市、区）的名称，如 示例县。")
def COMMAND(source: Path | None, county: str | None) -> None:
    """建立单位名单。

    已有名单的（xlsx、xls、csv，列的次序不限），写上文件；没有的，从 params 里已有的底稿列出单位。
    已经建好的名单不会被改动，只核对一遍。
    """
    folder = working_folder()
    path = folder / COUNTY / ROSTER
    if path.exists():
        if source is not None:
            raise UsageError(
                f"名单「{COUNTY}/{ROSTER}」已经有了，没有改动。要换成「{source.name}」，请先把原来的改名或移走。"
            )
        _tell(read_roster(path), f"名单「{COUNTY}/{ROSTER}」已经有了，没有改动。")
        return
    guessed: tuple[str, ...] = ()
    if source is not None:
        roster = read_roster(source, county)
        guessed = roster.remarks
        data = roster_workbook(roster.county, entries_of_roster(roster))
    else:
        known, entries = entries_of_params(folder)
        data = roster_workbook(county or known, entries)
    write_atomically(path, data)
    if source is None and not entries:
        click.echo(f"已建好空的名单「{COUNTY}/{ROSTER}」。请用 WPS 打开，填上县名和单位，一行一个。")
        return
    _tell(read_roster(path), f"已建好名单「{COUNTY}/{ROSTER}」。", guessed)


def _tell(roster: Roster, first: str, guessed: Sequence[str] = ()) -> None:
    """Say who is in the roster, what was guessed of the list that it was taken from, and what it lacks."""
    click.echo(first)
    kinds = "，".join(f"{kind} {len(roster.of_kind(kind))} 个" for kind in Kind if roster.of_kind(kind))
    click.echo(f"{roster.county}：{kinds}，共 {len(roster.members)} 个单位。")
    for remark in (*guessed, *roster.remarks):
        click.echo(f"  {remark}")
    if not roster.of_kind(Kind.OWN):
        click.echo(
            "  没有「政府本级」一行：县政府以自己名义办理的申请、复议、诉讼，要单独报一份，汇总才算得平。"
        )
    without = [member.name for member in roster.members if not member.phone]
    if without:
        click.echo(
            f"  {len(without)} 个单位没有写电话，催报时用得着：{'、'.join(without[:6])}{'……' if len(without) > 6 else ''}"
        )
