"""A form as Microsoft's own Open XML SDK sees it: nothing for Excel to repair."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.county.forms.clerk import form
from tests.export import test_ooxml

validator = test_ooxml.validator


@pytest.mark.parametrize("office", [test_ooxml.OLDEST, test_ooxml.NEWEST])
@pytest.mark.parametrize(
    ("template", "year"), [("national-2021", 2024), ("national-2014", 2018), ("laiyang-2017", 2017)]
)
def test_nothing_is_to_be_repaired(
    validator: str, tmp_path: Path, office: str, template: str, year: int
) -> None:
    file = tmp_path / "云溪镇.xlsx"
    file.write_bytes(form("yunxi", template, year))
    assert test_ooxml.complaints(validator, file, office) == []
