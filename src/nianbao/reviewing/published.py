"""Published reports under review: read by the importer, found fault with where they stand."""

from __future__ import annotations

import datetime
from pathlib import Path

from nianbao.checks import Subject, run_checks
from nianbao.errors import ReportError, TemplateError
from nianbao.finding import Finding, error_finding
from nianbao.importer import Imported, read_report
from nianbao.template import load_template


def review_published(
    path: Path, folder: Path | None, today: datetime.date | None = None, year: int | None = None
) -> tuple[list[Finding], Subject | None]:
    """Read a published report and check it; findings name the published file's lines.

    Args:
        path: The file.
        folder: The working folder.
        today: The day as of which open applications are judged.
        year: The report's year, where it doesn't say its own.

    Returns:
        The findings, and the report, None when nothing could be made of it.
    """
    try:
        imported = read_report(path, folder)
        if imported.year is None and year is not None:
            imported = read_report(path, folder, year=year)
    except ReportError as problem:
        # Said of this file, so that the others are checked all the same.
        words, _, advice = str(problem).partition("。")
        return [error_finding("P100", f"{words}。", advice).in_file(str(path))], None
    if imported.parameters is None:
        words = "读不出这是哪一年的报告，只查了表里的数。"
        advice = "请加上 --year 年份，或在文件名里写上年份，如「2024-云溪镇.txt」，再校核。"
        found = error_finding("P118", words, advice).in_file(str(path))
        return [found, *_of_any_year(path, folder, imported)], None
    try:
        subject = Subject.of(imported.as_file(path), folder, today)
    except TemplateError as problem:
        return [error_finding("P120", str(problem), "请先改正模板。").in_file(str(path))], None
    return run_checks(subject), subject


_OF_TABLES = ("A", "D")
"""Families that look at the sums and the cells of tables, which are the same in every year of a format."""


def _of_any_year(path: Path, folder: Path | None, imported: Imported) -> list[Finding]:
    """Check what doesn't depend on the year that nobody knows: the tables, as of the format's first year."""
    first = load_template(imported.template, folder).years.first
    again = read_report(path, folder, template=imported.template, year=first)
    if again.parameters is None:
        return []
    found = run_checks(Subject.of(again.as_file(path), folder))
    return [finding for finding in found if finding.code.startswith(_OF_TABLES)]
