"""What a form says goes into the unit's parameter file, through the editor, so that what was there stays.

A blank place says nothing and changes nothing. A number that a ledger gives already isn't typed beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.county.forms.reading import FormReading
from nianbao.county.forms.remarks import Remark
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Member
from nianbao.editor.document import Document
from nianbao.editor.parts import Part, plain_name
from nianbao.editor.scalars import Scalar
from nianbao.editor.session import Session
from nianbao.errors import EditError, NianbaoError, UsageError
from nianbao.folder import write_atomically
from nianbao.importer.write import parameters_text
from nianbao.params import ParameterFile, load_parameters
from nianbao.params.draft import draft_text
from nianbao.report import Report
from nianbao.starting import write_schema
from nianbao.suggest import quoted
from nianbao.template import Template, load_template

_WHY = "读入填报表"


@dataclass(frozen=True)
class Taken:
    """What became of a form that was read.

    Attributes:
        path: The parameter file.
        is_new: It was begun with this form.
        changed: Parts that were set.
        remarks: What is to be said of what it replaced, besides the form's own remarks.
    """

    path: Path
    is_new: bool
    changed: tuple[Part, ...]
    remarks: tuple[Remark, ...]


def take_form(place: CountyPlace, county: str, member: Member, reading: FormReading) -> Taken:
    """Put what a form says into the unit's parameter file.

    Args:
        place: Where the county's files of the year lie.
        county: Name of the county.
        member: The unit that the form was matched to.
        reading: What the form says.

    Raises:
        UsageError: The form is of another year, or states no format.
        EditError: The parameter file is open in a desk, or can't hold what the form says.
        ParameterFileError: The parameter file can't be read; it stays as it is.
        WriteError: It can't be written.
    """
    if reading.year != place.year:
        said = f"是 {reading.year} 年的" if reading.year else "没有写年度"
        raise UsageError(f"这张填报表{said}，现在收的是 {place.year} 年的，没有读入。")
    template = load_template(reading.template or "", place.folder)
    path = place.parameter_file(member.id)
    is_new = not path.exists()
    if is_new:
        begin_report(place, county, member, template)
    remarks = list(_add_unplaced(path, place.folder, reading.values.get("unplaced")))
    session = Session.open(path, place.folder)
    try:
        wanted = dict(_wanted(session.document, reading.values, place.folder))
        remarks += _replaced(session.document, wanted)
        before = session.document
        remarks += _edit(session, wanted)
        changed = tuple(part for part in wanted if session.document.value(part) != before.value(part))
        session.save(_WHY)
    finally:
        session.close()
    remarks += _of_unit(member, reading)
    return Taken(path, is_new, changed, tuple(remarks))


def _edit(session: Session, wanted: Mapping[Part, Scalar]) -> list[Remark]:
    """Set all parts in one action; where one can't be set, the others are, and it is said.

    Raises:
        EditError: None can be set: the file is open in a desk, say.
    """
    try:
        session.edit_all(wanted)
        return []
    except EditError as problem:
        if session.read_only or session.recovery is not None:
            raise
        first = problem
    remarks: list[Remark] = []
    for part, value in wanted.items():
        try:
            session.edit(part, value)
        except EditError as problem:
            remarks.append(Remark(None, None, None, str(problem), "error"))
    if len(remarks) == len(wanted):
        raise first
    return remarks


def begin_report(place: CountyPlace, county: str, member: Member, template: Template) -> None:
    """Write a new parameter file for the unit, last year's words beside it as comments."""
    last = _last(place, member)
    unit = member.unit(county)
    before = Report.of(last.parameters, place.folder).tables if last else None
    text = draft_text(template, place.year, unit, last, before=before)
    write_atomically(place.parameter_file(member.id), text.encode("utf-8"))
    write_schema(template, place.folder)


def _last(place: CountyPlace, member: Member) -> ParameterFile | None:
    path = place.folder / "params" / str(place.year - 1) / f"{member.id}.yaml"
    try:
        file = load_parameters(path, place.folder) if path.is_file() else None
    except NianbaoError:
        return None
    return file if file and file.parameters.unit.name in (None, member.name, *member.aliases) else None


def _wanted(document: Document, values: Mapping[str, Any], folder: Path) -> Iterator[tuple[Part, Scalar]]:
    """List the parts that a form sets."""
    for name, value in (values.get("issued") or {}).items():
        yield ("issued", name), value
    for name, value in (values.get("sections") or {}).items():
        yield ("sections", name), value
    report = Report.of(document.file.parameters, folder)
    for table_id, rows in (values.get("tables") or {}).items():
        table = report.tables.get(table_id)
        for row, cells in rows.items():
            for column, value in cells.items():
                cell = (row, column)
                counted = table is not None and table.source(cell) == "ledger" and table.values[cell] == value
                if table is not None and not counted:
                    yield ("tables", table_id, row, column), value


def _replaced(document: Document, wanted: Mapping[Part, Scalar]) -> Iterator[Remark]:
    """Say what the form says otherwise than the parameter file did."""
    for part, value in wanted.items():
        before = document.value(part)
        if before is None or before == value or part[0] == "issued":
            continue
        name = plain_name(part, document.template)
        if part[0] == "sections":
            said = f"底稿里{name}原有文字，按填报表换成了新的；原来的在「历史」里。"
        else:
            said = f"底稿里{name}原是 {quoted(str(before))}，按填报表改成了 {quoted(str(value))}。"
        yield Remark(None, None, None, said, "warning" if part[0] == "tables" else "hint")


def _of_unit(member: Member, reading: FormReading) -> Iterator[Remark]:
    """Say where the form's facts on the unit differ from the roster's, which holds."""
    said = reading.values.get("unit") or {}
    for name, words, known in (
        ("full_name", "单位全称", member.full_name),
        ("code", "代码", member.code),
    ):
        value = said.get(name)
        if value and known != value:
            there = f"名单里是「{known}」" if known else "名单里没有写"
            yield Remark(
                None,
                None,
                None,
                f"填报表里{words}写的是「{quoted(value)}」，{there}，请核对名单。",
                "warning",
            )


def _add_unplaced(path: Path, folder: Path, unplaced: list[dict[str, Any]] | None) -> Iterator[Remark]:
    """Put words without a place at the end of the file, unless it keeps such words already."""
    if not unplaced:
        return
    document = Document.open(path, folder)
    there = document.file.parameters.unplaced
    if there:
        if there != unplaced:
            said = "底稿里已有待归类内容，填报表里格子以外的文字没有再放进去，请看上面各条。"
            yield Remark(None, None, None, said, "warning")
        return
    added = parameters_text({"unplaced": unplaced}, {}, ["填报表里不是填报格子的内容，看看归到哪里："])
    source = document.data.decode("utf-8-sig")
    text = source if source.endswith("\n") else f"{source}\n"
    data = f"{text}\n{added}".encode()
    Document.of(path, data, folder)  # what couldn't be read again isn't written
    write_atomically(path, data)
