"""Findings stand under the words they are about, also where figures are filled in, and know what mends them."""

from __future__ import annotations

from pathlib import Path

from nianbao.checks.fixes import Fix
from nianbao.editor.fixing import offered
from nianbao.editor.underlines import Underline, underlines
from tests.editor.conftest import Sample
from tests.editor.test_state import OVERVIEW, edited, opened

TEXT = (
    "全年{{ year }}年，，收到申请{{ applications.new_received.total }}件，，都已办结。\n\n"
    "另有两件，，没有办结，说明原因如下（见附件)，以及其他\n一些情况"
)


def found(sample: Sample, folder: Path, text: str) -> tuple[list[Underline], dict[Underline, list[str]], str]:
    round_ = edited(opened(sample(), folder), OVERVIEW, text)
    own = [one for one in round_.unanswered if one.section == "overview"]
    lines = list(underlines(round_, "overview", own))
    offers = offered(round_)
    mending = {
        one: [
            f"{text[fix.start : fix.end]}→{fix.replacement}"
            for fix in offers.get(round_.findings.index(one.finding), ())
            if isinstance(fix, Fix)
        ]
        for one in lines
    }
    return lines, mending, text


def test_words_quoted_with_what_is_around_them_are_found_beside_figures(sample: Sample, folder: Path) -> None:
    lines, mending, text = found(sample, folder, TEXT)
    marks = [one for one in lines if one.finding.code == "W103"]
    assert [text[one.start : one.end].rstrip("，") for one in marks] == [""] * 3
    assert [one.start for one in marks] == [text.index("，，"), text.index("，，都"), text.index("，，没")]
    assert [mending[one] for one in marks] == [["，，→，"]] * 3


def test_a_paragraph_without_its_full_stop_is_marked_at_its_end(sample: Sample, folder: Path) -> None:
    lines, mending, text = found(sample, folder, TEXT)
    (end,) = (one for one in lines if one.finding.code == "W113")
    assert (end.end, mending[end]) == (len(text), ["→。"])


def test_one_finding_that_speaks_for_several_places_has_all_their_edits(sample: Sample, folder: Path) -> None:
    lines, mending, _ = found(sample, folder, "（一）工作(一)做了,也(二)写了。")
    (half,) = (one for one in lines if one.finding.code == "W101")
    assert mending[half] == ["(→（", ")→）", ",→，", "(→（", ")→）"]
