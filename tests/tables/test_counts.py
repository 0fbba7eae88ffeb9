"""What of a ledger the tables count."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nianbao.ledgers.entry import Entry, Origin
from nianbao.tables.fill import FilledTable
from nianbao.template import TableForm, load_template
from tests.tables.conftest import FORMS

APPLICANTS = {
    "natural_person",
    "enterprise",
    "research_institute",
    "public_welfare",
    "legal_service",
    "other",
}
OUTCOMES = {
    row
    for row in load_template("national-2021").table("applications").row_by_id
    if row not in ("new_received", "carried_over", "outcome_total", "carried_forward")
}
KNOWN: dict[str, dict[str, set[str]]] = {
    "applications": {
        "event": {"new_received", "carried_over", "carried_forward", *OUTCOMES},
        "applicant": APPLICANTS,
        "channel": {"in_person", "fax", "network", "letter", "other"},
        "extended": {"yes", "no"},
    },
    "reviews": {
        "event": {"reconsideration", "litigation_direct", "litigation_after_reconsideration"},
        "result": {"upheld", "corrected", "other_result", "pending"},
    },
    "publications": {"channel": {"gazette", "website", "weibo", "wechat", "other"}},
    "documents": {"type": {"rules", "normative_documents"}, "event": {"issued", "repealed", "in_force"}},
    "collected": {
        "item": {"licences", "penalties", "coercions", "charges", "other_services", "procurement"},
    },
}
"""Tags of the entries that the readers of ledgers give."""


def entry(kind: str, amount: int = 1, **tags: str) -> Entry:
    return Entry(Origin(kind, "台账.xlsx", None, 2, ""), tags, amount)


def values(form: TableForm, kind: str, *entries: Entry) -> dict[tuple[str, str], object]:
    table = FilledTable(form, {}, {kind: entries})
    return {cell: value for cell, value in table.values.items() if value}


def rules(form: TableForm) -> Iterator[tuple[str, str, str]]:
    for row in form.rows:
        for counts in row.counts:
            for tag, wanted in counts.where.items():
                yield from ((counts.ledger, tag, value) for value in wanted)


@pytest.mark.parametrize("form", [form for _, form in FORMS], ids=[name for name, _ in FORMS])
def test_rules_ask_for_tags_that_ledgers_have(form: TableForm) -> None:
    for ledger, tag, value in rules(form):
        assert value in KNOWN[ledger][tag], (ledger, tag)
    for ledger in form.ledgers:
        assert form.row_tag in KNOWN[ledger]
        assert form.column_tag in KNOWN[ledger]


@pytest.mark.parametrize("template", ["national-2019", "national-2021"])
@pytest.mark.parametrize("outcome", sorted(OUTCOMES))
def test_no_outcome_is_dropped(template: str, outcome: str) -> None:
    form = load_template(template).table("applications")
    found = values(
        form, "applications", entry("applications", event=outcome, applicant="enterprise", extended="no")
    )
    assert found.pop(("outcome_total", "total")) == 1
    assert found.pop(("outcome_total", "enterprise")) == 1
    assert len(found) == 2


def test_three_kinds_of_other_handling_are_one_row_in_2019() -> None:
    form = load_template("national-2019").table("applications")
    entries = [
        entry("applications", event=event, applicant="natural_person")
        for event in ("not_corrected", "fee_unpaid", "other_handling")
    ]
    assert values(form, "applications", *entries)["other_handling", "natural_person"] == 3


def test_collected_numbers_of_2019_are_decisions() -> None:
    form = load_template("national-2019").table("proactive_disclosure")
    found = values(
        form,
        "collected",
        entry("collected", 40, item="licences"),
        entry("collected", 2, item="licences"),
        entry("collected", 7, item="other_services"),
        entry("collected", 3, item="charges"),  # an amount; 2019 asks for the number of items
    )
    assert found == {("licences", "decisions"): 42, ("other_services", "decisions"): 7}


def test_documents_issued_are_those_produced() -> None:
    form = load_template("national-2019").table("proactive_disclosure")
    entries = [
        entry("documents", type="normative_documents", event=event)
        for event in ("issued", "repealed", "in_force")
    ]
    assert values(form, "documents", *entries) == {("normative_documents", "produced"): 1}


def test_statistics_of_2014_count_what_is_certain() -> None:
    form = load_template("national-2014").table("statistics")
    found = values(
        form,
        "applications",
        entry("applications", event="new_received", applicant="natural_person", channel="letter"),
        entry("applications", event="new_received", applicant="natural_person", channel="network"),
        entry("applications", event="partly_disclosed", applicant="natural_person", extended="yes"),
        entry("applications", event="petition", applicant="natural_person", extended="no"),
    )
    assert {row: value for (row, _), value in found.items()} == {
        "applications_received": 2,
        "received_by_network": 1,
        "received_by_letter": 1,
        "applications_concluded": 2,
        "concluded_on_time": 1,
        "concluded_extended": 1,
        "partly_disclosed": 1,
        "replies": 1,
    }
    both = [entry("reviews", event=event, result="upheld") for event in sorted(KNOWN["reviews"]["event"])]
    assert {row: value for (row, _), value in values(form, "reviews", *both).items()} == {
        "reconsiderations": 1,
        "reconsiderations_upheld": 1,
        "litigations": 2,
        "litigations_upheld": 2,
    }
