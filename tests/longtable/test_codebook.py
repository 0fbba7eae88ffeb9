"""The codebook knows every id of every format, in Chinese, with unit, first format and rule."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from nianbao.longtable.codebook import COLUMN_WORDS, codebook_csv, codebook_page, entries
from nianbao.longtable.numbers import COLUMNS, SOURCES
from nianbao.template import load_template, template_names
from tests.html_checker import complaints


def test_every_cell_of_every_format_is_explained() -> None:
    known = {(one.template, one.table, one.row, one.column): one for one in entries()}
    for name in template_names():
        template = load_template(name)
        for form in template.tables:
            for row, column in form.cells:
                one = known.pop((name, form.id, row, column))
                assert all(
                    re.search("[一-龥]", words)
                    for words in (one.table_label, one.row_label, one.column_label)
                )
                assert one.unit == (form.unit((row, column)) or "")
                assert one.legal.count("；") >= 1
                assert (one.total == "1") == ((row, column) in form.derivations) == bool(one.parts)
    assert known == {}


def test_since_when_a_cell_is_asked_for() -> None:
    since = {(one.template, one.table, one.row): one.since for one in entries()}
    assert since["national-2021", "applications", "new_received"].startswith("2019")
    assert since["national-2021", "applications", "fee_unpaid"].startswith("2021")
    assert since["national-2021", "applications", "other_handling"].startswith("2021"), (
        "another name, another meaning"
    )
    assert since["national-2019", "applications", "other_handling"].startswith("2019")


def test_the_csv_is_the_same_and_opens_in_excel() -> None:
    data = codebook_csv(entries())
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["row_label"] for row in read] == [one.row_label for one in entries()]
    assert {row["unit"] for row in read} >= {"件", "万元"}


def test_the_page_tells_of_all_columns_and_sources(tmp_path: Path) -> None:
    page = codebook_page(entries())
    text = page.decode("utf-8")
    assert tuple(COLUMN_WORDS) == COLUMNS
    assert all(f"<code>{name}</code>" in text for name in (*COLUMNS, *SOURCES))
    said = [line for line in complaints(tmp_path, codebook=page) if "“color-scheme”" not in line]
    assert said == []
