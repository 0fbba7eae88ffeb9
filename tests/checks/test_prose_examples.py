"""Every example in the modules on structure, time, wording and problems: the bad one is found, the good one isn't."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from nianbao.checks import run_checks
from nianbao.checks.examples import Example
from tests.checks.whole import put, subject_of, whole

MODULES = "structure headings parts placeholders aspects time period years punctuation wording problems"
EXAMPLES: dict[str, Example] = {
    code: example
    for name in MODULES.split()
    for code, example in importlib.import_module(f"nianbao.checks.{name}").EXAMPLES.items()
}


def codes(example: Example, text: str, folder: Path) -> set[str]:
    data, path = whole(), example.section.split(".")
    data["tables"] |= example.tables
    value: Any = text
    if path[0] in data["sections"] or path[0] in (
        "proactive_disclosure",
        "applications",
        "review_litigation",
    ):
        path = ["sections", *path]
    elif path[0] in ("year", "tables"):
        value = yaml.safe_load(text)
    put(data, path, value or (None if path[0] == "issued" else value))
    last = whole(year=2023, issued__date="2024-01-20") if example.last else None
    if last:
        last["sections"]["problems"] = example.last
    return {finding.code for finding in run_checks(subject_of(data, folder, last))}


@pytest.mark.parametrize(("code", "example"), EXAMPLES.items(), ids=EXAMPLES)
def test_the_bad_example_is_found_and_the_good_one_is_not(
    code: str, example: Example, tmp_path: Path
) -> None:
    assert code in codes(example, example.bad, tmp_path / "bad")
    assert code not in codes(example, example.good, tmp_path / "good")


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_says_why_and_by_what_rule(example: Example) -> None:
    assert example.reason.endswith("。")
    assert example.legal


def test_the_whole_report_has_nothing_to_be_said_of_it(tmp_path: Path) -> None:
    found = run_checks(subject_of(whole(), tmp_path))
    assert [finding for finding in found if finding.code[0] in "SWTO"] == []
