"""YAML: what is broken or read in two ways is named with its place; nothing is a traceback."""

from __future__ import annotations

import pytest

from nianbao.params.yaml_text import MAX_DEPTH, MAX_VALUES, read_yaml
from tests.params.conftest import Read

HEAD = "template: laiyang-2017\nyear: 2017\n"

# The file's text -> line, column, words of the message.
BROKEN = {
    "full-width colon": ("template: x\nyear：2017\nunit: {}\n", 2, 5, "「year」后面的冒号是全角的"),
    "no space after colon": ("template: x\nyear:2017\nunit: {}\n", 2, 1, "英文冒号加空格"),
    "prose not indented": ("sections:\n  fees: |\n    一\n二\nunit: {}\n", 4, 1, "缩进不对"),
    "colon in a value": ("unit:\n  name: 河洛镇: 莱阳\n", 2, 12, "不该有冒号"),
    "deeper than its neighbour": ("unit:\n  name: 河洛镇\n   level: x\n", 3, 9, "缩进不对"),
    "shallower than its neighbour": ("unit:\n   name: x\n  level: y\n", 3, 3, "缩进不齐"),
    "tab before a key": ("unit:\n\tname: x\n", 2, 1, "制表符（Tab）"),
    "tab after spaces": ("unit:\n  name: x\n  \tlevel: y\n", 3, 3, "制表符（Tab）"),
    "open quote": ('unit:\n  name: "河洛镇\n  level: x\n', 2, 9, "引号没有配对"),
    "open quote at the end": ("unit:\n  name: '河洛镇", 2, 9, "引号没有配对"),
    "text after a quote": ('unit:\n  name: "河洛"镇\n', 2, 13, "引号后面还有文字"),
    "open bracket": ("settings:\n  forms: [html\n", 2, 10, "括号没有配对"),
    "open brace": ("unit: {name: x\n", 1, 7, "括号没有配对"),
    "text on the line of |": ("sections:\n  fees: |无\n", 2, 10, "「|」后面"),
    "bold text": ("sections:\n  fees: **无**\n", 2, 10, "当成引用"),
    "ampersand": ("unit:\n  name: &河\n", 2, 10, "当成引用"),
    "alias without anchor": ("unit:\n  name: *abc\n", 2, 9, "没有定义"),
    "at sign": ("unit:\n  name: @x\n", 2, 9, "用这个符号开头"),
    "backtick": ("unit:\n  name: `x`\n", 2, 9, "用这个符号开头"),
    "percent": ("unit:\n  name: %x\n", 2, 9, "用这个符号开头"),
    "dash in a value": ("unit:\n  name: - x\n", 2, 9, "「- 」不能写在这里"),
    "backslash": ('unit:\n  name: "\\河"\n', 2, 11, "反斜杠"),
    "two documents": ("year: 2017\n---\nyear: 2018\n", 2, 1, "两份内容"),
    "unknown tag handle": ("unit: !e!x {}\n", 1, 7, "标签"),
    "a figure first": ("sections:\n  fees: {{ year }}年\n", 2, 19, "以「{{」开头"),
    "stray bracket": ("unit: ]\n", 1, 7, "读不懂"),
}

# Text after HEAD -> code, line, column.
REFUSED = {
    "duplicate key": ("year: 2018\n", "P108", 3, 1),
    "duplicate key below": ("unit:\n  name: a\n  name: b\n", "P108", 5, 3),
    "duplicate key in braces": ("unit: {name: a, name: b}\n", "P108", 3, 17),
    "python tag": ("unit: !!python/object/apply:os.system ['x']\n", "P110", 3, 7),
    "tag on a scalar": ("unit:\n  name: !!str 5\n", "P110", 4, 9),
    "tag behind an anchor": ("unit:\n  name: &a !!str 5\n", "P110", 4, 9),
    "binary tag": ("unplaced: !!binary aGk=\n", "P110", 3, 11),
    "own tag": ("unplaced: !x y\n", "P110", 3, 11),
    "tag on a key": ("!!str unit: {}\n", "P110", 3, 1),
    "bare exclamation mark": ("unplaced: ! 好\n", "P110", 3, 11),
    "merge key": ("unit: &u\n  name: x\nissued:\n  <<: *u\n", "P112", 6, 3),
    "key that is a list": ("? [a]\n: 1\n", "P113", 3, 3),
    "a figure alone": ("sections:\n  fees: {{ year }}\n", "P113", 4, 9),
    "key that is a number": ("unplaced:\n  2017: x\n", "P113", 4, 3),
    "key that is a boolean": ("unplaced:\n  no: x\n", "P113", 4, 3),
    "key that can't be read": ("unplaced:\n  0b_: x\n", "P113", 4, 3),
    "thousands in braces": ("unit: {code: 1,234}\n", "P116", 3, 16),
    "thousands with decimals": ("unplaced: {a: 1,234.50}\n", "P116", 3, 17),
    "number that isn't one": ("unplaced: .nan\n", "P115", 3, 11),
    "infinity": ("unplaced: -.inf\n", "P115", 3, 11),
    "number without digits": ("unplaced: 0b_\n", "P115", 3, 11),
    "number too large": ("unplaced: 123456789012345678\n", "P115", 3, 11),
    "hexadecimal too large": ("unplaced: 0x" + "f" * 5000 + "\n", "P115", 3, 11),
    "lone equals sign": ("unplaced: =\n", "P115", 3, 11),
}

TWO_READINGS = {
    "no": ("no", "「否」", "文字", "true 或 false"),
    "Yes": ("Yes", "「是」", "文字", "true 或 false"),
    "on": ("on", "「是」", "文字", "true 或 false"),
    "octal": ("010", "数字 8", "数字 10", "开头不加 0"),
    "octal with 8": ("0o17", "文字", "数字 15", "如果是数字"),
    "time": ("12:30", "数字 750", "文字", "12:30"),
    "exponent": ("1e3", "文字", "数字 1000", "如果是数字"),
}

ONE_READING = ["true", "false", "null", "~", "", "0", "7", "-3", "1.5", "文字", "1,234", "2018-01-27", "a b",
               "'no'", '"010"', "1.", "12：30", "yes.", "12:30:5x"]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_yaml(read: Read, text: str, line: int, column: int, message: str) -> None:
    finding = read(text).only
    assert (finding.code, finding.line, finding.column) == ("P106", line, column)
    assert message in finding.message
    assert finding.quote == text.splitlines()[line - 1].strip()


@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED.values(), ids=REFUSED)
def test_refused_yaml(read: Read, text: str, code: str, line: int, column: int) -> None:
    outcome = read(HEAD + text)
    assert outcome.places == [(code, line, column)]
    assert outcome.file is None


@pytest.mark.parametrize(("scalar", "first", "second", "advice"), TWO_READINGS.values(), ids=TWO_READINGS)
def test_scalar_that_two_readers_take_differently(
    read: Read, scalar: str, first: str, second: str, advice: str
) -> None:
    finding = read(f"{HEAD}unplaced:\n  - {scalar}\n").only
    assert (finding.code, finding.line, finding.column) == ("P115", 4, 5)
    assert f"「{scalar}」" in finding.message
    assert first in finding.message
    assert second in finding.message
    assert advice in (finding.suggestion or "")


@pytest.mark.parametrize("scalar", ONE_READING)
def test_scalar_that_has_one_reading(read: Read, scalar: str) -> None:
    assert read(f"{HEAD}unplaced:\n  - {scalar}\n").findings == ()


@pytest.mark.parametrize("tag", ["!!str", "!x", "!", "!!python/object:os.system"])
def test_a_tag_on_the_whole_file(read: Read, tag: str) -> None:
    assert read(f"{tag}\n{HEAD}").places == [("P110", 1, 1)]


def test_a_tag_is_named_as_it_is_written(read: Read) -> None:
    finding = read(f"{HEAD}unit: !!python/object/apply:os.system ['x']\n").only
    assert "「!!python/object/apply:os.system」" in finding.message


def test_a_duplicate_key_names_the_first_line(read: Read) -> None:
    assert "前一次在第 2 行" in read(f"{HEAD}year: 2018\n").only.message


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{name}: &{name} [{', '.join(['*' + last] * 10)}]\n"
            for last, name in zip("abcdefg", "bcdefgh", strict=True)
        ),
        "a: &a [*a]\n",
        "&a a: {b: &b {c: *b}}\n",
        "&top\na: *top\n",
    ],
    ids=["billion laughs", "list in itself", "mapping in itself", "file in itself"],
)
def test_aliases_that_explode(read: Read, text: str) -> None:
    outcome = read(text)
    assert outcome.codes == ["P111"]
    assert "引用" in outcome.only.message


def test_an_alias_that_is_harmless_is_read(read: Read) -> None:
    file = read(f"{HEAD}unit:\n  name: &n 河洛镇\nissued:\n  by: *n\n").file
    assert file and file.parameters.issued.by == "河洛镇"


def test_too_many_values(read: Read) -> None:
    finding = read("unplaced:\n" + "  - 1\n" * (MAX_VALUES + 1)).only
    assert finding.code == "P111"
    assert str(MAX_VALUES) in finding.message


@pytest.mark.parametrize(
    "nested",
    ["[" * 2000 + "]" * 2000, "[" * 2000, "{a: " * 2000, "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)],
    ids=["closed", "open", "braces", "a little"],
)
def test_deep_nesting(read: Read, nested: str) -> None:
    finding = read(f"{HEAD}unplaced: {nested}\n").only
    assert (finding.code, finding.line) == ("P114", 3)


def test_nesting_that_is_deep_enough_for_anyone(read: Read) -> None:
    assert read(f"{HEAD}unplaced: {'[' * 40}{']' * 40}\n").file


@pytest.mark.parametrize("text", ["- a\n", "就是一段文字\n", "42\n", "# 只有注释\n", "---\n"])
def test_a_file_that_is_no_mapping(read: Read, text: str) -> None:
    finding = read(text).only
    assert (finding.code, finding.line, finding.column) == ("P107", 1, 1)


@pytest.mark.parametrize("text", ["", "a: [", "\x00", "a: 1\n", "- x", "? ? ?", "%YAML 9.9\n---\n"])
def test_reading_never_raises(text: str) -> None:
    result = read_yaml(text)
    assert result.values or result.findings


def test_every_full_width_colon_is_named_at_once(read: Read) -> None:
    outcome = read("template: laiyang-2017\nyear：2017\nunit:\n  name：河洛镇\n  level: x\n")
    assert outcome.places == [("P106", 2, 5), ("P106", 4, 7)]


def test_a_hidden_character_hides_nothing_else(read: Read) -> None:
    outcome = read("template: laiyang-2017\nyear: 1917\nunit:\n  name: 河\u2028洛镇\n")
    assert outcome.places == [("P119", 2, 7), ("P105", 4, 10)]
