"""The legal clock: working days, due dates, and what is to be said about them."""

from nianbao.clock.answers import Handling, Overdue, Soon, handling, overdue, soon_overdue
from nianbao.clock.deadline import Deadline, days_used, deadline
from nianbao.clock.findings import clock_findings
from nianbao.clock.workdays import WorkCalendar, load_calendar

__all__ = [
    "Deadline",
    "Handling",
    "Overdue",
    "Soon",
    "WorkCalendar",
    "clock_findings",
    "days_used",
    "deadline",
    "handling",
    "load_calendar",
    "overdue",
    "soon_overdue",
]
