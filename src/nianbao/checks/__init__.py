"""Checks: what can be wrong with a report, one file a family.

A module here defines ``check(subject)``, which yields findings, and ``EXAMPLES``, which documents them;
adding a file adds a family.
"""

from __future__ import annotations

import datetime
import functools
import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from nianbao.checks.accepted import with_answers
from nianbao.checks.base import Check, Subject
from nianbao.checks.examples import Example
from nianbao.checks.fixes import Fix
from nianbao.errors import ParameterFileError, TemplateError
from nianbao.finding import Finding, error_finding
from nianbao.params import ParameterFile, load_parameters, read_text
from nianbao.params.model import Parameters
from nianbao.params.yaml_text import YamlText
from nianbao.wordlists import WordListError

__all__ = ["Subject", "check_path", "check_report", "examples", "fixes", "run_checks", "template_finding"]

NAMELESS = Path("年报底稿.yaml")
"""What a report is called in findings that came as a text or from a program."""


def check_path(
    path: Path, folder: Path | None = None, today: datetime.date | None = None
) -> tuple[list[Finding], bool]:
    """Check a parameter file; ``today`` is the day as of which open applications are judged.

    Returns:
        Every finding, and whether the file could be read at all.
    """
    try:
        return run_checks(Subject.of(load_parameters(path, folder), folder, today)), True
    except ParameterFileError as error:
        return error.findings, False
    except TemplateError as error:
        return [template_finding(error, path)], False


def check_report(
    report: Parameters | str, folder: Path | None = None, path: Path = NAMELESS
) -> list[Finding]:
    """Check a report that isn't in a file, such as what an editor holds. Never raises for what is wrong with it.

    Args:
        report: The text of a parameter file, or the parameters themselves; those have no lines.
        folder: The working folder, for last year's report, ledgers and the county's own word lists.
        path: What to call the report in findings.
    """
    try:
        file = read_text(report, path, folder) if isinstance(report, str) else _file_of(report, path)
        return run_checks(Subject.of(file, folder))
    except ParameterFileError as error:
        return error.findings
    except TemplateError as error:
        return [template_finding(error, path)]


def template_finding(error: TemplateError, path: Path) -> Finding:
    """Say of one file that a template isn't in order, so that the other files are still checked."""
    advice = "请改成现有的模板名称；模板是自己写的，请先改正它。"
    return error_finding("P120", str(error), advice).in_file(str(path))


def run_checks(subject: Subject) -> list[Finding]:
    """Run every family over a report; findings come in the order of the file."""
    found = dict.fromkeys(finding for check in _families() for finding in _findings(check, subject))
    answered = with_answers(subject, [*found, *subject.file.findings])
    own = str(subject.file.path)
    named = [finding if finding.file else finding.in_file(own) for finding in answered]
    return sorted(named, key=lambda finding: _order(finding, own))


def _findings(check: Check, subject: Subject) -> Iterator[Finding]:
    """Run a family; one that can't be run for a broken word list says so, and the others go on."""
    try:
        yield from check(subject)
    except WordListError as problem:
        advice = "请改正或移走这个文件；在此之前，用到它的校核没有做。"
        yield error_finding("P130", str(problem), advice).at(problem.line or 1, 1).in_file(str(problem.path))


def fixes(subject: Subject) -> list[Fix]:
    """Collect the safe edits that the families offer, in the order of the text."""
    offered = [fix for module in _modules() if hasattr(module, "fixes") for fix in _of(module, subject)]
    return sorted(offered, key=lambda fix: (fix.section, fix.start, fix.end))


@functools.cache
def examples() -> dict[str, Example]:
    """Give what documents each code, in the order of the codes."""
    found = {code: one for module in _modules() for code, one in getattr(module, "EXAMPLES", {}).items()}
    return dict(sorted(found.items()))


def _of(module: ModuleType, subject: Subject) -> Sequence[Fix]:
    try:
        return list(module.fixes(subject))
    except WordListError:
        return []  # a finding says so


def _file_of(parameters: Parameters, path: Path) -> ParameterFile:
    values = parameters.model_dump(mode="json", exclude_defaults=True)
    return ParameterFile(path, parameters, YamlText(values=values))


def _order(finding: Finding, own: str) -> tuple[object, ...]:
    """The parameter file first, in its order; then what stands in other files, in theirs."""
    place = (finding.line or 0, finding.column or 0, finding.code)
    return (finding.file != own, finding.file or "", finding.sheet or "", *place)


@functools.cache
def _modules() -> tuple[ModuleType, ...]:
    return tuple(
        importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    )


@functools.cache
def _families() -> tuple[Check, ...]:
    """The modules that check; others here serve them."""
    return tuple(module.check for module in _modules() if hasattr(module, "check"))
