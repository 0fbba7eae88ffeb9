"""The long table: every number once, exact, with its source; the same in CSV and Parquet; no formula for Excel."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.build import build_report
from nianbao.errors import UsageError
from nianbao.longtable import params_file
from nianbao.longtable.making import NAME, Made, make_table
from nianbao.longtable.numbers import COLUMNS, SOURCES, field, plain
from nianbao.longtable.params_file import read_parameter_file
from nianbao.longtable.reading import files_in, read_all
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.tables.numbers import as_text
from nianbao.task import Task

ROOT = Path(__file__).resolve().parents[2]

TOWN = """\
template: national-2021
year: 2024
unit:
  id: {id}
  name: {name}
  level: township
sections:
  overview: |
    tables:
      applications: 不是表格，是正文
tables:
  proactive_disclosure:
    charges:
      amount: {amount}
  applications:
    new_received:
      natural_person: 3
"""


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A working folder without reports."""
    (tmp_path / "params" / "2024").mkdir(parents=True)
    return tmp_path


def write(
    work: Path, unit: str = "ceshi", name: str = "测试镇", amount: str = "12.35", more: str = ""
) -> Path:
    path = work / "params" / "2024" / f"{unit}.yaml"
    path.write_text(TOWN.format(id=unit, name=json.dumps(name), amount=amount) + more, encoding="utf-8")
    return path


def made(work: Path, *paths: Path, forms: tuple[str, ...] = ("csv",), jobs: int = 1) -> Made:
    return make_table(files_in(paths or [work / "params"]), work, work / "out table", forms, jobs)


def rows(work: Path) -> list[dict[str, str]]:
    data = (work / "out table" / f"{NAME}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def parquet(work: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect() as base:
        return base.execute(
            "SELECT * FROM read_parquet(?)", [str(work / "out table" / f"{NAME}.parquet")]
        ).fetchall()


def test_every_number_of_the_samples_stands_there_once_and_exactly(tmp_path: Path) -> None:
    for kind in ("params", "templates"):
        shutil.copytree(ROOT / kind, tmp_path / kind)
    done = made(tmp_path)
    assert (done.unreadable, done.odd) == ([], [])
    found = {(row["file"], row["table"], row["row"], row["column"]): row for row in rows(tmp_path)}
    assert len(found) == done.numbers
    seen = 0
    for path in (ROOT / "params").glob("[0-9]*/*.yaml"):
        report = Report.of(load_parameters(path, ROOT).parameters, ROOT)
        for table in report.tables.values():
            for cell in table.form.cells:
                row = found[path.relative_to(ROOT).as_posix(), table.form.id, *cell]
                assert row["value"] == as_text(table.values[cell])
                assert row["source"] == table.source(cell)
                assert row["total"] == str(int(cell in table.form.derivations))
                assert (row["unit"], row["year"]) == (path.stem, path.parent.name)
                seen += 1
    assert seen == len(found)
    assert {row["source"] for row in found.values()} == {"typed", "ledger", "derived", "none"}


def test_parquet_is_the_csv_with_types(work: Path) -> None:
    write(work, "jia", "'=甲镇", "0.000123456789")
    write(work, "yi", "乙,“镇”", "12.5")
    made(work, forms=("csv", "parquet"))
    typed = parquet(work)
    written = rows(work)
    assert len(typed) == len(written) == 400
    for values, row in zip(typed, written, strict=True):
        known = dict(zip(COLUMNS, values, strict=True))
        assert known["value"] == Decimal(row["value"])
        assert known["year"] == int(row["year"])
        assert known["total"] is (row["total"] == "1")
        for column in set(COLUMNS) - {"value", "year", "total"}:
            assert (known[column] or "") == plain(row[column])
    assert Decimal("0.000123456789") in [values[COLUMNS.index("value")] for values in typed]
    before = (work / "out table" / f"{NAME}.parquet").read_bytes()
    made(work, forms=("parquet",))
    assert (work / "out table" / f"{NAME}.parquet").read_bytes() == before


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_text_is_a_formula_and_none_is_lost(text: str) -> None:
    (read,) = next(csv.reader(io.StringIO(field(text) + "\r\n", newline="")), [""]) or [""]
    assert not read.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert plain(read) == text


def test_a_name_that_is_a_formula_stays_text(work: Path) -> None:
    write(work, name="=HYPERLINK(1)")
    made(work)
    assert {row["name"] for row in rows(work)} == {"'=HYPERLINK(1)"}


def test_many_processes_give_the_same_table(work: Path) -> None:
    for number in range(120):
        write(work, f"u{number}", f"第{number}镇", f"{number}.25")
    made(work)
    alone = (work / "out table" / f"{NAME}.csv").read_bytes()
    assert made(work, jobs=2).reports == 120
    assert (work / "out table" / f"{NAME}.csv").read_bytes() == alone


def test_what_is_odd_is_read_in_full_and_says_the_same(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = read_parameter_file(write(work), work, "x")
    assert ("applications", "new_received", "natural_person", "3", "typed", False) in quick.cells
    monkeypatch.setattr(params_file, "_quickly", lambda *_: None)
    assert read_parameter_file(write(work), work, "x") == quick


@pytest.mark.parametrize(
    "more",
    [
        "    new_recieved:\n      natural_person: 4\n",
        "  nosuch:\n    a:\n      b: 1\n",
        "nosuch: 1\n",
        "  - x\n",
    ],
)
def test_a_slip_in_a_file_is_told_and_not_passed_over(work: Path, more: str) -> None:
    write(work, more=more)
    write(work, "hao", "好镇")
    done = made(work)
    assert [read.file for read in done.unreadable] == ["params/2024/ceshi.yaml"]
    assert done.unreadable[0].problem
    assert {row["unit"] for row in rows(work)} == {"hao"}


def test_a_cell_that_holds_no_number_is_empty_and_named(work: Path) -> None:
    write(work, amount='"3 4"')
    done = made(work, forms=("csv", "parquet"))
    assert [read.unread for read in done.odd] == [("proactive_disclosure/charges/amount",)]
    (row,) = [row for row in rows(work) if row["row"] == "charges"]
    assert (row["value"], row["source"]) == ("", "unreadable")
    assert [values[COLUMNS.index("value")] for values in parquet(work)].count(None) == 1


def test_records_and_published_reports_say_the_same_numbers(work: Path) -> None:
    shutil.copy(ROOT / "params/2024/qingyan.yaml", work / "params/2024")
    outcome = build_report(
        Task(work / "params/2024/qingyan.yaml", work, work / "out", forms=("html", "docx"), draft=True)
    )
    assert outcome.status == "built", outcome.error
    made(work)
    wanted = {(row["table"], row["row"], row["column"]): Decimal(row["value"]) for row in rows(work)}
    place = work / "out/2024/qingyan"
    for path, sources in (
        (work / "out", {"record", "derived"}),
        (place / "report.html", {"imported"}),
        (place / "report.docx", {"imported"}),
    ):
        done = made(work, path)
        assert done.reports == 1, done.unreadable
        assert {(r["table"], r["row"], r["column"]): Decimal(r["value"]) for r in rows(work)} == wanted
        assert {row["source"] for row in rows(work)} == sources
        assert {row["name"] for row in rows(work)} == {"青岩镇"}


def test_only_what_is_a_report_is_looked_at_in_a_folder(work: Path) -> None:
    write(work)
    (work / "params/ledgers").mkdir()
    (work / "params/ledgers/a.xlsx").write_bytes(b"")
    (work / "params/2024/.hidden.yaml").write_text("", encoding="utf-8")
    (work / "published").mkdir()
    (work / "published/a.txt").write_text("x", encoding="utf-8")
    assert [path.name for path in files_in([work])] == ["ceshi.yaml", "a.txt"]
    with pytest.raises(UsageError, match="没有年报底稿"):
        (work / "empty").mkdir()
        files_in([work / "empty"])
    with pytest.raises(UsageError, match="找不到"):
        files_in([work / "no"])


def test_a_file_that_is_no_report_is_told(work: Path) -> None:
    (work / "a.txt").write_text("x", encoding="utf-8")
    (work / "report.ipynb").write_text("{}", encoding="utf-8")
    reads = list(read_all([work / "a.txt", work / "report.ipynb"], work))
    assert [bool(read.problem) for read in reads] == [True, True]
    assert Counter(read.lines for read in reads) == {"": 2}
    assert set(SOURCES) >= {
        "typed",
        "ledger",
        "derived",
        "none",
        "imported",
        "record",
        "unreadable",
        "absent",
    }


PAGE = """\
测试镇2023年政府信息公开工作年度报告

一、总体情况
　　公开了信息。
二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 |  | 12,3 |
第二十条第（五）项
信息内容 | 本年处理决定数量 |
行政许可 | 12 |
五、存在的主要问题及改进情况
　　人手不足。
"""


def published(work: Path, name: str = "2023-测试镇.txt", text: str = PAGE) -> Path:
    path = work / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_that_was_not_found_in_a_published_report_has_no_value(work: Path) -> None:
    done = made(work, published(work), forms=("csv", "parquet"))
    found = {(row["table"], row["row"], row["column"]): (row["value"], row["source"]) for row in rows(work)}
    own = "proactive_disclosure"
    assert found[own, "licences", "decisions"] == ("12", "imported")
    assert found[own, "normative_documents", "repealed"] == ("0", "none")
    assert found[own, "normative_documents", "in_force"] == ("", "unreadable")
    assert found[own, "penalties", "decisions"] == ("", "absent")
    others = {said for (table, _, _), said in found.items() if table != own}
    assert others == {("", "absent")}
    (read,) = done.partial
    assert read.missing == ("表二「行政处罚」等 3 行", "表三", "表四")
    assert [one.unread for one in done.odd] == [("proactive_disclosure/normative_documents/in_force",)]
    assert done.numbers == sum(value != "" for value, _ in found.values())
    assert done.numbers + done.empty == len(found)
    values = [line[COLUMNS.index("value")] for line in parquet(work)]
    assert values.count(None) == done.empty


def test_a_total_follows_only_where_all_its_parts_were_read(work: Path) -> None:
    whole = "一、本年新收政府信息公开申请数量 | 1 | 2 | 0 | 0 | 0 | 0 |  |\n"
    made(work, published(work, text=PAGE.replace("五、存在", f"{whole}五、存在")))
    totals = {row["row"]: (row["value"], row["source"]) for row in rows(work) if row["column"] == "total"}
    assert totals["new_received"] == ("3", "derived")
    assert totals["outcome_total"] == ("", "absent")


def test_one_row_for_all_other_handling_is_not_called_missing(work: Path) -> None:
    row = "（六）其他处理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
    done = made(work, published(work, text=PAGE.replace("五、存在", f"{row}五、存在")))
    (read,) = done.partial
    assert read.missing[1] == "表三「一、本年新收政府信息公开申请数量」等 21 行"
    other = [row for row in rows(work) if row["row"] in ("not_corrected", "fee_unpaid")]
    assert {(row["value"], row["source"]) for row in other} == {("", "absent")}


def test_the_same_report_from_two_files_counts_once(work: Path) -> None:
    published(work, "a.txt")
    made(work, work / "a.txt")
    alone = rows(work)
    done = made(work, published(work, "b.txt"), work / "a.txt")
    assert done.repeats.copies == [("a.txt", "b.txt")]
    assert (done.reports, list(done.repeats.told())) == (1, [])
    assert rows(work) == [{**row, "file": "b.txt"} for row in alone]


def test_other_numbers_under_the_same_unit_and_year_are_named(work: Path) -> None:
    paths = [published(work, "a.txt"), published(work, "b.txt", PAGE.replace("| 12 |", "| 13 |"))]
    done = made(work, *paths)
    (told,) = done.repeats.told()
    assert "a.txt（测试镇）、b.txt（测试镇）" in told
    assert "2023 年度有 2 份" in told
    assert (done.reports, done.repeats.copies) == (2, [])


def test_a_draft_and_its_record_count_once(work: Path) -> None:
    shutil.copy(ROOT / "params/2024/qingyan.yaml", work / "params/2024")
    task = Task(work / "params/2024/qingyan.yaml", work, work / "out", forms=("html",), draft=True)
    assert build_report(task).status == "built"
    done = made(work, work / "params", work / "out")
    assert [file for file, _ in done.repeats.copies] == ["out/2024/qingyan/report.ipynb"]
    assert done.reports == 1
