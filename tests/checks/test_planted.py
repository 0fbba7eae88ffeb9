"""Defects as clerks write them are found, and right sentences that look like them are left alone.

Both are those of the benchmark (benchmarks/), in one town: what it measures stays found.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import check_quality
from drafts import draft, with_last_year
from pages import can_be_published, checked_as_page
from seeds_against import AGAINST
from seeds_numbers import NUMBERS
from seeds_whole import WHOLE
from seeds_words import WORDS

PLANTED = {seed.name: seed for seed in (*NUMBERS, *AGAINST, *WORDS, *WHOLE)}
CLEAN = {f"{number} {words}": one for number, (one, words) in enumerate(check_quality.with_clean_words())}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_found_and_nothing_beside_it(name: str) -> None:
    seed = PLANTED[name]
    report = with_last_year(0) if seed.last else draft(0)
    seed.plant(report)
    found = {finding.code for finding in check_quality.checked(report)}
    assert any(code.startswith(seed.codes) for code in found)
    assert {code for code in found if not check_quality.belongs(code, seed)} <= {"T206"}


ON_PAGES = {seed.name: seed for seed in (*AGAINST, *WHOLE) if can_be_published(seed)}


@pytest.mark.parametrize("name", ON_PAGES)
def test_a_defect_is_found_on_a_published_page_too(name: str) -> None:
    seed, report = ON_PAGES[name], draft(0)
    seed.plant(report)
    assert any(finding.code.startswith(seed.codes) for finding in checked_as_page(report))


def test_a_clean_page_is_left_alone() -> None:
    assert [str(finding) for finding in checked_as_page(draft(0))] == []


@pytest.mark.parametrize("name", CLEAN)
def test_a_right_sentence_is_left_alone(name: str) -> None:
    assert [str(finding) for finding in check_quality.checked(CLEAN[name])] == []
