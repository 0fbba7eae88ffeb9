"""What a desk shows is what ``check`` says, at the words it says it of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nianbao.checks import check_path
from nianbao.editor.document import Document
from nianbao.editor.grid import cell_states, origin
from nianbao.editor.kept import PAUSE, Keeper
from nianbao.editor.parts import Part
from nianbao.editor.round import Round
from nianbao.editor.state import (
    MARK_WORDS,
    SectionState,
    elsewhere,
    figure_choices,
    last_year,
    section_states,
)
from nianbao.params import load_parameters
from nianbao.report import Report
from tests.editor.conftest import ROOT, Sample

OVERVIEW: Part = ("sections", "overview")


def opened(path: Path, folder: Path | None = None) -> Round:
    return Round(Document.open(path, folder), Keeper())


def edited(round_: Round, part: Part, value: object) -> Round:
    return Round(round_.document.with_value(part, value), round_.keeper)  # type: ignore[arg-type]


def state(round_: Round, section: str) -> SectionState:
    return next(one for one in section_states(round_) if one.id == section)


@pytest.mark.parametrize(
    "name", ["2017/heluo", "2020/yunxi", "2024/yunxi", "2024/shuangqiao", "2023/minzhengju"]
)
def test_findings_are_those_of_check_also_of_what_is_not_saved(
    sample: Sample, folder: Path, name: str
) -> None:
    path = sample(name)
    round_ = opened(path, folder)
    assert list(round_.findings) == check_path(path, folder)[0]
    round_ = edited(round_, OVERVIEW, "看得见\u200b的 {{ nowhere }}\n\n{{ year }")
    round_ = edited(round_, ("issued", "date"), None)
    path.write_bytes(round_.document.data)
    assert list(round_.findings) == check_path(path, folder)[0]
    assert {"C102", "N101", "N102", "T102"} <= {finding.code for finding in round_.findings}


def test_underlines_stand_under_the_words(sample: Sample, folder: Path) -> None:
    round_ = edited(
        opened(sample(), folder),
        OVERVIEW,
        "第一段。\n\n\n第二段引用{{ nowhere }}和 {{ 不对 }}。\n（一）{{ year }}",
    )
    found = state(round_, "overview")
    assert [found.text[one.start : one.end] for one in found.underlines] == ["{{ nowhere }}", "{{ 不对 }}"]
    assert [one.finding.code for one in found.underlines] == ["N101", "N102"]
    assert found.mark == "findings"


def test_marks_follow_the_writing(folder: Path, sample: Sample) -> None:
    path = sample()
    round_ = opened(path, folder)
    marks = {one.id: one.mark for one in section_states(round_)}
    assert marks == dict.fromkeys(round_.report.template.section_ids, "done")
    assert set(MARK_WORDS) == {"empty", "draft", "findings", "done"}
    assert state(edited(round_, ("sections", "problems"), None), "problems").mark == "empty"
    assert state(edited(round_, ("sections", "problems"), "问题：待补充。"), "problems").mark == "findings"
    assert state(edited(round_, ("sections", "problems"), "{{ nowhere }}"), "problems").mark == "findings"
    for kind in ("applications", "reviews", "documents", "collected"):
        round_ = edited(round_, ("ledgers", kind), None)
    assert state(round_, "applications").mark == "empty"
    round_ = edited(round_, ("tables", "applications", "new_received", "natural_person"), "0")
    # A 0 that was typed is an answer, though last year carried more over.
    assert state(round_, "applications").mark != "empty"
    round_ = edited(round_, ("tables", "applications", "new_received", "enterprise"), "2")
    assert state(round_, "applications").mark == "findings"


def test_an_answered_finding_is_done_with_where_check_says_so(sample: Sample, folder: Path) -> None:
    text = "主动公开、依申请公开、信息管理、公开平台、监督保障；考核、社会评议。"
    round_ = edited(opened(sample(), folder), OVERVIEW, text)
    said = [finding.code for finding in state(round_, "overview").findings]
    assert said.count("S103") == 1
    for where, left in (("problems", 1), ("overview", 0), ("", 1)):
        answered = edited(round_, ("accepted", "S103", where), "没有需要追究责任的情形。")
        codes = [finding.code for finding in state(answered, "overview").findings]
        assert codes.count("S103") == left
    wrong = edited(round_, ("sections", "problems"), "{{ nowhere }}")
    wrong = edited(wrong, ("accepted", "N101", "problems"), "就这样。")
    assert state(wrong, "problems").mark == "findings"


def test_characters_are_those_that_are_printed(sample: Sample, folder: Path) -> None:
    round_ = edited(opened(sample(), folder), OVERVIEW, "**云溪**镇 {{ year }}\n年\n\n（一）主动公开。")
    assert state(round_, "overview").characters == len("云溪镇2024年") + len("（一）主动公开。")
    assert state(round_, "applications").characters == 0


def test_guidance_is_for_the_level_and_names_the_law(sample: Sample, folder: Path) -> None:
    found = state(opened(sample(), folder), "overview")
    assert "乡镇人民政府是一级政府" in found.guidance
    assert "第五十条" in found.legal
    assert state(opened(sample(), folder), "other").none
    assert state(opened(sample(), folder), "applications").tables == ("applications",)


def test_cells_say_where_they_come_from(sample: Sample, folder: Path) -> None:
    round_ = opened(sample(), folder)
    cells = cell_states(round_, "applications")
    first = cells["new_received", "natural_person"]
    assert (first.source, first.is_total, first.typed) == ("ledger", False, None)
    assert "自然人" in first.place
    rows = origin(round_, "applications", ("new_received", "natural_person"))
    assert str(sum(entry.amount for entry in rows)) == first.text
    assert cells["outcome_total", "total"].is_total
    round_ = edited(round_, ("tables", "applications", "new_received", "total"), "99")
    round_ = edited(round_, ("tables", "applications", "disclosed", "enterprise"), "约3")
    cells = cell_states(round_, "applications")
    # Its own sum, and the balance of its column.
    assert {"A101", "A102"} <= {one.code for one in cells["new_received", "total"].findings}
    assert "D102" in [one.code for one in cells["disclosed", "enterprise"].findings]
    assert cells["disclosed", "enterprise"].typed == "约3"
    assert cells["partly_disclosed", "other"].findings == ()


def test_figures_are_chosen_by_their_chinese_label(sample: Sample, folder: Path) -> None:
    found = figure_choices(opened(sample(), folder), "新收政府信息公开申请数量 自然人")
    assert "{{ applications.new_received.natural_person }}" in [one.reference for one in found]
    assert all(one.text and one.source for one in found)
    names = {one.reference for one in figure_choices(opened(sample(), folder))}
    assert {"{{ year }}", "{{ unit.name }}", "{{ applications.sentence }}"} <= names


def test_last_year_stands_beside(sample: Sample, folder: Path) -> None:
    round_ = opened(sample(last=False), folder)
    assert last_year(round_, "overview") is None
    round_ = opened(sample(), folder)
    found = last_year(round_, "overview")
    assert found is not None
    assert found.year == 2023
    assert "".join(one.text for one in found.pieces if one.kind != "gone") == round_.document.value(OVERVIEW)
    assert "".join(one.text for one in found.pieces if one.kind != "new") == found.text


def test_what_belongs_to_no_section_is_listed_too(sample: Sample, folder: Path) -> None:
    round_ = edited(opened(sample(), folder), ("issued", "by"), None)
    assert "U104" in {finding.code for finding in elsewhere(round_)}
    sections = {finding for one in section_states(round_) for finding in one.findings}
    assert sections | set(elsewhere(round_)) == set(round_.unanswered)


def test_ledgers_and_last_year_are_read_again_when_they_change_and_not_before(
    sample: Sample, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nianbao.editor import kept

    reads: list[int] = []
    read = kept.read_ledgers
    monkeypatch.setattr(kept, "read_ledgers", lambda *given: reads.append(given[1]) or read(*given))
    path, now = sample(), [0.0]
    keeper = Keeper(lambda: now[0])

    def total() -> str:
        report = Round(Document.open(path, folder), keeper).report
        assert report.last is not None
        assert report.last.tables
        return report.tables["applications"].text(("new_received", "total"))

    before = total()
    assert total() == before
    assert sorted(reads) == [2023, 2024]
    ledger = folder / "params" / "ledgers" / "yunxi-2024.xlsx"
    reads.clear()
    other = (ROOT / "params" / "ledgers" / "shuangqiao-2024.csv").read_bytes()
    ledger.write_bytes(other)
    os.utime(ledger, ns=(1, 1))
    assert total() == before
    assert not reads
    now[0] += PAUSE
    total()
    assert reads == [2024]
    assert Round(Document.open(path, folder), keeper).report.ledgers.findings
    last = folder / "params" / "2023" / "yunxi.yaml"
    last.write_text("坏了", encoding="utf-8")
    now[0] += PAUSE
    assert Round(Document.open(path, folder), keeper).report.last is None


def test_a_report_with_a_keeper_is_the_report(sample: Sample, folder: Path) -> None:
    path = sample()
    kept = opened(path, folder).report
    plain = Report.of(load_parameters(path, folder).parameters, folder)
    assert kept.blocks() == plain.blocks()
    assert opened(path).report.ledgers.entries == {}
