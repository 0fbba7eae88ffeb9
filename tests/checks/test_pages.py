"""The documentation of the checks is true: every code has a page, every example does what it says."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from nianbao.checks import Subject, check_path, examples
from nianbao.checks.examples import YEAR, Example
from nianbao.finding import Finding
from nianbao.params import load_parameters

ROOT = Path(__file__).parents[2]
EXAMPLES = examples()
SHOWN = {code: example for code, example in EXAMPLES.items() if example.none is None}
CODE = re.compile(r'"([A-Z]\d{3})"')


def found(example: Example, words: str, folder: Path) -> list[Finding]:
    """Check an example as a clerk would: in a working folder of its own."""
    return check_path(example.write(folder, words), folder)[0]


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_has_the_finding_and_the_good_one_has_not(code: str, tmp_path: Path) -> None:
    example = SHOWN[code]
    bad = {finding.code for finding in found(example, example.bad, tmp_path)}
    good = {finding.code for finding in found(example, example.good, tmp_path)}
    assert code in bad
    assert code not in good


@pytest.mark.parametrize("code", EXAMPLES)
def test_every_code_says_why_and_by_what_rule(code: str) -> None:
    example = EXAMPLES[code]
    assert example.reason.endswith("。")
    assert example.legal
    assert (example.none is None) == (example.bad != example.good)
    assert example.none is None or example.severity


def test_no_code_of_the_program_is_without_a_page() -> None:
    sources = sorted((ROOT / "src").rglob("*.py"))
    used = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert used - set(EXAMPLES) == set()


def test_the_town_of_the_examples_is_clean(tmp_path: Path) -> None:
    blank = Example(reason="。", legal="。", section="")
    assert found(blank, "", tmp_path) == []
    subject = Subject.of(load_parameters(tmp_path / f"params/{YEAR}/yunxi.yaml", tmp_path), tmp_path)
    assert subject.report.last is None


def test_pages_are_what_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    script = importlib.import_module("write_check_docs")
    written = {path.name: path.read_text(encoding="utf-8") for path in script.FOLDER.glob("*.md")}
    assert script.INDEX in written
    assert written == script.pages(), "run make check-docs"
