"""``nianbao figures``: the figures that prose may quote, with their values and where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from nianbao.cli.chinese import ChineseCommand
from nianbao.errors import UsageError
from nianbao.figures import NamedFigure
from nianbao.folder import folder_for
from nianbao.ledgers.entry import Entry
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.suggest import did_you_mean
from nianbao.tables.numbers import as_text


@click.command("figures", cls=ChineseCommand)
@click.argument("path", type=click.Path(path_type=Path, readable=False), metavar="底稿")
@click.option("--find", "word", metavar="词", help="只列名称或说明里有这个词的，如 自然人。")
@click.option("--rows", "name", metavar="数据名", help="列出这个数据是由台账的哪几行得来的。")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 列表，供程序使用。")
def COMMAND(path: Path, word: str | None, name: str | None, as_json: bool) -> None:
    """列出正文可以引用的数据：写法、说明、数值、来源。

    在正文里写成 {{ 数据名 }}，如 {{ unit.name }}。
    """
    folder = folder_for([path])
    figures = Report.of(load_parameters(path, folder).parameters, folder).figures
    if name is not None:
        if name not in figures:
            look_up = f"有哪些数据，请用 nianbao figures {path} 查看。"
            raise UsageError(f"没有名为「{name}」的数据。{did_you_mean(name, figures, look_up)}")
        _print_rows(figures[name])
        return
    chosen = [
        figure for figure in figures.values() if not word or word in figure.name or word in figure.label
    ]
    if word and not chosen:
        look_up = f"去掉 --find，可以看全部 {len(figures)} 个。"
        click.echo(f"没有名称或说明里带「{word}」的数据。{look_up}", err=True)
    if as_json:
        click.echo(json.dumps([_as_dict(figure) for figure in chosen], ensure_ascii=False, indent=2))
    else:
        _print(chosen)


def _print(figures: Iterable[NamedFigure]) -> None:
    for figure in figures:
        click.echo(f"{{{{ {figure.name} }}}}　{figure.label}：{figure.text}（{figure.source}）")


def _print_rows(figure: NamedFigure) -> None:
    click.echo(f"{figure.label}：{figure.text}（{figure.source}）")
    if not figure.rows:
        click.echo("  没有台账的行：它不是从台账得来的，或者台账里没有这样的行。")
    for entry in figure.rows:
        click.echo(f"  {_row(entry)}")


def _row(entry: Entry) -> str:
    origin = entry.origin
    sheet = f"「{origin.sheet}」" if origin.sheet else ""
    times = f"　计 {as_text(entry.amount)}" if entry.amount != 1 else ""
    return f"{origin.file}{sheet}第 {origin.row} 行{'　' + origin.words if origin.words else ''}{times}"


def _as_dict(figure: NamedFigure) -> dict[str, object]:
    return {
        "name": figure.name,
        "label": figure.label,
        "text": figure.text,
        "value": float(figure.value)
        if figure.value is not None and not isinstance(figure.value, int)
        else figure.value,
        "source": figure.source,
        "rows": [{"file": e.origin.file, "sheet": e.origin.sheet, "row": e.origin.row} for e in figure.rows],
    }
