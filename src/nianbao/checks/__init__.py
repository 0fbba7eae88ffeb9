"""Checks: what can be wrong with a report, one file a family.

A module here defines ``check(subject)``, which yields findings; adding a file adds a family.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from nianbao.checks.base import Check, Subject
from nianbao.finding import Finding

__all__ = ["Subject", "run_checks"]


def run_checks(subject: Subject) -> list[Finding]:
    """Run every family over a report; findings come in the order of the file."""
    found = [finding for check in _families() for finding in check(subject)]
    found += subject.file.findings
    named = [finding.in_file(str(subject.file.path)) for finding in found]
    return sorted(named, key=lambda finding: (finding.line or 0, finding.column or 0, finding.code))


def _families() -> Iterator[Check]:
    for module in pkgutil.iter_modules(__path__):
        if module.name != "base":
            yield importlib.import_module(f"{__name__}.{module.name}").check
