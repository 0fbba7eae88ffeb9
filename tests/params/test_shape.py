"""Shape: what pydantic finds wrong, in the clerk's words, with its place, all at once."""

from __future__ import annotations

import re

import pytest

from nianbao.params.model import LEGAL_KEYS, Parameters
from tests.params.conftest import Read

HEAD = "template: laiyang-2017\nyear: 2017\n"

# What follows the two lines of HEAD -> code, line, column, words of the message, words of the advice.
WRONG_VALUES = {
    "unit is a word": ("unit: 河洛镇", "P119", 3, 7, "单位（unit）写的是文字「河洛镇」，应为一组", "改成"),
    "unit is a list": ("unit: [a]", "P119", 3, 7, "写的是一个列表，应为一组", "改成"),
    "unit id in Chinese": ("unit:\n  id: 河洛", "P119", 4, 7, "单位代号（unit.id）写的是文字「河洛」，应为小写", "改成"),
    "unit id too long": ("unit:\n  id: " + "a" * 64, "P119", 4, 7, "不超过 63 个字符", "改成"),
    "name is a number": ("unit:\n  name: 5", "P119", 4, 9, "单位简称（unit.name）写的是数字「5」，应为文字", "引号"),
    "name is true": ("unit:\n  name: true", "P119", 4, 9, "写的是「是」（true）", "引号"),
    "name is blank": ('unit:\n  name: "  "', "P119", 4, 9, "单位简称（unit.name）", "改成"),
    "name too long": ("unit:\n  name: " + "镇" * 81, "P119", 4, 9, "不超过 80 字", "改成"),
    "level in Chinese": ("unit:\n  level: 乡镇", "P119", 4, 10, "township（乡镇）", "township"),
    "level misspelt": ("unit:\n  level: townshp", "P119", 4, 10, "单位类别（unit.level）", "是不是想写「township」"),
    "date without zeros": ("issued:\n  date: 2018-1-27", "P119", 4, 9, "成文日期（issued.date）", "请写成 2018-01-27"),
    "date in Chinese": ("issued:\n  date: 2018年1月27日", "P119", 4, 9, "月和日各两位", "请写成 2018-01-27"),
    "date that isn't one": ("issued:\n  date: 2018-02-30", "P119", 4, 9, "文字「2018-02-30」", "没有这一天"),
    "date is a number": ("issued:\n  date: 20180127", "P119", 4, 9, "数字「20180127」", "请写成 2018-01-27"),
    "section is a number": ("sections:\n  fees: 5", "P119", 4, 9, "（sections.fees）写的是数字「5」，应为文字", "引号"),
    "section is a list": ("sections:\n  fees: [a]", "P119", 4, 9, "写的是一个列表，应为文字", "改成"),
    "ledger is empty": ('ledgers:\n  reviews: ""', "P119", 4, 12, "台账（ledgers.reviews）写的是文字「」，应为文字，不能空白", "改成"),
    "accepted is a word": ("accepted: 无", "P119", 3, 11, "情况说明（accepted）写的是文字「无」，应为列表", "改成"),
    "accepted item is a word": ("accepted:\n  - 无", "P119", 4, 5, "（accepted第1项）写的是文字「无」，应为一组", "改成"),
    "accepted without code": ("accepted:\n  - where: fees", "P118", 4, 5, "缺少问题代号（accepted第1项.code）", "code: …"),
    "forms is a word": ("settings:\n  forms: html", "P119", 4, 10, "生成的格式（settings.forms）", "改成"),
    "a form is a number": ("settings:\n  forms: [1]", "P119", 4, 11, "写的是数字「1」", "引号"),
    "system fonts is a word": ("fonts:\n  system: 用", "P119", 4, 11, "用本机字体（fonts.system）写的是文字「用」，应为true", "改成"),
    "printed heading is a list": ("printed:\n  headings:\n    fees: [a]", "P119", 5, 11, "原小标题", "改成"),
}  # fmt: skip

WRONG_YEARS = {
    "before the Regulation": ("2007", "数字「2007」", "改成"),
    "far future": ("2101", "2008 到 2100", "改成"),
    "negative": ("-2017", "数字「-2017」", "改成"),
    "quoted": ('"2017"', "文字「2017」", "去掉引号"),
    "fraction": ("2017.5", "数字「2017.5」", "改成"),
    "with 年": ("2017年", "文字「2017年」", "改成"),
    "in Han digits": ("二〇一七", "整数", "改成"),
    "empty": ("", "空白", "改成"),
    "true": ("true", "「是」（true）", "改成"),
    "list": ("[2017]", "一个列表", "改成"),
}

UNKNOWN_KEYS = {
    "top level": ("unti: {}", 3, 1, "不认识的项「unti」", "「unit」"),
    "in unit": ("unit:\n  nmae: 河洛镇", 4, 3, "不认识的项「nmae」，在单位（unit）之下", "「name」"),
    "in issued": ("issued:\n  dates: 2018-01-27", 4, 3, "在签发（issued）之下", "「date」"),
    "in accepted": ("accepted:\n  - code: S103\n    reson: 无", 5, 5, "情况说明（accepted第1项）", "「reason」"),
    "section": ("sections:\n  overvew: 无", 4, 3, "没有代号为「overvew」的部分", "「overview」"),
    "table": ("tables:\n  applications: {}", 4, 3, "没有代号为「applications」的表格", "删去"),
    "printed heading": ("printed:\n  headings:\n    fee: 无", 5, 5, "没有代号为「fee」的部分", "「fees」"),
    "printed": ("printed:\n  titel: 无", 4, 3, "不认识的项「titel」", "「title」"),
    "not a near miss": ("标题: 无", 3, 1, "不认识的项「标题」", "可以写的有：template、year"),
    "key that is code": ("__import__('os').system('id'): 1", 3, 1, "不认识的项「__import__", "可以写的有"),
    "key with a line break": ('"x\\nimport os": 1', 3, 1, "不认识的项「x\\u000aimport os」", "可以写的有"),
    "Python keyword": ("class: 1", 3, 1, "不认识的项「class」", "可以写的有"),
    "papermill's own": ("papermill: 1", 3, 1, "不认识的项「papermill」", ""),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message", "advice"), WRONG_VALUES.values(), ids=WRONG_VALUES
)
def test_wrong_value(
    read: Read, text: str, code: str, line: int, column: int, message: str, advice: str
) -> None:
    finding = read(HEAD + text + "\n").only
    assert (finding.code, finding.line, finding.column) == (code, line, column)
    assert message in finding.message
    assert advice in (finding.suggestion or "")


@pytest.mark.parametrize(("year", "message", "advice"), WRONG_YEARS.values(), ids=WRONG_YEARS)
def test_wrong_year(read: Read, year: str, message: str, advice: str) -> None:
    finding = read(f"template: laiyang-2017\nyear: {year}\n").only
    assert (finding.code, finding.line) == ("P119", 2)
    assert finding.message.startswith("年份（year）写的是")
    assert message in finding.message
    assert advice in (finding.suggestion or "")


@pytest.mark.parametrize("year", [2008, 2100])
def test_first_and_last_year(read: Read, year: int) -> None:
    file = read(f"template: laiyang-2017\nyear: {year}\n").file
    assert file and file.parameters.year == year


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "advice"), UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS
)
def test_unknown_key(read: Read, text: str, line: int, column: int, message: str, advice: str) -> None:
    finding = read(HEAD + text + "\n").only
    assert (finding.code, finding.line, finding.column) == ("P109", line, column)
    assert message in finding.message
    assert advice in (finding.suggestion or "")


def test_every_error_at_once(read: Read) -> None:
    text = (
        "template: laiyang-2071\n"  # unknown template
        "year: 20177\n"  # out of range
        "yaer: 2017\n"  # unknown key
        "unit:\n"
        "  name: 5\n"  # a number
        "  level: town\n"  # none of the levels
        "issued:\n"
        "  date: 2018/01/27\n"  # not a date
        "  date: 2018-01-27\n"  # twice
        "accepted:\n"
        "  - cod: S103\n"  # misspelt, and the right one is missing
        "settings:\n"
        "  colour: red\n"  # unknown option
        'unplaced: "\\u202e"\n'  # hidden
        "sections:\n"
        "  fees: no\n"  # read in two ways
    )
    assert sorted(read(text).places) == [
        ("P108", 9, 3),
        ("P109", 3, 1),
        ("P109", 11, 5),
        ("P115", 16, 9),
        ("P117", 14, 11),
        ("P118", 11, 5),
        ("P119", 2, 7),
        ("P119", 5, 9),
        ("P119", 6, 10),
        ("P119", 8, 9),
        ("P120", 1, 11),
        ("P121", 13, 3),
    ]


def test_findings_come_in_the_order_of_the_file(read: Read) -> None:
    outcome = read("year: 1\ntemplate: laiyang-2017\nunit: {naem: x}\nabc: 1\nissued: x\n")
    assert [finding.line for finding in outcome.findings] == [1, 3, 4, 5]


@pytest.mark.parametrize("text", ["{}\n", "unit: {}\n", "# 只有注释\nunit:\n"])
def test_template_and_year_are_both_missed(read: Read, text: str) -> None:
    outcome = read(text)
    assert outcome.codes == ["P118", "P118"]
    assert [finding.message for finding in outcome.findings] == [
        "缺少模板（template）。",
        "缺少年份（year）。",
    ]


@pytest.mark.parametrize("name", ["laiyang-2071", "nanyang", "../laiyang-2017", "x" * 300, "laiyang-2017/"])
def test_unknown_template(read: Read, name: str) -> None:
    outcome = read(f"template: {name}\nyear: 2017\n")
    assert outcome.places[0] == ("P120", 1, 11) or outcome.codes == ["P119", "P120"]
    assert "laiyang-2017" in " ".join(finding.message for finding in outcome.findings)
    assert all(len(finding.message) < 200 for finding in outcome.findings)


def test_unknown_setting_is_a_warning(read: Read) -> None:
    outcome = read(HEAD + "settings:\n  form: [html]\n")
    assert outcome.file
    assert (outcome.only.code, outcome.only.severity) == ("P121", "warning")
    assert (outcome.only.line, outcome.only.column) == (4, 3)
    assert "「forms」" in (outcome.only.suggestion or "")


@pytest.mark.parametrize("key", [key for key in LEGAL_KEYS if key not in ("template", "year")])
def test_an_import_may_leave_a_part_null(read: Read, key: str) -> None:
    assert read(f"{HEAD}{key}:\n").file


@pytest.mark.parametrize("group", ["unit", "issued"])
def test_an_import_may_leave_each_field_null(read: Read, group: str) -> None:
    fields = Parameters.model_fields[group].annotation.model_fields  # type: ignore[union-attr]
    assert read(f"{HEAD}{group}:\n" + "".join(f"  {name}:\n" for name in fields)).file


def test_a_code_of_digits_needs_no_quotes(read: Read) -> None:
    file = read(f"{HEAD}unit:\n  code: 370682105000\n").file
    assert file and file.parameters.unit.code == "370682105000"


def test_an_empty_section_is_empty_text(read: Read) -> None:
    file = read(f"{HEAD}sections:\n  fees:\n  overview: |\n").file
    assert file and file.parameters.sections == {"fees": "", "overview": ""}


def test_the_parameters_cannot_be_changed(read: Read) -> None:
    file = read(HEAD).file
    assert file
    with pytest.raises(ValueError, match="frozen"):
        file.parameters.year = 2018  # type: ignore[misc]


def test_every_field_has_a_name_in_the_clerks_words() -> None:
    fields = list(Parameters.model_fields.values())
    for field in Parameters.model_fields.values():
        fields += getattr(field.annotation, "model_fields", {}).values()
    for field in fields:
        assert re.search("[\u4e00-\u9fff]", field.title or "")
        assert re.search("[\u4e00-\u9fff]|true", field.description or "")


@pytest.mark.parametrize("value", ["[1]", "true", "{a: 1}"])
def test_a_cell_is_named_as_in_the_file(read: Read, value: str) -> None:
    text = "template: national-2021\nyear: 2024\ntables:\n  applications:\n    disclosed: {other: CELL}\n"
    found = read(text.replace("CELL", value)).only
    assert (found.code, found.line, found.column) == ("P119", 5, 24)
    assert "（tables.applications.disclosed.other）" in found.message
