"""``nianbao import``: a published report to a parameter file, or a colleague's edits back into theirs."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.errors import FolderError, NianbaoError, UsageError
from nianbao.folder import shown, working_folder, write_atomically
from nianbao.importer import Imported, read_report
from nianbao.params.model import FIRST_YEAR, LAST_YEAR, UNIT_ID_PATTERN
from nianbao.returning.asked import CHOICES
from nianbao.returning.command import come_back
from nianbao.returning.exported import own

READABLE = (".txt", ".html", ".htm", ".mht", ".mhtml", ".md", ".docx", ".docm", ".pdf", ".xlsx", ".xlsm")
_TOLD_OF = (
    *(".doc", ".dot", ".wps", ".wpt", ".xls", ".et", ".rtf", ".odt", ".ods", ".ofd", ".pptx"),
    *(".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".zip", ".rar", ".7z"),
)
"""What may hold a report too and can't be read: in a folder, each is told of rather than passed over."""

_WIDTH = 160
LOG_ENDING = ".读入记录.txt"


@click.command("import", cls=ChineseCommand)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
    metavar="报告或文件夹...",
)
@click.option("--template", metavar="模板", help="用这个模板，不由程序辨认。")
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), metavar="年份", help="报告的年份，不由程序辨认。"
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="底稿", help="写到这个文件；读入几份时是文件夹。"
)
@click.option("--apply", "take", is_flag=True, help="改过的 Word 年报：把改动写进底稿（不加时只看）。")
@click.option("--only", multiple=True, metavar="部分", help="只带回这一部分，如 总体情况、表三；可以写几次。")
@click.option(
    "--use",
    type=click.Choice(list(CHOICES)),
    metavar="用谁的",
    help="两边都改了的地方：用我的、用他的、都留下。",
)
@click.option("--literal", is_flag=True, help="引用的数字被改过的，照改后的数写死。")
def COMMAND(
    paths: tuple[Path, ...],
    template: str | None,
    year: int | None,
    out: Path | None,
    take: bool,
    only: tuple[str, ...],
    use: str | None,
    literal: bool,
) -> int:
    """读入已公布的报告，写成年报底稿；或读回同事改过的 Word 年报。

    可以是文字（txt）、网页（html、mht）、docx、有文字的 pdf、xlsx，或者放着这些文件的文件夹。
    旧格式（doc、wps、xls、et）请先在 WPS 中另存为 docx/xlsx。
    不写 --out 时，底稿放进工作文件夹的 params；旁边的「读入记录」逐项写明从哪里读来、有没有把握。
    本程序生成、又被人改过的 docx，逐部分列出改动和批注，加 --apply 才写进原来的底稿。
    """
    folder = _folder()
    files = list(_files(paths))
    alone = len(files) == 1 and not paths[0].is_dir()
    if alone and not (out or template or year) and (found := own(files[0], folder)):
        whose = CHOICES[use] if use else None
        return come_back(*found, files[0], take=take, only=only, use=whose, literal=literal)
    if take or only or use or literal:
        raise UsageError(
            "--apply、--only、--use 和 --literal 只用于本程序生成、又被人改过的一份 Word 年报（docx），"
            "并且它的底稿要在工作文件夹里。"
        )
    if alone:
        target, log, report = _import_one(files[0], folder, template, year, out, set())
        click.echo(f"已写成「{target}」：{_summary(report)}。逐项说明见「{log}」。")
        return 0
    if out and out.suffix:
        raise UsageError(f"要读入 {len(files)} 份报告，--out 请写文件夹，不要写文件名「{out}」。")
    return _import_all(files, folder, template, year, out)


def _import_all(
    files: Sequence[Path], folder: Path | None, template: str | None, year: int | None, out: Path | None
) -> int:
    """Import one after the other; a file that can't be read stops none of the rest."""
    written: set[Path] = set()
    # What doesn't fit goes on in the next line: a number or what to do must not be cut off.
    columns = [Column(name, overflow="fold") for name in ("文件", "底稿", "结果")]
    table = Table(*columns, box=None, pad_edge=False)
    failed = 0
    for number, path in enumerate(files, 1):
        start = time.perf_counter()
        try:
            target, _, report = _import_one(
                path, folder, template, year, out or Path(), written, several=True
            )
        except NianbaoError as problem:
            failed += 1
            row = (path.name, "—", f"没有读入：{problem}")
        else:
            row = (path.name, str(shown(target)), _summary(report))
        table.add_row(*map(escape, row))
        click.echo(f"[{number}/{len(files)}] {path.name}（{time.perf_counter() - start:.1f} 秒）", err=True)
    with io.StringIO() as text:
        Console(file=text, width=_WIDTH).print(table)
        click.echo(text.getvalue(), nl=False)
    click.echo(f"读入了 {len(files) - failed} 份，没有读入的 {failed} 份。")
    return 2 if failed == len(files) else 1 if failed else 0


def _folder() -> Path | None:
    try:
        return working_folder()
    except FolderError:
        return None


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到「{path}」。请核对文件名和所在文件夹。")
        if not path.is_dir():
            yield path
            continue
        found = sorted(
            file
            for file in path.rglob("*")
            if file.is_file()
            and not file.name.startswith((".", "~$"))
            and file.suffix.lower() in (*READABLE, *_TOLD_OF)
            and not file.name.endswith(LOG_ENDING)
        )
        if not found:
            raise UsageError(f"文件夹「{path}」里没有能读入的报告（{'、'.join(READABLE)}）。")
        yield from found


def _import_one(
    path: Path,
    folder: Path | None,
    template: str | None,
    year: int | None,
    out: Path | None,
    written: set[Path],
    *,
    several: bool = False,
) -> tuple[Path, Path, Imported]:
    """Read a report, write its parameter file and the log beside it; give both paths."""
    named = out if out and not several else None
    own = named.stem if named and re.fullmatch(UNIT_ID_PATTERN, named.stem) else None
    report = read_report(path, folder, template=template, year=year, unit_id=own).sure()
    target = named or _target(report, path, out if several and out != Path() else None, folder, written)
    if not named and target.exists():
        raise UsageError(f"「{target}」已经有了，没有改动。请用 --out 写到别处，或先把它移走。")
    written.add(target)
    log = target.with_name(target.stem + LOG_ENDING)
    write_atomically(target, report.parameters_text.encode("utf-8"))
    write_atomically(log, report.log_text().encode("utf-8"))
    return target, log, report


def _target(report: Imported, path: Path, out: Path | None, folder: Path | None, written: set[Path]) -> Path:
    """Choose where a parameter file goes: by year and unit, as a working folder has them."""
    unit = report.text.values.get("unit")
    name = (unit.get("id") if isinstance(unit, dict) else None) or path.stem
    place = (out or (folder / "params" if folder else Path())) / str(report.year or "年份不明")
    target = place / f"{name}.yaml"
    number = 1
    while target in written:
        number += 1
        target = place / f"{name}-{number}.yaml"
    return target


def _summary(report: Imported) -> str:
    counts = report.counts
    parts = [
        f"{report.year or '年份不明'}，{report.template}",
        f"{counts['sections']} 个部分",
        f"表格 {counts['cells']} 格",
    ]
    for key, words in (
        ("unread", "{} 行数字分不清"),
        ("unplaced", "待归类 {} 字"),
        ("doubtful", "请核对 {} 处"),
    ):
        if counts[key]:
            parts.append(words.format(counts[key]))
    return "，".join(parts)
