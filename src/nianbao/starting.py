"""A new report: a parameter file for a unit and a year, with empty ledgers beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from nianbao.checks import Subject, run_checks
from nianbao.errors import UsageError
from nianbao.finding import Finding
from nianbao.folder import write_atomically
from nianbao.importer import read_report
from nianbao.ledgers.words import KINDS
from nianbao.ledgers.workbook import empty_workbook
from nianbao.levels import Level
from nianbao.params import ParameterFile, load_parameters
from nianbao.params.draft import draft_text, free_id, full_name_of, level_of_name, without_parent
from nianbao.params.model import Unit
from nianbao.params.schema import json_schema
from nianbao.report import Report
from nianbao.suggest import quoted
from nianbao.template import Template, load_template, templates_for

_UNIT_NAME = re.compile(r"(?=.*[\u3400-\u9fff\U00020000-\U0003ffff])[\w·•‧・（）()〔〕、—\- ]+")
"""Chinese, with what names of units have besides: 5号街道, 某某·某某镇, 某某镇（街道）."""


@dataclass(frozen=True)
class Started:
    """A report that was begun.

    Attributes:
        path: The parameter file.
        template: Name of its template.
        ledger: The empty ledger, relative to the working folder.
        unit: The unit, as far as it is known.
        missing: What is still to be filled in about the unit and the date.
        notes: What the clerk should know of the report that it was begun from, in Chinese.
    """

    path: Path
    template: str
    ledger: str
    unit: Unit
    missing: tuple[Finding, ...]
    notes: tuple[str, ...] = ()


def start_report(
    folder: Path,
    name: str,
    year: int,
    *,
    last: Path | None = None,
    level: Level | None = None,
    parent: str | None = None,
) -> Started:
    """Write a new parameter file.

    Args:
        folder: The working folder.
        name: The unit's Chinese name.
        year: Report year.
        last: A parameter file to begin from, such as last year's, or a report as it was published.
        level: Kind of unit; None to tell by the name.
        parent: The superior area.

    Raises:
        UsageError: The name won't do, there is no template for the year, or there is such a file already.
        ParameterFileError: The file to begin from can't be read.
        WriteError: The file can't be written.
    """
    source, notes = _last(last, folder) if last else (None, [])
    before = source.parameters.unit if source else Unit()
    unit = _unit(name.strip(), year, level or before.level, parent or before.parent, before, folder)
    template = _template(year, source, unit, folder)
    path = folder / "params" / str(year) / f"{unit.id}.yaml"
    if path.exists():
        raise UsageError(f"「{path}」已经有了，没有改动。请直接打开它修改。")
    ledger = f"ledgers/{unit.id}-{year}.xlsx"
    report = Report.of(source.parameters, folder) if source else None
    if report and not _is_year_before(report, unit, year):
        notes.append(_not_the_year_before(str(last), report, unit, year))
    text = draft_text(
        template,
        year,
        unit,
        source,
        before=report.tables if report and _is_year_before(report, unit, year) else None,
        ledgers=dict.fromkeys(KINDS, ledger),
    )
    write_atomically(path, text.encode("utf-8"))
    write_schema(template, folder)
    if not (folder / ledger).exists():
        write_atomically(folder / ledger, empty_workbook(name, year, folder=folder))
    found = run_checks(Subject.of(load_parameters(path, folder), folder))
    missing = tuple(one for one in found if one.severity == "error" or one.code.startswith("U"))
    return Started(path, template.name, ledger, unit, missing, tuple(notes))


def _last(path: Path, folder: Path) -> tuple[ParameterFile, list[str]]:
    """Read last year's file, and say what was understood of a published one."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return load_parameters(path, folder), []
    imported = read_report(path, folder)
    if imported.parameters is None:
        raise UsageError(
            f"「{path}」读不出是哪一年的报告。请先用 nianbao import 加 --year 读成底稿，再从底稿新建。"
        )
    read = (
        f"读入了「{path}」：{imported.year} 年，{imported.counts['sections']} 个部分，"
        f"表格 {imported.counts['cells']} 格。"
    )
    unsure = [f"  请核对　{note}" for note in imported.log if note.certainty == "low"]
    return imported.as_file(path), [read, *unsure]


def _not_the_year_before(last: str, report: Report, unit: Unit, year: int) -> str:
    of = report.parameters
    return (
        f"「{last}」是{of.unit.name or '哪个单位不明'} {of.year} 年的，不是{unit.name} {year - 1} 年的，"
        "上年结转没有带过来，请自行填写。"
    )


def write_schema(template: Template, folder: Path) -> None:
    """Put the schema where a new file points to, in a folder without templates of its own."""
    path = folder / "templates" / template.name / "schema.json"
    if not path.exists():
        text = json.dumps(json_schema(template), ensure_ascii=False, indent=2) + "\n"
        write_atomically(path, text.encode("utf-8"))


def _unit(name: str, year: int, level: Level | None, parent: str | None, before: Unit, folder: Path) -> Unit:
    if not name or any(not char.isprintable() for char in name) or len(name) > 40:
        raise UsageError("单位请写中文简称，不超过 40 个字，如 河洛镇。")
    if not _UNIT_NAME.fullmatch(name):
        raise UsageError(
            f"{quoted(name)}不像单位名称。单位请写中文简称，如 河洛镇；里面可以有字母、数字、括号和「·」，"
            "不能有「/ : * ?」这样的符号。"
        )
    name = without_parent(name, parent)
    level = level or level_of_name(name)
    # Who types the full name means the unit that bore it last year; its short name stays as it was.
    if before.name and before.full_name and without_parent(before.full_name, parent) == name:
        name = before.name
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
