"""Progress for people, logs and programs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from nianbao.progress import JsonLines, Lines, TerminalBars, progress_for
from nianbao.task import Outcome, Task

TASK = Task(Path("params/2017/heluo.yaml"), Path.cwd(), Path("out"))
BUILT = Outcome("params/2017/heluo.yaml", "built", TASK.source, "heluo", "河洛镇", 2017, seconds=1.25)
FAILED = Outcome("params/2017/x.yaml", "failed", "params/2017/x.yaml", error="坏了")


def test_a_log_gets_a_line_for_each_report_that_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines(2) as progress:
        progress.started(TASK)
        progress.ended(BUILT)
        progress.ended(FAILED)
    printed = capsys.readouterr()
    assert printed.err == "[1/2] 河洛镇 2017：已生成（1.2 秒）\n[2/2] params/2017/x.yaml：失败（0.0 秒）\n"
    assert printed.out == ""


def test_programs_get_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with JsonLines() as progress:
        progress.started(TASK)
        progress.ended(FAILED)
    started, ended = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert started == {"event": "started", "params": "params/2017/heluo.yaml"}
    assert (ended["event"], ended["status"], ended["error"]) == ("ended", "failed", "坏了")
    assert ended["blocked_by"] is None


def test_what_kept_a_report_back_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    unsigned = Outcome("x.yaml", "blocked", "x.yaml", blocked_by="signing")
    with Lines(1) as lines:
        lines.ended(unsigned)
    with JsonLines() as events:
        events.ended(unsigned)
    printed = capsys.readouterr()
    assert printed.err == "[1/1] x.yaml：签发登记不全（0.0 秒）\n"
    ended = json.loads(printed.out)
    assert (ended["status"], ended["blocked_by"]) == ("blocked", "signing")


def test_a_terminal_gets_a_line_for_each_running_report_and_counts() -> None:
    screen = io.StringIO()
    bars = TerminalBars(3, Console(file=screen, force_terminal=True, width=120))
    with bars as progress:
        progress.started(TASK)
        bars.refresh()
        assert "params/2017/heluo.yaml" in screen.getvalue()
        progress.ended(BUILT)
        progress.ended(FAILED)
        bars.refresh()
    shown = screen.getvalue()
    assert "2/3" in shown
    assert "已生成 1，失败 1" in shown


def test_a_pipe_gets_lines_and_a_program_json() -> None:
    assert isinstance(progress_for(3, json_lines=False), Lines)
    assert isinstance(progress_for(3, json_lines=True), JsonLines)
