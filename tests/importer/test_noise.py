"""Known tables in every flattening with random noise: every cell equal; where nothing can be told, nothing wrong."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nianbao.importer import Imported, read_report_text
from nianbao.importer.characters import counted
from nianbao.template import Template, load_template
from tests.importer.flatten import Numbers, numbers_of, read_numbers, report_text
from tests.importer.noise import ALL, SHOWING_BLANKS, by_columns, noisy_report

TEMPLATES = {"national-2021": 2023, "national-2019": 2020, "national-2014": 2016}
LOADED: dict[str, tuple[Template, Numbers]] = {
    name: (load_template(name), numbers_of(load_template(name))) for name in TEMPLATES
}


def read(text: str) -> Imported:
    report = read_report_text(text, "报告.txt")
    assert counted(part for _, _, part in report.kept) == counted(line.text for line in report.lines)
    return report


def tables_of(report: Imported, numbers: Numbers) -> Numbers:
    found = read_numbers(report.text.values.get("tables"))
    return {table: found.get(table, {}) for table in numbers}


@settings(max_examples=90, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(TEMPLATES)), st.sampled_from(list(ALL)), st.integers(0, 2**32))
def test_every_cell_of_a_noisy_table(name: str, flattening: str, seed: int) -> None:
    template, numbers = LOADED[name]
    text, shown = noisy_report(template, TEMPLATES[name], numbers, ALL[flattening], seed)
    report = read(text)
    assert (report.template, report.year) == (name, TEMPLATES[name])
    assert tables_of(report, numbers) == shown


@settings(max_examples=90, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(list(TEMPLATES)),
    st.sampled_from(list(SHOWING_BLANKS)),
    st.sampled_from([0.2, 0.5, 0.8]),
    st.integers(0, 2**32),
)
@example("national-2014", "dashes", 0.2, 9484561)  # a space in （…计1次） made its 1 a number of the row
def test_blank_cells_move_no_number(name: str, flattening: str, share: float, seed: int) -> None:
    template, numbers = LOADED[name]
    text, shown = noisy_report(template, TEMPLATES[name], numbers, SHOWING_BLANKS[flattening], seed, share)
    found = tables_of(read(text), numbers)
    wrong = {
        (table, cell)
        for table, cells in found.items()
        for cell, value in cells.items()
        if shown[table].get(cell) != value
    }
    assert not wrong
    # A single row of another row's length, or a table of blanks alone, may stay out; it is then unplaced.
    assert sum(map(len, found.values())) >= 0.9 * sum(map(len, shown.values())) - 8


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_table_read_downwards_gives_nothing_wrong(name: str) -> None:
    template, numbers = LOADED[name]
    report = read(report_text(template, TEMPLATES[name], by_columns, numbers))
    for table, cells in tables_of(report, numbers).items():
        for cell, value in cells.items():
            assert numbers[table][cell] == value, cell


@pytest.mark.parametrize("flattening", ["cell_a_line", "pdf_lines", "bars"])
def test_blanks_that_left_no_trace_give_nothing_wrong(flattening: str) -> None:
    """Cells that vanished altogether: a row that lacks some stays out and is named."""
    template, numbers = LOADED["national-2021"]
    for seed in range(3):
        text, shown = noisy_report(template, 2023, numbers, ALL[flattening], seed, 0.3)
        lines = [line for line in text.split("\n") if line.strip(" 　|-/—") and line.strip() != "&nbsp;"]
        for table, cells in tables_of(read("\n".join(lines)), numbers).items():
            for cell, value in cells.items():
                assert shown[table].get(cell) == value, (flattening, seed, cell)
