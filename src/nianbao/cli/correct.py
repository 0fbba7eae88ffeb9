"""``nianbao correct``: 更正 of a report that is published."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from nianbao.blocks import plain_text
from nianbao.cli.chinese import Between, ChineseCommand, day
from nianbao.cli.registers import verify_register
from nianbao.correcting.correct import Comparison, Start, Wanted, compare, correct
from nianbao.correcting.kept import in_force
from nianbao.correcting.note import change_sentence, note_blocks, unquoted
from nianbao.correcting.register import CorrectionRegister
from nianbao.correcting.state import corrected_state
from nianbao.correcting.unquote import unquote as take_quotes_out
from nianbao.errors import UsageError
from nianbao.folder import folder_for, shown
from nianbao.signing.own import whole_content
from nianbao.signing.register import Reading
from nianbao.signing.sign import report_of

_NONE = "还没有登记过更正"


@click.command("correct", cls=ChineseCommand)
@click.argument("path", type=click.Path(path_type=Path, readable=False), metavar="底稿")
@click.option("--reason", metavar="原因", help="为什么更正，会印在更正说明里；不写时只看改了什么，不登记。")
@click.option("--name", metavar="姓名", help="谁办的，记在登记里，不公布。")
@click.option("--date", "date", callback=day, metavar="日期", help="哪天更正，如 2025-03-05；不写时是今天。")
@click.option(
    "--published",
    metavar="网址或文件",
    help="已公布的那一份（网址、html、docx、pdf、txt，或当时的底稿）；不写时是上次更正后的，或签发登记里各步都签过的。",
)
@click.option(
    "--conceal/--no-conceal",
    default=None,
    help="文字的改动只写在哪一部分，不写改了什么（如删去的姓名）；表里的数照写。重写时不写的，照上次。",
)
@click.option("--again", is_flag=True, help="重写最近一次更正（还没有公布时），代替原来的一条。")
@click.option(
    "--unpublished", is_flag=True, help="与 --again 一起用：那次更正各步都签过，但确实没有公布过，照样重写。"
)
@click.option(
    "--unquote",
    type=Between(1),
    metavar="次数",
    help="已公布的第几次更正，说明里引了不宜公开的文字：改为只写在哪一部分；要换更正原因的，同时写 --reason。",
)
@click.option("--show", is_flag=True, help="看登记过的各次更正和更正说明。")
@click.option("--verify", is_flag=True, help="核对登记有没有被改动、删去。")
def COMMAND(
    path: Path,
    reason: str | None,
    name: str | None,
    date: datetime.date | None,
    published: str | None,
    conceal: bool | None,
    again: bool,
    unpublished: bool,
    unquote: int | None,
    show: bool,
    verify: bool,
) -> int:
    """更正已经公布的年报：先在底稿里改好，再登记改了什么、为什么改。

    登记存在底稿旁边，只添不改；以后生成的各种格式都在署名后面印「更正说明」。更正后的文字要重新签发。
    """
    if not path.is_file():
        raise UsageError(f"找不到底稿「{path}」。请写一份年报底稿，如 params/2024/yunxi.yaml。")
    folder = folder_for([path])
    if show or verify:
        if reason is not None:
            raise UsageError("登记（--reason）和查看（--show、--verify）请分开做。")
        others = {
            "--name": name,
            "--date": date,
            "--published": published,
            "--conceal": conceal,
            "--again": again,
            "--unpublished": unpublished,
            "--unquote": unquote,
        }
        _refuse(others, "查看（--show、--verify）")
        register = CorrectionRegister(path, folder)
        return verify_register(register, _counted, _NONE) if verify else _show(path, folder)
    if unquote is not None:
        others = {"--date": date, "--published": published, "--conceal": conceal, "--again": again}
        _refuse({**others, "--unpublished": unpublished}, "去掉引文（--unquote）")
        return _unquote(path, folder, unquote, name, reason)
    if unpublished and not again:
        raise UsageError("--unpublished 只在重写（--again）时用。请去掉，或与 --again 一起写。")
    start = Start(published, again, conceal, unpublished)
    if reason is None:
        if name or date:
            raise UsageError("没有写更正原因。请用 --reason 写明，如 --reason 表三合计填报有误。")
        return _preview(compare(path, folder, start))
    if name is None:
        raise UsageError("没有写姓名。请用 --name 写明是谁办的，如 --name 张三。")
    now = datetime.datetime.now().astimezone()
    wanted = Wanted(reason, name, date or now.date())
    found = correct(path, folder, wanted, now, start)
    click.echo(f"已登记第 {found.number} 次更正：{shown(CorrectionRegister(path, folder).path)}")
    for line in (*_changes(found), *_note(path, folder), *_next(path, folder)):
        click.echo(line)
    return 0


def _refuse(options: Mapping[str, object], what: str) -> None:
    if given := [option for option, value in options.items() if value not in (None, False)]:
        raise UsageError(f"{what}时不能写 {'、'.join(given)}。请去掉，或分开做。")


def _unquote(path: Path, folder: Path, number: int, name: str | None, reason: str | None) -> int:
    if name is None:
        raise UsageError("没有写姓名。请用 --name 写明是谁办的，如 --name 张三。")
    take_quotes_out(path, folder, number, name, datetime.datetime.now().astimezone(), reason)
    click.echo(f"第 {number} 次更正的说明已改为只写在哪一部分。原来的文字仍在登记里，登记不要公开。")
    for line in (*_note(path, folder), *_next(path, folder)):
        click.echo(line)
    return 0


def _preview(found: Comparison) -> int:
    if not found.changes:
        click.echo(f"与{found.before.source}一样，没有要更正的。")
        return 0
    for line in _changes(found):
        click.echo(line)
    click.echo("还没有登记。登记请加上 --reason 更正原因 --name 姓名。")
    return 0


def _changes(found: Comparison) -> Iterator[str]:
    yield f"与{found.before.source}相比，改了 {len(found.changes)} 处："
    yield from (f"  · {change_sentence(change)}" for change in found.changes)
    yield f"更正比对码：公布的 {found.before.content.sha256[:12]}，更正后 {found.now.sha256[:12]}。"
    if found.before.signed_sha256:
        yield f"公布的那一份在签发登记里的内容校验码：{found.before.signed_sha256[:12]}。"


def _note(path: Path, folder: Path) -> Iterator[str]:
    yield "各种格式在署名后面都会印："
    for block in note_blocks(report_of(path, folder).corrections):
        yield f"  {plain_text(block)}"


def _next(path: Path, folder: Path) -> Iterator[str]:
    yield (
        f"更正后的文字要重新签发：请用「nianbao sign {shown(path)}」从第一步起逐步登记，"
        f"再用「nianbao build {shown(path)} --final」生成，替换网上的那一份。"
    )


def _show(path: Path, folder: Path) -> int:
    register = CorrectionRegister(path, folder)
    if not register.is_there:
        click.echo(f"{_NONE}（{shown(register.path)}）。")
        return 0
    reading = register.read()
    for one in unquoted(in_force(reading.entries)):
        click.echo(f"第 {one.number} 次　{one.date}　{one.name}　{one.reason}")
        click.echo(f"  与{one.source}相比：")
        for change in one.changes:
            click.echo(f"  · {change_sentence(change)}")
        click.echo(f"  更正比对码：{one.was} → {one.now}")
    report = report_of(path, folder)
    why = corrected_state(path, report, folder, lambda: whole_content(report)).why_not
    if why:
        click.echo(why)
        return 1
    for line in _note(path, folder):
        click.echo(line)
    return 0


def _counted(reading: Reading) -> str:
    return f"{len(in_force(reading.entries))} 次更正的登记"
