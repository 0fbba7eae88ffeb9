"""How sure the import is of something."""

from __future__ import annotations

from typing import Literal

Certainty = Literal["high", "medium", "low"]

CERTAINTY_WORDS: dict[Certainty, str] = {"high": "有把握", "medium": "较有把握", "low": "请核对"}
"""What a clerk reads for each degree."""
