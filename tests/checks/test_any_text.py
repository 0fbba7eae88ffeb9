"""Whatever stands in a report, the families that read its prose go through and quote what is there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.checks import Subject, citation, identity, sensitive
from nianbao.passages.whole import passage
from nianbao.report import Report
from tests.checks.families import report

CHECKS: list[Callable[[Subject], Any]] = [identity.check, citation.check, sensitive.check]

PIECES = st.sampled_from(
    [
        "我局",
        "本办",
        "黄村乡",
        "云溪镇",
        "信息公开",
        "由",
        "编制",
        "请与",
        "联系",
        "《",
        "》",
        "<",
        ">",
        "〔2021〕",
        "30号",
        "国办发",
        "条例",
        "第",
        "条",
        "五十",
        "根据",
        "“",
        "”",
        "公众号",
        "2024年",
        "区政府",
        "示例",
        "市",
        "1",
        "13800000000",
        "@qq.com",
        "申请人",
        "张三",
        "★",
        "机密",
        "。",
        "，",
        "\n",
        "\n\n",
        "\u200b",
        "⼀",
        "（一）",
        "{{",
        "year",
        "}}",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)
NAMES = st.none() | st.lists(
    st.sampled_from([*"镇乡县市区局我本", "云溪", "人民政府", "街道", "办公室", "<", "*"]),
    min_size=1,
    max_size=6,
).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, name=NAMES, full_name=NAMES, parent=NAMES, level=st.sampled_from([None, "township", "subdistrict", "department", "county", "city", "province", "other"]))  # fmt: skip
def test_families_go_through(
    tmp_path: Path, text: str, name: str | None, full_name: str | None, parent: str | None, level: Any
) -> None:
    base = report(tmp_path, "overview", "概述。")
    parameters = base.report.parameters
    unit = parameters.unit.model_copy(
        update={"name": name, "full_name": full_name, "parent": parent, "level": level}
    )
    changed = parameters.model_copy(update={"unit": unit, "sections": {"overview": text}})
    subject = dataclasses.replace(base, report=Report.of(changed))
    for check in CHECKS:
        for finding in check(subject):
            assert finding.message and finding.suggestion and finding.quote is not None
            if finding.section and not finding.code.startswith("X"):
                assert finding.quote in text


@given(TEXTS)
def test_every_stretch_of_a_passage_has_its_words(text: str) -> None:
    read = passage(text, ("sections", "overview"), "")
    for start in range(len(read.text)):
        assert read.words(start, start + 1) in text
    assert "\u200b" not in read.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("按要求通\n过。", "按要求通过。"),
        ("甲\n\n乙", "甲\n乙"),
        ("甲\n（一）乙", "甲\n（一）乙"),
        ("ab\ncd", "ab cd"),
        ("⼈⺠ＡＢ１２", "人民AB12"),
        ("云\u200b溪", "云溪"),
    ],
)
def test_a_passage_reads_as_its_reader_does(source: str, text: str) -> None:
    assert passage(source, ("x",), "").text == text
