"""What ``county sum`` writes: workbook, data and pages say the same sums, and open on each contribution."""

from __future__ import annotations

import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from lxml import html

from nianbao.county.sums.alike_page import alike_page
from nianbao.county.sums.data import as_data, json_bytes
from nianbao.county.sums.model import CountySum
from nianbao.county.sums.page import sums_page
from nianbao.county.sums.trace import find_cell, traced
from nianbao.county.sums.workbook import DETAILS, sums_workbook
from nianbao.errors import UsageError
from tests.county.sums.conftest import OWN, absent, added, handed
from tests.html_checker import complaints

MONEY = ({"charges": {"amount": "0.1"}}, {"charges": {"amount": "12.25"}})
HOSTILE = '</script><b onclick="x">&"\'=1+1'


def sample() -> CountySum:
    applications = {"new_received": {"natural_person": 3, "other": 1}, "disclosed": {"natural_person": 4}}
    return added(
        handed(0, {"proactive_disclosure": MONEY[0], "applications": applications}),
        handed(1, {"proactive_disclosure": MONEY[1]}, template="national-2021"),
        handed(2, {"applications": {"other_handling": {"other": 2}}}, template="national-2019"),
        absent(3),
    )


def test_the_workbook_stores_what_its_formulas_give() -> None:
    county = sample()
    data = sums_workbook(county)
    formulas, values = (
        openpyxl.load_workbook(io.BytesIO(data), data_only=stored) for stored in (False, True)
    )
    rows = list(formulas[DETAILS].iter_rows(min_row=2, values_only=True))
    seen = set()
    for table in county.tables.values():
        name = next(sheet for sheet in formulas.sheetnames if sheet.startswith(table.form.name))
        for line in formulas[name].iter_rows():
            for cell in line:
                found = re.fullmatch(
                    r'=SUMIFS\(明细!\$H\$2:\$H\$(\d+),明细!\$G\$2:\$G\$\1,"([^"]+)"\)', str(cell.value)
                )
                if not found:
                    continue
                assert int(found[1]) == len(rows) + 1
                summed = sum((Decimal(str(row[7])) for row in rows if row[6] == found[2]), start=Decimal(0))
                place = tuple(found[2].split("/"))
                assert summed == Decimal(county.tables[place[0]].cells[place[1], place[2]].value)
                assert Decimal(str(values[name][cell.coordinate].value)) == summed
                seen.add(found[2])
    assert seen == {cell.name for cell in county.cells()}
    assert sums_workbook(county) == data
    assert "没有计入" in str(list(formulas["各单位"].iter_rows(values_only=True)))


def test_the_data_are_exact_and_carry_no_time() -> None:
    data = json.loads(json_bytes(sample()))
    charges = data["tables"]["proactive_disclosure"]["charges"]["amount"]
    assert charges == {"value": "12.35", "from": {"u0": "0.1", "u1": "12.25"}, "missing": ["u2", "u3"]}
    assert data["certain"] is False
    assert [unit["counted"] for unit in data["units"]] == [True, True, True, False]
    assert data["units"][2]["converted"] is True
    assert "20" not in re.sub(r"2019|2021|2024", "", json.dumps([data["units"], data["year"]]))
    assert as_data(sample()) == data


def test_each_number_of_the_page_opens_to_its_units() -> None:
    county = sample()
    page = html.document_fromstring(sums_page(county).encode("utf-8"))
    links = page.xpath("//td/a[starts-with(@href, '#')]")
    for link in links:
        (panel,) = page.xpath("//section[@id=$id]", id=unquote(link.get("href")[1:]))
        cell = find_cell(county, panel.get("id").replace(".", "/"))
        shown = [(row.xpath("string(span)"), Decimal(row.xpath("string(b)"))) for row in panel.xpath(".//li")]
        assert sum(value for _, value in shown) == Decimal(cell.value) == Decimal(link.text)
        assert shown == [(one.unit.name, Decimal(one.value)) for one in cell.largest_first]
        assert [value for _, value in shown] == sorted((value for _, value in shown), reverse=True)
        assert all(lack.unit.name in panel.text_content() for lack in cell.lacks)
    assert len(links) == sum(bool(cell.largest_first) or len(cell.lacks) > 1 for cell in county.cells())
    assert len(page.xpath("//td[contains(@class, 'number')]")) == len(list(county.cells()))
    text = page.text_content()
    assert "汇总数未定" in text
    assert "第3镇（没有报来）" in text
    assert text.count("未定：还缺单位的数") == len(county.tables)


def test_a_certain_sum_says_so() -> None:
    text = html.document_fromstring(sums_page(added(handed(OWN, {})))).text_content()
    assert "都已计入，汇总数确定" in text
    assert "未定" not in text


def test_a_sum_without_the_county_government_itself_says_so_everywhere() -> None:
    county = added(handed(0, {"applications": {"new_received": {"other": 1}}}))
    text = html.document_fromstring(sums_page(county)).text_content()
    assert "汇总数确定" not in text
    assert "没有政府本级：单位名单里没有这一行" in text
    assert text.count("未定：没有政府本级。") == len(county.tables)
    data = as_data(county)
    assert (data["certain"], data["without_own"]) == (False, True)
    assert "without_own" not in as_data(added(handed(OWN, {})))
    assert "（未定：没有政府本级）" in traced(county, find_cell(county, "applications/new_received"))
    book = openpyxl.load_workbook(io.BytesIO(sums_workbook(county)))
    assert "没有政府本级" in str(list(book["各单位"].iter_rows(values_only=True)))
    for table in county.tables.values():
        name = next(sheet for sheet in book.sheetnames if sheet.startswith(table.form.name))
        said = str(list(book[name].iter_rows(values_only=True)))
        assert "（未定）" in said
        assert "未定：没有政府本级，见「各单位」" in said


def test_names_are_text_on_pages_and_in_workbooks() -> None:
    county = added(absent(1, HOSTILE))
    page = html.document_fromstring(sums_page(county))
    assert page.xpath("//b[@onclick]") == []
    assert HOSTILE in page.text_content()
    archive = zipfile.ZipFile(io.BytesIO(sums_workbook(county)))
    sheets = [archive.read(name).decode("utf-8") for name in archive.namelist() if "worksheets/" in name]
    assert all("1+1" not in formula for sheet in sheets for formula in re.findall("<f>(.*?)</f>", sheet))


def test_a_number_is_traced_in_words() -> None:
    county = sample()
    words = traced(county, find_cell(county, "applications/new_received"))
    assert "汇总数：4件（未定：还缺单位）" in words
    assert "政府本级 0＋部门 0＋乡镇（街道） 4" in words
    assert "4　第0镇" in words
    assert "缺　第3镇：没有报来" in words
    assert find_cell(county, "applications.new_received.total").value == 4


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("表三/（一）予以公开/自然人", "applications/disclosed/natural_person"),
        ("表三「（一）予以公开」行「自然人」列", "applications/disclosed/natural_person"),
        ("表三/（一）予以/自然", "applications/disclosed/natural_person"),
        ("表三/（一）予以公开", "applications/disclosed/total"),
        ("表三/（一）", "applications/disclosed/total"),
    ],
)
def test_a_cell_is_found_by_what_is_printed(name: str, found: str) -> None:
    assert find_cell(sample(), name).name == found


def test_every_cell_is_found_by_its_words_and_its_id() -> None:
    county = sample()
    for cell in county.cells():
        form = county.tables[cell.place[0]].form
        words = (form.name, form.row_by_id[cell.place[1]].name, form.column_by_id[cell.place[2]].label)
        assert find_cell(county, "/".join(words)) is cell
        assert find_cell(county, cell.name) is cell


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("没有", "写成「表/行/列」，如 表二/规章/本年制发件数，也可以写代号"),
        ("表三/（三）不予公开/自然人", "格，请写到只剩一格，如 表三/（三）不予公开 1"),
        ("表三/（一）予以公幵/自然人", "是不是想写「表三/（一）予以公开/自然人」"),
        ("applications/disclosed/natural_persn", "是不是想写「applications/disclosed/natural_person」"),
        ("", "没有「」这一格"),
    ],
)
def test_a_cell_that_is_not_there_is_asked_for_in_printed_words(name: str, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        find_cell(sample(), name)


def test_pages_are_valid(tmp_path: Path) -> None:
    pages = {
        "open": sums_page(sample()).encode("utf-8"),
        "certain": sums_page(added(handed(0, {}))).encode("utf-8"),
        "alike": alike_page("示例县", 2024, (), ()).encode("utf-8"),
    }
    # The checker is of 2020 and doesn't know these properties yet.
    assert [
        line
        for line in complaints(tmp_path, **pages)
        if not re.search("“(?:color-scheme|inset|text-underline-offset)”", line)
    ] == []
