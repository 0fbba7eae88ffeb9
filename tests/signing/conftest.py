"""A report with ledgers left out and every kind of place in it, and a hand that signs it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.signing.sign import Who, report_of, sign
from nianbao.signing.standing import Result, Standing, standing
from tests.conftest import Write

NOW = datetime.datetime.fromisoformat("2025-01-20T09:00:00+08:00")
STEPS = ("拟稿", "核稿", "保密审查", "分管领导审核", "主要领导签发")

Sign = Callable[..., Standing]


@pytest.fixture
def town(write: Write) -> Path:
    """A town's parameter file."""
    return write()


@pytest.fixture
def sign_off(folder: Path, town: Path) -> Sign:
    """Take a step: ``sign_off("张三", step="核稿", date="2025-01-10")``."""

    def _sign(
        name: str = "张三",
        step: str | None = None,
        date: str = "2025-01-20",
        remark: str = "",
        result: Result = Result.PASSED,
        **more: bool,
    ) -> Standing:
        who = Who(name, datetime.date.fromisoformat(date), remark, result)
        return sign(town, folder, who, step, NOW, **more)

    return _sign


@pytest.fixture
def signed(sign_off: Sign) -> Standing:
    """Every step taken."""
    for _ in STEPS:
        found = sign_off()
    return found


def now(town: Path, folder: Path) -> Standing:
    """How far it is, with the file as it is now."""
    return standing(town, report_of(town, folder), folder)


def edit(path: Path, old: str, new: str) -> None:
    """Change a file's text at the first place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
