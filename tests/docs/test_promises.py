"""The page of promises: each row names tests and benchmarks that are there, the same in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = ("promises.zh-CN.md", "promises.md")
_LINK = re.compile(r"\[([^]]+)\]\(\.\./((?:tests|benchmarks)/[^)]+)\)")


def rows(page: str) -> list[list[tuple[str, str]]]:
    """Give the proofs of each row: what the link says, and the file it leads to."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line.startswith("|") and not re.match(r"\|[-|]+$", line)]
    return [_LINK.findall(line) for line in found if "](" in line]


@pytest.mark.parametrize("page", PAGES)
def test_every_promise_names_a_proof_that_is_there(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    # Head and rule of two tables aside, each line of a table is a promise.
    assert len(rows(page)) == sum(line.startswith("|") for line in text.splitlines()) - 4
    for proofs in rows(page):
        assert proofs
        for said, file in proofs:
            source = (ROOT / file).read_text(encoding="utf-8")
            names = {one.name for one in ast.parse(source).body if isinstance(one, ast.FunctionDef)}
            assert said in {*names, file}, (said, file)


def test_both_languages_promise_the_same() -> None:
    chinese, english = (rows(page) for page in PAGES)
    assert chinese == english
