"""The empty workbook: what a clerk opens in January, and what the reader makes of it."""

from __future__ import annotations

import datetime
import io

import pytest
from openpyxl import Workbook, load_workbook

from nianbao.ledgers import read_ledgers
from nianbao.ledgers.words import KINDS, load_words
from nianbao.ledgers.workbook import empty_workbook
from tests.ledgers.conftest import Folder


def book(year: int = 2024, kinds: tuple[str, ...] = KINDS) -> Workbook:
    return load_workbook(io.BytesIO(empty_workbook("云溪镇", year, kinds)))


def test_the_same_input_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = empty_workbook("云溪镇", 2024)
    assert first == empty_workbook("云溪镇", 2024) != empty_workbook("云溪镇", 2025)
    assert f"{datetime.date.today():%Y-%m-%d}".encode() not in first


def test_read_back_empty_it_gives_nothing_and_no_error(ledger: Folder) -> None:
    (ledger.path / "ledgers/a.xlsx").write_bytes(empty_workbook("云溪镇", 2024))
    reading = read_ledgers(dict.fromkeys(KINDS, "ledgers/a.xlsx"), 2024, ledger.path)
    assert reading.entries == dict.fromkeys(KINDS, ())
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("L115", "hint")]


@pytest.mark.parametrize("kind", KINDS)
def test_examples_moved_into_the_ledger_are_read(ledger: Folder, kind: str) -> None:
    filled = book()
    words = load_words(kind)
    sheet = filled[words.name]
    for row, example in enumerate(words.examples, 3):
        for column, heading in enumerate(words.layout, 1):
            value = example.get(heading)
            dated = isinstance(value, str) and value.startswith("-")
            sheet.cell(row, column).value = f"2024{value}" if dated else value
    done = ledger.book(filled, kind)
    assert done.errors == [] and len(done.reading.entries[kind]) >= len(words.examples)


def test_every_choice_of_a_drop_down_is_a_word_the_reader_knows() -> None:
    for kind in KINDS:
        words = load_words(kind)
        for values in words.choices.values():
            for value in words.values[values]:
                assert words.meaning(values, words.label(values, value)) == value


def test_drop_downs_dates_and_guidance_are_there() -> None:
    made = book()
    sheet = made["依申请公开台账"]
    head = [cell.value for cell in sheet[2]]
    assert head == list(load_words("applications").layout)
    rules = {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule
        for rule in sheet.data_validations.dataValidation
    }
    letter = sheet.cell(2, head.index("办理结果") + 1).column_letter
    reference = rules[letter].formula1
    assert rules[letter].type == "list" and reference.startswith("'选项'!")
    offered = [cell[0].value for cell in made["选项"][reference.split("!")[1].replace("$", "")]]
    assert offered[0] == "予以公开" and len(offered) == 21
    assert rules[sheet.cell(2, head.index("收到日期") + 1).column_letter].type == "date"
    assert made["选项"].sheet_state == "hidden"
    assert sheet.freeze_panes == "B3" and sheet["A2"].comment is not None
    assert made.sheetnames[0] == "说明" and "示例" in made.sheetnames


def test_it_holds_the_kinds_that_were_asked_for() -> None:
    assert book(kinds=("reviews",)).sheetnames == ["说明", "复议诉讼台账", "示例", "选项"]


@pytest.mark.parametrize("name", ["=1+1", "云\x00溪\x1f镇", "<镇>&"])
def test_a_units_name_stays_text(name: str) -> None:
    made = load_workbook(io.BytesIO(empty_workbook(name, 2024)))
    title = made["依申请公开台账"]["A1"]
    assert title.data_type == "s" and str(title.value).startswith(
        name.replace("\x00", "").replace("\x1f", "")
    )
