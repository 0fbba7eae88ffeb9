"""``nianbao package``: all forms of reports in one zip (报送材料包)."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.build import FINAL_OR_DRAFT, run_tasks
from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.errors import UsageError
from nianbao.export.base import form_names
from nianbao.folder import folder_for, only_run, parameter_files, shown
from nianbao.manifest import read_entries
from nianbao.packaging.archive import write_package
from nianbao.packaging.contents import Contents, collect
from nianbao.system.names import portable
from nianbao.task import Task

ENDING = ".zip"


@click.command("package", cls=ChineseCommand)
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[底稿或文件夹]..."
)
@click.option(
    "--out",
    "target",
    type=click.Path(path_type=Path, readable=False),
    metavar="文件.zip",
    help="材料包放在哪里；不写时放在工作文件夹里的 out。",
)
@click.option("--year", type=Between(1), metavar="年份", help="只装这一年的报告。")
@click.option("--draft", is_flag=True, help="有必须修改的问题也装进来，每页印「初稿」。")
@click.option("--final", is_flag=True, help="只装正式稿：签发登记的各步都要有效，页面上不印稿名。")
@click.option("--jobs", type=Between(1, 64), metavar="个数", help="同时生成几份；不写时看份数和处理器个数。")
def COMMAND(
    paths: tuple[Path, ...], target: Path | None, year: int | None, draft: bool, final: bool, jobs: int | None
) -> int:
    """把报告的各种格式装进一个报送材料包。

    每个单位一个文件夹，附清单、校验值和说明。还没有生成或已经改动的报告先生成。不写底稿时，装工作文件夹里
    params 之下的全部报告。
    """
    if target is not None and target.suffix.lower() != ENDING and not target.is_dir():
        raise UsageError(f"「{target}」不是 .zip 文件。请在 --out 后面写 .zip 结尾的文件名，或已有的文件夹。")
    if draft and final:
        raise UsageError(FINAL_OR_DRAFT)
    folder = folder_for(paths)
    files = _of_year(list(parameter_files(list(paths) or [folder / "params"])), year)
    out = shown(folder / "out")
    tasks = [Task(shown(path), folder, out, form_names(), draft, final=final) for path in files]
    with only_run(out):
        outcomes = run_tasks(tasks, out, jobs)
        contents = collect(outcomes, read_entries(out), out)
        if contents.reports:
            place = target if target and not target.is_dir() else (target or out) / _usual_name(contents)
            count = write_package(place, contents)
    if not contents.reports:
        click.echo("一份报告也没有生成，没有材料包可装。请按上面说的改好，再运行一次。")
        return 1 if any(outcome.readable for outcome in outcomes) else 2
    for missing in contents.missing:
        click.echo(f"没有装进来：{missing.name}（{missing.source}），{missing.why}。")
    click.echo(f"报送材料包：{shown(place)}（{len(contents.reports)} 份报告，{count} 个文件）")
    return 1 if contents.missing else 0


def _of_year(files: list[Path], year: int | None) -> list[Path]:
    """Keep the parameter files of one year, which lie in a folder of its name."""
    kept = [path for path in files if year is None or path.resolve().parent.name == str(year)]
    if not kept:
        raise UsageError(f"没有 {year} 年的年报底稿。请核对年份，或看 params/{year} 里有没有文件。")
    return kept


def _usual_name(contents: Contents) -> str:
    years = contents.years
    when = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    only = contents.reports[0].name if len(contents.reports) == 1 else ""
    draft = f"（{'、'.join(contents.marks)}）" if contents.draft else ""
    return f"{portable(only) if only else ''}{when}政府信息公开年报报送材料包{draft}{ENDING}"
