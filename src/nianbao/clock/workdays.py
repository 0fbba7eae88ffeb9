"""The Chinese working calendar: which day is a working day, and counting by them.

The days come from the library ``chinesecalendar`` (MIT; the State Council's notices since 2004, a release
each autumn) and, over it, from ``templates/workdays.yaml``. Where neither knows a year's notice, only
weekends are left out, and whoever asks can tell: such dates are estimates.

Chosen over ``holidays``, which says the same of every day of 2008–2026 but makes up a holiday list for
years not yet announced, so that one can't tell them apart, and is fifty times the size.
"""

from __future__ import annotations

import bisect
import datetime
import functools
from pathlib import Path

from nianbao.clock.workdays_file import SaidDays, read_own_days

_SATURDAY = 5


class WorkCalendar:
    """A working calendar.

    Attributes:
        own: What the working folder says of days, over the published notices.
    """

    def __init__(self, own: SaidDays | None = None) -> None:
        self.own = own or SaidDays()
        self._years: dict[int, tuple[datetime.date, ...]] = {}

    def is_workday(self, day: datetime.date) -> bool:
        """Tell whether a day is a working day, make-up days (调休上班) included."""
        days = self._workdays(day.year)
        index = bisect.bisect_left(days, day)
        return index < len(days) and days[index] == day

    def is_published(self, year: int) -> bool:
        """Tell whether a year's notice is known; if not, only its weekends are left out."""
        return year in self.own.years or year in _published().years

    def unpublished(self, first: datetime.date, last: datetime.date) -> tuple[int, ...]:
        """List the years from one day to another whose notice isn't known."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.is_published(year))

    def nth_after(self, day: datetime.date, count: int) -> datetime.date:
        """Give the n-th working day after a day; the day itself is not counted.

        Args:
            day: The day on which something happened, a working day or not.
            count: Which working day after it, 1 or more.
        """
        if count < 1:
            raise ValueError(count)
        year = day.year
        days = self._workdays(year)
        index = bisect.bisect_right(days, day) + count - 1
        while index >= len(days):
            index -= len(days)
            year += 1
            days = self._workdays(year)
        return days[index]

    def between(self, after: datetime.date, until: datetime.date) -> int:
        """Count the working days after one day up to and including another; 0 when there are none."""
        if until <= after:
            return 0
        whole = sum(len(self._workdays(year)) for year in range(after.year, until.year))
        return (
            whole
            + bisect.bisect_right(self._workdays(until.year), until)
            - bisect.bisect_right(self._workdays(after.year), after)
        )

    def _workdays(self, year: int) -> tuple[datetime.date, ...]:
        """Give a year's working days in order; counting is then a look-up, whatever the ledger's length."""
        if year not in self._years:
            day, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            days = (day + datetime.timedelta(days=more) for more in range((last - day).days + 1))
            self._years[year] = tuple(day for day in days if self._works(day))
        return self._years[year]

    def _works(self, day: datetime.date) -> bool:
        weekday = day.weekday() < _SATURDAY
        published = weekday if day.year in self.own.years else _published().days.get(day, weekday)
        return self.own.days.get(day, published)


def load_calendar(folder: Path | None = None) -> WorkCalendar:
    """Give the working calendar for a working folder.

    Raises:
        TemplateError: The folder's ``templates/workdays.yaml`` isn't in order.
    """
    return WorkCalendar(read_own_days(folder))


@functools.cache
def _published() -> SaidDays:
    """Give what the State Council's notices say, as far as the library has them."""
    import chinese_calendar  # only a report with a ledger needs it

    holidays = dict.fromkeys(chinese_calendar.holidays, False)
    # A year is known when its National Day is: New Year's notice may reach into the year before.
    years = frozenset(day.year for day in holidays if (day.month, day.day) == (10, 1))
    return SaidDays({**holidays, **dict.fromkeys(chinese_calendar.workdays, True)}, years)
