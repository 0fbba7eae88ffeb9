"""``nianbao new --from``: a year begins from last year's parameter file or from what was published."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.importer import read_report_text
from nianbao.params import load_parameters
from nianbao.template import load_template
from tests.cli.conftest import Run
from tests.importer.flatten import bars, numbers_of, report_text, sentence_of
from tests.importer.forms import as_docx, as_html
from tests.importer.pdfs import as_pdf

TEMPLATE = load_template("national-2021")
NUMBERS = numbers_of(TEMPLATE)


def published(form: str) -> bytes:
    if form == "html":
        return as_html(TEMPLATE, 2023, NUMBERS)
    if form == "docx":
        return as_docx(TEMPLATE, 2023, NUMBERS)
    if form == "pdf":
        return as_pdf(TEMPLATE, 2023, NUMBERS, "ruled")[0]
    text = report_text(TEMPLATE, 2023, bars, NUMBERS)
    return (read_report_text(text, "年报.txt").parameters_text if form == "yaml" else text).encode()


@pytest.mark.parametrize("form", ["yaml", "txt", "html", "docx", "pdf"])
def test_a_year_begins_where_the_last_ended(form: str, folder: Path, run: Run) -> None:
    last = folder / f"云溪镇2023年报.{form}"
    last.write_bytes(published(form))
    result = run("new", "云溪镇", "--year", "2024", "--from", str(last))
    assert result.status == 0, result.err
    path = folder / "params" / "2024" / "yunxi.yaml"
    made = load_parameters(path, folder).parameters
    # Its structure and who it is are kept.
    assert (made.template, made.year) == ("national-2021", 2024)
    assert (made.unit.full_name, made.unit.parent) == ("示例县云溪镇人民政府", "示例县")
    assert made.issued.by == "示例县云溪镇人民政府"
    assert set(made.sections) == set(TEMPLATE.section_ids)
    # Figures are cleared, but for what goes on, column by column.
    cells = {
        (table, row, column): value
        for table, rows in made.tables.items()
        for row, columns in rows.items()
        for column, value in columns.items()
        if value is not None
    }
    ended = {
        column: number
        for (row, column), number in NUMBERS["applications"].items()
        if row == "carried_forward"
    }
    assert cells == {
        ("applications", "carried_over", column): number
        for column, number in ended.items()
        if column != "total"
    }
    # Prose stands beside, dates are asked for anew, what speaks of last year is marked.
    assert not any(text.strip() for text in made.sections.values())
    assert made.issued.date is None
    text = path.read_text(encoding="utf-8")
    assert f"# {sentence_of('overview')}" in text
    assert "成文日期，如 2025-01-20；2023 年的报告是 2024-01-16" in text
    assert "2023年→2024年" in text
    assert "各列相加" in text  # the published total isn't the sum here


@pytest.mark.parametrize("typed", ["示例县云溪镇人民政府", "云溪镇人民政府", "示例县云溪镇", "云溪镇"])
def test_last_years_short_name_stays_whichever_name_is_typed(typed: str, folder: Path, run: Run) -> None:
    (folder / "last.yaml").write_bytes(published("yaml"))
    assert run("new", typed, "--year", "2024", "--from", "last.yaml").status == 0
    made = load_parameters(folder / "params" / "2024" / "yunxi.yaml", folder).parameters
    assert (made.unit.name, made.unit.full_name) == ("云溪镇", "示例县云溪镇人民政府")


def test_a_namesake_of_another_county_keeps_no_name_of_last_year(folder: Path, run: Run) -> None:
    (folder / "last.yaml").write_bytes(published("yaml"))
    typed = ("样本县云溪镇人民政府", "--year", "2024", "--from", "last.yaml", "--parent", "样本县")
    assert run("new", *typed).status == 0
    made = load_parameters(folder / "params" / "2024" / "yunxi.yaml", folder).parameters
    assert (made.unit.name, made.unit.full_name) == ("云溪镇人民政府", "样本县云溪镇人民政府")


def test_of_another_year_or_unit_nothing_goes_on(folder: Path, run: Run) -> None:
    last = folder / "a.txt"
    last.write_bytes(published("txt"))
    for name, year in (("云溪镇", "2025"), ("白鹭镇", "2024")):
        result = run("new", name, "--year", year, "--from", str(last))
        assert result.status == 0, result.err
        assert "上年结转没有带过来" in result.out
        made = load_parameters(next((folder / "params" / year).glob("*.yaml")), folder).parameters
        assert not any(
            value is not None
            for rows in made.tables.values()
            for columns in rows.values()
            for value in columns.values()
        )


def test_what_this_years_format_has_not_got_is_kept_beside(folder: Path, run: Run) -> None:
    last = folder / "last.yaml"
    last.write_text(
        "template: laiyang-2017\nyear: 2017\nunit:\n  name: 河洛镇\n  full_name: 莱阳市河洛镇人民政府\n"
        "  level: township\n  parent: 莱阳市\nsections:\n  fees: |\n    没有收费。\n"
        "settings:\n  forms:\n    - html\n"
        "accepted:\n  - code: S103\n    where: fees\n    reason: 合并写了\n",
        encoding="utf-8",
    )
    assert run("new", "河洛镇", "--year", "2021", "--from", str(last)).status == 0
    path = folder / "params" / "2021" / "heluo.yaml"
    text = path.read_text(encoding="utf-8")
    assert "【fees】今年的格式没有这一部分" in text
    assert "# 没有收费。" in text
    assert "S103 fees：合并写了" in text
    made = load_parameters(path, folder).parameters
    assert made.settings.forms == ("html",)
    assert made.accepted == ()


def test_a_report_without_a_year_is_not_begun_from(folder: Path, run: Run) -> None:
    (folder / "x.txt").write_text("一、总体情况\n公开了信息。\n", encoding="utf-8")
    result = run("new", "云溪镇", "--year", "2024", "--from", "x.txt")
    assert result.status == 2
    assert "--year" in result.err
    (folder / "x.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    result = run("new", "云溪镇", "--year", "2024", "--from", "x.doc")
    assert "请在 WPS 中另存为 docx/xlsx" in result.err
