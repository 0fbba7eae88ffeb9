"""The desk's answer to a keystroke: findings, section list and page of a full report of 2021.

A keystroke goes the whole way: the edit into the document and the journal on disk, the findings of all
checks with their places, the state of every section, and the page. Then once more through a workspace
with the desk's widgets listening, what they send to the browser written as JSON; there the page comes a
quarter of a second after the last key, and is measured by itself. Each figure is in milliseconds of wall
time; ``cpu`` is the processor time of the same. Run it when nothing else runs: ``make bench-desk``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import comm
from comm.base_comm import BaseComm

from nianbao.cli.init import fill
from nianbao.desk.findings import FindingsPanel
from nianbao.desk.outline import Outline
from nianbao.desk.output import OutputPanel
from nianbao.desk.pages import PreviewPane
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Workspace
from nianbao.editor.kept import Keeper
from nianbao.editor.preview import preview
from nianbao.editor.round import Round
from nianbao.editor.session import Session
from nianbao.editor.state import last_year, section_states

ROOT = Path(__file__).resolve().parents[1]
OVERVIEW = ("sections", "overview")
PARAGRAPH = "全年更新公开目录并逐项核对，便民服务中心备有查阅电脑和纸质目录，工作人员帮助群众查找信息。"


def make_folder(folder: Path) -> Path:
    """Make a working folder with one unit's reports of two years; gives the later one."""
    fill(folder)
    shutil.copytree(ROOT / "params", folder / "params", dirs_exist_ok=True)
    return folder / "params" / "2024" / "yunxi.yaml"


class Stopwatch:
    """Measures steps by name."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = {}
        self.cpu: dict[str, list[float]] = {}

    def run(self, name: str, step: Callable[[], object]) -> None:
        """Measure a step once."""
        cpu, wall = time.process_time(), time.perf_counter()
        step()
        self.wall.setdefault(name, []).append((time.perf_counter() - wall) * 1000)
        self.cpu.setdefault(name, []).append((time.process_time() - cpu) * 1000)

    def show(self, rounds: int) -> None:
        """Print median, 95th percentile and the worst."""
        print(f"{'':28}{'median':>9}{'p95':>9}{'worst':>9}{'cpu p95':>9}   ms")
        for name, taken in self.wall.items():
            p95 = statistics.quantiles(taken, n=20)[-1] if rounds > 1 else taken[0]
            cpu = statistics.quantiles(self.cpu[name], n=20)[-1] if rounds > 1 else self.cpu[name][0]
            print(f"{name:28}{statistics.median(taken):9.1f}{p95:9.1f}{max(taken):9.1f}{cpu:9.1f}")


def type_at(session: Session, keeper: Keeper, watch: Stopwatch, rounds: int) -> None:
    """Type characters into the longest section, one a round."""
    text = str(session.document.value(OVERVIEW))
    middle = len(text) // 2

    def keystroke(typed: str) -> None:
        watch.run("edit and journal", lambda: session.edit(OVERVIEW, text[:middle] + typed + text[middle:]))
        round_ = Round(session.document, keeper)
        watch.run("findings", lambda: round_.findings)
        watch.run("section list", lambda: section_states(round_))
        watch.run("page", lambda: preview(round_))
        watch.run("last year beside", lambda: last_year(round_, "overview"))

    keystroke("先")  # ledgers and words are read once
    watch.wall.clear()
    watch.cpu.clear()
    for count in range(1, rounds + 1):
        watch.run("a keystroke, all of it", lambda count=count: keystroke("字" * count))  # type: ignore[misc]


class Wire(BaseComm):
    """A comm that writes what it is given as a kernel would, and sends it nowhere."""

    sent = 0

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
    ) -> None:
        """Write a message."""
        Wire.sent = len(json.dumps(data))


def type_with_widgets(path: Path, folder: Path, rounds: int, characters: int, flaws: int) -> None:
    """Type through a workspace that findings panel, section list, preview and output listen to."""
    workspace = Workspace(folder)
    workspace.open(path)
    assert workspace.session is not None
    if workspace.session.recovery:
        workspace.session.decline_recovery()
    with mock.patch.object(comm, "create_comm", Wire):
        panel = FindingsPanel(workspace)
        pane = PreviewPane(workspace)
        widgets = [Outline(workspace), panel, pane, OutputPanel(workspace, Saver(workspace))]
    pane.watch({"view": "benchmark", "shown": True})
    text = f"{workspace.session.document.value(OVERVIEW)}\n\n{longer(characters)}" + "\n\n甲，，乙。" * flaws
    middle = len(text) // 2
    watch = Stopwatch()

    def keystroke(typed: str) -> None:
        with mock.patch("nianbao.desk.pages.later", lambda _seconds, _what: lambda: None):
            watch.run(
                "a keystroke with widgets",
                lambda: workspace.edit({OVERVIEW: text[:middle] + typed + text[middle:]}),
            )
        watch.run("the page, once typing rests", pane._make)

    keystroke("先")
    watch.wall.clear()
    watch.cpu.clear()
    for count in range(1, rounds + 1):
        keystroke("字" * count)
    state = len(json.dumps(panel.state))
    print(
        f"\nwith {len(widgets)} widgets: {len(text)} characters, {len(workspace.round.findings)} findings,"
        f" {state // 1000} kB of them sent a keystroke"
    )
    watch.show(rounds)
    workspace.close()


def longer(characters: int) -> str:
    """Give about so many characters of prose, in paragraphs."""
    return "\n\n".join([PARAGRAPH * 5] * (characters // (5 * len(PARAGRAPH))))


def main() -> None:
    """Measure the sample as it is, then with a section of 20,000 characters."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "work"
        path = make_folder(folder)
        opening = Stopwatch()
        opening.run("opening a report", lambda: Round(Session.open(path, folder).document, Keeper()).findings)
        opening.show(1)
        for characters in (0, 20_000):
            session = Session.open(path, folder)
            if session.recovery:
                session.decline_recovery()
            if characters:
                session.edit(OVERVIEW, f"{session.document.value(OVERVIEW)}\n\n{longer(characters)}")
            print(
                f"\nlongest section: {len(str(session.document.value(OVERVIEW)))} characters, {rounds} keystrokes"
            )
            watch = Stopwatch()
            type_at(session, Keeper(), watch, rounds)
            watch.show(rounds)
            session.close()
        for characters, flaws in ((0, 0), (20_000, 0), (0, 150)):
            type_with_widgets(path, folder, rounds, characters, flaws)


if __name__ == "__main__":
    main()
