"""nianbao check and nianbao figures, as a clerk runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.national import write_ledger, write_report

WRONG_TOTAL = {
    "applications": {
        "new_received": {"natural_person": 3, "total": 4},
        "disclosed": {"natural_person": 3},
    }
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "params").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_wrong(folder: Path, run: Run) -> None:
    write_report(folder)
    result = run("check")
    assert (result.status, result.out) == (0, "校核了 1 份底稿：没有发现问题。\n")
    assert json.loads(run("check", "--json").out) == []


def test_a_wrong_total_is_named_with_its_numbers(folder: Path, run: Run) -> None:
    path = write_report(folder, tables=WRONG_TOTAL)
    assert "勾稽关系不平：一加二为 4，三（七）加四为 3" in run("check").out
    result = run("check", "--json")
    assert result.status == 1
    first, *rest = json.loads(result.out)
    assert first["code"] == "A101"
    assert first["severity"] == "error"
    assert (first["table"], first["row"], first["cell"]) == ("applications", "new_received", "total")
    assert first["file"] == "params/2024/ceshi.yaml"
    assert path.read_text(encoding="utf-8").splitlines()[first["line"] - 1].strip() == "total: 4"
    assert {"sheet", "section", "column", "suggestion", "quote"} <= first.keys()
    assert {finding["code"] for finding in rest} == {"A102"}


def test_json_is_one_list_also_of_a_file_that_cannot_be_read(folder: Path, run: Run) -> None:
    write_report(folder)
    (folder / "params/2024/zzz.yaml").write_text("template: [", encoding="utf-8")
    result = run("check", "--json")
    assert result.status == 1
    assert {finding["file"] for finding in json.loads(result.out)} == {"params/2024/zzz.yaml"}


def test_nothing_could_be_read(folder: Path, run: Run) -> None:
    write_report(folder).write_text("- 一\n", encoding="utf-8")
    assert run("check").status == 2
    assert run("check", "nothing.yaml").status == 2


def test_a_typed_cell_that_contradicts_its_ledger(folder: Path, run: Run) -> None:
    ledger = write_ledger(folder, "1,2024-03-05,信函,申请人甲,公民,1,2024-03-15,予以公开")
    write_report(folder, ledgers={"applications": ledger})
    findings = json.loads(run("check", "--json").out)
    assert [finding["code"] for finding in findings] == ["L201", "L201"]
    assert findings[0]["message"] == (
        "表三「一、本年新收政府信息公开申请数量」行「自然人」列填的是 3，台账里是 1（第 2 行）。"
    )


def test_open_applications_are_judged_by_the_day_asked_about(folder: Path, run: Run) -> None:
    ledger = write_ledger(folder, "1,2024-11-01,信函,申请人甲,公民,1,,")
    write_report(folder, tables={}, ledgers={"applications": ledger})
    assert "K131" in run("check").out
    soon = run("check", "--on", "2024-11-26")
    assert "K132" in soon.out
    assert "K131" not in soon.out
    assert "不是日期" in run("check", "--on", "昨天").err


def test_figures_are_listed_with_their_source(folder: Path, run: Run) -> None:
    ledger = write_ledger(folder, "甲字1号,2024-03-05,信函,申请人甲,公民,1,2024-03-15,予以公开")
    path = str(write_report(folder, tables={}, ledgers={"applications": ledger}))
    listed = run("figures", path, "--find", "新收")
    assert (
        "{{ applications.new_received.total }}　表三 一、本年新收政府信息公开申请数量 总计：1（由各项相加）"
        in listed.out
    )
    rows = run("figures", path, "--rows", "applications.new_received.total")
    assert "ledgers/ceshi.csv第 2 行　甲字1号" in rows.out
    assert "申请人甲" not in rows.out
    assert "没有台账的行" in run("figures", path, "--rows", "year").out
    figures = {figure["name"]: figure for figure in json.loads(run("figures", path, "--json").out)}
    assert figures["applications.new_received.total"]["value"] == 1
    assert figures["applications.new_received.total"]["rows"] == [{"file": ledger, "sheet": None, "row": 2}]
    nothing = run("figures", path, "--find", "没有的词")
    assert (nothing.status, nothing.out) == (0, "")
    assert "没有名称或说明里带「没有的词」的数据" in nothing.err
    missing = run("figures", path, "--rows", "applications.new_recieved.total")
    assert missing.status == 2
    assert "「applications.new_received.total」" in missing.err


def test_a_file_of_an_old_word_is_to_be_saved_anew(folder: Path, run: Run) -> None:
    (folder / "report.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    result = run("check", "report.doc")
    assert result.status == 2
    assert "report.doc" in result.out
    assert "另存为" in result.out


def test_a_file_that_cannot_be_read_leaves_the_others(folder: Path, run: Run) -> None:
    (folder / "report.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    path = write_report(folder, tables=WRONG_TOTAL)
    result = run("check", "--json", "report.doc", str(path))
    assert result.status == 1
    assert {"P100", "A101"} <= {finding["code"] for finding in json.loads(result.out)}


def test_the_template_of_another_year_is_named_in_json_too(folder: Path, run: Run) -> None:
    cells = {"applications": {"fee_unpaid": {"natural_person": 1}, "nothing": {"natural_person": 1}}}
    path = write_report(folder, 2024, template="national-2019", tables=cells)
    result = run("check", "--json", str(path))
    (found,) = json.loads(result.out)
    assert found["code"] == "T101"
    assert "national-2021" in found["suggestion"]
