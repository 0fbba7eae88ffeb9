"""``nianbao sign``: 签发登记 of one report."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import click

from nianbao.cli.chinese import ChineseCommand, day
from nianbao.cli.registers import verify_register
from nianbao.errors import UnsettledError, UsageError
from nianbao.folder import folder_for, shown
from nianbao.signing.own import whole_content
from nianbao.signing.register import NOTE, UNSEALED, Reading, SignRegister
from nianbao.signing.sign import Who, open_errors, report_of, sign
from nianbao.signing.standing import AGAIN, Result, Standing, StepStanding, by_changes, printed_mark, standing


@click.command("sign", cls=ChineseCommand)
@click.argument("path", type=click.Path(path_type=Path, readable=False), metavar="底稿")
@click.option("--step", metavar="步骤", help="登记哪一步，如 核稿；不写时登记该办的下一步。")
@click.option("--name", metavar="姓名", help="谁办的，如 张三。")
@click.option("--date", "date", callback=day, metavar="日期", help="哪天办的，如 2025-01-10；不写时是今天。")
@click.option("--remark", default="", metavar="备注", help="要一起记下的话。")
@click.option(
    "--result",
    type=click.Choice([one.value for one in Result]),
    metavar="结果",
    help="通过（不写时）或退回修改；退回的要在备注里写明改什么。",
)
@click.option("--force", is_flag=True, help="还有必须修改的问题，也登记最后一步。")
@click.option("--show", is_flag=True, help="看各步办到哪里，哪些作废了、登记以后改了哪些字。")
@click.option("--verify", is_flag=True, help="核对登记有没有被改动、删去。")
@click.option(
    "--papers",
    is_flag=True,
    help="生成送签材料：报告、保密审查表、信息发布审核表、发文稿纸、报送函、佐证材料清单。",
)
@click.option(
    "--out",
    "target",
    type=click.Path(path_type=Path, readable=False),
    metavar="文件夹",
    help="送签材料放在哪个文件夹；不写时放在 out/年份/单位代号/送签材料。",
)
def COMMAND(
    path: Path,
    step: str | None,
    name: str | None,
    date: datetime.date | None,
    remark: str,
    result: str | None,
    force: bool,
    show: bool,
    verify: bool,
    papers: bool,
    target: Path | None,
) -> int:
    """签发登记：拟稿、核稿、保密审查、分管领导审核、主要领导签发，一步一步记下。

    每一步都和当时的文字、数字连在一起，以后改了哪里，先前登记的步骤就作废，并说明改了什么。登记存在底稿旁边，
    只添不改。它是办理过程的记录，不是电子签名。
    """
    if not path.is_file():
        raise UsageError(f"找不到底稿「{path}」。请写一份年报底稿，如 params/2024/yunxi.yaml。")
    folder = folder_for([path])
    if papers:
        if any((step, name, date, remark, result, force, show, verify)):
            raise UsageError("生成送签材料（--papers）和登记、查看请分开做。")
        return _papers(path, folder, target)
    if target is not None:
        raise UsageError("--out 是送签材料的文件夹，请和 --papers 一起写。")
    _refuse_both(show=show, verify=verify)
    if verify and name is None:
        return verify_register(SignRegister(path, folder), _counted, "还没有签发登记", _code)
    if name is None:
        if step or date or remark or result or force:
            raise UsageError("没有写姓名。请用 --name 写明是谁办的，如 --name 张三。")
        report = report_of(path, folder)
        found = standing(path, report, folder, whole_content(report))
    elif show or verify:
        raise UsageError("登记（--name）和查看（--show、--verify）请分开做。")
    else:
        now = datetime.datetime.now().astimezone()
        who = Who(name, date or now.date(), remark, Result(result or Result.PASSED))
        found = _sign(path, folder, who, step, now, despite_errors=force)
    for line in told(found, path, len(open_errors(path, folder, found.content))):
        click.echo(line)
    return 1 if found.problems else 0


def _refuse_both(*, show: bool, verify: bool) -> None:
    if show and verify:
        raise UsageError("查看各步（--show）和核对登记（--verify）请分开做。")


def _sign(
    path: Path, folder: Path, who: Who, step: str | None, now: datetime.datetime, *, despite_errors: bool
) -> Standing:
    """Write a step down and tell what was written."""
    try:
        found = sign(path, folder, who, step, now, despite_errors=despite_errors)
    except UnsettledError as problem:
        raise UnsettledError(f"{problem}（用 nianbao check 看是哪些；确认要登记的加 --force。）") from problem
    last = found.reading.steps[-1]
    said = f"　{last['result']}" if last["result"] != Result.PASSED else ""
    click.echo(f"已登记：{last['step']}　{last['name']}　{last['date']}{said}")
    return found


def _counted(reading: Reading) -> str:
    return f"{len(reading.steps)} 步登记"


def _papers(path: Path, folder: Path, target: Path | None) -> int:
    from nianbao.papers.folder import write_papers  # late: it loads what sets pages

    made = write_papers(path, folder, target)
    for name in made.files:
        click.echo(f"  {name}")
    words = made.facts.words
    click.echo(
        f"送签材料：{shown(made.folder)}（{len(made.files)} 个文件，{words['state']}，内容校验码 {words['hash']}）"
    )
    if made.blanks:
        click.echo(f"PDF 里「{made.blanks}」没有字体能印，印成了□，请在纸上补写，或用 Word 那一份。")
    if made.facts.hits:
        click.echo(f"敏感信息筛查有 {len(made.facts.hits)} 处要人工确认，见《敏感信息筛查明细》。")
    return 0


def told(found: Standing, path: Path, errors: int) -> Iterator[str]:
    """Tell how far a report is, a line at a time; with errors open a build prints 初稿, whatever was signed."""
    for problem in found.problems:
        yield f"登记被改动过：{problem}"
    yield f"{shown(path)}：{printed_mark(found, errors=bool(errors))}"
    if errors:
        yield f"还有 {errors} 处必须修改，现在只能生成初稿。用 nianbao check 看是哪些。"
    width = max(len(one.step.name) for one in found.steps)
    for number, one in enumerate(found.steps, 1):
        yield f"  {number}. {one.step.name.ljust(width, '　')}　{_step(one, whole=not found.problems)}"
    known = {one.step.name for one in found.steps}
    for entry in found.reading.steps:
        if entry["step"] not in known:
            yield f"  另有「{entry['step']}」（{entry['name']}，{entry['date']}）：这一步已不在流程里。"
    for changed, void in by_changes(found.steps):
        yield f"{'、'.join(one.step.name for one in void)}作废，因为登记以后改过："
        yield from (f"  · {change}" for change in changed)
    if found.reading.entries:
        yield f"内容校验码 {found.content.sha256[:12]}。{_code(found.reading)}"
        if not found.reading.sealed:
            yield UNSEALED
    yield NOTE


def _step(one: StepStanding, *, whole: bool) -> str:
    if one.entry is None:
        return f"未登记{f'（{one.step.role}）' if one.step.role else ''}"
    said = "　".join(filter(None, (one.entry["name"], one.entry["date"], one.entry["remark"])))
    void = "退回" if one.returned else "作废"
    again = f"（{AGAIN}）" if one.sent_back else ""
    return f"{('有效' if whole else '存疑') if one.holds else void}　{said}{again}"


def _code(reading: Reading) -> str:
    """The end of the chain in short: written on the paper, it proves that the register isn't another one."""
    return (
        f"登记校验码 {str(reading.entries[-1].get('sha256'))[:12]}，可抄在发文稿纸上备查。"
        if reading.entries
        else ""
    )
