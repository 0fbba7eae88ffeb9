"""What arrived, read: whose it says it is, for which year, and the parameter file that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.county.forms.opening import FormError
from nianbao.county.forms.reading import is_form, read_form
from nianbao.county.inbox.arriving import Arrived
from nianbao.finding import Finding
from nianbao.importer import Imported, NoReportError, SourceError, read_report_bytes
from nianbao.importer.write import parameters_text
from nianbao.params.model import LEGAL_KEYS
from nianbao.template import load_template

REPORT = "年报"
TABLES = "表格"
PROSE = "文字"
FORM = "填报表"

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_DRAFT_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Reading:
    """What a file says.

    Attributes:
        kind: 年报; 表格 or 文字 where the other half is missing; 填报表.
        names: What it calls the unit, the surest first; empty where it says nothing.
        parent: The area that it puts the unit in, or None.
        code: 区划代码 or 统一社会信用代码 that it states, or None.
        year: Report year by its text, or None where it says none for sure.
        text: The parameter file that it makes.
        log: What was made of what.
        doubts: What people should look at.
        findings: What is wrong with the file that the parameter file no longer shows.
    """

    kind: str
    names: tuple[str, ...]
    parent: str | None
    code: str | None
    year: int | None
    text: str
    log: str = ""
    doubts: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_arrived(one: Arrived, folder: Path, year: int, *, year_is_sure: bool = False) -> Reading:
    """Read a file by what it holds; its name says nothing.

    Args:
        one: The file.
        folder: The working folder.
        year: The year that is being collected, for a text that states none.
        year_is_sure: It counts, whatever the text states: the officer looked.

    Raises:
        SourceError: It can't be read.
        NoReportError: It isn't an annual report.
    """
    if one.problem:
        raise SourceError(one.problem)
    if one.words[0].lower().endswith(_DRAFT_ENDINGS):
        # Its figures come from ledgers that lie with the unit.
        raise SourceError(f"「{one.words[0]}」是编报台的底稿。请让对方发生成好的 Word 或 PDF。")
    if _may_be_form(one.data) and is_form(one.data):
        return _form(one, folder, year, year_is_sure=year_is_sure)
    return _report(one, folder, year, year_is_sure=year_is_sure)


def _may_be_form(data: bytes) -> bool:
    """Tell workbooks from the rest without opening them."""
    return data.startswith(_OLD_OFFICE) or (data.startswith(b"PK") and b"xl/" in data)


def _form(one: Arrived, folder: Path, year: int, *, year_is_sure: bool) -> Reading:
    """Read a 填报表; what it says of odd cells goes to the unit, if the unit has to do something."""
    try:
        form = read_form(one.data, one.words[0], folder)
    except FormError as problem:
        raise SourceError(str(problem)) from problem
    if form.untouched:
        raise NoReportError(f"填报表「{one.words[0]}」还没有填。请让对方填好再发。")
    stated = None if year_is_sure else form.year
    whole = {**form.values, "year": stated or year}
    values = {key: whole[key] for key in LEGAL_KEYS if key in whole}
    said = [str(remark) for remark in form.remarks]
    return Reading(
        kind=FORM,
        names=form.names,
        parent=None,
        code=form.code,
        year=stated,
        text=parameters_text(values, {}, [f"由填报表「{one.words[0]}」读入。"]),
        log="\n".join([f"读入记录：{one.words[0]}", "", *said, ""]),
        doubts=tuple(remark.message for remark in form.remarks if remark.severity == "error"),
        findings=tuple(
            Finding(code=FORM, severity=remark.severity, message=remark.message, sheet=remark.sheet)
            for remark in form.remarks
            if remark.severity != "hint"
        ),
    )


def _report(one: Arrived, folder: Path, year: int, *, year_is_sure: bool) -> Reading:
    name = one.words[0]
    report = read_report_bytes(one.data, name, folder, by_name=False).sure()
    known = None if year_is_sure else _year(report)
    doubts = [str(note) for note in report.log if note.certainty == "low"]
    if known is None:
        report = read_report_bytes(one.data, name, folder, year=year, by_name=False)
        doubts.insert(0, f"按 {year} 年收{'' if year_is_sure else '，里面没有写明是哪一年的'}。")
    unit = report.text.values.get("unit")
    stated: Mapping[str, Any] = unit if isinstance(unit, dict) else {}
    return Reading(
        kind=_kind(report, folder),
        names=_names(stated),
        parent=stated.get("parent"),
        code=None,
        year=known,
        text=report.parameters_text,
        log=report.log_text(),
        doubts=tuple(dict.fromkeys(doubts)),
        findings=report.findings,
    )


def _kind(report: Imported, folder: Path) -> str:
    """Tell a whole report from half of one.

    Words in the sections of tables prove nothing: a workbook has titles and notes around its tables.
    """
    template = load_template(report.template, folder)
    of_tables = {form.section for form in template.tables}
    sections = report.text.values.get("sections") or {}
    told = [name for name, text in sections.items() if name != "preamble" and text.strip()]
    if report.counts["cells"] and of_tables.issuperset(told):
        return TABLES
    return REPORT if report.counts["cells"] or not of_tables else PROSE


def _names(unit: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(unit[key]) for key in ("full_name", "name") if unit.get(key))


def _year(report: Imported) -> int | None:
    """Give the year that the text states; one that it merely mentions often is none."""
    sure = any(note.path == ("year",) and note.certainty != "low" for note in report.log)
    return report.year if sure else None
