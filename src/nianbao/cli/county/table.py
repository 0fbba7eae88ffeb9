"""``nianbao county table``: every number of every report as one long table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from nianbao.cli.chinese import ChineseCommand
from nianbao.errors import FolderError, UsageError
from nianbao.folder import folder_for, shown
from nianbao.longtable.making import FORMS, NAME, Made, make_table
from nianbao.longtable.parquet import require_duckdb
from nianbao.longtable.reading import files_in
from nianbao.suggest import did_you_mean

_MOST_TOLD = 20


@click.command("table", cls=ChineseCommand)
@click.argument(
    "paths",
    nargs=-1,
    type=click.Path(path_type=Path, readable=False),
    metavar="[底稿、生成的或已公布的年报、文件夹]...",
)
@click.option(
    "--to", "forms", metavar="格式", default="csv", help="csv、parquet，或两样都要：csv,parquet。默认 csv。"
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="写到哪里；不写时是工作文件夹的 county/长表。",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="个数", help="同时用几个进程读；不写时按电脑的核数。"
)
def COMMAND(paths: tuple[Path, ...], forms: str, out: Path | None, jobs: int | None) -> int:
    """长表：每份年报的每个数一行，供统计分析用，另附指标说明。

    不写文件时，读 params 里的全部底稿。底稿、生成时的记录（report.ipynb）、已公布的年报都能读；读不出的逐个点名。
    """
    wanted = tuple(dict.fromkeys(one.strip().lower() for one in forms.split(",") if one.strip()))
    for one in wanted or ("",):
        if one not in FORMS:
            raise UsageError(f"没有「{one}」这种格式。{did_you_mean(one, FORMS)}")
    if "parquet" in wanted:
        require_duckdb()
    folder = _folder(paths)
    if folder is None and out is None:
        raise UsageError("这里没有工作文件夹，请用 --out 写明长表写到哪个文件夹。")
    place = out or Path(str(folder)) / "county" / NAME
    files = files_in(paths or [Path(str(folder)) / "params"])
    made = make_table(files, folder.resolve() if folder else None, place, wanted, jobs)
    _tell(made)
    empty = f"，另有 {made.empty} 格没有数，留空" if made.empty else ""
    click.echo(f"读了 {made.reports} 份年报，{made.numbers} 个数{empty}。")
    for file in made.files:
        click.echo(f"已写：{shown(file)}")
    if not made.reports:
        return 2
    return 1 if made.unreadable or made.odd or made.partial else 0


def _tell(made: Made) -> None:
    """Name what couldn't be read, wasn't found, or was read twice."""
    _list([f"没有读进：{read.file}　{read.problem}" for read in made.unreadable], "没有读进的")
    odd = [
        f"请核对：{read.file}　这些格子写的不是数，留空：{'、'.join(read.unread[:5])}" for read in made.odd
    ]
    _list(odd, "格子写的不是数的")
    partial = [f"没有读到：{read.file}　{'、'.join(read.missing)}，留空，不按 0 计" for read in made.partial]
    _list(partial, "没有读到表的", "，长表里 source 是 absent")
    copies = [f"没有重复计：{file}　和「{first}」单位、年度、数都相同" for file, first in made.repeats.copies]
    _list(copies, "没有重复计的")
    again = [f"请核对：{one}，都在长表里，求和前请按 file 选定" for one in made.repeats.told()]
    _list(again, "同一单位同一年度有几份的", unit="处")


def _list(lines: Sequence[str], what: str, where: str = "", unit: str = "个文件") -> None:
    for line in lines[:_MOST_TOLD]:
        click.echo(line, err=True)
    if len(lines) > _MOST_TOLD:
        click.echo(f"{what}共 {len(lines)} {unit}{where}。", err=True)


def _folder(paths: tuple[Path, ...]) -> Path | None:
    """Find the working folder; published reports need none."""
    try:
        return folder_for(paths)
    except FolderError:
        if paths:
            return None
        raise
