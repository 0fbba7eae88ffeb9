"""Bytes: encodings, marks, line ends, size, hidden characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.errors import UsageError
from nianbao.params.text import GBK_CODE, convert_to_utf8
from tests.params.conftest import Read, read_path

HEAD = "template: laiyang-2017\nyear: 2017\n"
NAMED = HEAD + "unit:\n  name: 河洛镇\n"

UNREADABLE = {
    "no bytes": (b"", "P102", None, "空的"),
    "only blanks": (b" \r\n\n", "P102", None, "空的"),
    "only a BOM": (b"\xef\xbb\xbf\n", "P102", None, "空的"),
    "UTF-16 with its mark": (NAMED.encode("utf-16"), "P104", None, "UTF-16"),
    "UTF-16 big end first": (b"\xfe\xff" + NAMED.encode("utf-16-be"), "P104", None, "UTF-16"),
    "UTF-16 without a mark": (NAMED.encode("utf-16-le"), "P104", 4, "UTF-16"),
    "GBK": (NAMED.encode("gbk"), GBK_CODE, 4, "GBK"),
    "GB18030": ((HEAD + "unit:\n  name: 㐂㐃\n").encode("gb18030"), GBK_CODE, 4, "GBK"),
    "bytes of no encoding": (HEAD.encode() + b"unit: \xff\xff\n", "P104", 3, "读不出的字符"),
    "UTF-8 cut in a character": (NAMED.encode()[:-2], "P104", 4, "读不出的字符"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "P104", 1, "不是文本文件"),
    "3 MB": (b"# " + b"x" * 3_000_000, "P101", None, "3.0 MB"),
}

# Raw characters -> code point in the message; column in `  name: 河…`.
RAW_CONTROLS = ["\x00", "\x01", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufffe", "\uffff"]
RAW_HIDDEN = ["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\ufdd0"]
ESCAPED_HIDDEN = ["\\0", "\\a", "\\e", "\\r", "\\N", "\\L", "\\P", "\\ud800", "\\udfff", "\\u202e", "\\uFFFE"]


@pytest.mark.parametrize(("data", "code", "line", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_bytes(read: Read, data: bytes, code: str, line: int | None, message: str) -> None:
    finding = read(data).only
    assert (finding.code, finding.line) == (code, line)
    assert message in finding.message


def test_gbk_is_offered_to_be_converted(read: Read) -> None:
    assert "--to-utf8" in (read(NAMED.encode("gbk")).only.suggestion or "")


def test_conversion_keeps_the_original(tmp_path: Path) -> None:
    path = tmp_path / "heluo.yaml"
    data = NAMED.replace("\n", "\r\n").encode("gbk")
    path.write_bytes(data)
    kept = convert_to_utf8(path)
    assert kept == tmp_path / "heluo.yaml.gbk"
    assert kept.read_bytes() == data
    file = read_path(path).file
    assert file and file.parameters.unit.name == "河洛镇"
    with pytest.raises(UsageError, match="已经存在"):
        convert_to_utf8(path)


def test_conversion_of_what_is_not_gbk_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "heluo.yaml"
    path.write_bytes(b"a: \xff\xff\n")
    with pytest.raises(UsageError, match="不是 GBK"):
        convert_to_utf8(path)
    assert [file.name for file in tmp_path.iterdir()] == ["heluo.yaml"]
    assert path.read_bytes() == b"a: \xff\xff\n"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_marks_and_line_ends_do_not_matter(read: Read, mark: bytes, end: str) -> None:
    text = NAMED + "sections:\n  fees: |\n    一\n\n    二\n"
    outcome = read(mark + text.replace("\n", end).encode())
    assert outcome.file and outcome.findings == ()
    assert outcome.file.parameters.sections == {"fees": "一\n\n二\n"}
    assert outcome.file.parameters.unit.name == "河洛镇"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_marks_and_line_ends_do_not_move_places(read: Read, mark: bytes, end: str) -> None:
    text = "tempalte: x\ntemplate: laiyang-2017\nyear: 1\nunit:\n  nmae: y\n"
    outcome = read(mark + text.replace("\n", end).encode())
    assert outcome.places == [("P109", 1, 1), ("P119", 3, 7), ("P109", 5, 3)]


@pytest.mark.parametrize("char", RAW_CONTROLS, ids=ascii)
def test_raw_control_character(read: Read, char: str) -> None:
    outcome = read(f"{HEAD}unit:\n  name: 河{char}洛\n")
    assert outcome.places == [("P105", 4, 10)]
    assert f"U+{ord(char):04X}" in outcome.only.message


@pytest.mark.parametrize("char", RAW_HIDDEN, ids=ascii)
def test_raw_hidden_character(read: Read, char: str) -> None:
    outcome = read(f"{HEAD}unit:\n  name: 河{char}洛\nsections:\n  fees: |\n\n    一{char}\n    二三{char}\n")
    assert outcome.places == [("P117", 4, 10), ("P117", 8, 6), ("P117", 9, 7)]
    assert all(f"U+{ord(char):04X}" in finding.message for finding in outcome.findings)


@pytest.mark.parametrize("escape", ESCAPED_HIDDEN)
def test_escaped_hidden_character(read: Read, escape: str) -> None:
    outcome = read(f'{HEAD}sections:\n  fees: "一{escape}"\n')
    assert outcome.places == [("P117", 4, 9)]


def test_hidden_character_in_a_key(read: Read) -> None:
    assert "P117" in read(f'{HEAD}unplaced:\n  "a\\u202e": 1\n').codes


def test_a_file_full_of_controls_names_some(read: Read) -> None:
    assert read(b"\x01" * 500_000).codes == ["P105"] * 20
    assert read(HEAD + "unplaced: " + "\u202e" * 500_000).codes == ["P117"] * 20


@pytest.mark.parametrize("char", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff"], ids=ascii)
def test_zero_width_characters_are_let_in(read: Read, char: str) -> None:
    file = read(f"{HEAD}unit:\n  name: 河{char}洛镇\n").file
    assert file and file.parameters.unit.name == f"河{char}洛镇"


@pytest.mark.parametrize(
    ("make", "words"),
    [(lambda path: None, "没有这个文件"), (lambda path: path.mkdir(), "文件夹")],
    ids=["missing", "folder"],
)
def test_a_file_that_does_not_open(tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "heluo.yaml"
    make(path)  # type: ignore[operator]
    finding = read_path(path).only
    assert finding.code == "P100"
    assert words in finding.message
