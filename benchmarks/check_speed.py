"""How long checking takes, and how it grows: one report, 200 towns, likeness up to 5,000 reports.

Every time is given beside another of the same machine, so that it is the ratio that counts.

Usage: python benchmarks/check_speed.py [--sizes 625 1250 2500 5000]
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from drafts import Draft, drafts

from nianbao.build import build_report
from nianbao.checks import Subject, check_report, run_checks
from nianbao.likeness.between import between_reports
from nianbao.params import ParameterFile, read_text
from nianbao.params.model import Parameters
from nianbao.params.yaml_text import YamlText
from nianbao.reviewing.many import review_all
from nianbao.task import Task

ROOT = Path(__file__).resolve().parents[1]
TOWNS = 200
ROUNDS = 30


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Give the median time of some work, after a first go that fills caches."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def one_report() -> None:
    """Measure the full check of a report of 2021 against reading its file."""
    text = next(drafts(1)).text
    path = Path("params/2024/town0.yaml")
    file = read_text(text, path)
    reading = seconds(lambda: read_text(text, path))
    checking = seconds(lambda: run_checks(Subject.of(file)))
    whole = seconds(lambda: check_report(text))
    print(
        f"one report, {len(text)} characters: reading {reading * 1e3:.1f} ms, full check {checking * 1e3:.1f} ms"
    )
    print(
        f"    from text, as an editor asks: {whole * 1e3:.1f} ms; check : reading = {checking / reading:.2f}"
    )


def county() -> None:
    """Measure a county of towns with pairwise likeness against one build."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for draft in drafts(TOWNS):
            path = folder / "params" / "2024" / f"{draft.values['unit']['id']}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(draft.text, encoding="utf-8")
        files = sorted((folder / "params").rglob("*.yaml"))
        review_all(files[:1], folder)  # imports and word lists, once a run
        taken = {}
        for processes in (1, None):
            start = time.perf_counter()
            reviewed = review_all(files, folder, None, processes)
            taken[processes] = time.perf_counter() - start
        subjects = [one.subject for one in reviewed if one.subject is not None]
        start = time.perf_counter()
        between_reports(subjects)
        compared = time.perf_counter() - start
        build = seconds(lambda: _built(files[0], folder), 3)
    for processes, checked in taken.items():
        total = checked + compared
        where = "in one process" if processes else "on all processors, as `nianbao check` does"
        print(
            f"{TOWNS} towns {where}: read and checked {checked:.2f} s, likeness {compared:.2f} s, together {total:.2f} s"
        )
        print(f"    one build (html, pdf) {build:.2f} s; all towns : one build = {total / build:.1f}")


def _built(path: Path, folder: Path) -> None:
    outcome = build_report(Task(path, folder, folder / "out", draft=True))
    if outcome.status != "built":
        raise SystemExit(f"{path.name}: {outcome.error}")


def likeness(sizes: list[int], kind: str, prose: Callable[[int], str | None]) -> None:
    """Measure likeness between many reports.

    Args:
        sizes: Numbers of reports.
        kind: What they are, in words.
        prose: Gives the overview of a report by its number; None leaves it as it is.
    """
    before: tuple[int, float] | None = None
    for size in sizes:
        subjects = [_subject(number, draft, prose(number)) for number, draft in enumerate(drafts(size))]
        start = time.perf_counter()
        found = between_reports(subjects)
        taken = time.perf_counter() - start
        growth = ""
        if before:
            growth = f", {size / before[0]:.0f} times the reports take {taken / before[1]:.2f} times as long"
        line = f"likeness of {size} reports, {kind}: {taken:.2f} s, {taken / size * 1e3:.2f} ms each"
        print(f"{line}, {len(found)} alike{growth}", flush=True)
        before = (size, taken)


def _subject(number: int, draft: Draft, overview: str | None) -> Subject:
    values = draft.values
    if overview is not None:
        values = {**values, "sections": {"overview": overview}}
    parameters = Parameters.model_validate(values)
    return Subject.of(ParameterFile(Path(f"town{number}.yaml"), parameters, YamlText()))


def unlike(number: int) -> str:
    """Write chance characters: nothing in common with any other report."""
    chance = random.Random(number)
    return "".join("".join(chr(chance.randint(0x4E00, 0x6E00)) for _ in range(30)) + "。" for _ in range(20))


def copied(number: int) -> str:
    """Write what all others write, but for the last sentence."""
    sentences = unlike(0).split("。")
    return "。".join([*sentences[:-2], unlike(number)[:30], ""])


def main() -> None:
    """Measure everything; print a line for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[625, 1250, 2500, 5000])
    sizes = parser.parse_args().sizes
    one_report()
    county()
    likeness(sizes, "each its own", unlike)
    likeness(sizes, "all copied from one", copied)
    likeness(sizes, "of few stock sentences", lambda _: None)


if __name__ == "__main__":
    main()
