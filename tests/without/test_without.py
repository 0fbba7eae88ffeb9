"""The key ways of the kit where nothing is that Windows hasn't; ``make test-portable`` runs all tests so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

KEY = (
    "tests/without/test_gone.py",
    "tests/test_build.py::test_a_report_is_written_in_each_form_with_its_record",
    "tests/test_build.py::test_one_bad_report_leaves_the_others_alone[2]",
    "tests/test_build.py::test_a_worker_that_dies_fails_its_report_only",
    "tests/desk_server/test_instance.py",
    "tests/reviewing/test_many.py::test_the_same_is_found_in_the_same_order",
)
"""One report, a batch with workers, one that dies, locks and ports, checks on several processors."""


@pytest.mark.skipif("NIANBAO_WITHOUT" in os.environ, reason="all tests run so just now")
def test_the_key_ways_go_on_without_what_windows_lacks() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.without.plugin",
        "-p",
        "no:cacheprovider",
        *KEY,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
