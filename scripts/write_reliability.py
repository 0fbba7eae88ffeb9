"""Write docs/reliability.md: what bad input did, and what being killed does.

The counts are those of the last ``make fuzz`` whose file was put at ``tests/hostile/counts.json``; the
tests that kill something are looked up, so that none stands here that is no longer there.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COUNTS = ROOT / "tests" / "hostile" / "counts.json"
PAGE = ROOT / "docs" / "reliability.md"

KILLS = {
    "tests/county/inbox/test_killed.py": {
        "test_killed_at_each_write_and_run_again": "the county's inbox, killed at each write, then run again",
        "test_a_torn_line_of_the_register_spoils_no_other": "a torn line of the inbox's register",
    },
    "tests/test_survival.py": {
        "test_a_killed_run_leaves_whole_files_and_the_next_does_the_rest": "a batch, killed half way",
        "test_ctrl_c_stops_cleanly_and_says_how_to_go_on": "a batch, broken off with Ctrl-C",
        "test_a_killed_worker_fails_its_report_only": "a worker of a batch",
        "test_a_killed_nursery_fails_the_reports_it_had_only": "the process that starts kernels",
        "test_a_full_disk_fails_the_report_and_leaves_nothing": "a full disk",
    },
    "tests/test_cluster.py": {"test_a_worker_killed_half_way_loses_nothing": "a worker of a cluster"},
    "tests/engine/test_warm.py": {
        "test_a_cell_that_hangs_is_stopped": "a cell that hangs",
        "test_a_cell_that_eats_memory_is_stopped": "a cell that eats memory",
        "test_a_kernel_that_dies_fails_its_report_only": "a kernel",
    },
    "tests/editor/test_journal.py": {
        "test_any_torn_end_leaves_the_lines_before_it": "the desk's journal, torn at any byte",
        "test_a_full_disk_is_said_and_made_up_for": "the desk's journal on a full disk",
        "test_a_disk_that_takes_a_part_leaves_no_torn_line": "a disk that takes part of a line",
    },
    "tests/editor/test_session.py": {
        "test_a_desk_killed_at_any_moment_loses_nothing_acknowledged": "the desk's process, at any moment",
        "test_a_conflict_and_a_crash_right_after_the_choice": "the desk, right after a choice",
    },
    "tests/browser/test_clerk.py": {
        "test_a_kernel_that_dies_while_typing_loses_nothing": "the desk's kernel, while somebody types",
    },
    "tests/signing/test_register.py": {
        "test_any_changed_byte_is_found": "the register of signing, any byte changed",
    },
}
"""Tests that kill, tear or fill up something: file, function, what."""

HEAD = """\
# Reliability

Two kinds of tests try to break the kit: bad input, and being killed. This page is written by
`scripts/write_reliability.py`; every number on it comes from the command named beside it.

## Bad input

`make fuzz SECONDS=30` takes good inputs of the project's own samples, damages them with an eye to their
structure (parts of a package lost, exchanged, unpacking without end; entities, deep nesting, numbers of
thousands of digits, dates that don't exist, unseen and direction-turning characters, other encodings, anchors
without end, links, formulas) and throws them at every reader and renderer, so many seconds each. hypothesis
chooses the damage for half of the time, atheris (coverage-guided) for the other half.

An input must be **accepted**, with a value of the right kind and, from a renderer, an output that opens, runs
nothing, loads nothing and holds nothing of another unit; or **refused** with one of the house's own errors, in
Chinese, naming the file and saying what to do. Anything else **broke**: another error, a write outside the
working folder, a connection, a program started, more than {max_seconds:.0f} s of the processor or {max_memory:.0f} MB
of memory for one input. What broke is kept in `tests/hostile/kept` and replayed by `make test`, which also
throws a few inputs at each target.

"""


def bad_input(counts: dict[str, Any]) -> Iterator[str]:
    """Give the lines on what bad input did."""
    targets = {name: one for name, one in counts["targets"].items() if one["inputs"]}
    total = {
        key: sum(one[key] for one in targets.values()) for key in ("inputs", "accepted", "refused", "broke")
    }
    yield (
        f"Run of {counts['date']} on {counts['machine']}, {counts['seconds']:g} s a target, {counts['jobs']} at a time, "
        f"chosen by {' and '.join(counts['drivers'])}: **{total['inputs']:,} inputs, {total['accepted']:,} accepted, "
        f"{total['refused']:,} refused, {total['broke']:,} broke something**.\n"
    )
    if left := [name for name in counts["known"] if name not in targets]:
        yield f"Not reached in this run: {', '.join(f'`{name}`' for name in left)}.\n"
    yield "| target | what | inputs | accepted | refused | broke | slowest, s | memory, MB |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for name, one in targets.items():
        numbers = " | ".join(f"{one[key]:,}" for key in ("inputs", "accepted", "refused", "broke"))
        yield f"| `{name}` | {one['about']} | {numbers} | {one['slowest']:.2f} | {one['memory_mb']:,} |"
    yield ""
    yield "Slowest: processor time of the slowest input. Memory: the most that the target's processes held, libraries included."
    yield ""


def killed() -> Iterator[str]:
    """Give the lines on what is killed.

    Raises:
        LookupError: A test named here is gone.
    """
    yield "## Being killed"
    yield ""
    yield "What is killed, torn or filled up, and the test that holds that nothing acknowledged is lost."
    yield ""
    yield "| what | test |"
    yield "|---|---|"
    for path, tests in KILLS.items():
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        there = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for name, what in tests.items():
            if name not in there:
                raise LookupError(f"{path} has no {name}")
            yield f"| {what} | `{path}::{name}` |"


def page(counts: dict[str, Any]) -> str:
    """Give the page's text."""
    head = HEAD.format(max_seconds=counts["max_seconds"], max_memory=counts["max_memory_mb"])
    return head + "\n".join([*bad_input(counts), *killed()]) + "\n"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(json.loads(COUNTS.read_text(encoding="utf-8"))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
