"""Real published reports, read where they lie in ../shared; nothing of them stands here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.import_forms import FORMS, report_parts
from benchmarks.import_quality import golden_cells

from nianbao.importer import Imported, read_report, read_report_text
from nianbao.importer.characters import counted
from nianbao.importer.readers.txt import text_source
from nianbao.params import load_parameters
from nianbao.template import load_template
from tests.conftest import SHARED

REPORTS = SHARED / "reports"
SEED = SHARED / "seed" / "heluo-2017.txt"


def index() -> list[dict[str, Any]]:
    path = REPORTS / "index.json"
    if not path.is_file():
        pytest.skip(f"{path} is absent: real reports can't be read here")
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def read(name: str) -> tuple[Imported, str]:
    """Read a text without the line that its collector put on top, or its file name: both name the year."""
    text = (REPORTS / "texts" / name).read_text(encoding="utf-8")
    body = "\n" + text.partition("\n")[2] if text.startswith("# url:") else text
    return read_report_text(body, "报告.txt"), body


def test_nothing_is_lost_and_nothing_invented(tmp_path: Path) -> None:
    for about in index():
        report, body = read(about["file"])
        source = counted(line.text for line in text_source(body, "").lines)
        assert counted(text for _, _, text in report.kept) == source, about["file"]
        for section, text in (report.text.values.get("sections") or {}).items():
            kept = [part for kind, name, part in report.kept if (kind, name) == ("section", section)]
            assert counted([text]) == counted(kept), (about["file"], section)
        left = [part for kind, _, part in report.kept if kind == "unplaced"]
        assert counted(one["text"] for one in report.text.values.get("unplaced") or ()) == counted(left)
        if report.parameters is None:
            assert report.year is None
            continue
        path = tmp_path / "report.yaml"
        path.write_text(report.parameters_text, encoding="utf-8")
        assert load_parameters(path).parameters == report.parameters, about["file"]


def test_template_and_year_are_recognised() -> None:
    wrong = []
    stated = 0
    for about in index():
        report, body = read(about["file"])
        year = about["year"]
        if not isinstance(year, int) or not (str(year) in body or str(year + 1) in body):
            continue
        stated += 1
        expected = {"2021": {"national-2021"}, "2019": {"national-2019"}}
        templates = expected.get(about["format"], {"national-2014", "laiyang-2017"})
        if report.template not in templates or report.year != year:
            wrong.append((about["file"], report.template, report.year))
    assert stated > 90
    assert len(wrong) <= 0.02 * stated, wrong


def test_golden_cells_are_right() -> None:
    index()
    golden = json.loads((REPORTS / "golden.json").read_text(encoding="utf-8"))
    reports = {name: read(name)[0] for name in golden}
    reports |= {f"{path.stem}.txt": read_report(path) for path in (REPORTS / "pdf").glob("*.pdf")}
    for name, report in reports.items():
        tables = report.text.values["tables"]
        for table, row, column, value in golden_cells(golden[name], report.template):
            assert tables.get(table, {}).get(row, {}).get(column) == value, (name, table, row, column)


@pytest.mark.parametrize("form", FORMS)
def test_golden_cells_are_right_in_every_form(form: str, tmp_path: Path) -> None:
    index()
    golden = json.loads((REPORTS / "golden.json").read_text(encoding="utf-8"))
    for name, figures in golden.items():
        first, body = read(name)
        cells = list(golden_cells(figures, first.template))
        tables = report_parts(load_template(first.template), first.year or 0, "示例县云溪镇人民政府", cells)
        for parts in (body.split("\n"), tables):
            path = tmp_path / f"报告.{form}"
            path.write_bytes(FORMS[form](parts))
            found = read_report(path).text.values["tables"]
            for table, row, column, value in cells:
                own = found.get(table, {}).get(row, {}).get(column)
                assert own == value, (name, form, table, row, column)


def test_the_first_report_is_read_whole() -> None:
    if not SEED.is_file():
        pytest.skip(f"{SEED} is absent: the first report can't be read here")
    report = read_report(SEED)
    parameters = report.parameters
    assert parameters is not None
    assert (report.template, report.year, report.counts["sections"]) == ("laiyang-2017", 2017, 9)
    assert report.counts["unplaced"] == 0
    assert parameters.unit.full_name == "莱阳市河洛镇人民政府"
    assert (parameters.issued.by, parameters.issued.date) == ("河洛镇人民政府", "2018-01-27")
    assert all(parameters.sections[section].strip() for section in parameters.sections)
    assert len(parameters.sections) == 10
    # A word that a blank line parted is whole again.
    assert [
        paragraph.count("\n") for paragraph in parameters.sections["organization"].strip().split("\n\n")
    ] == [0, 1]
    assert parameters.sections["problems"].count("\n\n（") == 2
