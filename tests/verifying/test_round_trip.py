"""What we write ourselves, and what an ordinary site shows of it, is the same as what was signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verifying.samples import ROOT, SAMPLES, compare, page, written

NAMES = {
    "html": "年报.html",
    "publish": "publish.html",
    "fragment": "年报.html",
    "pdf": "年报.pdf",
    "docx": "年报.docx",
}


def _id(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        pytest.param(path, form, id=f"{_id(path)}-{form}")
        for number, path in enumerate(SAMPLES)
        for form, every in (("html", 1), ("publish", 4), ("fragment", 2), ("pdf", 8), ("docx", 3))
        # Every eighth sample has all shapes there are; only pages are quickly made.
        if number % every == 0
    ],
)
def test_our_own_forms_are_the_same(path: Path, form: str) -> None:
    verdict = compare(written(path, form), path, NAMES[form])
    assert [str(one) for one in verdict.wrong] == []
    assert verdict.sha256
    # A body to paste has no title of its own, a page to copy from has it as a field: said, and no difference.
    assert len(verdict.differences) == (form in ("fragment", "publish"))


@pytest.mark.parametrize("path", SAMPLES, ids=_id)
def test_a_site_around_the_report_is_no_difference(path: Path) -> None:
    verdict = compare(page(path), path)
    assert [str(one) for one in verdict.differences] == []
    assert verdict.date


@pytest.mark.parametrize("form", ["html", "fragment", "docx"])
def test_other_regimes_are_compared_as_well(form: str) -> None:
    """Older formats have a list of indicators with a caption, or no table at all."""
    older = sorted(ROOT.glob("params/20[12][0-9]/*.yaml"))
    older = [path for path in older if path not in SAMPLES]
    assert len(older) >= 3
    for path in older:
        verdict = compare(written(path, form), path, NAMES[form])
        assert [str(one) for one in verdict.wrong] == []
