"""The Makefile: every target is one that make always runs, said once, and runs no test twice."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

MAKEFILE = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")


def test_every_target_is_phony_and_said_once() -> None:
    (phony,) = re.findall(r"^\.PHONY:(.*)$", MAKEFILE, re.MULTILINE)
    targets = re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE)
    assert sorted(phony.split()) == sorted(targets)
    assert len(set(targets)) == len(targets)


def test_make_test_runs_each_part_of_the_suite_once() -> None:
    (recipe,) = re.findall(r"^test:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    runs = [line.split() for line in recipe.splitlines() if "pytest" in line.lower()]
    parts = sorted(part for run in runs for part in _parts(run))
    assert parts == ["notebooks", "tests", "tests/browser", "tests/desk"]


def _parts(run: list[str]) -> list[str]:
    """Give the folders that a run of pytest goes through, without those it passes over."""
    return [
        word
        for before, word in pairwise(run)
        if before != "--ignore" and re.fullmatch(r"(tests|notebooks)(/\w+)?", word)
    ]
