"""The process of one target: throws inputs at it until its time is over, and counts.

Run by ``tests.hostile.run`` as ``python -m tests.hostile.one``, with a folder of its own. There it keeps
``counts.json``, and in ``current`` the input that it is about to throw, so that its parent knows which
one took too long, too much memory, or the whole process with it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

FLUSH = 0.5
"""Seconds between two writings of the counts."""


class Thrower:
    """Throws inputs at one target, and counts what comes of them.

    Args:
        target: The target.
        folder: Where the counts and the current input are written.
        seconds: For how long.
    """

    def __init__(self, target: Any, folder: Path, seconds: float) -> None:
        self.target = target
        self.folder = folder
        self.work = folder / "工作 folder"
        self.work.mkdir(exist_ok=True)
        tempfile.tempdir = str(self.work)
        self.end = time.monotonic() + seconds
        self.counts: Counter[str] = Counter()
        self.slowest = 0.0
        self._flushed = 0.0

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self.end

    def throw(self, data: bytes) -> None:
        """Throw one input."""
        from tests.hostile.judge import judge

        (self.folder / "current").write_bytes(data)
        begun = time.process_time()
        verdict = judge(self.target, data, self.work)
        self.slowest = max(self.slowest, time.process_time() - begun)
        self.counts["inputs"] += 1
        self.counts[verdict.outcome] += 1
        if verdict.outcome == "fault":
            (self.folder / f"fault-{verdict.mark}").write_bytes(data)
            (self.folder / f"fault-{verdict.mark}.txt").write_text(verdict.said, "utf-8", "backslashreplace")
        if time.monotonic() - self._flushed > FLUSH or verdict.outcome == "fault":
            self.flush()

    def flush(self) -> None:
        """Write the counts down."""
        self._flushed = time.monotonic()
        (self.folder / "counts.json").write_text(
            json.dumps({**self.counts, "slowest": self.slowest}), encoding="utf-8"
        )


def drive_hypothesis(thrower: Thrower, seed: int) -> None:
    """Let hypothesis choose the seeds, and what happens to them."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    from tests.hostile.inputs import inputs

    while not thrower.is_over:
        seed += 1

        @seeded(seed)
        @settings(
            max_examples=60,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs(thrower.target))
        def round_(data: bytes) -> None:
            if not thrower.is_over:
                thrower.throw(data)

        round_()


def drive_atheris(thrower: Thrower, seed: int) -> None:
    """Let atheris choose those inputs on that reach code not reached before."""
    import atheris  # type: ignore[import-not-found,unused-ignore]

    from tests.hostile.damage import damaged

    target = thrower.target
    corpus = thrower.folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, name in enumerate(target.seeds):
        (corpus / f"{number}").write_bytes(target.seed(name))

    def throw(data: bytes) -> None:
        if thrower.is_over:
            thrower.flush()
            (thrower.folder / "done").touch()
            os._exit(0)  # libFuzzer takes the end of the process for a fault of the code
        thrower.throw(data)

    def changed(data: bytes, most: int, number: int) -> bytes:
        chance = random.Random(number)
        if chance.random() < 0.1:
            return bytes(atheris.Mutate(data, most))
        made = damaged(target.damage, data, chance)
        return made if len(made) <= most else data

    options = [
        "-max_len=1000000",
        "-rss_limit_mb=0",
        "-timeout=3600",
        "-verbosity=0",
        f"-seed={seed + 1}",
        "-detect_leaks=0",
        f"-artifact_prefix={thrower.folder}/",
    ]
    atheris.Setup(["one", *options, str(corpus)], throw, custom_mutator=changed)
    atheris.Fuzz()


def main() -> None:
    """Throw at one target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("target")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--driver", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    if given.driver == "atheris":
        import atheris

        with atheris.instrument_imports(include=["nianbao"]):
            from tests.hostile.target import targets_of

            chosen = targets_of(given.module)
    else:
        from tests.hostile.target import targets_of

        chosen = targets_of(given.module)
    target = next(one for one in chosen if one.name == given.target)
    for name in target.seeds:
        target.seed(name)  # made before the time runs
    thrower = Thrower(target, given.folder, given.seconds)
    {"atheris": drive_atheris, "hypothesis": drive_hypothesis}[given.driver](thrower, given.seed)
    thrower.flush()


if __name__ == "__main__":
    main()
