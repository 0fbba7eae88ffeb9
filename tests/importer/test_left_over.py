"""A text that fits nowhere is no report: what would be written of it, no reader would take."""

from __future__ import annotations

import pytest

from nianbao import importer
from nianbao.importer import SourceError, read_report_bytes
from tests.importer.test_fuzz import rich


def test_too_much_left_over_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_report_bytes(rich(), "年报.docx").text.values["unplaced"]
    monkeypatch.setattr(importer, "MAX_UNPLACED", 0)
    with pytest.raises(SourceError, match=r"里有 1 处文字归不进任何部分.*请核对"):
        read_report_bytes(rich(), "年报.docx")
