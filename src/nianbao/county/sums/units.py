"""What the units of a roster have handed in for a year: their parameter files, read and matched."""

from __future__ import annotations

from nianbao.checks.base import Subject
from nianbao.county.matching import is_of_another
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Member, Roster
from nianbao.county.sums.model import Handed, Unit
from nianbao.errors import ParameterFileError, TemplateError
from nianbao.finding import errors_of
from nianbao.freshness import file_sha256
from nianbao.params import load_parameters
from nianbao.report import Report


def units_handed(roster: Roster, place: CountyPlace) -> tuple[Handed, ...]:
    """Read each unit's report for the year, in the roster's order."""
    return tuple(_handed(roster, member, place) for member in roster.members)


def strangers(roster: Roster, place: CountyPlace) -> tuple[str, ...]:
    """Name the year's parameter files that are no unit's of the roster; the county's own is none of them."""
    known = {member.id for member in roster.members} | {roster.county_id}
    return tuple(sorted(path.name for path in place.params.glob("*.yaml") if path.stem not in known))


def _handed(roster: Roster, member: Member, place: CountyPlace) -> Handed:
    unit = Unit(member.id, member.name, member.kind, member.code)
    path = place.parameter_file(member.id)
    if not path.is_file():
        return Handed(unit, None, "没有报来")
    shown = path.relative_to(place.folder).as_posix()
    try:
        subject = Subject.of(load_parameters(path, place.folder), place.folder)
    except ParameterFileError as problem:
        why = f"底稿读不出：{problem.findings[0].message}" if problem.findings else "底稿读不出"
        return Handed(unit, None, why, file=shown)
    except TemplateError as problem:
        return Handed(unit, None, str(problem), file=shown)
    report = subject.report
    if wrong := _not_this_one(report, roster, member, place.year):
        return Handed(unit, None, wrong, file=shown)
    if not report.template.tables:
        return Handed(unit, None, f"用的是 {report.template.name} 格式，没有统计表", file=shown)
    return Handed(unit, report, None, tuple(_doubts(report)), shown, file_sha256(path), subject)


def _not_this_one(report: Report, roster: Roster, member: Member, year: int) -> str | None:
    """Say why a file under a unit's name isn't its report for the year."""
    said = report.parameters
    if said.year != year:
        return f"底稿写的是 {said.year} 年"
    if said.unit.id not in (None, member.id) or is_of_another(roster, member, said.unit):
        return f"底稿写的是别的单位（{said.unit.name or said.unit.id}）"
    return None


def _doubts(report: Report) -> list[str]:
    """Say which ledgers could not be read as they should: their cells would be 0 or too low."""
    wrong = errors_of(list(report.ledgers.findings))
    return [f"台账有读不出的地方：{wrong[0].message}{'等' if len(wrong) > 1 else ''}"] if wrong else []
