"""Findings in the words of a unit that has a Word file, or a 填报表, before it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nianbao.checks import check_path, examples
from nianbao.county.remarks.wording import is_for_unit, wording_of
from nianbao.finding import Finding
from nianbao.template import load_template

TEMPLATE = load_template("national-2021")
_OURS = re.compile(
    r"\b(?:issued|printed|unit|tables|fonts|sections|params|yaml)\b|national-\d{4}|laiyang-\d{4}"
)
"""Words of the parameter file, which no unit has ever seen."""

CODES = [
    code
    for code, one in examples().items()
    if one.none is None and one.section != "ledger" and code[0] not in "PFYNLK"
]


@pytest.mark.parametrize("code", CODES)
def test_no_word_of_the_parameter_file_reaches_a_unit(tmp_path: Path, code: str) -> None:
    path = examples()[code].write(tmp_path, examples()[code].bad)
    found = [one for one in check_path(path, tmp_path)[0] if one.code == code]
    assert found
    for finding in filter(is_for_unit, found):
        words = wording_of(finding, TEMPLATE)
        assert not _OURS.search(" ".join(vars(words).values())), words
        assert words.where
        assert words.now
        assert words.should
        assert words.basis


@pytest.mark.parametrize(
    ("message", "where", "now", "should"),
    [
        (
            "「便民服务中心」第 4 行「件」（D4）：写的是「三十多件」，不是数字，请改成数字。",
            "填报表「便民服务中心」第 4 行「件」（D4）",
            "写的是「三十多件」，不是数字。",
            "请改成数字。",
        ),
        ("「表二」还没有填；没有的请填 0。", "填报表「表二」", "还没有填。", "没有的请填 0。"),
        ("「表二」少了一行。", "填报表「表二」", "少了一行。", "请核对。"),
    ],
)
def test_the_words_on_a_form(message: str, where: str, now: str, should: str) -> None:
    sheet = message[1 : message.index("」")]
    words = wording_of(Finding(code="填报表", severity="error", message=message, sheet=sheet), TEMPLATE)
    assert (words.where, words.now, words.should) == (where, now, should)
