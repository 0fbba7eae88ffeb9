"""``nianbao new``: a parameter file for a unit and a year."""

from __future__ import annotations

import json
from pathlib import Path

import click

from nianbao.checks import Subject, run_checks
from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.cli.templates import tell_of_broken
from nianbao.errors import UsageError
from nianbao.folder import working_folder, write_atomically
from nianbao.importer import read_report
from nianbao.ledgers.words import KINDS
from nianbao.ledgers.workbook import empty_workbook
from nianbao.levels import LEVEL_WORDS, Level
from nianbao.params import ParameterFile, load_parameters
from nianbao.params.draft import draft_text, free_id, full_name_of, level_of_name, without_parent
from nianbao.params.model import FIRST_YEAR, LAST_YEAR, Unit
from nianbao.params.schema import json_schema
from nianbao.report import Report
from nianbao.template import Template, load_template, templates_for


@click.command("new", cls=ChineseCommand)
@click.argument("name", metavar="单位")
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), required=True, metavar="年份", help="报告的年份。"
)
@click.option(
    "--from",
    "last",
    type=click.Path(path_type=Path, readable=False),
    metavar="底稿或报告",
    help="从上一年的底稿，或已公布的报告（txt、html、docx、pdf），带过来单位、署名和结转数，正文附作参考。",
)
@click.option(
    "--level",
    type=click.Choice(list(LEVEL_WORDS)),
    metavar="类别",
    help="单位类别：" + "、".join(f"{key} {word}" for key, word in LEVEL_WORDS.items()) + "。",
)
@click.option("--parent", metavar="上级", help="上级地区，如 莱阳市。")
def COMMAND(name: str, year: int, last: Path | None, level: Level | None, parent: str | None) -> None:
    """新建一份年报底稿。

    单位写中文简称，如 河洛镇；文件名由它的拼音得来。
    """
    folder = working_folder()
    source = _last(last, folder) if last else None
    before = source.parameters.unit if source else Unit()
    unit = _unit(name.strip(), year, level or before.level, parent or before.parent, before, folder)
    template = _template(year, source, unit, folder)
    path = folder / "params" / str(year) / f"{unit.id}.yaml"
    if path.exists():
        raise UsageError(f"「{path}」已经有了，没有改动。请直接打开它修改。")
    ledger = f"ledgers/{unit.id}-{year}.xlsx"
    report = Report.of(source.parameters, folder) if source else None
    text = draft_text(
        template,
        year,
        unit,
        source,
        before=report.tables if report and _is_year_before(report, unit, year) else None,
        ledgers=dict.fromkeys(KINDS, ledger),
    )
    write_atomically(path, text.encode("utf-8"))
    _write_schema(template, folder)
    if not (folder / ledger).exists():
        write_atomically(folder / ledger, empty_workbook(name, year, folder=folder))
    click.echo(
        f"已新建「{path.relative_to(folder)}」，模板 {template.name}；台账空表在「{ledger}」，可以不用。"
    )
    tell_of_broken(folder)
    if report and not _is_year_before(report, unit, year):
        of = report.parameters
        click.echo(
            f"「{last}」是{of.unit.name or '哪个单位不明'} {of.year} 年的，不是{unit.name} {year - 1} 年的，"
            "上年结转没有带过来，请自行填写。"
        )
    click.echo("还要填写：")
    if unit.parent is None:
        click.echo("  上级地区（unit.parent）没有写，单位全称里就没有它；下次可加 --parent。")
    for finding in run_checks(Subject.of(load_parameters(path, folder), folder)):
        if finding.severity == "error" or finding.code.startswith("U"):
            click.echo(f"  第 {finding.line} 行　{finding.message}")


def _last(path: Path, folder: Path) -> ParameterFile:
    """Read last year's file: a parameter file, or a report as it was published."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return load_parameters(path, folder)
    imported = read_report(path, folder)
    if imported.parameters is None:
        raise UsageError(
            f"「{path}」读不出是哪一年的报告。请先用 nianbao import 加 --year 读成底稿，再从底稿新建。"
        )
    click.echo(
        f"读入了「{path}」：{imported.year} 年，{imported.counts['sections']} 个部分，"
        f"表格 {imported.counts['cells']} 格。"
    )
    for note in imported.log:
        if note.certainty == "low":
            click.echo(f"  请核对　{note}")
    return imported.as_file(path)


def _write_schema(template: Template, folder: Path) -> None:
    """Put the schema where the new file points to, in a folder without templates of its own."""
    path = folder / "templates" / template.name / "schema.json"
    if not path.exists():
        text = json.dumps(json_schema(template), ensure_ascii=False, indent=2) + "\n"
        write_atomically(path, text.encode("utf-8"))


def _unit(name: str, year: int, level: Level | None, parent: str | None, before: Unit, folder: Path) -> Unit:
    if not name or any(not char.isprintable() for char in name) or len(name) > 40:
        raise UsageError("单位请写中文简称，不超过 40 个字，如 河洛镇。")
    name = without_parent(name, parent)
    level = level or level_of_name(name)
    same = before.name == name
    return Unit(
        id=before.id if same and before.id else free_id(name, folder / "params" / str(year)),
        name=name,
        full_name=before.full_name if same else full_name_of(name, level, parent),
        level=level,
        parent=parent,
        code=before.code if same else None,
    )


def _is_year_before(before: Report, unit: Unit, year: int) -> bool:
    """Tell whether a report is the same unit's for the year before, from which numbers go on."""
    then = before.parameters.unit
    same = then.name == unit.name or (then.full_name is not None and then.full_name == unit.full_name)
    return same and before.parameters.year == year - 1


def _template(year: int, source: ParameterFile | None, unit: Unit, folder: Path) -> Template:
    """Choose the template: last year's while it is still in force, else the area's own or the national one."""
    fitting = templates_for(year, folder, unit.parent)
    if source and any(template.name == source.parameters.template for template in fitting):
        return load_template(source.parameters.template, folder)
    if not fitting:
        raise UsageError(f"还没有用于 {year} 年的模板。现有模板请看：nianbao templates")
    return fitting[0]
