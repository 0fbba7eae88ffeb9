"""Findings in a notebook: shown to the author, printed in no form."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
from IPython.core.formatters import DisplayFormatter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from nianbao.build import build_report
from nianbao.display import bundle
from nianbao.export.exporters import load_form
from nianbao.export.reader import read_document
from nianbao.finding import Finding
from nianbao.findings_view import FINDINGS_MIME, ShownFindings
from nianbao.notebook import open_report
from nianbao.task import Task
from tests.browser.pages import ROOT
from tests.checks.whole import OVERVIEW, whole
from tests.sample_document import TITLE

WRONG = Finding(
    code="W103",
    severity="warning",
    message="标点<重复>。",
    suggestion="请删去。",
    file="/x/y.yaml",
    line=3,
    column=1,
)


def test_a_cell_shows_a_table_and_no_path() -> None:
    shown, _ = DisplayFormatter().format(ShownFindings([WRONG]))
    assert json.loads(json.dumps(shown[FINDINGS_MIME]))["findings"][0]["code"] == "W103"
    assert "标点&lt;重复&gt;。" in shown["text/html"] and "<重复>" not in shown["text/html"]
    assert "请核实 W103 标点<重复>。" in shown["text/plain"]
    assert not any("/x/y.yaml" in str(part) for part in shown.values())


def test_nothing_found_is_said() -> None:
    shown, _ = DisplayFormatter().format(ShownFindings())
    assert shown["text/plain"] == "没有发现问题。"


def test_what_was_answered_says_so() -> None:
    answered = Finding(code="S304", severity="hint", message="甲。", answered="上级<要求>")
    assert "情况说明：上级&lt;要求&gt;" in ShownFindings([answered])._repr_mimebundle_()["text/html"]


def test_the_report_that_a_notebook_opened_is_checked() -> None:
    values = whole(sections__overview=f"{OVERVIEW}。")
    report = open_report(values, template="national-2021", default="2024/yunxi")
    assert "W103" in {finding.code for finding in report.findings()}


def test_no_form_reads_them() -> None:
    data = ShownFindings([WRONG])._repr_mimebundle_()
    outputs = [new_output("execute_result", data), new_output("display_data", bundle(TITLE))]
    document = read_document(new_notebook(cells=[new_code_cell("report.findings()", outputs=outputs)]))
    assert (document.title, document.blocks, document.warnings) == (TITLE, (), ())


def test_a_built_report_holds_none_of_them(tmp_path: Path) -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "national-2021.ipynb", nbformat.NO_CONVERT)
    notebook.cells.append(new_code_cell("report.findings()"))
    (tmp_path / "notebooks").mkdir()
    nbformat.write(notebook, tmp_path / "notebooks" / "national-2021.ipynb")
    path = tmp_path / "params" / "2024" / "yunxi.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        json.dumps(whole(sections__overview=f"{OVERVIEW}。"), ensure_ascii=False), encoding="utf-8"
    )
    outcome = build_report(Task(path, tmp_path, tmp_path / "out", forms=("html",)))
    assert outcome.status == "built", outcome.error
    page = load_form("html").read_text((tmp_path / "out" / outcome.outputs["html"]).read_bytes())
    assert "W103" not in page and "标点重复" not in page
    record = (tmp_path / "out" / outcome.outputs["ipynb"]).read_text(encoding="utf-8")
    assert "W103" in record and FINDINGS_MIME in record
