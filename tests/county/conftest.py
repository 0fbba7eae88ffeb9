"""A county's office of one's own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.county.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with five units, and nothing handed in yet."""
    return Office.in_folder(tmp_path / "县政府办 2025")
