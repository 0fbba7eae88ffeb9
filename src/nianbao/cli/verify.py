"""``nianbao verify``: a published page against the signed report."""

from __future__ import annotations

import json
from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.errors import FolderError, ReportError, UsageError
from nianbao.folder import working_folder
from nianbao.params.model import FIRST_YEAR, LAST_YEAR
from nianbao.verifying.readable import as_data, as_text
from nianbao.verifying.seeing import Seen, see
from nianbao.verifying.signed import Signed, candidates, of_parameters, signed_report, unit_named
from nianbao.verifying.verify import recognised, require_year, verify, year_of


@click.command("verify", cls=ChineseCommand)
@click.argument("address", metavar="网址或文件")
@click.option("--unit", metavar="单位", help="这是哪个单位的年报，不由程序辨认。")
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), metavar="年份", help="这是哪一年的年报，不由程序辨认。"
)
@click.option(
    "--params",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="底稿",
    help="与这份底稿比较，不找生成记录。",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用。")
def COMMAND(address: str, unit: str | None, year: int | None, params: Path | None, as_json: bool) -> int:
    """核对网上发布的年报与签发稿是否一致。

    网页可以写网址，也可以写存下来的文件（html、mht、pdf、docx、txt）。
    逐字逐格比较，列出每一处不同：标题、日期、表格里的数字、被网站吃掉的字、少了或多了的段落、附件和链接。
    """
    folder = _folder(params)
    try:
        seen = see(address, folder)
    except ReportError as problem:
        click.echo(str(problem), err=True)
        return 2
    signed = of_parameters(params, folder) if params else _signed(seen, folder, unit, year)
    verdict = verify(seen, signed, _others(folder, signed))
    text = json.dumps(as_data(verdict), ensure_ascii=False, indent=2) if as_json else as_text(verdict)
    click.echo(text)
    return 0 if verdict.same else 1


def _folder(params: Path | None) -> Path | None:
    try:
        return working_folder(params.resolve().parent if params else None)
    except FolderError:
        if params:
            return None
        raise


def _signed(seen: Seen, folder: Path | None, unit: str | None, year: int | None) -> Signed:
    assert folder is not None
    year = require_year(year or year_of(seen))
    own = unit_named(folder, year, unit) if unit else recognised(seen, folder, year)
    if own is None:
        raise UsageError(
            f"看不出这是哪个单位 {year} 年的年报。请用 --unit 写明单位，或用 --params 写明底稿。"
        )
    return signed_report(folder, year, own)


def _others(folder: Path | None, signed: Signed) -> list[str]:
    if folder is None:
        return []
    about = signed.document.about
    units = candidates(folder, about.year)
    return [one.names[-1] for one in units if one.names and one.id != about.unit.id]
