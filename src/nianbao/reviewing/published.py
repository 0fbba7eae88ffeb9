"""Published reports under review: read by the importer, found fault with where they stand."""

from __future__ import annotations

import datetime
from pathlib import Path

from nianbao.checks import Subject, run_checks
from nianbao.errors import ReportError, TemplateError
from nianbao.finding import Finding, error_finding
from nianbao.importer import read_report


def review_published(
    path: Path, folder: Path | None, today: datetime.date | None = None
) -> tuple[list[Finding], Subject | None]:
    """Read a published report and check it; findings name the published file's lines.

    Returns:
        The findings, and the report, None when nothing could be made of it.
    """
    try:
        imported = read_report(path, folder)
    except ReportError as problem:
        # Said of this file, so that the others are checked all the same.
        words, _, advice = str(problem).partition("。")
        return [error_finding("P100", f"{words}。", advice).in_file(str(path))], None
    if imported.parameters is None:
        words = "读不出这是哪一年的报告。"
        advice = "请在文件名里写上年份，如「2024-云溪镇.txt」，再校核。"
        return [error_finding("P118", words, advice).in_file(str(path))], None
    try:
        subject = Subject.of(imported.as_file(path), folder, today)
    except TemplateError as problem:
        return [error_finding("P120", str(problem), "请先改正模板。").in_file(str(path))], None
    return run_checks(subject), subject
