"""A real published PDF and complete real texts: read back against themselves, next to nothing differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nianbao.blocks import Title
from nianbao.export.document import Document
from nianbao.importer import read_report
from nianbao.report import Report
from nianbao.verifying.page import read_page
from nianbao.verifying.seeing import Seen
from nianbao.verifying.signed import Signed
from nianbao.verifying.verify import Verdict, verify
from tests.conftest import SHARED

REPORTS = SHARED / "reports"

pytestmark = pytest.mark.skipif(
    not REPORTS.is_dir(), reason="the real reports (../shared/reports) aren't on this machine"
)


def _against_itself(path: Path) -> Verdict:
    """Take what the importer makes of a file for what was signed."""
    report = Report.of(_parameters(path))
    title, *blocks = report.blocks()
    assert isinstance(title, Title)
    page = read_page(path.read_bytes(), path.name, None)
    return verify(Seen(page, page), Signed(Document(title, tuple(blocks)), report.template, "读入"))


def _parameters(path: Path):  # type: ignore[no-untyped-def]
    parameters = read_report(path).parameters
    assert parameters is not None
    return parameters


def test_a_published_pdf_with_broken_labels_differs_in_next_to_nothing() -> None:
    (path,) = sorted((REPORTS / "pdf").glob("*.pdf"))
    verdict = _against_itself(path)
    assert len(verdict.wrong) <= 1, [str(one) for one in verdict.wrong]


def test_complete_texts_differ_in_next_to_nothing() -> None:
    names = json.loads((REPORTS / "golden.json").read_text(encoding="utf-8"))
    paths = [REPORTS / "texts" / name for name in names if name.startswith("2023")]
    assert paths
    for path in paths:
        verdict = _against_itself(path)
        assert len(verdict.wrong) <= 3, [str(one) for one in verdict.wrong]
