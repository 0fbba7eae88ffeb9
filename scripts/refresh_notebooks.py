"""Run every template notebook with its default sample and store the outputs for nbval.

Run it (``make notebooks``) after a change of wording, order or samples, and read the diff: what the
stored outputs say is what ``pytest --nbval`` holds the notebooks to. The drafting notebook stores none.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat

from nianbao.engine import execute
from nianbao.record import record_bytes
from nianbao.template import template_names

ROOT = Path(__file__).resolve().parents[1]


def refresh(path: Path) -> bool:
    """Run one notebook in place; tell whether it changed."""
    before = path.read_bytes()
    notebook = execute(path, {}, path.parent)
    nbformat.validate(notebook)
    after = record_bytes(notebook)
    path.write_bytes(after)
    return before != after


if __name__ == "__main__":
    for file in (ROOT / "notebooks" / f"{name}.ipynb" for name in (*template_names(), "county")):
        sys.stdout.write(f"{file.name}: {'changed' if refresh(file) else 'unchanged'}\n")
