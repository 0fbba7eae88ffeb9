"""A form that an office program saved says the same."""

from __future__ import annotations

import pytest

from nianbao.county.forms.reading import is_form, read_form
from tests.county.forms.clerk import Clerk, form
from tests.county.forms.office import recalculated, same_office
from tests.county.forms.test_round_trip import report_of


@same_office
@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_what_an_office_program_saved_says_the_same(ending: str) -> None:
    clerk = Clerk(form("yunxi"), "yunxi")
    clerk.fill(report_of("yunxi"))
    clerk.put(("tables", "applications", "new_received", "natural_person"), "6件")
    before = read_form(clerk.save(), "云溪镇.xlsx")
    data = recalculated(clerk.save(), ending)
    assert is_form(data)
    after = read_form(data, f"云溪镇.{ending}")
    assert after.values == before.values
    kept = [str(remark) for remark in after.remarks]
    assert kept == [str(remark) for remark in before.remarks]


@same_office
def test_an_untouched_form_stays_untouched() -> None:
    assert read_form(recalculated(form("zhuping")), "竹坪乡.xlsx").untouched
