"""One look into the inbox, from the files to the answers; safe to repeat, and safe to kill at any point.

What counts is the register. A file is kept first, then written into the register; then it goes into the
parameter file, and that is written down; then the unit is answered. A run that was killed in between is taken
up by the next one where it stopped, and a run over the same files changes nothing.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import filelock

from nianbao.county.inbox.arriving import arrived, lying
from nianbao.county.inbox.letters import keep_letters
from nianbao.county.inbox.result import Arrival, Outcome
from nianbao.county.inbox.taking import Taking
from nianbao.county.inbox.versions import Versions
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.answering import Answer, answers
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.reading_back import take_over
from nianbao.county.remarks.renew import OFFICER, member_of
from nianbao.county.remarks.workbook import NAME
from nianbao.county.roster_reading import read_roster
from nianbao.errors import UsageError

_LOCK = ".收件.lock"


@dataclass(frozen=True)
class InboxResult:
    """What a look into the inbox gave.

    Attributes:
        arrivals: A line for every file, in the order in which they were taken.
        passed: Names of temporary files and the like, which were passed over.
        answers: What the units are told whose version is new.
        letters: What the mails said that brought files and weren't known yet.
        remarks: What couldn't be taken over from 审核意见汇总.xlsx, or written there.
    """

    arrivals: tuple[Arrival, ...]
    passed: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    letters: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def of(self, *outcomes: Outcome) -> list[Arrival]:
        """List the files of some outcomes."""
        return [one for one in self.arrivals if one.outcome in outcomes]


def receive(
    inbox: Path,
    place: CountyPlace,
    now: datetime.datetime,
    *,
    assign: str | None = None,
    unit_counts: Collection[str] = (),
    by: str = OFFICER,
) -> InboxResult:
    """Take in what lies in the inbox.

    Args:
        inbox: A folder, or one file.
        place: The county's places.
        now: The time, with its offset.
        assign: Name of the unit that a single file is from, where the file doesn't say so.
        unit_counts: Names of units whose new version counts where the county changed something too.
        by: Who is at it.

    Raises:
        UsageError: There is no such folder, no such unit, or another run is at it.
        RosterError: The roster can't be used.
    """
    roster = read_roster(place.roster)
    counting = [member_of(roster, name).id for name in unit_counts]
    owner = member_of(roster, assign) if assign else None
    files, passed = lying(inbox, place.of_year)
    if owner and len(files) != 1:
        raise UsageError(f"指定单位时只收一个文件，「{inbox}」里有 {len(files)} 个。请写上文件名。")
    with alone(place):
        versions = Versions(place)
        ledger = RemarkLedger(place, versions)
        remarks = take_over(place.remarks / NAME, ledger, roster, now, by)
        work = Taking(place, roster, versions, now, counting, owner, is_one=inbox.is_file())
        arrivals = [work.take(one) for one in arrived(files)]
        letters = keep_letters(files, place)
        filed = work.file_all()
        given, problems = answers(place, roster, versions, ledger, now)
    arrivals = [replace(one, conflicts=filed.get((_id(one), one.version), ())) for one in arrivals]
    news = {_id(one) for one in arrivals if one.is_new} | {unit for unit, _ in filed}
    return InboxResult(
        tuple(arrivals),
        tuple(passed),
        tuple(one for one in given if one.member.id in news),
        tuple(letters),
        (*remarks, *problems),
    )


def _id(one: Arrival) -> str:
    return one.member.id if one.member else ""


@contextlib.contextmanager
def alone(place: CountyPlace) -> Iterator[None]:
    """Hold the year's files for this run."""
    place.of_year.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(place.of_year / _LOCK, timeout=0):
            yield
    except filelock.Timeout as error:
        raise UsageError("另一个窗口正在收件。请等它结束再运行。") from error
