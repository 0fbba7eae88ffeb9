"""Writes what a unit is told: the page, the message, and the workbook of all remarks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nianbao.county.board.decisions import Decisions
from nianbao.county.inbox.given_back import not_its_own
from nianbao.county.inbox.versions import Versions
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.disputes import disputes
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.message import message_of
from nianbao.county.remarks.opinion import Opinion, UnreadableDraftError, check_round, opinion_of
from nianbao.county.remarks.page import PageFacts, page_of
from nianbao.county.remarks.workbook import NAME, remarks_workbook, rows_of
from nianbao.county.roster import Member, Roster
from nianbao.errors import ReportError, WriteError
from nianbao.folder import write_all
from nianbao.system.names import portable


@dataclass(frozen=True)
class Answer:
    """What was written for a unit.

    Attributes:
        member: The unit.
        opinion: What it says; None where the parameter file can't be read.
        message: The text for WeChat.
        page: The page of Word; None where it couldn't be written.
        problem: Why there is no opinion or no page, in Chinese.
    """

    member: Member
    opinion: Opinion | None = None
    message: str = ""
    page: Path | None = None
    problem: str = ""


def answers(
    place: CountyPlace,
    roster: Roster,
    versions: Versions,
    ledger: RemarkLedger,
    now: datetime.datetime,
    units: Iterable[str] | None = None,
) -> tuple[list[Answer], list[str]]:
    """Check units' newest versions, and write pages, messages and the workbook; what is written already stays.

    Args:
        place: The county's places.
        roster: The units.
        versions: What was received.
        ledger: The register of remarks.
        now: The time.
        units: Ids of the units; None for all that have handed in something.

    Returns:
        A unit each; and why the workbook couldn't be written, where it couldn't.
    """
    deadline = Decisions(place).deadline
    wanted = versions.units() if units is None else list(units)
    found = [
        _answer(place, roster, member, versions, ledger, now, deadline)
        for member in roster.members
        if member.id in wanted and versions.of(member.id)
    ]
    try:
        write_summary(place, roster, ledger)
    except WriteError as problem:  # it stands open in WPS, most likely; the answers are out
        return found, [str(problem)]
    return found, []


def remarks_for(place: CountyPlace, roster: Roster, unit_id: str) -> Opinion | None:
    """Give what a unit was last told, as the registers have it; None where nothing was.

    Args:
        place: The county's places.
        roster: The units.
        unit_id: Id of the unit.
    """
    ledger, member = RemarkLedger(place), roster.by_id(unit_id)
    found = ledger.last(unit_id)
    return opinion_of(ledger, member, found) if member and found else None


def write_summary(place: CountyPlace, roster: Roster, ledger: RemarkLedger) -> Path:
    """Write 审核意见汇总.xlsx."""
    path = place.remarks / NAME
    _put(path, remarks_workbook(rows_of(ledger, roster), roster, place.year))
    return path


def _answer(
    place: CountyPlace,
    roster: Roster,
    member: Member,
    versions: Versions,
    ledger: RemarkLedger,
    now: datetime.datetime,
    deadline: datetime.date | None,
) -> Answer:
    if said := not_its_own(versions, member):
        return Answer(member, problem=f"{said}换好以前不校核。")
    version = versions.of(member.id)[-1]
    try:
        of_file = (*version.findings, *(one.as_dict() for one in disputes(place, versions, member.id)))
        found = check_round(place, member, version.number, ledger, now, of_file)
    except UnreadableDraftError as problem:
        return Answer(member, problem=f"{member.name}的底稿读不出，没有校核：{problem}")
    opinion = opinion_of(ledger, member, found)
    if deadline and deadline.isoformat() < opinion.at[:10]:
        deadline = None  # it is past: what is handed in now is handed in as soon as may be
    facts = PageFacts(roster.county, place.year, version.words, version.at, deadline)
    stem = f"{portable(member.name, instead='·', longest=60)}-第{opinion.number}轮"
    page = place.remarks / f"{stem}审核意见.docx"
    message = message_of(opinion, place.year, deadline)
    try:
        _put(page, page_of(opinion, facts, place.folder))
        _put(place.remarks / f"{stem}微信.txt", (message + "\n").encode("utf-8"))
    except ReportError as problem:
        return Answer(member, opinion, message, None, str(problem))
    return Answer(member, opinion, message, page)


def _put(path: Path, data: bytes) -> None:
    """Write a file, unless it says so already: an unchanged one keeps its time, and may be open in WPS."""
    try:
        same = path.is_file() and path.read_bytes() == data
    except OSError:
        same = False
    if not same:
        write_all({path: data})
