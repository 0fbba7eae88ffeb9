"""The clean drafts as pages that were published: what is found in a parameter file has to be found there, too."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from drafts import Draft
from import_forms import Part, as_html, rows_of
from seeds import Seed

from nianbao.checks import Subject, run_checks
from nianbao.finding import Finding
from nianbao.importer import read_report
from nianbao.params import load_parameters
from nianbao.report import Report

_OF_A_FILE = tuple("CDLNPRUY")
"""Letters of codes that speak of a parameter file, of cells as typed or of last year's file."""

_READ_OTHERWISE = frozenset(
    {
        # what a site puts around a report is left out when the page is read
        "path of a web page",
        "fields of a content system",
        "visits of a page",
        "share button",
        # a page's unit, year and parts are those that its title and headings say: the rest is then wrong
        "heading of another part",
        "title of another",
        "title of another year",
        "whose: short name of another",
    }
)
"""Seeds that a page shows in another way."""


def can_be_published(seed: Seed) -> bool:
    """Tell whether a defect can stand on a page: a page has no keys, and no file of last year beside it."""
    of_a_file = seed.last or seed.codes[0].startswith(_OF_A_FILE) or "blank" in seed.name
    return not of_a_file and seed.name not in _READ_OTHERWISE


def checked_as_page(one: Draft) -> Sequence[Finding]:
    """Publish a draft as a web page, read it back, and check what was read."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"{one.values['unit']['id']}.yaml"
        path.write_text(one.text, encoding="utf-8")
        page = path.with_suffix(".html")
        page.write_bytes(as_html(_parts(Report.of(load_parameters(path).parameters, None))))
        imported = read_report(page)
        return [] if imported.parameters is None else run_checks(Subject.of(imported.as_file(page)))


def _parts(report: Report) -> list[Part]:
    parameters = report.parameters
    usual = f"{parameters.unit.full_name}{parameters.year}年政府信息公开工作年度报告"
    parts: list[Part] = [parameters.printed.title or usual]
    for section in report.template.parts:
        found = next((one for one in report.template.sections if one.id == section), None)
        if found and found.heading:
            parts.append(report.heading(found) or found.heading)
        parts += [line for line in parameters.sections.get(section, "").split("\n") if line.strip()]
        parts += [rows_of(table) for table in report.tables.values() if table.form.section == section]
    day = parameters.issued.date
    if day:
        year, month, date = day.split("-")
        parts += [parameters.issued.by or "", f"{year}年{int(month)}月{int(date)}日"]
    return parts
