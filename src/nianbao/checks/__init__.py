"""Checks: what can be wrong with a report, one file a family.

A module here defines ``check(subject)``, which yields findings; adding a file adds a family.
"""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from nianbao.checks.base import Check, Subject
from nianbao.errors import ParameterFileError
from nianbao.finding import Finding
from nianbao.params import load_parameters

__all__ = ["Subject", "check_path", "run_checks"]


def check_path(
    path: Path, folder: Path | None = None, today: datetime.date | None = None
) -> tuple[list[Finding], bool]:
    """Check a parameter file; ``today`` is the day as of which open applications are judged.

    Returns:
        Every finding, and whether the file could be read at all.
    """
    try:
        file = load_parameters(path, folder)
    except ParameterFileError as error:
        return error.findings, False
    return run_checks(Subject.of(file, folder, today)), True


def run_checks(subject: Subject) -> list[Finding]:
    """Run every family over a report; findings come in the order of the file."""
    found = [finding for check in _families() for finding in check(subject)]
    found += subject.file.findings
    own = str(subject.file.path)
    named = [finding if finding.file else finding.in_file(own) for finding in found]
    return sorted(named, key=lambda finding: _order(finding, own))


def _order(finding: Finding, own: str) -> tuple[object, ...]:
    """The parameter file first, in its order; then what stands in other files, in theirs."""
    place = (finding.line or 0, finding.column or 0, finding.code)
    return (finding.file != own, finding.file or "", finding.sheet or "", *place)


def _families() -> Iterator[Check]:
    for module in pkgutil.iter_modules(__path__):
        if module.name != "base":
            yield importlib.import_module(f"{__name__}.{module.name}").check
