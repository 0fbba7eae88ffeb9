"""The words of remarks on real published reports, where those are at hand: what reads oddly in none of a thousand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from nianbao.county.remarks.wording import Wording, is_for_unit, wording_of
from nianbao.finding import Finding
from nianbao.reviewing.published import review_published
from tests.conftest import SHARED

TEXTS = SHARED / "reports" / "texts"

_QUOTED = re.compile("「[^「」]*」|《[^《》]*》")
_SOFTWARE = re.compile(r"[A-Za-z]{3,}|底稿|编报台|模板|字段|情况说明|会自己|程序|--")
"""What only whoever uses the kit knows of."""

_ODD = re.compile(r"^[的，。；：、]|，，|。。|；。|，。|\s$")


@pytest.fixture(scope="module")
def remarks(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Finding, Wording]]:
    if not TEXTS.is_dir():
        pytest.skip(f"{TEXTS} is absent: remarks on published reports can't be tested here")
    return list(_remarks(tmp_path_factory.mktemp("county")))


def _remarks(folder: Path) -> Iterator[tuple[Finding, Wording]]:
    for path in sorted(TEXTS.glob("*.txt")):
        findings, subject = review_published(path, folder, None, None)
        if subject is not None:
            template = subject.report.template
            yield from ((one, wording_of(one, template)) for one in findings if is_for_unit(one))


def test_none_reads_oddly(remarks: list[tuple[Finding, Wording]]) -> None:
    assert len(remarks) > 500
    for finding, words in remarks:
        for text in (words.now, words.should):
            own = _QUOTED.sub("「甲」", text)
            assert not _ODD.search(own), (finding.code, words)
            assert not _SOFTWARE.search(own), (finding.code, words)
            assert text.rstrip("」").endswith(("。", "？")), (finding.code, words)


def test_a_part_is_named_by_the_heading_that_the_report_has(remarks: list[tuple[Finding, Wording]]) -> None:
    """Otherwise the place says 五、 and what is said of it 二、."""
    for finding, words in remarks:
        if named := re.match("「[一二三四五六七八九十]+、[^「」]+」(?=里|的|没有)", finding.message):
            assert words.where.startswith(named[0]), (finding.code, words)
            assert not words.now.startswith(named[0]), (finding.code, words)
