"""``--fix``: what is edited, what is left alone, and that nothing else in the file changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nianbao.checks import Subject
from nianbao.checks.fixes import Fix
from nianbao.reviewing import offers
from nianbao.reviewing.mending import mend
from nianbao.reviewing.selection import Selection
from tests.cli.conftest import Run
from tests.reviewing.conftest import OWN, TEXT, Report

ALL = Selection()
NUMBERS = Selection.of("A,D", None)


@pytest.fixture
def commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a family mend half-width commas, and stops behind a space."""

    def offered(subject: Subject) -> Iterator[Fix]:
        for section, text in subject.report.parameters.sections.items():
            for at, char in enumerate(text):
                if char == ",":
                    yield Fix("W101", section, at, at + 1, "，")
                if text[at : at + 2] == " 。":
                    yield Fix("W102", section, at, at + 2, "。")

    monkeypatch.setattr(offers, "fixes", lambda subject: list(offered(subject)))


@pytest.mark.usefixtures("commas")
def test_only_what_was_meant_changes(report: Report, folder: Path) -> None:
    mended = mend(report(), folder, ALL)
    expected = TEXT.replace("条,含公告 。", "条，含公告。")
    expected = expected.replace("3件}   # 自然人", "3}   # 自然人").replace("'３'", "3")
    expected = expected.replace("total: 0   # 照旧稿抄的", "total: 11   # 照旧稿抄的")
    assert mended.after == expected
    assert len(mended.done) == 5


@pytest.mark.usefixtures("commas")
def test_a_folded_text_is_left_and_said(report: Report, folder: Path) -> None:
    mended = mend(report(), folder, ALL)
    assert "事项,没有" in mended.after
    assert [words for words in mended.left if "「六、其他需要报告的事项」" in words and "「>」" in words]


@pytest.mark.usefixtures("commas")
@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_byte_order_mark_stay(
    report: Report, folder: Path, ending: str, bom: bytes
) -> None:
    path = report()
    path.write_bytes(bom + TEXT.replace("\n", ending).encode("utf-8"))
    mended = mend(path, folder, ALL)
    assert len(mended.done) == 5
    mended.write()
    data = path.read_bytes()
    assert data.startswith(bom) and data.count(b"\xef\xbb\xbf") == bool(bom)
    assert data.count(b"\r\n") == (TEXT.count("\n") if ending == "\r\n" else 0)
    assert mend(path, folder, ALL).done == []


def test_a_total_is_changed_only_when_all_else_balances(report: Report, folder: Path) -> None:
    assert "total: 11" in mend(report(), folder, NUMBERS).after
    not_all_given = mend(report(("      pending: 0\n", "")), folder, NUMBERS)
    assert "total: 0 " in not_all_given.after
    still_wrong = mend(
        report(
            ("  review_litigation:\n", "  review_litigation:\n    litigation_direct: {upheld: 1, total: 9}\n")
        ),
        folder,
        ALL,
    )
    assert "total: 0 " in still_wrong.after


def test_a_changed_total_is_named(report: Report, folder: Path) -> None:
    (words,) = (words for words in mend(report(), folder, NUMBERS).done if "A101" in words)
    assert "「0」改成「11」" in words and "总计" in words


def test_what_the_unit_answered_for_is_left_alone(report: Report, folder: Path) -> None:
    answer = "accepted:\n  - {code: A101, where: review_litigation, reason: 照原样。}\ntables:\n"
    assert "total: 0 " in mend(report(("tables:\n", answer)), folder, NUMBERS).after


def test_only_selected_codes_are_mended(report: Report, folder: Path) -> None:
    mended = mend(report(), folder, Selection.of("D", None))
    assert "3}   #" in mended.after and "total: 0 " in mended.after


def test_yuan_in_a_column_of_ten_thousands_is_for_the_clerk(report: Report, folder: Path) -> None:
    change = ("tables:\n", "tables:\n  proactive_disclosure:\n    charges: {amount: 30000元}\n")
    assert "30000元" in mend(report(change), folder, Selection.of("D101", None)).after


@pytest.mark.parametrize("text", ["overview：x", "year: x\n"])
def test_a_file_that_cannot_be_read_stays(report: Report, folder: Path, text: str) -> None:
    path = report()
    path.write_text(text, encoding="utf-8")
    mended = mend(path, folder, ALL)
    assert (mended.done, mended.diff) == ([], "")
    assert mended.left


def test_a_gbk_file_is_refused(report: Report, folder: Path) -> None:
    path = report()
    path.write_bytes(TEXT.encode("gbk"))
    before = path.read_bytes()
    mended = mend(path, folder, ALL)
    mended.write()
    assert path.read_bytes() == before
    assert "GBK" in mended.left[0]


def test_an_edit_that_would_change_the_meaning_is_refused(
    report: Report, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered(subject: Subject) -> list[Fix]:
        text = subject.report.parameters.sections["problems"]
        return [Fix("W101", "problems", len(text) - 1, len(text), ": # 注")]

    monkeypatch.setattr(offers, "fixes", offered)
    mended = mend(report(), folder, Selection((), ("A", "D")))
    assert mended.after == TEXT
    assert "没有改" in mended.left[0]


def test_fixes_that_overlap_are_made_one_after_the_other(
    report: Report, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered(subject: Subject) -> list[Fix]:
        text = subject.report.parameters.sections["problems"]
        at = text.find("慢. ")
        return (
            []
            if at < 0
            else [
                Fix("W101", "problems", at + 1, at + 2, "。"),
                Fix("W102", "problems", at + 1, at + 3, "。"),
            ]
        )

    monkeypatch.setattr(offers, "fixes", offered)
    assert "慢。 改进" in mend(report(), folder, ALL).after


def test_diff_shows_and_leaves_the_file(report: Report, run: Run) -> None:
    path = report()
    result = run("check", str(path), *OWN, "--diff")
    assert path.read_text(encoding="utf-8") == TEXT
    assert "-      total: 0   # 照旧稿抄的\n+      total: 11   # 照旧稿抄的" in result.out
    assert "可以改好 3 处" in result.out
    assert "A101" in result.out.partition("可以改好")[2]


def test_fix_writes_and_says_what_is_left(report: Report, run: Run) -> None:
    path = report()
    result = run("check", str(path), *OWN, "--fix")
    assert "total: 11   # 照旧稿抄的" in path.read_text(encoding="utf-8")
    assert "改好了 3 处" in result.out
    assert result.status == 1 and "N101" in result.out
    assert "必须修改 A101" not in result.out


def test_fix_leaves_a_programs_json_alone(report: Report, run: Run) -> None:
    import json

    result = run("check", str(report()), *OWN, "--fix", "--json")
    assert isinstance(json.loads(result.out), list)
    assert "改好了 3 处" in result.err
