"""Which sheet of a workbook is which of the form's, whatever it is called now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nianbao.county.forms.aligning import ENOUGH, likeness, words_of
from nianbao.county.forms.marks import is_marks
from nianbao.county.forms.opening import Page
from nianbao.county.forms.slots import SheetPlan


@dataclass
class Sorted:
    """The sheets of a workbook.

    Attributes:
        pages: The form's sheets that were found, each with the plan it follows.
        copies: Further sheets that follow a plan that another one follows already.
        others: Sheets that are none of the form's.
        missing: Plans that no sheet follows.
        weight: Labels found, less those that should be there and aren't; to choose between formats.
    """

    pages: list[tuple[Page, SheetPlan]] = field(default_factory=list)
    copies: list[tuple[Page, SheetPlan]] = field(default_factory=list)
    others: list[Page] = field(default_factory=list)
    missing: list[SheetPlan] = field(default_factory=list)
    weight: float = 0.0


def sort_pages(pages: Sequence[Page], plans: Sequence[SheetPlan]) -> Sorted:
    """Tell sheets by the words on them; of two that follow one plan the one of its name counts."""
    found = Sorted()
    by_plan: dict[str, list[Page]] = {}
    labels = {plan.name: sum(1 for _ in plan.of("label")) for plan in plans}
    for page in pages:
        if is_marks(page):
            continue
        words = words_of(page.sheet)
        like = [(likeness(plan, words), plan.name == page.name, plan.name) for plan in plans]
        share, _, name = max(like, default=(0.0, False, ""))
        if share >= ENOUGH:
            by_plan.setdefault(name, []).append(page)
            found.weight += labels[name] * (2 * share - 1)
        elif words or page.pictures or any(any(cell != "" for cell in row) for row in page.sheet.rows):
            found.others.append(page)
    for plan in plans:
        own = by_plan.get(plan.name, [])
        own.sort(key=lambda page: page.name != plan.name)
        found.pages += [(page, plan) for page in own[:1]]
        found.copies += [(page, plan) for page in own[1:]]
        found.missing += [] if own else [plan]
    return found
