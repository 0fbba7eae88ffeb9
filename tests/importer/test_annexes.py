"""Attachments of published reports: the template's own tables come back, all others are kept unplaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.blocks import Annex, Heading, Paragraph, Span
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.importer import read_report, read_report_text
from nianbao.params import load_parameters
from nianbao.report import Report
from tests.shapes import ROOT

OWN = (
    Annex(name="各站所分工"),
    Heading(level=1, spans=(Span(text="一、总体情况"),)),
    Paragraph(spans=(Span(text="附件里也有这样的标题，公开99条。"),)),
)


def unplaced(values: dict[str, object]) -> str:
    left = values.get("unplaced") or []
    assert isinstance(left, list)
    return "\n".join(one["text"] for one in left)


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "fragment"])
@pytest.mark.parametrize("sample", ["2016/yunxi", "2024/gaoling"])
def test_an_attachment_takes_nothing_from_the_report(form: str, sample: str, tmp_path: Path) -> None:
    report = Report.of(load_parameters(ROOT / "params" / f"{sample}.yaml", ROOT).parameters, ROOT)
    made = load_form(form)
    file = tmp_path / made.file_name
    file.write_bytes(made.render(Document.of([*report.blocks(), *OWN]), Look()))
    read = read_report(file)
    assert read.parameters is not None
    assert read.parameters.issued == report.parameters.issued
    again = Report.of(read.parameters)
    assert {name: table.values for name, table in again.tables.items()} == {
        name: table.values for name, table in report.tables.items()
    }
    left = unplaced(read.text.values)
    assert left.count("各站所分工") == 2, "in the list and as title"
    assert "附件里也有这样的标题" in left
    assert "政府信息公开情况统计表" not in left
    assert "99条" not in "".join(str(text) for text in read.text.values["sections"].values())
    assert "附件" not in "".join(str(text) for text in read.text.values["sections"].values())


TABLE = "统计指标\t单位\t统计数\n（一）收到申请数\t件\t3\n1.当面申请数\t件\t1\n2.传真申请数\t件\t2\n（二）申请办结数\t件\t3\n"
REPORT = (
    "云溪镇人民政府2016年政府信息公开工作年度报告\n一、概述\n全年公开12条。\n{listed}云溪镇人民政府\n2017年1月20日\n{head}"
    + TABLE
)


@pytest.mark.parametrize("listed", ["", "附件：政府信息公开情况统计表\n", "附表:政府信息公开情况统计表\n"])
@pytest.mark.parametrize(
    "head",
    ["附件\n政府信息公开情况统计表\n", "附表：政府信息公开情况统计表\n", "附件1\n政府信息公开情况统计表\n"],
)
def test_the_ways_in_which_a_table_is_attached(listed: str, head: str) -> None:
    read = read_report_text(REPORT.format(listed=listed, head=head))
    values = read.text.values
    assert values["issued"] == {"by": "云溪镇人民政府", "date": "2017-01-20"}
    assert values["tables"]["statistics"]["applications_received"] == {"value": 3}
    assert values["sections"]["overview"] == "全年公开12条。\n"
    assert read.counts["unplaced"] == 0
