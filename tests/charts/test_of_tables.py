"""图解 of a report: which charts, where they stand, and that every form prints them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from nianbao.blocks import BLOCK_MIME, Block, Figure, Table, from_json
from nianbao.build import build_report
from nianbao.errors import TemplateError
from nianbao.export.base import Look, form_names, load_form
from nianbao.export.document import Document
from nianbao.importer import read_report
from nianbao.notebook import ShownReport
from nianbao.report import Report, content_sha256
from nianbao.selfcheck import check_file
from nianbao.task import Task
from tests.national import read_back, write_report

CHARTS = {"settings": {"charts": True}}


def figures(report: Report) -> list[Figure]:
    return [block for block in report.blocks() if isinstance(block, Figure)]


def document(report: Report) -> Document:
    title, *blocks = report.blocks()
    return Document(title, tuple(blocks))  # type: ignore[arg-type]  # the first block is the title


@pytest.fixture
def report(folder: Path) -> Report:
    write_report(folder, 2023)
    return read_back(write_report(folder, 2024, **CHARTS))


def test_a_report_has_no_charts_unless_it_asks_for_them(folder: Path) -> None:
    assert figures(read_back(write_report(folder))) == []


def test_charts_stand_numbered_under_their_tables(report: Report) -> None:
    blocks = report.blocks()
    places = [place for place, block in enumerate(blocks) if isinstance(block, Figure)]
    before = [blocks[place - 1] for place in places]
    assert [block.id for block in before if isinstance(block, Table)] == ["applications", "review_litigation"]
    captions = [figure.caption for figure in figures(report)]
    assert captions == [
        "图1　2024年收到和处理政府信息公开申请情况（单位：件）",
        "图2　2023年和2024年主要数据（各项比例不同，以数字为准）",
    ]


def test_what_a_chart_tells_is_what_the_table_says(report: Report) -> None:
    first, second = figures(report)
    assert "本年新收 3 件（自然人 3 件，法人或其他组织 0 件）" in first.alt
    assert "不予公开 0 件" in first.alt
    assert "新收申请：2023 年 3 件，2024 年 3 件" in second.alt
    assert "行政许可" not in second.alt  # nought in both years


def test_without_last_year_there_is_nothing_to_compare(folder: Path) -> None:
    report = read_back(write_report(folder, 2024, **CHARTS))
    assert [figure.caption[:2] for figure in figures(report)] == ["图1"]  # type: ignore[index]


def test_a_report_of_noughts_has_no_chart(folder: Path) -> None:
    assert figures(read_back(write_report(folder, 2024, tables={}, **CHARTS))) == []


def test_outcomes_of_a_group_are_added_up(folder: Path) -> None:
    rows = {
        "new_received": {"enterprise": 3},
        "state_secret": {"enterprise": 1},
        "enforcement_file": {"other": 2},
    }
    report = read_back(write_report(folder, 2024, tables={"applications": rows}, **CHARTS))
    (figure,) = figures(report)
    assert "不予公开 3 件（自然人 0 件，法人或其他组织 3 件）" in figure.alt


def test_charts_count_among_what_a_report_is_made_of(folder: Path) -> None:
    plain = read_back(write_report(folder))
    assert content_sha256(plain) != content_sha256(read_back(write_report(folder, **CHARTS)))
    with_forms = read_back(write_report(folder, settings={"forms": ["html"], "charts": False}))
    assert content_sha256(plain) == content_sha256(with_forms)


@pytest.mark.parametrize("form", form_names())
def test_every_form_prints_them_and_passes_the_self_check(report: Report, form: str, tmp_path: Path) -> None:
    made = load_form(form)
    path = tmp_path / made.file_name
    path.write_bytes(made.render(document(report), Look()))
    check_file(path, form, document(report), report)
    assert made.render(document(report), Look()) == path.read_bytes()


def test_text_of_a_chart_can_be_selected_in_a_pdf(report: Report) -> None:
    pdf = load_form("pdf").render(document(report), Look())
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    (page,) = (page for page in pages if "图1" in page)
    assert "法人或其他组织" in page
    assert "结转下年度" in page


def test_a_build_prints_them(folder: Path) -> None:
    write_report(folder, 2023)
    path = write_report(folder, 2024, **CHARTS)
    outcome = build_report(Task(path, folder, folder / "out", ("html",)))
    assert outcome.status == "built", outcome.error
    page = (folder / "out" / outcome.outputs["html"]).read_text(encoding="utf-8")
    assert page.count("data:image/svg+xml;base64,") == 2
    assert "图1　2024年收到" in page


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Block]:
    """The blocks that cells display, in order."""
    blocks: list[Block] = []

    def display(data: Any, *, raw: bool) -> None:
        assert raw
        blocks.append(from_json(json.loads(json.dumps(data[BLOCK_MIME]))))

    monkeypatch.setattr("IPython.display.display", display)
    return blocks


def test_an_author_shows_a_chart_in_a_cell(folder: Path, shown: list[Block]) -> None:
    report = ShownReport(read_back(write_report(folder)))
    report.chart("applications")
    report.chart("years")  # there is no last year
    report.chart("applications")  # the cell is run again
    assert [block.caption for block in shown if isinstance(block, Figure)] == [
        "图1　2024年收到和处理政府信息公开申请情况（单位：件）"
    ] * 2


def test_an_authors_chart_counts_on_from_the_reports_own(report: Report, shown: list[Block]) -> None:
    ShownReport(report).chart("applications")
    (figure,) = shown
    assert isinstance(figure, Figure)
    assert (figure.caption or "").startswith("图3　")


def test_a_chart_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(TemplateError, match="applications"):
        ShownReport(read_back(write_report(folder))).chart("application")


@pytest.mark.parametrize("form", ["html", "docx"])
def test_captions_are_no_text_of_a_report_that_is_read_back(
    report: Report, form: str, tmp_path: Path
) -> None:
    path = tmp_path / f"report.{form}"
    path.write_bytes(load_form(form).render(document(report), Look()))
    read = read_report(path)
    assert "图1" not in read.parameters_text
    assert "图2" not in read.parameters_text
    assert [one.part for one in read.stretches if one.name == "图解"] == ["chrome"] * 2
