"""``nianbao build``: parameter files to reports."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import cast, get_args

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.engine import DEFAULT_ENGINE, Engine, Limits
from nianbao.errors import ParameterFileError, UsageError
from nianbao.export.base import form_names, load_form
from nianbao.export.own_looks import INDEX as INDEX_CSS
from nianbao.export.own_looks import own_css
from nianbao.finding import SEVERITY_WORDS
from nianbao.folder import folder_for, only_run, parameter_files, passed_over, shown
from nianbao.freshness import is_fresh
from nianbao.manifest import INDEX, read_entries, record
from nianbao.pool import Started, build_all
from nianbao.progress import progress_for
from nianbao.status_words import counted_words, status_words
from nianbao.suggest import did_you_mean
from nianbao.system.processes import can_limit_memory
from nianbao.task import Outcome, Task

MEBIBYTE = 2**20

FINAL_OR_DRAFT = "--draft（初稿）和 --final（正式稿）只能写一个。"

DASK = "dask"
"""Not a way to run one notebook, but to spread all reports over a cluster."""

Build = Callable[[Sequence[Task], int], Iterable[Started | Outcome]]

RECORD_EVERY = 2.0
"""Seconds between two writings of the manifest during a run."""

RECORD_REST = 20
"""The more there is to write the longer it takes: so many times as long nothing is written after it."""


@click.command("build", cls=ChineseCommand)
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[底稿或文件夹]..."
)
@click.option("--to", "forms", metavar="格式", help="生成哪些格式，用逗号隔开；不写时为 html,pdf。")
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False),
    metavar="文件夹",
    help="放在哪里；不写时为工作文件夹里的 out。",
)
@click.option("--jobs", type=Between(1, 64), metavar="个数", help="同时做几份；不写时看份数和处理器个数。")
@click.option("--draft", is_flag=True, help="有必须修改的问题也生成，每页印「初稿」。")
@click.option("--final", is_flag=True, help="生成正式稿：签发登记的各步都要有效，页面上不印稿名。")
@click.option(
    "--engine",
    type=click.Choice([*get_args(Engine), DASK]),
    default=DEFAULT_ENGINE,
    metavar="方式",
    help="怎样运行记事本：warm（快，默认）、kernel（每份启动一个标准内核）或 dask（在 Dask 集群上）。",
)
@click.option("--timeout", type=Between(1), metavar="秒", help="一个单元格最多运行多少秒，超过就停下这一份。")
@click.option(
    "--memory", type=Between(16), metavar="兆", help="一份记事本最多再用多少兆内存（warm，Linux）。"
)
@click.option("--force", is_flag=True, help="没有变的报告也重新生成。")
@click.option(
    "--scheduler", metavar="地址", help="Dask 调度器的地址，如 tcp://10.0.0.1:8786（用于 --engine dask）。"
)
@click.option("--json-lines", is_flag=True, help="逐条输出 JSON 事件，供程序使用。")
@click.option("--to-utf8", is_flag=True, help="把 GBK 编码的底稿转成 UTF-8（原文件另存为 .gbk）。")
def COMMAND(
    paths: tuple[Path, ...],
    forms: str | None,
    out: Path | None,
    jobs: int | None,
    draft: bool,
    final: bool,
    engine: str,
    timeout: int | None,
    memory: int | None,
    to_utf8: bool,
    force: bool,
    scheduler: str | None,
    json_lines: bool,
) -> int:
    """由年报底稿生成报告。

    不写底稿时，生成工作文件夹里 params 之下的全部报告。
    """
    if draft and final:
        raise UsageError(FINAL_OR_DRAFT)
    chosen = _forms(forms)
    folder = folder_for(paths)
    files = list(parameter_files(list(paths) or [folder / "params"]))
    for path in passed_over(list(paths) or [folder / "params"]):
        click.echo(f"{shown(path)} {SEVERITY_WORDS['warning']} 扩展名是 .yml，已略过。年报底稿请用 .yaml。")
    if to_utf8:
        _convert(files)
    if memory and not can_limit_memory():
        click.echo("提示：这台电脑的系统不能限制内存，--memory 不起作用，照常生成。", err=True)
    limits = Limits(timeout, memory * MEBIBYTE if memory else None)
    place = out or shown(folder / "out")
    kernels = DEFAULT_ENGINE if engine == DASK else cast("Engine", engine)
    tasks = [Task(shown(path), folder, place, chosen, draft, kernels, limits, final) for path in files]
    build: Build = build_all
    if engine == DASK:
        from nianbao.cluster import build_on_cluster

        build = partial(build_on_cluster, scheduler)
    with only_run(place):
        outcomes = run_tasks(tasks, place, jobs, build, force=force, json_lines=json_lines)
    if not any(outcome.readable for outcome in outcomes):
        return 2
    return 0 if all(outcome.status in ("built", "fresh") for outcome in outcomes) else 1


def run_tasks(
    tasks: list[Task],
    out: Path,
    jobs: int | None,
    build: Build = build_all,
    *,
    force: bool = False,
    json_lines: bool = False,
) -> list[Outcome]:
    """Build what isn't fresh, show how it goes, and record it."""
    folder = tasks[0].folder
    own_css(folder, INDEX_CSS)  # a list that can't be made is said before hours of work, not after
    tasks, outcomes = _without_twins(tasks)
    fresh, tasks = _without_fresh(tasks, out, force=force)
    outcomes += fresh
    recorded, due = 0, time.monotonic() + RECORD_EVERY
    try:
        with progress_for(len(tasks), json_lines=json_lines) as progress:
            for event in build(tasks, jobs or _usual_jobs(len(tasks))):
                if isinstance(event, Started):
                    progress.started(event.task)
                    continue
                outcomes.append(event)
                progress.ended(event)
                # Now and then, so that a run that is killed needn't begin again.
                if (now := time.monotonic()) > due:
                    record(out, outcomes[recorded:], folder)
                    recorded = len(outcomes)
                    due = time.monotonic() + max(RECORD_EVERY, RECORD_REST * (time.monotonic() - now))
    finally:
        # After Ctrl-C too.
        if not json_lines:
            _report(outcomes, out)
        record(out, outcomes[recorded:], folder)
    return outcomes


def _without_fresh(tasks: Sequence[Task], out: Path, *, force: bool) -> tuple[list[Outcome], list[Task]]:
    """Set the reports aside of which nothing has changed since they were built."""
    known = {} if force else {entry["params"]: entry for entry in read_entries(out)}
    fresh: list[Outcome] = []
    stale: list[Task] = []
    for task in tasks:
        entry = known.get(task.source)
        if entry and is_fresh(task, entry):
            named = (entry["unit"], entry["unit_name"], entry["year"])
            fresh.append(Outcome(str(task.path), "fresh", task.source, *named))
        else:
            stale.append(task)
    return fresh, stale


def _usual_jobs(count: int) -> int:
    """Choose how many to build at a time: a second process takes as long to start as 20 reports to build."""
    return min(os.cpu_count() or 1, 1 + count // 20)


def _forms(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [name for name in names if name not in form_names()]
    if unknown or not names:
        word = unknown[0] if unknown else text
        raise UsageError(f"没有名为「{word}」的格式。{did_you_mean(word, form_names())}")
    return names


def _convert(files: Sequence[Path]) -> None:
    from nianbao.params import load_parameters
    from nianbao.params.text import GBK_CODE, convert_to_utf8

    for path in files:
        try:
            load_parameters(path)
        except ParameterFileError as error:
            if any(finding.code == GBK_CODE for finding in error.findings):
                click.echo(f"已转成 UTF-8：{path}（原文件：{convert_to_utf8(path)}）", err=True)


def _without_twins(tasks: Sequence[Task]) -> tuple[list[Task], list[Outcome]]:
    """Fail both of two files of one unit and year: either would overwrite the other's report."""
    groups: dict[tuple[str, str], list[Task]] = {}
    for task in tasks:
        groups.setdefault((task.path.resolve().parent.name, task.path.stem.lower()), []).append(task)
    single = [group[0] for group in groups.values() if len(group) == 1]
    twins = [
        Outcome(
            str(task.path),
            "failed",
            task.source,
            error=f"{'、'.join(f'「{twin.path}」' for twin in group)}是同一单位同一年的两份底稿，请只留一份。",
        )
        for group in groups.values()
        if len(group) > 1
        for task in group
    ]
    return single, twins


def _report(outcomes: Sequence[Outcome], out: Path) -> None:
    """Print what the checks found, hints only counted, then the reports that weren't built and a summary."""
    for outcome in outcomes:
        for finding in outcome.findings:
            if finding.severity != "hint":
                click.echo(str(finding))
        for warning in outcome.warnings:
            click.echo(f"{outcome.params} {SEVERITY_WORDS['warning']} {warning}")
    left = [outcome for outcome in outcomes if outcome.status in ("failed", "blocked")]
    if left:
        click.echo("\n没有生成的报告：")
    for outcome in left:
        click.echo(f"  {outcome.params}　{status_words(outcome.status, outcome.blocked_by)}：{outcome.error}")
    hints = sum(finding.severity == "hint" for outcome in outcomes for finding in outcome.findings)
    if hints:
        click.echo(f"另有{SEVERITY_WORDS['hint']} {hints} 处，可用 nianbao check 查看。")
    for words in _left_out(outcomes):
        click.echo(f"提示：{words}")
    counts = counted_words((outcome.status, outcome.blocked_by) for outcome in outcomes)
    summary = "，".join(f"{words} {count} 份" for words, count in counts)
    click.echo(f"{summary}。清单：{out / INDEX}")


def _left_out(outcomes: Sequence[Outcome]) -> list[str]:
    """Say, once a run, what the forms that were written leave out by their nature."""
    written = {form for outcome in outcomes for form in outcome.outputs} & set(form_names())
    words = (load_form(form).leaves_out for form in sorted(written))
    return [said for said in dict.fromkeys(words) if said]
