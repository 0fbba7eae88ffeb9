"""``nianbao check``: what is wrong with reports, before anything is built."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand, day
from nianbao.errors import FolderError
from nianbao.finding import errors_of
from nianbao.folder import folder_for, shown, write_all
from nianbao.params.model import FIRST_YEAR, LAST_YEAR
from nianbao.reviewing.files import files_in
from nianbao.reviewing.many import review_all
from nianbao.reviewing.reviewed import PARAMETER_FILE, Reviewed, all_findings
from nianbao.reviewing.selection import Selection

FORMATS = ("text", "json", "sarif", "html")


@click.command("check", cls=ChineseCommand)
@click.argument(
    "paths",
    nargs=-1,
    type=click.Path(path_type=Path, readable=False),
    metavar="[底稿、已公布的报告或文件夹]...",
)
@click.option(
    "--on",
    "today",
    callback=day,
    metavar="日期",
    help="按这一天看哪些申请快到期、已逾期，如 2024-11-20；写「今天」就是今天。不写时按年底看。",
)
@click.option(
    "--year",
    type=Between(FIRST_YEAR, LAST_YEAR),
    metavar="年份",
    help="已公布的报告里读不出年份的，按这一年校核。",
)
@click.option("--select", metavar="代号", help="只看这些代号的问题，可以只写开头，用逗号隔开，如 A,B1。")
@click.option("--ignore", metavar="代号", help="不看这些代号的问题。")
@click.option("--fix", is_flag=True, help="改好有把握的（标点、括号、空格、总计等），注释原样保留。")
@click.option("--diff", is_flag=True, help="列出 --fix 会改什么；不与 --fix 同写时，不改文件。")
@click.option("--explain", metavar="代号", help="说明一个代号：为什么查、依据什么、怎么改。")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    metavar="格式",
    help="text、json、sarif 或 html。",
)
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 列表，供程序使用；同 --format json。")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="写进这个文件，不写到屏幕上。",
)
def COMMAND(
    paths: tuple[Path, ...],
    today: datetime.date | None,
    year: int | None,
    select: str | None,
    ignore: str | None,
    fix: bool,
    diff: bool,
    explain: str | None,
    form: str,
    as_json: bool,
    out: Path | None,
) -> int:
    """校核年报底稿或已公布的报告，不生成报告。

    不写底稿时，校核工作文件夹里 params 之下的全部底稿；文件夹里没有底稿的，校核其中已公布的报告。几份同年的底稿一起校核时，还比较是否雷同。
    """
    if explain is not None:
        from nianbao.reviewing.explain import explanation

        click.echo(explanation(explain))
        return 0
    selection = Selection.of(select, ignore)
    folder = _folder(paths)
    files = [shown(path) for path in files_in(paths or [folder / "params" if folder else Path()])]
    if fix or diff:
        # A program that asked for findings gets nothing else on its side.
        _mend(files, folder, selection, write=fix, show=diff, aside=as_json or form != "text")
    reviewed = [one.only(selection) for one in _with_likeness(review_all(files, folder, today, year=year))]
    _put(_writer("json" if as_json else form)(reviewed), out)
    if not any(one.readable for one in reviewed):
        return 2
    return 1 if errors_of(all_findings(reviewed)) or not all(one.readable for one in reviewed) else 0


def _folder(paths: Sequence[Path]) -> Path | None:
    """Find the working folder; a published report needs none."""
    try:
        return folder_for(paths)
    except FolderError:
        if paths and all(path.suffix != PARAMETER_FILE for path in files_in(paths)):
            return None
        raise


def _mend(
    files: Sequence[Path], folder: Path | None, selection: Selection, *, write: bool, show: bool, aside: bool
) -> None:
    from nianbao.reviewing.mending import mend

    for path in files:
        if path.suffix == PARAMETER_FILE:
            mended = mend(path, folder, selection)
            if show and mended.diff:
                click.echo(mended.diff, err=aside)
            if write:
                mended.write()
            for words in mended.told(write=write):
                click.echo(words, err=aside)


def _with_likeness(reviewed: list[Reviewed]) -> list[Reviewed]:
    """Add what only several reports of one year show: how alike they are."""
    subjects = [one.subject for one in reviewed if one.subject is not None]
    if len(subjects) < 2:
        return reviewed
    from nianbao.likeness.between import between_reports

    found = between_reports(subjects)
    return [one.also(found.get(str(one.path), ())) for one in reviewed]


def _writer(form: str) -> Callable[[Sequence[Reviewed]], str]:
    """Give what writes a format; only that one is imported."""
    match form:
        case "json":
            return _as_json
        case "sarif":
            from nianbao.reviewing.sarif import as_sarif

            return as_sarif
        case "html":
            from nianbao.reviewing.page import as_page

            return as_page
        case _:
            from nianbao.reviewing.readable import as_text

            return as_text


def _as_json(reviewed: Sequence[Reviewed]) -> str:
    return json.dumps([finding.as_dict() for finding in all_findings(reviewed)], ensure_ascii=False, indent=2)


def _put(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text)
    else:
        write_all({out: (text + "\n").encode("utf-8")})
        click.echo(f"已写进：{out}", err=True)
