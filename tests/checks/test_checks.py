"""Every code: severity, exact place, words; and what must not be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.checks import Subject, run_checks
from nianbao.finding import Finding
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.template import template_names
from tests.checks.conftest import Check

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "params").rglob("*.yaml"))

Change = tuple[str, str]

# What is changed in the clean file -> code, severity, line, column, section, words of message and advice.
FOUND: dict[str, tuple[Change, str, str, int, int, str | None, str, str]] = {
    "N101 unknown figure": (
        ("overview: 概述。", "overview: 共{{ yaer }}年。"), "N101", "error", 13, 14, "overview",
        "「一、概述」里引用的「{{ yaer }}」没有这个数据", "「year」"),
    "N101 nothing near": (
        ("overview: 概述。", "overview: '{{ q }}'"), "N101", "error", 13, 14, "overview", "{{ q }}", "可以写的有"),
    "N101 part that the file leaves out": (
        ("overview: 概述。", "overview: 在{{ unit.parent }}"), "N101", "error", 13, 14, "overview", "没有这个数据", ""),
    "N101 in a link": (
        ("overview: 概述。", "overview: 见[{{ q }}](https://example.org)"), "N101", "error", 13, 15, "overview", "", ""),
    "N102 expression": (
        ("overview: 概述。", "overview: 共{{ 1 + 1 }}"), "N102", "error", 13, 14, "overview", "写法不对", "{{ unit.name }}"),
    "N102 open braces": (
        ("overview: 概述。", "overview: |\n    甲\n    乙{{ year"), "N102", "error", 15, 6, "overview", "「{{」写法不对", ""),
    "S101 empty section": (
        ("overview: 概述。", "overview:"), "S101", "error", 13, 12, "overview", "「一、概述」没有写内容", "请写上内容"),
    "S101 missing section": (
        ("  problems: 问题。\n", ""), "S101", "error", 12, 3, "problems", "九、", "请写上内容"),
    "S101 nothing visible": (
        ("overview: 概述。", 'overview: "\\u200b"'), "S101", "error", 13, 13, "overview", "没有写内容", ""),
    "S102 empty optional section": (
        ("fees: 没有收费。", "fees:"), "S102", "warning", 19, 8, "fees", "将印「2017年，河洛镇没有收取", "实际情况"),
    "S103 legal gap": (
        ("没有申请，没有复议、诉讼。", "没有申请。"), "S103", "warning", 18, 17, "applications",
        "没有写到「因政府信息公开申请行政复议、提起行政诉讼的情况」", "请在「六、政府信息公开申请办理情况」里写明"),
    "S104 odd heading": (
        ("sections:\n", "printed:\n  headings:\n    fees: 七、收费\nsections:\n"), "S104", "warning", 13, 11, "fees",
        "小标题「七、收费」与模板的「七、政府信息公开的收费及减免情况」不同", "printed"),
    "U101 no name": (("  name: 河洛镇\n", ""), "U101", "error", 4, 3, None, "单位简称（unit.name）", "name: "),
    "U102 no full name": (
        ("  full_name: 莱阳市河洛镇人民政府\n", ""), "U102", "warning", 4, 3, None, "单位全称（unit.full_name）", "full_name: "),
    "U103 no id": (("  id: heluo\n", ""), "U103", "warning", 4, 3, None, "单位代号（unit.id）", "文件名"),
    "U104 no issuer": (("  by: 河洛镇人民政府", "  by:"), "U104", "error", 9, 6, None, "署名（issued.by）", "by: "),
    "U105 other kind of unit": (
        ("level: township", "level: county"), "U105", "warning", 7, 10, None, "乡镇、街道", "unit.level"),
    "T101 other regime": (("year: 2017", "year: 2019"), "T101", "error", 1, 11, None, "2008—2018 年", "2019 年"),
    "T102 no date": (("date: 2018-01-27", "date:"), "T102", "error", 10, 8, None, "成文日期（issued.date）", "2018-01-20"),
    "T103 last day of the year": (
        ("2018-01-27", "2017-12-31"), "T103", "error", 10, 9, None, "成文日期是2017年12月31日", "核对年份"),
    "C101 not in any face": (
        ("overview: 概述。", "overview: 概\U000e0001述。"), "C101", "error", 13, 14, "overview", "U+E0001", "换一个字"),
    "C102 zero width": (
        ("overview: 概述。", "overview: |\n    甲\n    乙\u200b丙"), "C102", "warning", 15, 6, "overview", "U+200B", "删去"),
    "C102 in a name": (("name: 河洛镇\n", "name: 河\u200b洛镇\n"), "C102", "warning", 5, 9, None, "unit.name", "删去"),
}  # fmt: skip

# Changes after which a code must not be found.
NOT_FOUND: dict[str, tuple[str, tuple[Change, ...]]] = {
    "N101 known figure": ("N101", (("概述。", "'{{ unit.name }}{{ year }}'"),)),
    "N102 single braces": ("N102", (("概述。", "甲{ year }"),)),
    "S101 optional section": ("S101", (("fees: 没有收费。", "fees:"), ("preamble: 依据条例。", "preamble:"))),
    "S102 untitled part without a sentence": ("S102", (("preamble: 依据条例。", "preamble:"),)),
    "S103 named elsewhere": ("S103", (("没有申请，没有复议、诉讼。", "没有申请。"), ("概述。", "没有行政诉讼。"))),
    "S104 the same heading": (
        "S104", (("sections:\n", "printed:\n  headings:\n    overview: 一、概述\nsections:\n"),)),
    "U102 null parts apart": ("U102", (("  name: 河洛镇\n", ""),)),
    "U105 subdistrict": ("U105", (("level: township", "level: subdistrict"),)),
    "U105 unknown kind": ("U105", (("  level: township\n", ""),)),
    "T101 first year": ("T101", (("year: 2017", "year: 2008"),)),
    "T103 first day after": ("T103", (("2018-01-27", "2018-01-01"),)),
    "C101 rare but covered": ("C101", (("概述。", "㙍镕①℃〔〕“”……——"),)),
    "C102 ordinary spaces": ("C102", (("概述。", "概\u3000述 。"),)),
}  # fmt: skip


def of_code(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


@pytest.mark.parametrize(
    ("change", "code", "severity", "line", "column", "section", "message", "advice"),
    FOUND.values(),
    ids=FOUND,
)
def test_found(
    check: Check,
    change: Change,
    code: str,
    severity: str,
    line: int,
    column: int,
    section: str | None,
    message: str,
    advice: str,
) -> None:
    (finding,) = of_code(check(change), code)
    assert (finding.severity, finding.line, finding.column) == (severity, line, column)
    assert finding.section == section
    assert message in finding.message
    assert finding.suggestion and advice in finding.suggestion


@pytest.mark.parametrize(("code", "changes"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_not_found(check: Check, code: str, changes: tuple[Change, ...]) -> None:
    assert of_code(check(*changes), code) == []


def test_the_clean_file_is_clean(check: Check) -> None:
    assert check() == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_have_no_error(path: Path) -> None:
    file = load_parameters(path, ROOT)
    assert [f for f in run_checks(Subject.of(file, ROOT)) if f.severity == "error"] == []


def test_there_are_samples_of_each_template() -> None:
    assert {load_parameters(path).parameters.template for path in SAMPLES} == set(template_names())


def test_findings_are_sorted_by_place_and_name_the_file(check: Check) -> None:
    findings = check(
        ("year: 2017", "year: 2019"),
        ("  name: 河洛镇\n", ""),
        ("overview: 概述。", "overview: '{{ b }} {{ a b }}'"),
        ("  problems: 问题。\n", "  problems: |\n    一\u200b\n    {{\n"),
        ("date: 2018-01-27", "date:"),
        ("sections:\n", "settings:\n  colour: red\nsections:\n"),
    )
    places = [(finding.line or 0, finding.column or 0, finding.code) for finding in findings]
    assert places == sorted(places)
    codes = [finding.code for finding in findings]
    assert codes == ["T101", "U101", "T102", "P121", "N101", "N102", "C102", "N102"]


def test_every_reference_of_a_section_is_told(check: Check) -> None:
    findings = check(("overview: 概述。", "overview: |\n    {{ a1 }}{{ a2 }}\n\n    {{ a3 }}"))
    assert [(f.line, f.column, f.quote) for f in findings] == [
        (14, 5, "{{ a1 }}"),
        (14, 13, "{{ a2 }}"),
        (16, 5, "{{ a3 }}"),
    ]


def test_a_hidden_character_in_braces_is_shown(check: Check) -> None:
    (finding,) = of_code(check(("overview: 概述。", "overview: '{{ year\u200b }}'")), "N102")
    assert "\\u200b" in finding.message


def test_the_sentence_offered_for_the_gap_closes_it(check: Check) -> None:
    (finding,) = of_code(check(("没有申请，没有复议、诉讼。", "没有申请。")), "S103")
    assert finding.suggestion
    sentence = finding.suggestion.partition("请写「")[2].rstrip("」")
    assert sentence.startswith("2017年，河洛镇")
    assert check(("没有申请，没有复议、诉讼。", sentence)) == []


def test_the_sentence_offered_for_an_empty_part_closes_everything(check: Check) -> None:
    findings = check(("applications: 没有申请，没有复议、诉讼。", "applications:"))
    (finding,) = of_code(findings, "S101")
    assert finding.suggestion
    sentence = finding.suggestion.partition("请写「")[2].rstrip("」")
    assert check(("没有申请，没有复议、诉讼。", sentence)) == []


def test_a_folder_of_fonts_makes_missing_characters_a_warning(check: Check) -> None:
    findings = check(
        ("overview: 概述。", "overview: 概\U000e0001述。"),
        ("sections:\n", "fonts:\n  folder: f\nsections:\n"),
    )
    assert [(finding.code, finding.severity) for finding in findings] == [("C101", "warning")]


def test_a_draft_from_an_import_with_nulls_is_told_all(check: Check) -> None:
    findings = check(text="template: laiyang-2017\nyear: 2017\nunit:\nissued:\nsections:\n")
    codes = {finding.code for finding in findings}
    assert codes == {"U101", "U102", "U103", "U104", "T102", "S101", "S102"}
    assert all(finding.line and finding.column for finding in findings)


def test_a_printed_title_is_checked_for_characters(check: Check) -> None:
    findings = check(("sections:\n", "printed:\n  title: 年\u200b报\nsections:\n"))
    assert [finding.code for finding in findings] == ["C102"]


def test_a_subject_joins_file_and_report() -> None:
    file = load_parameters(SAMPLES[0])
    subject = Subject.of(file)
    assert subject.report == Report.of(file.parameters)
    assert subject.file is file
