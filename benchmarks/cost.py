"""Cost: the processor time of one further report, by process, beside the bare cost.

Start isn't counted, and what else the machine does matters little. ``--profile`` lists where the
building process spends its time (it is slowed down by that). Linux only.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from rivals.bare import render
from towns import make_towns

WARM_UP = 3


def kernels_seconds(nursery: int) -> tuple[float, float]:
    """Give the processor time of the nursery itself, and of the kernels that have ended."""
    words = Path(f"/proc/{nursery}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    user, system, kernels_user, kernels_system = (
        int(word) / os.sysconf("SC_CLK_TCK") for word in words[11:15]
    )
    return user + system, kernels_user + kernels_system


def main() -> None:
    """Build reports in this process, then the same bare; print milliseconds a report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--towns", type=int, default=100)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()

    from nianbao.build import build_report
    from nianbao.engine.nursery import shared_nursery
    from nianbao.task import Task

    profile = cProfile.Profile() if options.profile else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "work"
        towns = make_towns(folder, options.towns + WARM_UP)
        tasks = [Task(town, folder, folder / "out") for town in towns]
        for task in tasks[:WARM_UP]:
            build_report(task)
        nursery = shared_nursery().pid
        start, before = time.process_time(), kernels_seconds(nursery)
        with profile or nullcontext():
            for task in tasks[WARM_UP:]:
                if build_report(task).status != "built":
                    raise SystemExit(f"{task.path} wasn't built")
        builder, after = time.process_time() - start, kernels_seconds(nursery)
        for town in towns[:WARM_UP]:
            render(folder, town)
        start = time.process_time()
        for town in towns[WARM_UP:]:
            render(folder, town)
        bare = time.process_time() - start
    own, kernels = after[0] - before[0], after[1] - before[1]
    total = builder + own + kernels
    for what, seconds in (
        ("builder", builder),
        ("nursery", own),
        ("kernels", kernels),
        ("together", total),
        ("bare", bare),
    ):
        print(f"{what:9} {seconds / options.towns * 1000:6.1f} ms a report")
    print(f"{total / bare:.2f} times the bare cost")
    if profile is not None:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    main()
