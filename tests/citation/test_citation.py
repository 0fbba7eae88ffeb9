"""Citations: what is superseded, misnamed or miswritten, and what is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nianbao.checks.citation import check
from nianbao.citation import Registry, numbers
from nianbao.citation.basis import chinese, read_numeral
from nianbao.wordlists import load_words
from tests.checks.families import codes, said
from tests.conftest import SHARED

REGISTRY = Registry(load_words("laws"))

LAW = "《中华人民共和国政府信息公开条例》"
FORMAT = (
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
)

# Text, report year -> code and severity.
FOUND: dict[tuple[str, int], tuple[str, str]] = {
    (f"根据{LAW}（国务院令第492号）编制。", 2024): ("G101", "error"),
    (f"根据{LAW}（国令第 492 号）编制。", 2019): ("G101", "error"),
    ("按国办发〔2014〕32号统计。", 2020): ("G101", "error"),
    ("按国办公开办函〔2019〕60号编制。", 2021): ("G101", "error"),
    ("国办发〔2014〕32号已经废止。", 2024): ("G101", "hint"),
    ("按《关于政府信息公开工作年度报告有关事项的通知》编制。", 2024): ("G101", "error"),
    (f"{LAW}（国务院令第711号）", 2018): ("G102", "error"),
    ("按国办公开办函〔2021〕30号编制。", 2020): ("G102", "error"),
    ("按《政府信息公开信息处理费管理办法》收费。", 2018): ("G102", "error"),
    (f"根据{LAW}（国务院令第771号）编制。", 2024): ("G103", "error"),
    (f"{FORMAT}（国办公开办函〔2021〕31号）", 2024): ("G103", "error"),
    (f"{LAW}（国办公开办函〔2021〕30号）", 2024): ("G103", "error"),
    ("《国务院办公厅关于印发〈政府信息公开工作年度报告格式〉的通知》", 2024): ("G104", "warning"),
    ("《中华人民共和国政府信息年度报告格式》", 2024): ("G104", "warning"),
    ("落实《中华人民共和国政府信息公开条列》。", 2024): ("G104", "warning"),
    ("落实《政务信息公开条例》。", 2017): ("G104", "warning"),
    ("落实《关于全面推进政务公开工作意见》。", 2024): ("G104", "warning"),
    (f"{LAW}第五十七条", 2024): ("G105", "error"),
    (f"{LAW}第五十条", 2017): ("G105", "error"),
    ("依条例第三十一条规定编制年度报告。", 2024): ("G105", "warning"),
    (f"{LAW}第三十一条和{FORMAT}的要求，编制年度报告。", 2024): ("G105", "warning"),
    ("按照2023年政务公开工作要点的要求开展工作。", 2024): ("G301", "warning"),
    ("示政办字[2024]3号", 2024): ("G201", "warning"),
    ("示政办字（2024）3号", 2024): ("G201", "warning"),
    ("国办公开办函{2021}30号", 2024): ("G201", "warning"),
    ("国办公开办函202130 号", 2024): ("G202", "warning"),
    ("国办发〔202017号", 2020): ("G202", "warning"),
    ("示政发〔2024〕第3号", 2024): ("G203", "hint"),
    ("示政发〔2024〕03号", 2024): ("G203", "hint"),
    ("根据<示例办法>的规定", 2024): ("G205", "warning"),
    ("年度报告格式>云溪镇", 2024): ("G205", "warning"),
    ("《2022年全县政务公开工作要点》", 2024): ("G301", "warning"),
    ("示政办发〔2028〕3号", 2024): ("G303", "error"),
}

CLEAN: list[tuple[str, int]] = [
    (f"根据{LAW}（国务院令第711号）、{FORMAT}（国办公开办函〔2021〕30号）编制。", 2024),
    (f"根据{LAW}（国令第711号）第四十九条、第五十条编制。", 2024),
    (f"根据{LAW}（中华人民共和国国务院令第 711 号，以下简称《条例》）编制。", 2020),
    ("按国办公开办函〔2019〕60号、《中华人民共和国政府信息公开工作年度报告格式（试行）》编制。", 2019),
    ("按国办公开办函〔2019〕61号建设平台。", 2024),
    (f"根据{LAW}（国务院令第492号）第三十二条编制，按国办发〔2014〕32号统计。", 2017),
    ("按《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）收费。", 2020),
    ("落实《中华人民共和国保守国家秘密法》及其实施条例、《信访工作条例》第五十九条。", 2024),
    ("落实《〈关于全面推进政务公开工作的意见〉实施细则》。", 2017),
    ("按示政办发〔2024〕3号、示办字〔2023〕112号、示政公开办函〔2024〕1号开展工作。", 2024),
    ("地址：幸福路2021号，邮编100000，12345热线，2024年第3号公告，案号（2024）鲁06行终30号。", 2024),
    ("《2024年全县政务公开工作要点》《示例县2021—2025年规划》《2022年预算公开》", 2024),
    ("2023年新收3件，2024年5件；增长>5%，x<y。", 2024),
    ("首页 > 政务公开 > 年报", 2024),
    ("《条例》施行以来，申请办理更加规范。", 2024),
    ("落实《示例省政府信息公开条例》《省政府信息公开条例》《某政府信息公开条例》。", 2024),
    ("对照2023年年度报告提出的问题改进。", 2024),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year"), FOUND, ids=[text for text, _ in FOUND])
def test_found(tmp_path: Path, text: str, year: int) -> None:
    # That such a short text rests on one document alone is another finding.
    found = {(f.code, f.severity) for f in said(check, tmp_path, text, **of(year)) if f.code != "G401"}
    assert found == {FOUND[text, year]}


@pytest.mark.parametrize(("text", "year"), CLEAN, ids=[text for text, _ in CLEAN])
def test_left_alone(tmp_path: Path, text: str, year: int) -> None:
    assert said(check, tmp_path, text, **of(year)) == []


def of(year: int) -> dict[str, Any]:
    form = "national-2021" if year > 2020 else "national-2019" if year > 2018 else "national-2014"
    return {"year": year, "template": form, "issued": {"date": f"{year + 1}-01-20"}}


def test_the_finding_names_both_documents_and_the_right_one(tmp_path: Path) -> None:
    (finding,) = said(check, tmp_path, f"根据{LAW}（国办公开办函〔2021〕30号）。")
    assert "不是同一份文件" in finding.message and "报告格式" in finding.message
    assert finding.suggestion == f"请改成{LAW}（国务院令第711号）。"
    assert finding.quote == f"{LAW}（国办公开办函〔2021〕30号"


def test_the_quote_is_the_number_alone(tmp_path: Path) -> None:
    (finding,) = said(check, tmp_path, "现根据国办公开办函〔2019〕\n60号的要求编制。")
    assert finding.quote == "国办公开办函〔2019〕\n60号"
    assert finding.suggestion and "国办公开办函〔2021〕30号" in finding.suggestion


def test_a_basis_without_the_regulation(tmp_path: Path) -> None:
    local = "根据《示例县政府信息公开办法》的规定，编制本报告。"
    (finding,) = said(check, tmp_path, local, "preamble")
    assert (finding.code, finding.severity, finding.section) == ("G401", "warning", "preamble")
    (finding,) = said(check, tmp_path, local + "按国办公开办函〔2021〕30号填报。", "preamble")
    assert (finding.code, finding.severity) == ("G401", "hint")
    assert codes(check, tmp_path, local + "依条例公开。", "preamble") == set()
    assert codes(check, tmp_path, "制定《云溪镇公开制度》的工作规定。", "overview") == set()


def test_the_first_mention_is_in_full(tmp_path: Path) -> None:
    assert codes(check, tmp_path, "根据《政府信息公开条例》编制。") == {"G402"}
    assert codes(check, tmp_path, f"根据{LAW}编制，学习《政府信息公开条例》。") == set()
    assert codes(check, tmp_path, "按《中华人民共和国\n政府信息公开条例》编制。") == set()


def test_an_old_local_document_is_a_question_in_the_basis_only(tmp_path: Path) -> None:
    text = "根据条例和示政办发〔2015〕3号编制。"
    assert codes(check, tmp_path, text, "preamble") == {"G304"}
    assert codes(check, tmp_path, text, "overview") == set()


def test_a_county_adds_its_own_documents(tmp_path: Path) -> None:
    text = "按示政发〔2019〕8号《示例县公开办法》办理。"
    assert codes(check, tmp_path, text) == set()
    own = tmp_path / "templates" / "checks" / "laws.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "laws:\n  county_2019:\n    kind: law\n    name: 示例县公开办法\n"
        "    numbers: [示政发〔2019〕8号]\n    issued: 2019-03-01\n    until: 2022-12-31\n",
        encoding="utf-8",
    )
    assert codes(check, tmp_path, text) == {"G101"}


def test_every_document_of_the_registry_is_found_by_its_own_number_and_name() -> None:
    for document in REGISTRY.documents.values():
        for written in document.numbers:
            (number,) = numbers(f"根据{written}的要求", REGISTRY.number_ends)
            assert REGISTRY.of_number(number) is document
        assert document in REGISTRY.of_name(document.full_name)
        if document.instead:
            assert REGISTRY.instead_of(document)


@pytest.mark.parametrize("year", range(2008, 2031))
def test_every_year_has_one_regulation(year: int) -> None:
    law = REGISTRY.regulation(year)
    assert law
    assert law.numbers[0] == ("国务院令第492号" if year < 2019 else "国务院令第711号")


@pytest.mark.parametrize("number", [1, 9, 10, 11, 20, 31, 49, 50, 56, 99])
def test_numerals_are_read_as_written(number: int) -> None:
    assert read_numeral(chinese(number)) == number == read_numeral(str(number))


def test_the_first_published_report_rests_on_local_rules_alone(tmp_path: Path) -> None:
    seed = SHARED / "seed" / "heluo-2017.txt"
    if not seed.is_file():
        pytest.skip(f"需要 {seed}")
    text = seed.read_text(encoding="utf-8")
    year: dict[str, Any] = {"year": 2017, "template": "laiyang-2017", "issued": {"date": "2018-01-27"}}
    assert codes(check, tmp_path, text.split("一、", 1)[0], "preamble", **year) == {"G401"}
