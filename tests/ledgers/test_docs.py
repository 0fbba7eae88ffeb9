"""The clerk's page says what the lists of words and the reader do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nianbao.ledgers import csv_file, opening, xlsx_parts
from nianbao.ledgers.meaning import Question
from nianbao.ledgers.words import KINDS, load_words
from tests.ledgers.conftest import Folder
from tests.ledgers.test_applications import case

PAGE = (Path(__file__).resolve().parents[2] / "docs/ledgers.zh-CN.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_names_each_ledger_and_its_needed_columns(kind: str) -> None:
    words = load_words(kind)
    (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |")]
    assert words.name in line
    assert all(words.columns[column][0] in line for column in words.needed)


def test_the_words_on_the_page_mean_what_it_says() -> None:
    words = load_words("applications")
    certain, asked = PAGE.split("下面这些要请您写清楚")
    for line in certain.split("## 办理结果的词")[1].splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 2 and cells[1] in {known[0] for known in words.values["outcome"].values()}:
            for word in cells[0].split("、"):
                meaning = words.meaning("outcome", word)
                assert isinstance(meaning, str) and words.label("outcome", meaning) == cells[1]
    stages = [
        "延期",
        "补正",
        "征求意见",
        "权利人意见征询",
        "非政府信息",
        "不予公开",
        "无法提供",
        "不予处理",
        "已办结",
    ]
    for word in stages:
        assert word in asked and isinstance(words.meaning("outcome", word), Question)


def test_the_countys_example_on_the_page_works(ledger: Folder) -> None:
    example = re.findall(r"```yaml\n(# templates/ledgers/applications.yaml.*?)```", PAGE, re.DOTALL)[0]
    place = ledger.path / "templates/ledgers/applications.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(example, encoding="utf-8")
    head = ["登记编号", "来件登记日", "申请方式", "诉求人", "申请人类别", "件数", "答复日期", "办理结果"]
    done = ledger.rows([head, case("1", 办理结果="查无此件")])
    assert done.counts == {"new_received": 1, "not_held": 1} and done.reading.findings == ()


def test_the_limits_on_the_page_are_those_of_the_code() -> None:
    limits = (
        opening.MAX_BYTES // 10**6,
        xlsx_parts.MAX_UNPACKED // 10**6,
        csv_file.MAX_ROWS // 10**4,
        csv_file.MAX_COLUMNS,
    )
    assert "一个文件 {} MB，展开后 {} MB；一张工作表 {} 万行、{} 列".format(*limits) in PAGE
