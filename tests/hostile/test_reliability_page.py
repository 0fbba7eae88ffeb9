"""The page on reliability says what the counts say, and names tests that are there."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_that_of_the_counts() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "write_reliability.py"))
    counts = json.loads(script["COUNTS"].read_text(encoding="utf-8"))
    assert script["PAGE"].read_text(encoding="utf-8") == script["page"](counts)
    for one in counts["targets"].values():
        assert one["inputs"] == one["accepted"] + one["refused"] + one["broke"]
