"""Safe fixes in an open document: what ``nianbao check --fix`` makes of the file, each with its finding."""

from __future__ import annotations

from pathlib import Path

from nianbao.editor.document import Document
from nianbao.editor.fixing import mended, offered, values_of
from nianbao.editor.found import found
from nianbao.editor.kept import Keeper
from nianbao.editor.parts import Part
from nianbao.editor.round import Round
from nianbao.editor.scalars import Scalar
from nianbao.reviewing.mending import mend
from nianbao.reviewing.selection import Selection
from tests.editor.conftest import Sample

OVERVIEW: Part = ("sections", "overview")

FLAWED: dict[Part, Scalar] = {
    OVERVIEW: "全年公开 信息32条，，按期更新。\n\n另有12条,也按期更新，，\n\n镇里的“目录”共有 5条，都查得到",
    ("sections", "other"): "没有&nbsp;其他事项。",
    ("tables", "review_litigation", "reconsideration", "upheld"): "1件",
    ("tables", "review_litigation", "reconsideration", "corrected"): 0,
    ("tables", "review_litigation", "reconsideration", "other_result"): 0,
    ("tables", "review_litigation", "reconsideration", "pending"): 0,
    ("tables", "review_litigation", "reconsideration", "total"): 5,
}


def flawed(path: Path, folder: Path, more: dict[Part, Scalar] | None = None) -> Round:
    document = Document.open(path, folder).with_values({**FLAWED, **(more or {})})
    return Round(document, Keeper())


def test_all_fixes_make_what_the_command_makes(sample: Sample, folder: Path) -> None:
    path = sample()
    round_ = flawed(path, folder)
    changed = mended(round_)
    assert {part[-1] for part in changed} == {"overview", "other", "upheld", "total"}
    path.write_bytes(round_.document.data)
    command = mend(path, folder, Selection())
    command.write()
    assert dict(Document.open(path, folder).parts) == dict(round_.document.with_values(changed).parts)


def test_a_fix_settles_its_own_finding(sample: Sample, folder: Path) -> None:
    round_ = flawed(sample(), folder)
    own = offered(round_)
    assert {round_.findings[number].code for number in own} >= {
        "W101",
        "W103",
        "W112",
        "W203",
        "A101",
        "D101",
    }
    for number, offers in own.items():
        after = Round(round_.document.with_values(values_of(round_.document, offers)), round_.keeper)
        code = round_.findings[number].code
        before = sum(finding.code == code for finding in round_.findings)
        assert sum(finding.code == code for finding in after.findings) == before - 1, code


def test_what_was_answered_is_not_touched(sample: Sample, folder: Path) -> None:
    answers: dict[Part, Scalar] = {
        ("accepted", "W103", "overview"): "照上级的写法。",
        ("accepted", "A101", "review_litigation/reconsideration/total"): "照原表。",
    }
    round_ = flawed(sample(), folder, answers)
    assert {"W103", "A101"}.isdisjoint(round_.findings[number].code for number in offered(round_))
    assert "，，" in str(mended(round_)[OVERVIEW])


def test_a_clean_report_has_nothing_to_fix(sample: Sample, folder: Path) -> None:
    round_ = Round(Document.open(sample(), folder), Keeper())
    assert offered(round_) == {}
    assert mended(round_) == {}


def test_found_says_where_in_words_and_in_the_text(sample: Sample, folder: Path) -> None:
    round_ = flawed(sample(), folder, {("issued", "date"): "2024-01-20"})
    by_code = {one.finding.code: one for one in found(round_)}
    text = str(round_.document.value(OVERVIEW))
    marks = [one for one in found(round_) if one.finding.code == "W103"]
    assert [one.place for one in marks] == ["第 1 段", "第 2 段"]
    assert [text[one.start : (one.start or 0) + 2] for one in marks] == ["，，", "，，"]
    assert by_code["A101"].place == "表四「行政复议」行「总计」列"
    assert by_code["A101"].start is None
    assert by_code["T103"].place == "成文日期"
    assert by_code["L131"].place.startswith("yunxi-2024.xlsx")
    assert len({one.key for one in found(round_)}) == len(round_.findings)


def test_an_answer_and_a_finding_about_an_answer_know_their_part(sample: Sample, folder: Path) -> None:
    answers: dict[Part, Scalar] = {
        ("accepted", "W103", "overview"): "照上级的写法。",
        ("accepted", "W104", "overview"): "已经没有了。",
    }
    listed = found(flawed(sample(), folder, answers))
    assert {one.answer for one in listed if one.finding.code == "W103"} == {("accepted", "W103", "overview")}
    assert [one.answer for one in listed if one.finding.code == "Y102"] == [("accepted", "W104", "overview")]
    assert all(one.answer is None for one in listed if one.finding.code == "W101")
