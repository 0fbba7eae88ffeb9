"""Run the command as a clerk does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from nianbao.cli import main


@dataclass(frozen=True)
class Result:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``nianbao`` with arguments in this process."""

    def _run(*arguments: str) -> Result:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Result(ended.value.code, printed.out, printed.err)

    return _run
