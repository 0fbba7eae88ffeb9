"""A town whose report is published and found wrong: a hand that puts it right."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nianbao.correcting.correct import Comparison, Start, Wanted, correct
from nianbao.correcting.kept import ENDING
from nianbao.signing.sign import Who, report_of, sign
from nianbao.signing.standing import Standing
from tests.signing.conftest import Sign, edit, signed, town

__all__ = ["Correct", "edit", "put_right", "register_of", "sign_off", "signed", "town"]

NOW = datetime.datetime.fromisoformat("2025-04-20T09:00:00+08:00")

Correct = Callable[..., Comparison]


@pytest.fixture
def sign_off(folder: Path, town: Path) -> Sign:
    """Take the next step, on the day of the last correction where there is one."""

    def _sign(name: str = "张三") -> Standing:
        done = report_of(town, folder).corrections
        day = datetime.date.fromisoformat(done[-1].date if done else "2025-01-20")
        return sign(town, folder, Who(name, day), None, NOW)

    return _sign


@pytest.fixture
def put_right(folder: Path, town: Path) -> Correct:
    """Write a correction down: ``put_right("有误", date="2025-03-05")``."""

    def _correct(reason: str = "填报有误", date: str = "2025-03-05", **start: Any) -> Comparison:
        wanted = Wanted(reason, "张三", datetime.date.fromisoformat(date))
        return correct(town, folder, wanted, NOW, Start(**start))

    return _correct


def register_of(town: Path) -> Path:
    """Give the place of a town's register."""
    return town.with_name(town.stem + ENDING)
