"""Copies of last year's report and of the neighbour's are found; formula and chance are not."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from nianbao.checks import Subject, check_path
from nianbao.finding import Finding
from nianbao.likeness.between import between_reports
from nianbao.likeness.sentences import anonymous, fold, sentences
from nianbao.params import read_text
from tests.cli.conftest import Run

TEXT = """\
template: national-2021
year: {year}
unit: {{id: {unit}, name: {name}, full_name: 示例县{name}人民政府, level: township, parent: 示例县}}
issued: {{by: {name}人民政府, date: {next}-01-20}}
sections:
  overview: |
    {overview}
  problems: |
    {problems}
"""

WORDS = "公开更新目录检查网站专栏村务预算决算补贴低保道路水利窗口培训登记审核督促整理查阅便民教育医疗环保就业".strip()


def prose(seed: int, count: int) -> list[str]:
    """Write sentences of chance words."""
    chance = random.Random(seed)
    return ["".join(chance.choices(WORDS, k=chance.randint(18, 30))) + "。" for _ in range(count)]


def subject(
    unit: str, name: str, own: list[str], year: int = 2024, problems: str = "更新慢，明年快。"
) -> Subject:
    text = TEXT.format(
        unit=unit, name=name, year=year, next=year + 1, overview="".join(own), problems=problems
    )
    return Subject.of(read_text(text, Path(f"params/{year}/{unit}.yaml")))


def codes(found: dict[str, list[Finding]]) -> dict[str, list[str]]:
    return {Path(path).stem: [finding.code for finding in findings] for path, findings in found.items()}


def test_a_copy_with_other_names_and_numbers_is_found_on_both_sides() -> None:
    shared = prose(1, 6)
    first = subject("yunxi", "云溪镇", [*shared, "云溪镇全年一共主动公开各类政府信息12条。"])
    second = subject("qingshi", "青石镇", [*shared, "青石镇全年一共主动公开各类政府信息345条。"])
    found = between_reports([first, second, subject("heluo", "河洛镇", prose(2, 7))])
    assert codes(found) == {"yunxi": ["M201"], "qingshi": ["M201"]}
    (finding,) = found[str(second.file.path)]
    assert finding.severity == "warning"
    assert "与云溪镇的报告雷同：100% 的文字相同，共 7 句" in finding.message
    assert (finding.section, finding.line, finding.column) == ("overview", 7, 5)
    assert finding.quote == shared[0].rstrip("。")


def test_two_thirds_of_the_shorter_text_are_enough_and_a_third_is_not() -> None:
    shared = prose(3, 4)
    long, short = [*prose(4, 4), *shared], [*shared, *prose(5, 2)]
    assert codes(between_reports([subject("a", "甲镇", long), subject("b", "乙镇", short)])) == {
        "a": ["M201"],
        "b": ["M201"],
    }
    little = [*shared[:2], *prose(6, 6)]
    assert between_reports([subject("a", "甲镇", long), subject("b", "乙镇", little)]) == {}


def test_other_years_and_the_same_unit_are_not_compared() -> None:
    shared = prose(7, 6)
    assert between_reports([subject("a", "甲镇", shared), subject("b", "乙镇", shared, year=2023)]) == {}
    assert between_reports([subject("a", "甲镇", shared), subject("a", "甲镇", shared)]) == {}


def test_short_parts_and_the_templates_own_sentences_are_not_compared() -> None:
    none = "2024年，甲镇没有收取政府信息公开信息处理费，没有其他需要报告的事项。"
    parts = [
        subject(unit, name, prose(seed, 6), problems=none * 3)
        for unit, name, seed in (("a", "甲镇", 8), ("b", "乙镇", 9))
    ]
    assert between_reports(parts) == {}


def test_a_county_that_copied_one_text_is_found_throughout() -> None:
    shared = prose(10, 6)
    towns = [subject(f"t{number}", f"第{number}镇", shared) for number in range(40)]
    assert codes(between_reports(towns)) == {f"t{number}": ["M201"] for number in range(40)}


def test_copies_are_found_among_many() -> None:
    """Of pairs that share four sentences in six, hardly any may be missed."""
    towns, pairs = [], 60
    for number in range(pairs):
        shared = prose(1000 + number, 5)
        towns += [subject(f"a{number}", f"甲{number}镇", [*shared, *prose(2000 + number, 1)])]
        towns += [subject(f"b{number}", f"乙{number}镇", [*shared, *prose(3000 + number, 1)])]
    found = between_reports(towns)
    assert len(found) >= 0.95 * 2 * pairs
    for path, (finding,) in found.items():
        twin = Path(path).stem.translate(str.maketrans("ab", "乙甲"))
        assert f"与{twin}镇的" in finding.message


def test_checking_a_folder_compares_its_reports(folder: Path, run: Run) -> None:
    for unit, name in (("yunxi", "云溪镇"), ("qingshi", "青石镇")):
        path = folder / f"params/2024/{unit}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            TEXT.format(
                unit=unit, name=name, year=2024, next=2025, overview="".join(prose(1, 6)), problems="慢。"
            ),
            encoding="utf-8",
        )
    both = json.loads(run("check", "--select", "M", "--json").out)
    assert [(one["code"], one["file"]) for one in both] == [
        ("M201", "params/2024/qingshi.yaml"),
        ("M201", "params/2024/yunxi.yaml"),
    ]
    assert run("check", "--select", "M").status == 0
    assert json.loads(run("check", "params/2024/yunxi.yaml", "--select", "M", "--json").out) == []
    assert run("check", "--select", "M", "params/2024/yunxi.yaml").out.endswith("没有发现问题。\n")


def test_an_answer_settles_a_likeness_between_reports(folder: Path, run: Run) -> None:
    for unit, name in (("yunxi", "云溪镇"), ("qingshi", "青石镇")):
        path = folder / f"params/2024/{unit}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = TEXT.format(
            unit=unit, name=name, year=2024, next=2025, overview="".join(prose(1, 6)), problems="慢。"
        )
        path.write_text(
            text + "accepted:\n  - {code: M201, where: overview, reason: 县里统一要求。}\n", encoding="utf-8"
        )
    findings = json.loads(run("check", "--select", "M,Y", "--json").out)
    assert [one["answered"] for one in findings] == ["县里统一要求。"] * 2


@pytest.mark.parametrize(("share", "expected"), [(6, ["M101"]), (4, ["M101"]), (3, []), (0, [])])
def test_a_copy_of_last_year_is_found(folder: Path, share: int, expected: list[str]) -> None:
    past = prose(1, 6)
    now = [*past[:share], *prose(2, 6 - share)]
    for year, own in ((2023, past), (2024, now)):
        path = folder / f"params/{year}/yunxi.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            TEXT.format(
                unit="yunxi", name="云溪镇", year=year, next=year + 1, overview="".join(own), problems="慢。"
            ),
            encoding="utf-8",
        )
    findings, _ = check_path(folder / "params/2024/yunxi.yaml", folder)
    assert [finding.code for finding in findings if finding.code[0] == "M"] == expected


def test_a_year_a_law_and_a_comma_make_no_new_sentence() -> None:
    assert fold("依据《条例》（国务院令第711号），2024年 全镇公开。") == fold("依据2023年全镇，公开")
    assert anonymous(fold("云溪镇公开12条。"), ["云溪镇"]) == anonymous(fold("青石镇公开3条。"), ["青石镇"])


def test_sentences_know_their_places() -> None:
    text = "短。\n  全镇各村的政务公开栏每月更新一次；村务监督委员会逐条核对内容。"
    assert [(one.line, one.column, one.text[:4]) for one in sentences(text)] == [
        (1, 2, "全镇各村"),
        (1, 19, "村务监督"),
    ]
