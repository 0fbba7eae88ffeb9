"""What screening finds in a text, what it leaves alone, and that nothing is ever repeated in full."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.checks.sensitive import NOTE, check
from nianbao.sensitive import scan
from nianbao.sensitive.numbers import id_check_digit, passes_luhn
from nianbao.sensitive.words import Words
from nianbao.wordlists import load_words
from tests.checks.families import report, said

WORDS = Words.of(load_words("sensitive"))

ID = "11010119000101001" + id_check_digit("11010119000101001")

FOUND = {
    f"身份证号{ID}。": ("X101", "error"),
    f"身份证号 {ID[:6]} {ID[6:14]} {ID[14:]}。": ("X101", "error"),
    f"（{ID}）": ("X101", "error"),
    "身份证号110101190001010000": ("X101", "warning"),
    "证件号码110101000101001": ("X101", "warning"),
    "电话：13800000000。": ("X102", "warning"),
    "电话138-0000-0000": ("X102", "warning"),
    "电话+8613800000000": ("X102", "warning"),
    "卡6200000000000000000": ("X103", "error"),
    "卡6200 0000 0000 0000 000": ("X103", "error"),
    "账号4000000000000002": ("X103", "error"),
    "护照：G00000000": ("X104", "error"),
    "邮箱100000000@qq.com": ("X105", "warning"),
    "邮箱yunxi@163.com": ("X105", "hint"),
    "户籍地址：示例县云溪镇东村12号": ("X106", "warning"),
    "车辆鲁F·00000": ("X107", "warning"),
    "新能源鲁FD00000": ("X107", "warning"),
    "申请人王小二要求公开": ("X108", "warning"),
    "申请人欧阳小二不服": ("X108", "warning"),
    "申请人为于小二，": ("X108", "warning"),
    "申请人张某某提出": ("X108", "hint"),
    "信访人：高某。": ("X108", "hint"),
    "1990年1月出生，": ("X109", "warning"),
    "出生日期：1990-01-01": ("X109", "warning"),
    "机密★5年": ("X110", "error"),
    "密级：秘密": ("X110", "error"),
    "【绝密】": ("X110", "error"),
    "（内部资料 注意保存）": ("X111", "warning"),
}

CLEAN = [
    "电话：0535-7213287，邮编：265200。",
    "电话：05357213287。",
    "电话073127241001，传真05987500615",
    "电话：400-820-8820、12345",
    "国办公开办函〔2021〕30号、国务院令第711号",
    "统一社会信用代码11371082004363079R",
    "区划代码370682105000，索引号116223010139324488/2009-00021",
    "登记编号6200000000000000000",
    "全年访问13812345678次，收入13812345678元",
    "行政处罚6937489件，收费316441.138123456789万元",
    "访问量13,812,345,678",
    "已打码：138****1234、35*************123",
    "详见https://example.gov.cn/art/2024/1/22/art_13800000000_4107020.html。",
    "邮箱：bgs@example.gov.cn",
    "申请人方便查询，申请人应当补正，申请人向我镇提出，申请人对答复不服",
    "申请人任何时候都可以，申请人和第三人，申请人的身份，申请人情况，申请人无正当理由",
    "申请人于3月5日提出，申请人高度认可，申请人常用的渠道，申请人须知",
    "国家秘密、商业秘密、个人隐私，保守国家秘密法，失密泄密，属于国家秘密1件",
    "地址：示例县云溪镇铁山路37号，镇政府3号楼202室",
    "新生儿出生登记、出生日期以后的政策，2016年1月1日以后出生的儿童",
    "2024年1月1日产生的费用，2024年12月31日生效",
    "身份证明、身份证办理指南",
    "京津冀协同、苏南、川A级景区、沪指3000点",
    "村民委员会、居民小组、市民热线、当事人双方",
    "绩效ABC123456789012345678",
]


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    (hit,) = scan(text, WORDS)
    assert (hit.code, hit.severity) == FOUND[text]
    assert hit.shown not in ("", text[hit.start : hit.end]) or hit.code in ("X110", "X111")


@pytest.mark.parametrize("text", CLEAN)
def test_left_alone(text: str, tmp_path: Path) -> None:
    assert said(check, tmp_path, text) == []


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.sampled_from(["", "：", "（", " ", "电话", "/"]))
def test_every_mobile_is_found_unless_it_is_part_of_something(number: str, before: str) -> None:
    hits = list(scan(f"联系{before}{number}。", WORDS))
    assert [hit.code for hit in hits] == ([] if before == "/" else ["X102"])
    assert all(number not in hit.shown for hit in hits)


@given(st.from_regex(r"62\d{13,16}", fullmatch=True))
def test_every_card_is_found_and_nothing_with_a_slip(first: str) -> None:
    for digit in "0123456789":
        number = first + digit
        found = [hit.code for hit in scan(f"卡号{number}。", WORDS)]
        assert ("X103" in found) == passes_luhn(number)


@given(st.from_regex(r"0\d{2,3}-?\d{7,8}", fullmatch=True))
def test_no_office_number_is_taken_for_anything(number: str) -> None:
    assert list(scan(f"电话：{number}，", WORDS)) == []


@given(st.integers(0, 10**13))
def test_no_count_is_taken_for_anything(number: int) -> None:
    assert list(scan(f"共{number}件，{number}元，{number:,}", WORDS)) == []


@given(st.text("申请人张王于某13800000@qq.com身份证★机密0123456789 -\n，。", max_size=200))
def test_any_text_can_be_screened(text: str) -> None:
    for hit in scan(text, WORDS):
        assert 0 <= hit.start < hit.end <= len(text)


def test_no_number_stands_in_any_part_of_a_finding(tmp_path: Path) -> None:
    numbers = [ID, "13800000000", "6200000000000000000", "100000000@qq.com", "G00000000"]
    text = f"申请人王小二（身份证号{ID}，电话13800000000，卡号6200000000000000000，邮箱100000000@qq.com，护照G00000000）。"
    found = said(check, tmp_path, text)
    assert {finding.code for finding in found} == {"X101", "X102", "X103", "X104", "X105", "X108"}
    for finding in found:
        words = json.dumps(finding.as_dict(), ensure_ascii=False)
        assert not any(number in words for number in [*numbers, "王小二"])
        assert finding.suggestion and finding.suggestion.endswith(NOTE)


def test_titles_signature_labels_and_cells_are_screened_too(tmp_path: Path) -> None:
    mobile = "13800000000"
    subject = report(
        tmp_path,
        "overview",
        "概述。",
        issued={"by": f"云溪镇{mobile}"},
        printed={
            "title": f"年报{mobile}",
            "headings": {"overview": f"一、{mobile}"},
            "labels": {"applications": {"new_received": f"新收{mobile}"}},
            "cells": {"applications": {"new_received": {"other": f"见{mobile}"}}},
        },
        tables={"applications": {"new_received": {"enterprise": f"问{mobile}"}}},
    )
    found = [finding for finding in check(subject) if finding.code == "X102"]
    assert [(finding.table, finding.row, finding.cell) for finding in found[-2:]] == [
        ("applications", "new_received", "enterprise"),
        ("applications", "new_received", "other"),
    ]
    assert len(found) == 6
    assert len({(finding.line, finding.column) for finding in found}) == 6


def test_the_place_is_that_of_the_number(tmp_path: Path) -> None:
    subject = report(tmp_path, "overview", "第一行。\n\n电话１３８\u200b００００００００。\n")
    (finding,) = check(subject)
    lines = subject.file.path.read_text(encoding="utf-8").splitlines()
    assert finding.line and finding.quote == "138****0000"
    assert lines or finding.column
