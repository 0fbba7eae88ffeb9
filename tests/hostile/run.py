"""Throw bad input at every reader and renderer, for so many seconds each: the command behind ``make fuzz``.

Prints a table of counts, writes it as JSON, and puts every input that broke something into
``tests/hostile/kept``, where a test will hold the reader to it. Ends with 1 when something broke.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.hostile.target import Target, all_targets, module_of

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "hostile" / "kept"
DRIVERS = ("hypothesis", *(("atheris",) if importlib.util.find_spec("atheris") else ()))

MAX_SECONDS = 30.0
"""Processor time for one input; the slowest harmless one takes a tenth of it."""

MAX_STUCK = 300.0
"""Time on the clock for one input, for one that waits for something."""

MAX_MEMORY = 2_000_000_000
"""Bytes of memory of a target's process and those it starts, with all libraries."""

_LOOK = 0.1
_START = 900.0


@dataclass
class Total:
    """What came of a target's inputs.

    Attributes:
        counts: Inputs by outcome; ``fault`` are those in which something broke.
        faults: What broke, by mark.
        slowest: Processor seconds of the slowest input.
        memory: Most bytes of memory seen.
        seconds: Time spent.
    """

    counts: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    slowest: float = 0.0
    memory: int = 0
    seconds: float = 0.0


def fire(target: Target, seconds: float, seed: int, drivers: Sequence[str] = DRIVERS) -> Total:
    """Throw inputs at a target, the time divided between the drivers.

    Args:
        target: The target.
        seconds: Time for it.
        seed: What the first inputs are chosen by.
        drivers: What chooses the inputs.
    """
    total = Total()
    begun = time.monotonic()
    for driver in drivers:
        end = time.monotonic() + seconds / len(drivers)
        # What breaks takes its process with it; a new one goes on.
        while (left := end - time.monotonic()) > 0.2:
            seed += 1_000
            _one(target, driver, left, seed, total)
    total.seconds = time.monotonic() - begun
    return total


def _one(target: Target, driver: str, seconds: float, seed: int, total: Total) -> None:
    with tempfile.TemporaryDirectory(prefix="nianbao-hostile-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        command = [
            sys.executable,
            "-m",
            "tests.hostile.one",
            module_of(target.name),
            target.name,
            name,
            "--driver",
            driver,
            "--seconds",
            f"{seconds}",
            "--seed",
            f"{seed}",
        ]
        surroundings = {**os.environ, "TMPDIR": name, "PYTHONDONTWRITEBYTECODE": "1"}
        with (
            (folder / "said").open("wb") as said,
            subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said, env=surroundings) as process,
        ):
            try:
                broke = _watch(process, folder, seconds, total)
            finally:
                process.kill()
        _collect(target, folder, total)
        if not broke and process.returncode and not (folder / "done").exists():
            broke = f"the process ended with {process.returncode}"
        if broke:
            current = folder / "current"
            data = current.read_bytes() if current.exists() else b""
            what = broke.split(":")[0]
            total.counts["inputs"] += 1
            total.counts["fault"] += 1
            tail = (folder / "said").read_text("utf-8", "replace")[-1_500:]
            _keep(target, f"{what.replace(' ', '-')[:20]}-{len(data)}", f"{broke}\n{tail}", data, total)


def _watch(process: subprocess.Popen[bytes], folder: Path, seconds: float, total: Total) -> str:
    """Wait for a target's process; says why it had to be ended, or nothing."""
    watched = psutil.Process(process.pid)
    begun = changed = time.monotonic()
    stamp: Any = None
    used = 0.0
    while process.poll() is None:
        try:
            family = [watched, *watched.children(recursive=True)]
            memory = sum(one.memory_info().rss for one in family)
            now = sum(watched.cpu_times()[:2])
        except psutil.NoSuchProcess:
            time.sleep(_LOOK)
            continue
        total.memory = max(total.memory, memory)
        if memory > MAX_MEMORY:
            return f"too much memory: {memory / 1e6:.0f} MB"
        current = folder / "current"
        found = current.stat().st_mtime_ns if current.exists() else None
        if found != stamp:
            stamp, used, changed = found, now, time.monotonic()
        elif stamp is not None and (now - used > MAX_SECONDS or time.monotonic() - changed > MAX_STUCK):
            return f"too slow: {now - used:.0f} s of the processor, {time.monotonic() - changed:.0f} s on the clock"
        elif stamp is None and time.monotonic() - begun > _START + seconds:
            return "did not begin"
        time.sleep(_LOOK)
    return ""


def _collect(target: Target, folder: Path, total: Total) -> None:
    counts = folder / "counts.json"
    found = json.loads(counts.read_text(encoding="utf-8")) if counts.exists() else {}
    total.slowest = max(total.slowest, found.pop("slowest", 0.0))
    total.counts.update(found)
    for path in sorted(folder.glob("fault-*.txt")):
        mark = path.stem.removeprefix("fault-")
        _keep(target, mark, path.read_text("utf-8", "replace"), path.with_suffix("").read_bytes(), total)


def _keep(target: Target, mark: str, said: str, data: bytes, total: Total) -> None:
    if mark in total.faults:
        return
    total.faults[mark] = said
    path = KEPT / target.name / f"{mark}{Path(target.file).suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    sys.stdout.write(f"\n{target.name}: kept as {path.relative_to(ROOT)}\n{said}\n")


def as_json(totals: dict[str, Total], seconds: float, jobs: int) -> dict[str, Any]:
    """Give the counts as they are written down."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "drivers": list(DRIVERS),
        "seconds": seconds,
        "jobs": jobs,
        "known": list(all_targets()),
        "max_seconds": MAX_SECONDS,
        "max_memory_mb": round(MAX_MEMORY / 1e6),
        "targets": {
            name: {
                "about": all_targets()[name].about,
                "inputs": total.counts["inputs"],
                "accepted": total.counts["accepted"],
                "refused": total.counts["refused"],
                "broke": total.counts["fault"],
                "slowest": round(total.slowest, 2),
                "memory_mb": round(total.memory / 1e6),
            }
            for name, total in totals.items()
        },
    }


def _row(name: str, total: Total) -> str:
    counts = [total.counts[key] for key in ("inputs", "accepted", "refused", "fault")]
    return (
        f"{name:22}"
        + "".join(f"{count:10}" for count in counts)
        + f"{total.slowest:9.2f}{total.memory / 1e6:8.0f}\n"
    )


def _write(path: Path, totals: dict[str, Total], given: argparse.Namespace) -> None:
    """Write the counts; after each target, so that a run that is broken off leaves some."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(as_json(totals, given.seconds, given.jobs), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> int:
    """Throw at all targets, or at those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30, help="for each target")
    parser.add_argument("--only", nargs="*", default=[], help="begin of targets' names")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--jobs", type=int, default=1, help="targets at a time")
    parser.add_argument("--json", type=Path, help="where to write the counts")
    given = parser.parse_args()
    totals: dict[str, Total] = {}
    sys.stdout.write(f"{'':22}    inputs  accepted   refused     broke  slowest      MB\n")
    chosen = {
        name: one
        for name, one in all_targets().items()
        if not given.only or name.startswith(tuple(given.only))
    }
    with ThreadPoolExecutor(given.jobs) as pool:
        waiting = {pool.submit(fire, one, given.seconds, given.seed): name for name, one in chosen.items()}
        for future in as_completed(waiting):
            totals[waiting[future]] = future.result()
            sys.stdout.write(_row(waiting[future], totals[waiting[future]]))
            sys.stdout.flush()
            if given.json:
                _write(given.json, {name: totals[name] for name in chosen if name in totals}, given)
    return 1 if any(total.faults for total in totals.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
