"""The first report as published: every known defect of its form and wording is found, each at its place.

Its text stays in ../shared; without that folder these tests can't say anything, and say so.
"""

from __future__ import annotations

import pytest

from nianbao.checks import Subject, run_checks
from nianbao.finding import Finding
from nianbao.params import load_parameters
from nianbao.reviewing.published import review_published
from tests.conftest import SHARED
from tests.test_fidelity import parameters_of, sections_of

SEED = SHARED / "seed" / "heluo-2017.txt"

# What is wrong -> code, section, the seed's words at the place, and how often.
DEFECTS: dict[str, tuple[str, str | None, str, int]] = {
    "年度 twice in the title": ("W207", None, "年度政府信息公开工作 年度", 1),
    "spaces in the title": ("W112", None, "工作 年度", 1),
    "no period": ("T201", "preamble", "", 1),
    "no telephone, no electronic copy": ("S108", "preamble", "", 1),
    "spaces beside digits, preamble": ("W111", "preamble", "《2017 年", 1),
    "spaces beside digits, overview": ("W111", "overview", "2017 年", 1),
    "a word broken by a line": ("W114", "organization", "按时按要求通", 1),
    "a promise nobody can keep": ("W205", "interpretation_response", "百分百满意", 1),
    "no count of what was disclosed": ("S110", "proactive_disclosure", "", 1),
    "the same clauses twice": ("S305", "proactive_disclosure", "及时发布权威信息", 1),
    "no reconsideration, no litigation": ("S103", "applications", "", 1),
    "odd words for applicants": ("W202", "applications", "信息公开权利人", 2),
    "监督监察 in the text": ("W202", "confidentiality", "监督监察", 2),
    "another heading": ("S104", "confidentiality", "监督监察", 1),
    "no end mark": ("W113", "confidentiality", "失职情况", 1),
    "half-width commas and a semicolon": ("W101", "problems", "精神,制定", 1),
    "的 upon 的": ("W208", "problems", "的意见的实施细则", 2),
    "a sentence without its object": ("W208", "problems", "存在着群众关心的没有有效公开", 2),
    "no statistics table": ("S109", None, "", 1),
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    if not SEED.is_file():
        pytest.skip(f"{SEED} is absent: the defects of the first report can't be looked for here")
    folder = tmp_path_factory.mktemp("seed")
    path = folder / "params" / "2017" / "heluo.yaml"
    parameters_of(sections_of(SEED.read_text(encoding="utf-8")), path)
    return run_checks(Subject.of(load_parameters(path, folder), folder))


@pytest.mark.parametrize(("code", "section", "quote", "count"), DEFECTS.values(), ids=DEFECTS)
def test_the_defect_is_found_at_its_place(
    findings: list[Finding], code: str, section: str | None, quote: str, count: int
) -> None:
    own = [finding for finding in findings if (finding.code, finding.section) == (code, section)]
    assert len(own) == count
    assert any(quote in (finding.quote or "") for finding in own)
    assert all(finding.line and finding.column for finding in own)


def test_half_width_marks_are_counted_exactly(findings: list[Finding]) -> None:
    (finding,) = [finding for finding in findings if finding.code == "W101"]
    assert "「,」12 处" in finding.message
    assert "「;」1 处" in finding.message


def test_what_is_right_in_it_is_left_alone(findings: list[Finding]) -> None:
    # Dated within the term, no number that could be wrong, nothing left to fill in.
    found = {finding.code for finding in findings}
    assert found.isdisjoint({"T103", "T205", "T206", "T207", "T208", "T209", "S301", "S302", "S303", "W105"})


# What FIELD.md (the end of its section 11) lists of the published text -> code and line of the file.
PUBLISHED = {
    "年度 twice in the title": ("W207", 3),
    "spaces in the title": ("W112", 3),
    "no Regulation among what it rests on": ("G401", 5),
    "no period": ("T201", 5),
    "no telephone, no electronic copy": ("S108", 5),
    "no statistics table": ("S109", 5),
    "spaces beside digits here and there": ("W111", 9),
    "a word broken by a line": ("W114", 17),
    "我委 in a town": ("I201", 23),
    "no count of what was disclosed": ("S110", 29),
    "what was told before": ("S305", 33),
    "no reconsideration, no litigation": ("S103", 35),
    "odd words for applicants": ("W202", 37),
    "监督监察 in the heading": ("S104", 43),
    "监督监察 in the text": ("W202", 45),
    "no end mark": ("W113", 45),
    "a sentence without its object": ("W208", 55),
    "的 upon 的": ("W208", 63),
    "half-width commas and a semicolon": ("W101", 63),
}


@pytest.fixture(scope="module")
def published() -> list[Finding]:
    if not SEED.is_file():
        pytest.skip(f"{SEED} is absent: the defects of the first report can't be looked for here")
    return review_published(SEED, None)[0]


@pytest.mark.parametrize(("code", "line"), PUBLISHED.values(), ids=PUBLISHED)
def test_the_published_text_shows_it_too(published: list[Finding], code: str, line: int) -> None:
    assert (code, line) in {(finding.code, finding.line) for finding in published}


def test_the_published_text_has_one_thing_that_is_certainly_wrong(published: list[Finding]) -> None:
    assert [finding.code for finding in published if finding.severity == "error"] == ["I201"]
    assert {finding.code[0] for finding in published}.isdisjoint("ABDRUX")
