"""Word lists: the shipped ones with a county's added, and what is said of a file that isn't in order."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pytest

from nianbao import wordlists
from nianbao.checks import run_checks
from nianbao.wordlists import WordListError, compiled, list_names, load_words, own_files
from tests.checks.families import report


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of shipped lists with one list of groups and one of words by word."""
    shipped = tmp_path / "shipped"
    (shipped / "checks").mkdir(parents=True)
    (shipped / "checks" / "groups.yaml").write_text(
        "words: [甲, 乙]\npairs: {甲: {one: [1]}}\n", encoding="utf-8"
    )
    (shipped / "checks" / "flat.yaml").write_text("甲: 乙\n", encoding="utf-8")
    monkeypatch.setattr(wordlists, "shipped", lambda kind: shipped)
    monkeypatch.setattr(wordlists, "_load", wordlists._load.__wrapped__)
    return shipped


def own(tmp_path: Path, name: str, text: str | bytes) -> Path:
    folder = tmp_path / "work"
    path = folder / "templates" / "checks" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return folder


def test_lists_are_joined_and_groups_merged(lists: Path, tmp_path: Path) -> None:
    folder = own(tmp_path, "groups", "words: [乙, 丙]\npairs:\n  甲: {one: [2], two: 3}\n  丁: {}\n")
    assert load_words("groups", folder) == {
        "words": ["甲", "乙", "丙"],
        "pairs": {"甲": {"one": [1, 2], "two": 3}, "丁": {}},
    }
    assert (
        load_words("groups", tmp_path)
        == load_words("groups")
        == {
            "words": ["甲", "乙"],
            "pairs": {"甲": {"one": [1]}},
        }
    )


def test_words_by_word_are_added(lists: Path, tmp_path: Path) -> None:
    assert load_words("flat", own(tmp_path, "flat", "丙: 丁\n")) == {"甲": "乙", "丙": "丁"}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "words:\n"])
def test_a_file_that_says_nothing_adds_nothing(lists: Path, tmp_path: Path, text: str) -> None:
    assert load_words("groups", own(tmp_path, "groups", text)) == load_words("groups")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("groups", "words: 丙\n", "「words」应是一个列表"),
        ("groups", "pairs: [丙]\n", "「pairs」应是一组「项: 值」"),
        ("groups", "wrods: [丙]\n", "没有「wrods」这一组。是不是想写「words」？"),
        ("groups", "- 丙\n", "应是一组「项: 值」"),
        ("groups", "1: [丙]\n", "纯数字的名称请加引号"),
        ("groups", "words: [丙\nx: {", "第 2 行的格式读不懂"),
        ("groups", "words: !!python/object/apply:os.getcwd []\n", "第 1 行的格式读不懂"),
        ("groups", "words: &a [*a]\n", "读不出"),
        ("groups", "pairs: &a {甲: *a}\n", "读不出"),
        ("groups", "words: [甲]".encode("utf-16"), "不是 UTF-8 编码"),
        ("groups", "words: [乙]".encode("gb18030"), "不是 UTF-8 编码"),
        ("groups", "words: [2024-02-30]\n", "读不出"),
        ("groups", "# " + "丙" * 400_000, "文件太大"),
        ("flat", "甲: 丙\n", "「甲」是随软件的内容，不能改"),
        ("other", "甲: 丙\n", "没有名为「other」的词表"),
    ],
)
def test_a_file_that_is_not_in_order(
    lists: Path, tmp_path: Path, name: str, text: str | bytes, words: str
) -> None:
    with pytest.raises(WordListError) as caught:
        load_words(name, own(tmp_path, name, text))
    assert words in str(caught.value)
    assert caught.value.path.name == f"{name}.yaml"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.line) == (str(caught.value), caught.value.line)


def test_a_list_is_read_once_and_again_when_it_changes(tmp_path: Path) -> None:
    folder = own(tmp_path, "sensitive", "free_mail: [a.example]\n")
    first = load_words("sensitive", folder)
    assert load_words("sensitive", folder) is first
    assert first["free_mail"][-1] == "a.example"
    own(tmp_path, "sensitive", "free_mail: [other.example]\n")
    assert load_words("sensitive", folder)["free_mail"][-1] == "other.example"
    (folder / "templates" / "checks" / "sensitive.yaml").unlink()
    assert load_words("sensitive", folder) is load_words("sensitive")


def test_what_is_built_of_a_list_is_kept_as_long(tmp_path: Path) -> None:
    built = compiled("sensitive", lambda words: set(words["free_mail"]))
    folder = own(tmp_path, "sensitive", "free_mail: [a.example]\n")
    assert built(folder) is built(folder)
    assert "a.example" in built(folder) and "a.example" not in built(None)


def test_what_cannot_be_built_is_said(tmp_path: Path) -> None:
    built = compiled("sensitive", lambda words: sum(words["free_mail"]))
    with pytest.raises(WordListError, match="写法不对"):
        built(own(tmp_path, "sensitive", "free_mail: [a.example]\n"))


def test_the_shipped_lists_are_in_order() -> None:
    assert {"sensitive", "laws", "levels", "gazetteer"} <= set(list_names())
    for name in list_names():
        assert load_words(name)


def test_a_file_that_is_not_there_yet_counts_as_an_input(tmp_path: Path) -> None:
    folder = own(tmp_path, "mine", "")
    assert {path.stem for path in own_files(folder)} == {*list_names(), "mine"}


def test_a_broken_file_is_one_finding_and_the_other_families_go_on(tmp_path: Path) -> None:
    subject = report(tmp_path / "work", "overview", "电话13800000000，见{{ nothing }}。")
    path = own(tmp_path, "sensitive", "\nfree_mail: [\n")
    found = run_checks(subject)
    broken = [finding for finding in found if finding.code == "P130"]
    assert [(finding.severity, finding.line) for finding in broken] == [("error", 2)]
    assert broken[0].file == str(path / "templates" / "checks" / "sensitive.yaml")
    assert "第 2 行" in broken[0].message and broken[0].suggestion
    codes = {finding.code for finding in found}
    assert "N101" in codes and "X102" not in codes


def test_a_file_that_nothing_reads_is_said(tmp_path: Path) -> None:
    subject = report(tmp_path / "work", "overview", "概述。")
    own(tmp_path, "sensitve", "free_mail: [a.example]\n")
    (finding,) = [finding for finding in run_checks(subject) if finding.code == "P131"]
    assert finding.suggestion == "是不是想写「sensitive」？"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("wording", "absolute:\n- 最好\n- 12\n", "第 3 行，「absolute/第 2 项」里的「12」请加引号"),
        ("wording", "doubled:\n- 镇\n", "第 2 行，「doubled/第 1 项」应是一组「项: 值」"),
        ("wording", "# x\ndoubled:\n- {after: 长}\n", "第 3 行，「doubled/第 1 项」缺少「word」"),
        ("wording", "slips:\n  甲乙: [丙]\n", "第 2 行，「slips/甲乙」应是一个词"),
        ("placeholders", "chrome: 打印\n", "第 1 行，「chrome」应是一个列表"),
        ("formulas", "formulas: [{a: b}]\n", "第 1 行，「formulas/第 1 项」应是一个词"),
        (
            "aspects",
            "aspects:\n  主动公开:\n  - 1\n",
            "第 3 行，「aspects/主动公开/第 1 项」里的「1」请加引号",
        ),
    ],
)
def test_words_of_another_kind_are_said_with_their_line(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    subject = report(tmp_path, "overview", "全年公开12条。")
    folder = own(tmp_path, name, text)
    broken = dataclasses.replace(subject, report=dataclasses.replace(subject.report, folder=folder))
    found = [finding for finding in run_checks(broken) if finding.code == "P130"]
    assert len(found) == 1
    assert words in found[0].message and found[0].severity == "error"
    assert found[0].file and found[0].file.endswith(f"{name}.yaml")
