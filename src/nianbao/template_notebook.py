"""Which template notebook prints a report."""

from __future__ import annotations

from nianbao.ledgers.sums import SUMS
from nianbao.params.model import Parameters

COUNTY = "county"
COUNTY_TEMPLATES = ("national-2021",)
"""Forms that the county's notebook prints; a county's report after another form has that form's notebook."""


def notebook_of(parameters: Parameters) -> str:
    """Name the notebook: the template's, or the county's where the tables are added up from units.

    Either prints the whole report; the county's shows its sums and charts as well.
    """
    is_county = SUMS in parameters.ledgers and parameters.template in COUNTY_TEMPLATES
    return f"{COUNTY if is_county else parameters.template}.ipynb"
