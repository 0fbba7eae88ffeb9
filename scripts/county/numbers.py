"""Applications one by one, and what the three tables count of them.

The cells of both years come from the same applications and documents, so that what one report carries
forward is what the next carries over, and a ledger says what the cells beside it would have said.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random

from county.units import YEARS, Review, Unit
from nianbao.clock import WorkCalendar, load_calendar

Cells = dict[tuple[str, str], int | Decimal]

# How often which kind of applicant asks, and what becomes of it; 表三 names them.
_APPLICANTS = {
    "township": {"natural_person": 8, "enterprise": 1, "other": 1},
    "subdistrict": {"natural_person": 8, "enterprise": 2},
    "department": {
        "natural_person": 12,
        "enterprise": 5,
        "legal_service": 2,
        "public_welfare": 1,
        "research_institute": 1,
    },
}
_OUTCOMES = {
    "disclosed": 20,
    "partly_disclosed": 5,
    "not_held": 9,
    "third_party_rights": 2,
    "process_information": 2,
    "administrative_query": 1,
    "needs_creation": 2,
    "still_unclear": 1,
    "petition": 2,
    "repeated": 1,
    "not_corrected": 1,
    "other_handling": 2,
}
_CHANNELS = {"network": 6, "letter": 3, "in_person": 3}

_EXTENDED_EACH = 7
"""One in so many applications of a busy unit is extended."""

FEE_PAGES, FEE = 52, 220
"""The one application that costs something: 22 pages above the 30 free ones, 10 元 each (国办函〔2020〕109号)."""


@dataclass(frozen=True)
class Application:
    """One application. Dates are those that a ledger keeps; ``answered`` is None while it is open."""

    received: datetime.date
    applicant: str
    channel: str
    outcome: str
    answered: datetime.date | None
    extension_notice: datetime.date | None = None
    correction_asked: datetime.date | None = None
    correction_received: datetime.date | None = None
    consulted_from: datetime.date | None = None
    consulted_to: datetime.date | None = None
    fee_notice: datetime.date | None = None
    paid: datetime.date | None = None

    @property
    def is_late(self) -> bool:
        """Tell whether it was answered after the 20 working days, nothing having stopped or extended them."""
        stopped = (self.extension_notice, self.correction_asked, self.consulted_from, self.fee_notice)
        return (
            self.answered is not None
            and not any(stopped)
            and calendar().between(self.received, self.answered) > 20
        )


@cache
def calendar() -> WorkCalendar:
    """Give the national working calendar."""
    return load_calendar()


@cache
def applications(unit: Unit) -> tuple[Application, ...]:
    """Make up a unit's applications of all years, in the order of receipt."""
    asked = unit.data["asked"]
    found: list[Application] = []
    for year, left_open in zip((YEARS[0] - 1, *YEARS), asked["open"], strict=True):
        new = unit_new(unit, year)
        random = unit.random("applications", year)
        found += _answered_in_year(unit, year, new - left_open if new else 0, random)
        found += [_left_open(unit, year, random) for _ in range(left_open)]
    return tuple(sorted(found, key=lambda one: (one.received, one.outcome, one.applicant)))


def unit_new(unit: Unit, year: int) -> int:
    """Give how many applications arrive in a year; of the year before the first only what it leaves open."""
    return int(unit.data["asked"]["new"][YEARS.index(year)]) if year in YEARS else 0


def _answered_in_year(unit: Unit, year: int, count: int, random: Random) -> Iterator[Application]:
    for number in range(count):
        first = 6 + number * 300 // max(count, 1)
        received = _workday(year, first + random.randrange(max(1, 300 // (count + 1))))
        is_late = unit.data.get("late") == year and number == count // 2
        is_extended = count > _EXTENDED_EACH and number % _EXTENDED_EACH == 3
        is_charged = unit.charges(year) == Decimal(FEE) / 10_000 and number == count // 3
        outcome = "disclosed" if is_charged or is_late else _pick(_OUTCOMES, random)
        yield _made(unit, received, outcome, random, late=is_late, extended=is_extended, charged=is_charged)


def _left_open(unit: Unit, year: int, random: Random) -> Application:
    """Make one that is still within its period at the end of the year."""
    received = _workday(year, 346 + random.randrange(12))
    answered = after(received, 17 + random.randrange(4)) if year < YEARS[-1] else None
    outcome = ("disclosed", "not_held", "disclosed")[random.randrange(3)]
    return Application(
        received, _pick(_applicants(unit), random), _pick(_CHANNELS, random), outcome, answered
    )


def _made(
    unit: Unit,
    received: datetime.date,
    outcome: str,
    random: Random,
    *,
    late: bool,
    extended: bool,
    charged: bool,
) -> Application:
    days = 23 if late else 6 + random.randrange(13)
    dates: dict[str, datetime.date] = {}
    if charged:
        dates["fee_notice"], dates["paid"], days = after(received, 8), after(received, 13), 18
    elif outcome in ("partly_disclosed", "third_party_rights"):
        dates["consulted_from"], dates["consulted_to"] = after(received, 4), after(received, 11)
        days = max(days, 9) + 7
    elif outcome in ("still_unclear", "not_corrected"):
        dates["correction_asked"] = after(received, 3)
        if outcome == "still_unclear":
            dates["correction_received"] = after(received, 9)
        days = 24
    elif extended and not late:
        dates["extension_notice"], days = after(received, 16), 24 + random.randrange(10)
    applicant, channel = _pick(_applicants(unit), random), _pick(_CHANNELS, random)
    return Application(received, applicant, channel, outcome, after(received, days), **dates)


def _applicants(unit: Unit) -> dict[str, int]:
    return _APPLICANTS[unit.level]


def _pick(weights: dict[str, int], random: Random) -> str:
    number = random.randrange(sum(weights.values()))
    for word, weight in weights.items():
        if number < weight:
            return word
        number -= weight
    raise AssertionError


def _workday(year: int, day: int) -> datetime.date:
    date = datetime.date(year, 1, 1) + datetime.timedelta(days=day - 1)
    return date if calendar().is_workday(date) else after(date, 1)


def after(day: datetime.date, count: int) -> datetime.date:
    """Give the working day so many working days after a day."""
    return calendar().nth_after(day, count)


def application_cells(unit: Unit, year: int) -> Cells:
    """Count 表三."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in concerned(applications(unit), year):
        counted["new_received" if one.received.year == year else "carried_over", one.applicant] += 1
        is_open = one.answered is None or one.answered.year > year
        counted["carried_forward" if is_open else one.outcome, one.applicant] += 1
    return dict(counted)


def concerned(found: Iterable[Application], year: int) -> list[Application]:
    """List the applications that were open on some day of a year."""
    return [
        one
        for one in found
        if one.received.year <= year and (one.answered is None or one.answered.year >= year)
    ]


def review_cells(unit: Unit, year: int) -> Cells:
    """Count 表四."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in unit.reviews:
        if one.received.year <= year and (one.concluded is None or one.concluded.year >= year):
            counted[one.kind, review_result(one, year)] += 1
    return dict(counted)


def review_result(one: Review, year: int) -> str:
    """Give how a case stood at the end of a year."""
    return one.result if one.concluded and one.concluded.year == year else "pending"


@dataclass(frozen=True)
class Document:
    """A normative document (行政规范性文件)."""

    number: str
    title: str
    issued: datetime.date
    repealed: datetime.date | None


def documents(unit: Unit) -> list[Document]:
    """List a unit's normative documents; each repeal takes the oldest that is left."""
    data = unit.data["documents"]
    random = unit.random("documents")
    issued = [_workday(2016 + number % 6, 20 + random.randrange(320)) for number in range(data["before"])]
    repealed: list[datetime.date] = []
    for year, (new, gone) in zip(YEARS, data["changes"], strict=True):
        issued += [_workday(year, 30 + random.randrange(300)) for _ in range(new)]
        repealed += [_workday(year, 200 + random.randrange(100)) for _ in range(gone)]
    issued.sort()
    ends = [*repealed, *[None] * (len(issued) - len(repealed))]
    topics = unit.data["topics"]
    kinds = ("管理办法", "实施细则", "暂行规定", "补助办法", "工作规则")
    return [
        Document(
            f"示例〔{day.year}〕{3 + place}号",
            f"关于{topics[place % len(topics)]}的{kinds[place % len(kinds)]}",
            day,
            end,
        )
        for place, (day, end) in enumerate(zip(issued, ends, strict=True))
    ]


def disclosure_cells(unit: Unit, year: int) -> Cells:
    """Count 表二; what no county unit may make (规章) stays out."""
    listed = documents(unit)
    last = datetime.date(year, 12, 31)
    normative = {
        "issued": sum(one.issued.year == year for one in listed),
        "repealed": sum(one.repealed is not None and one.repealed.year == year for one in listed),
        "in_force": sum(
            one.issued <= last and (one.repealed is None or one.repealed > last) for one in listed
        ),
    }
    cells: Cells = {("normative_documents", column): value for column, value in normative.items()}
    cells.update(
        {(item, "decisions"): unit.of_year(item, year) for item in ("licences", "penalties", "coercions")}
    )
    cells["charges", "amount"] = unit.charges(year)
    return cells


def published(unit: Unit, year: int) -> dict[str, int]:
    """Split the number of items published (主动公开信息) among the unit's kinds of information."""
    random = unit.random("published", year)
    kinds, whole = unit.data["classes"], unit.of_year("published", year)
    weights = [2 + random.randrange(7) for _ in kinds]
    parts = [whole * weight // sum(weights) for weight in weights]
    parts[-1] += whole - sum(parts)
    return dict(zip(kinds, parts, strict=True))
