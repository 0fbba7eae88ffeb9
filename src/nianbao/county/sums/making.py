"""``nianbao county sum``: read the units, add up, compare, and write everything into ``county/<year>/汇总``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.county.board.board import board
from nianbao.county.board.states import State
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Roster
from nianbao.county.sums.adding import add_up, form_of
from nianbao.county.sums.alike import Pair, between_units, with_last_year
from nianbao.county.sums.alike_page import SUMS_PAGE, alike_page
from nianbao.county.sums.charts import sums_charts
from nianbao.county.sums.data import json_bytes
from nianbao.county.sums.differences import Difference, differences, take_over
from nianbao.county.sums.draft import JSON_NAME, begin, county_draft
from nianbao.county.sums.model import CountySum, Handed
from nianbao.county.sums.own import OWN_BOOK, OwnFigure, own_figures
from nianbao.county.sums.own_book import own_workbook
from nianbao.county.sums.page import ALIKE_PAGE, sums_page
from nianbao.county.sums.units import strangers, units_handed
from nianbao.county.sums.workbook import sums_workbook
from nianbao.folder import write_all, write_atomically

BOOK = "汇总.xlsx"


@dataclass(frozen=True)
class Sums:
    """What was added up and what it was held against.

    Attributes:
        county: The sums.
        own: The county's own figures.
        differences: Where they aren't the sums.
        between: Pairs of units whose texts are alike.
        years: Texts that are like the unit's own of last year.
        states: How far each unit's report is (待审, 退回 …), by unit id; none where no inbox is kept.
    """

    county: CountySum
    own: tuple[OwnFigure, ...]
    differences: tuple[Difference, ...]
    between: tuple[Pair, ...]
    years: tuple[Pair, ...]
    states: Mapping[str, State] = field(default_factory=dict)

    @property
    def not_passed(self) -> tuple[Handed, ...]:
        """Units that are counted though their report has not passed yet: their numbers may still change."""
        early = (State.MISSING, State.WAITING, State.RETURNED)
        return tuple(one for one in self.county.counted if self.states.get(one.unit.id) in early)

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """Differences that nobody has explained as they are now."""
        return tuple(one for one in self.differences if not one.is_explained)

    @property
    def is_in_order(self) -> bool:
        """Tell whether all units are in, and the sums hold together and agree with the county's own figures.

        A roster without 政府本级 is no fault of the sums: they are said to be open, and it is left to the county.
        """
        return self.county.is_complete and not self.county.broken and not self.unexplained


def sums_of(roster: Roster, place: CountyPlace, now: datetime.datetime) -> Sums:
    """Add up a county's year and hold it against the county's own figures.

    Args:
        roster: Its units.
        place: Where its files lie.
        now: The moment at which explanations from 县级数.xlsx are entered into the register.

    Raises:
        UsageError: There is no form for the year, or a file of the county's can't be read.
        TemplateError: The file of conversions isn't in order.
    """
    template = form_of(place.year, place.folder)
    handed = units_handed(roster, place)
    county = add_up(
        roster.county,
        place.year,
        template,
        handed,
        strangers=strangers(roster, place),
        folder=place.folder,
    )
    own = own_figures(place, roster.county_id, template)
    found = differences(county, own, place.sums)
    if take_over(found, place.sums, now):
        found = differences(county, own, place.sums)
    subjects = [one.subject for one in handed if one.subject is not None and one.report is not None]
    states = (
        {one.member.id: one.state for one in board(place, now).standings} if place.received.is_dir() else {}
    )
    return Sums(county, own, found, between_units(subjects), with_last_year(subjects), states)


def write_sums(sums: Sums, roster: Roster, place: CountyPlace) -> Sequence[tuple[Path, bool]]:
    """Write pages, workbooks and data, the form for own figures and the county's draft only where there is none.

    Returns:
        Each file, and whether it was written.

    Raises:
        WriteError: A file can't be written.
    """
    county, found = sums.county, sums.differences
    pictures = sums_charts(county, place)
    page = sums_page(county, found, has_own=bool(sums.own), pictures=pictures, states=sums.states)
    alike = alike_page(county.county, county.year, sums.between, sums.years)
    files = {
        SUMS_PAGE: page.encode("utf-8"),
        BOOK: sums_workbook(county, found),
        JSON_NAME: json_bytes(county, found),
        ALIKE_PAGE: alike.encode("utf-8"),
    }
    write_all({place.sums / name: data for name, data in files.items()})
    written = [(place.sums / name, True) for name in files]
    book = place.of_year / OWN_BOOK
    if not book.exists():
        write_atomically(book, own_workbook(county))
        written.append((book, True))
    draft = place.parameter_file(roster.county_id)
    return [*written, (draft, begin(draft, county_draft(roster, place, county.template)))]
