"""``nianbao check``: what is wrong with parameter files, before anything is built."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from pathlib import Path

import click

from nianbao.checks import check_path
from nianbao.cli.chinese import ChineseCommand, day
from nianbao.errors import UsageError
from nianbao.finding import SEVERITY_WORDS, Finding, errors_of
from nianbao.folder import folder_for, parameter_files, shown


@click.command("check", cls=ChineseCommand)
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[底稿或文件夹]..."
)
@click.option(
    "--on",
    "today",
    callback=day,
    metavar="日期",
    help="按这一天看哪些申请快到期、已逾期，如 2024-11-20；写「今天」就是今天。不写时按年底看。",
)
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 列表，供程序使用。")
def COMMAND(paths: tuple[Path, ...], today: datetime.date | None, as_json: bool) -> int:
    """校核年报底稿，不生成报告。

    不写底稿时，校核工作文件夹里 params 之下的全部底稿。
    """
    folder = folder_for(paths)
    files = list(parameter_files(list(paths) or [folder / "params"]))
    for path in files:
        if path.suffix != ".yaml":
            raise UsageError(f"「{path}」不是年报底稿（扩展名 .yaml）。")
    checked = [check_path(shown(path), folder, today) for path in files]
    findings = [finding for found, _ in checked for finding in found]
    if as_json:
        click.echo(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(_summary(len(files), findings))
    if not any(readable for _, readable in checked):
        return 2
    return 1 if errors_of(findings) or not all(readable for _, readable in checked) else 0


def _summary(files: int, findings: list[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    said = "，".join(
        f"{word} {counts[severity]} 处" for severity, word in SEVERITY_WORDS.items() if counts[severity]
    )
    return f"校核了 {files} 份底稿：{said or '没有发现问题'}。"
