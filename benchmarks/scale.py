"""Scale: does time stay linear and memory flat from 20 to 2,000 reports?

For each size one ``nianbao build`` (HTML and PDF, checks and the self-check included), start included;
then the same again with nothing changed, and the time of a further report: what the larger run took
longer, by the reports it had more. Memory is the most that was seen at any time: of the first process,
of the largest worker, and of all processes together, where a page that several share counts once
(``Pss``). Linux only. Run it when nothing else runs: ``make scale``.
For a machine that isn't quiet there is the processor time too, of all processes, as last seen.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from towns import make_towns

SIZES = (20, 200, 2000)
PAUSE = 0.5
"""Seconds between two looks at the processes."""


@dataclass
class Peak:
    """The most seen: MiB of the first process, of the largest other, of all together; processor seconds."""

    first: float = 0
    largest: float = 0
    together: float = 0
    processor: float = 0

    def look(self, first: int) -> None:
        """Look at a process and its descendants."""
        family = descendants(first)
        sizes = {pid: kibibytes(pid, "Rss") / 1024 for pid in family}
        self.first = max(self.first, sizes[first])
        self.largest = max([self.largest, *(size for pid, size in sizes.items() if pid != first)])
        self.together = max(self.together, sum(kibibytes(pid, "Pss") for pid in family) / 1024)
        self.processor = max(self.processor, sum(map(processor_seconds, family)))


def descendants(first: int) -> list[int]:
    """List a process and all that stem from it."""
    children: dict[int, list[int]] = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            words = stat.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
            children[int(words[1])].append(int(stat.parent.name))
    family = [first]
    for pid in family:
        family += children[pid]
    return family


def kibibytes(pid: int, kind: str) -> int:
    """Give a process's memory of a kind of ``smaps_rollup``; nothing when it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith(f"{kind}:"):
                return int(line.split()[1])
    return 0


def processor_seconds(pid: int) -> float:
    """Give the processor time of a process and of its children that have ended."""
    with contextlib.suppress(OSError):
        words = (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        )
        return sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0


def build(folder: Path, look: Callable[[int], None]) -> float:
    """Build all reports of a working folder; give the seconds it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "nianbao", "build"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(PAUSE):
                look(process.pid)

        watcher = threading.Thread(target=watch)
        watcher.start()
        status = process.wait()
        seconds = time.perf_counter() - start
        ended.set()
        watcher.join()
    if status:
        raise SystemExit(f"nianbao build ended with {status}")
    return seconds


def main() -> None:
    """Build each size, print a line for it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    before: tuple[int, float, float] | None = None
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "work"
            make_towns(folder, size)
            peak = Peak()
            seconds = build(folder, peak.look)
            again = build(folder, lambda _: None)
        line = f"{size:5} reports {seconds:7.1f} s {size / seconds:6.2f} reports/s"
        line += f"   processor {peak.processor:6.1f} s"
        if before:
            further = [
                (now - was) / (size - before[0]) * 1000
                for now, was in zip((seconds, peak.processor), before[1:], strict=True)
            ]
            line += f"   a further report {further[0]:.0f} ms, processor {further[1]:.0f} ms"
        line += f"   again {again:.2f} s ({again / seconds:.1%})"
        line += f"   MiB: first {peak.first:.0f} largest {peak.largest:.0f} together {peak.together:.0f}"
        print(line, flush=True)
        before = (size, seconds, peak.processor)


if __name__ == "__main__":
    main()
