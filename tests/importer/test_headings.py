"""Headings in all their writings, titles, units, signatures, chrome."""

from __future__ import annotations

import pytest

from nianbao.importer import read_report_text
from nianbao.importer.claims import Claims
from nianbao.importer.ending import find_ending
from nianbao.importer.readers.txt import text_source
from nianbao.importer.title import unit_and_year
from nianbao.importer.unit import parsed
from nianbao.importer.wording import wording

TITLE = "云溪镇2023年政府信息公开工作年度报告"
OFFICIAL = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
SECTIONS = ("overview", "proactive_disclosure", "applications", "review_litigation", "problems", "other")


def sections(headings: tuple[str, ...], title: str = TITLE) -> tuple[dict[str, str], dict[str, str]]:
    """Read a report with these headings and a paragraph under each; give texts and printed headings."""
    body = [f"{heading}\n这里是第{number}段文字。" for number, heading in enumerate(headings, 1)]
    values = read_report_text("\n".join([title, *body]), "报告.txt").text.values
    return values["sections"], values.get("printed", {}).get("headings", {})


@pytest.mark.parametrize(
    "numbering",
    [
        "{d}、{t}",
        "{d}.{t}",
        "{d}．{t}",
        "（{d}）{t}",
        "({d}){t}",
        "{d} {t}",
        "{d}、{d}、{t}",
        "第{d}部分 {t}",
        "{n}.{t}",
        "- {d}、{t}",
        "{t}",
        "{d}、{t}：",
        "　　{d}、 {t}",
        "**{d}、{t}**",
        "## {d}、{t}",
    ],
)
def test_numbering(numbering: str) -> None:
    headings = tuple(
        numbering.format(d="一二三四五六"[place], n=place + 1, t=heading.split("、", 1)[1])
        for place, heading in enumerate(OFFICIAL)
    )
    texts, _ = sections(headings)
    assert {name: text.strip() for name, text in texts.items()} == {
        name: f"这里是第{number}段文字。" for number, name in enumerate(SECTIONS, 1)
    }


@pytest.mark.parametrize(
    ("place", "heading"),
    [
        (0, "一、总体概述"),
        (0, "一、工作基本情况"),
        (0, "一、概 述"),
        (0, "一、工作总体推进情况"),
        (0, "一、年度重点"),
        (1, "二、行政机关主动公开政府信息情况"),
        (1, "二、主动公开政府政府情况"),
        (2, "三、行政机关收到和处理政府信息公开申请情况"),
        (3, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (4, "五、存在问题及改进情况"),
        (4, "五、政府信息公开工作存在的主要问题及改进情况"),
        (5, "六、其它需要报告的事项"),
    ],
)
def test_other_words_are_printed_as_they_were(place: int, heading: str) -> None:
    headings = (*OFFICIAL[:place], heading, *OFFICIAL[place + 1 :])
    texts, printed = sections(headings)
    assert list(texts) == list(SECTIONS)
    assert printed == {SECTIONS[place]: heading} or heading == "一、概 述"


def test_an_unnumbered_heading_in_other_words() -> None:
    """Who numbers no part may still reword one; beside numbered parts such a line is text."""
    plain = [heading.partition("、")[2] for heading in OFFICIAL]
    plain[2] = "依申请公开政府信息办理工作情况"
    texts, printed = sections(tuple(plain))
    assert texts["applications"].strip() == "这里是第3段文字。"
    assert printed["applications"] == plain[2]
    texts, _ = sections((*OFFICIAL[:2], plain[2], *OFFICIAL[3:]))
    assert plain[2] in texts["proactive_disclosure"]


def test_gaps_and_inner_headings() -> None:
    text = f"""{TITLE}
一、总体情况
（一）主动公开情况。公开了信息。
（二）依申请公开情况
没有收到申请。
（三）政府信息管理情况
（四）政府信息公开平台建设
（五）监督保障
三、收到和处理政府信息公开申请情况
五、存在的主要问题及改进情况
一、学习不够。
二、人手不足。
"""
    report = read_report_text(text, "报告.txt")
    texts = report.text.values["sections"]
    assert list(texts) == ["overview", "applications", "problems"]
    assert texts["overview"].count("（") == 5
    assert texts["problems"].strip() == "一、学习不够。\n\n二、人手不足。"


def test_headings_on_one_line_with_the_text() -> None:
    text = f"""{TITLE}
现将情况报告如下: 一、总体情况 全年公开12条。 二、主动公开政府信息情况 见附表。 五、存在的主要问题及改进情况 人手不足。
"""
    texts = read_report_text(text, "报告.txt").text.values["sections"]
    assert {name: value.strip() for name, value in texts.items()} == {
        "preamble": "现将情况报告如下:",
        "overview": "全年公开12条。",
        "proactive_disclosure": "见附表。",
        "problems": "人手不足。",
    }


def test_a_list_of_the_parts_is_no_part() -> None:
    contents = "目录\n" + "\n".join(f"{heading}……{page}" for page, heading in enumerate(OFFICIAL, 1))
    plain = "目录\n" + "\n".join(OFFICIAL)
    body = "\n".join(f"{heading}\n这里是{heading[2:]}。" for heading in OFFICIAL)
    for head in (plain, contents):
        values = read_report_text(f"{TITLE}\n{head}\n引言在这里。\n{body}\n", "报告.txt").text.values
        assert values["sections"]["overview"].strip() == "这里是总体情况。"
        assert len(values["sections"]) >= 6


REGIONAL = """云溪镇2012年政府信息公开工作年度报告
统计期限为2012年1月1日至2012年12月31日。
一、概述
概述文字。
二、组织领导和制度建设情况
组织文字。
三、主动公开政府信息情况
公开文字。
四、依申请公开政府信息情况
申请文字。
五、收费及减免情况
收费文字。
六、复议诉讼情况
复议文字。
七、保密审查及监督检查情况
保密文字。
八、所属事业单位信息公开情况
事业单位文字。
九、存在的问题及改进措施
问题文字。
"""


def test_regional_parts_go_to_the_nearest_and_say_so() -> None:
    report = read_report_text(REGIONAL, "报告.txt")
    texts = report.text.values["sections"]
    assert report.year == 2012
    assert texts["organization"].strip() == "组织文字。"
    # What is near to no part stays where it stands, under its own heading.
    assert texts["confidentiality"].strip() == "保密文字。\n\n八、所属事业单位信息公开情况\n\n事业单位文字。"
    # What has no part of its own keeps its heading where it went.
    assert "六、复议诉讼情况\n\n复议文字。" in texts["applications"]
    assert any("复议诉讼" in note.said and note.certainty == "low" for note in report.log)
    everything = "".join(texts.values())
    assert all(f"{part}文字。" in everything for part in ("概述", "收费", "事业单位", "问题"))


@pytest.mark.parametrize("indent", ["", "　　"])
def test_what_has_no_part_of_its_own_keeps_its_heading_and_its_place(indent: str) -> None:
    """A regional report of more parts than the template: no heading is torn from the text below it."""
    parts = {
        "一、概述": "工作平稳开展。",
        "二、组织领导和制度建设情况": "调整了领导小组。",
        "三、发布解读、回应社会关切以及互动交流情况": "解读三次。",
        "四、重点领域政府信息公开工作推进情况": "推进了财政公开。",
        "五、主动公开政府信息以及公开平台建设情况": "公开了信息。",
        "六、政府信息公开申请办理情况": "没有收到申请。",
        "七、政府信息公开收费及减免情况": "没有收费。",
        "八、行政复议、行政诉讼情况": "没有发生。",
        "九、政府信息公开保密审查及监督检查情况": "先审查，后公开。",
        "十、所属学校信息公开的事": "学校也公开了。",
        "十一、存在的主要问题及改进情况": "更新不够及时。",
    }
    lines = ["云溪镇2016年政府信息公开工作年度报告"]
    lines += [f"{indent}{line}" for part in parts.items() for line in part]
    found = read_report_text("\n".join(lines), "报告.txt").text.values["sections"]
    for heading, text in parts.items():
        kept = [section for section in found.values() if text in section]
        assert len(kept) == 1
        if heading[0] in "八十" and heading[1] == "、":
            assert f"{heading}\n\n{text}\n" in kept[0]
    assert found["fees"] == "没有收费。\n"
    assert found["problems"] == "更新不够及时。\n"
    assert "学校也公开了" in found["confidentiality"]


@pytest.mark.parametrize(
    ("title", "unit", "year"),
    [
        ("示例市云溪镇 2016 年度政府信息公开工作 年度报告", "示例市云溪镇", 2016),
        ("2022年度云溪镇政府信息公开工作年度报告", "云溪镇", 2022),
        ("2012年云溪镇人民政府信息公开工作年度报告", "云溪镇人民政府", 2012),
        ("云溪镇人民政府2022年政府信息公开工作年度报告", "云溪镇人民政府", 2022),
        ("城北街道2023年政府信息公开年度报告", "城北街道", 2023),
        ("政府信息公开工作年度报告", None, None),
    ],
)
def test_titles(title: str, unit: str | None, year: int | None) -> None:
    assert unit_and_year(title) == (unit, year)


@pytest.mark.parametrize(
    "lines",
    [
        "示例县云溪镇人民政府\n2023年政府信息公开工作年度报告",
        "示例县云溪镇人民政府2023年政府信息公开工作\n年度报告",
        "示例县云溪镇人民政府\n2023年政府信息公开工作\n年度报告",
        "政府信息公开年报\n示例县云溪镇人民政府2023年政府信息公开工作年度报告\n发布日期：2024-01-12",
    ],
)
def test_titles_over_several_lines(lines: str) -> None:
    values = read_report_text(f"{lines}\n一、总体情况\n做了不少事。\n", "报告.txt").text.values
    assert (values["year"], values["unit"]["full_name"]) == (2023, "示例县云溪镇人民政府")
    assert "printed" not in values
    assert list(values["sections"]) == ["overview"]


@pytest.mark.parametrize(
    ("printed", "name", "level", "parent", "full"),
    [
        ("示例市云溪镇", "云溪镇", "township", "示例市", "示例市云溪镇人民政府"),
        (
            "示例市示例区人民政府城北街道办事处",
            "城北街道",
            "subdistrict",
            "示例市示例区",
            "示例市示例区人民政府城北街道办事处",
        ),
        ("示例县农业农村局", "农业农村局", "department", "示例县", "示例县农业农村局"),
        ("示例市人民政府办公室", "示例市人民政府办公室", "department", "示例市", "示例市人民政府办公室"),
        ("淮安市洪泽区人民政府", "洪泽区", "county", "淮安市", "淮安市洪泽区人民政府"),
        ("上海市人民政府", "上海市", "province", None, "上海市人民政府"),
        ("宿迁市", "宿迁市", "city", None, "宿迁市人民政府"),
        ("莱阳市人民政府", "莱阳市", "county", None, "莱阳市人民政府"),
    ],
)
def test_units(printed: str, name: str, level: str, parent: str | None, full: str) -> None:
    unit = parsed(printed, wording())
    assert (unit.name, unit.level, unit.parent, unit.full_name) == (name, level, parent, full)


@pytest.mark.parametrize(
    ("lines", "by", "date"),
    [
        ("云溪镇人民政府\n2024年1月16日", "云溪镇人民政府", "2024-01-16"),
        ("云溪镇人民政府\n\n2024-01-16\n【打印本页】 【关闭窗口】", "云溪镇人民政府", "2024-01-16"),
        ("云溪镇人民政府 2024年1月16日", "云溪镇人民政府", "2024-01-16"),
        ("云溪镇人民政府\n二〇二四年一月十六日", "云溪镇人民政府", "2024-01-16"),
        ("2024年1月16日", None, "2024-01-16"),
    ],
)
def test_signatures(lines: str, by: str | None, date: str) -> None:
    text = f"{TITLE}\n一、总体情况\n做了不少事。\n{lines}\n"
    issued = read_report_text(text, "报告.txt").text.values["issued"]
    assert (issued["by"], issued["date"]) == (by, date)


@pytest.mark.parametrize("printed", ["（2024年1月15日）", "(二〇二四年一月十五日)"])
def test_a_date_below_the_title(printed: str) -> None:
    text = f"{TITLE}\n{printed}\n本报告依照条例编制。\n一、总体情况\n工作平稳开展。\n"
    values = read_report_text(text, "报告.txt").text.values
    assert values["issued"] == {"by": None, "date": "2024-01-15"}
    assert values["sections"]["preamble"] == "本报告依照条例编制。\n"
    signed = read_report_text(f"{text}云溪镇人民政府\n2024年1月16日\n", "报告.txt").text.values
    assert signed["issued"]["date"] == "2024-01-16"
    assert printed in signed["sections"]["preamble"]


def test_no_signature_is_made_up() -> None:
    source = text_source("一、总体情况\n我镇于2023年12月31日前公开了全部信息。\n", "")
    assert find_ending(Claims(source.lines), range(1, 2)) is None


def test_chrome_is_listed_and_kept_out() -> None:
    chrome = [
        "首页 > 政府信息公开 > 年报 > 正文",
        "索引号 | 公开方式 | 发布机构 |",
        "11370682004276012B/2024-00021 | 主动公开 | 云溪镇人民政府 |",
        "发布时间：2024-01-20 09:16　来源：云溪镇　浏览次数：15",
        "【字体： 大 中 小】",
        "配色",
    ]
    text = "\n".join(
        [
            *chrome,
            TITLE,
            "一、总体情况",
            "做了不少事。",
            "扫一扫在手机打开当前页",
            "【打印本页】 【关闭本页】",
            "",
        ]
    )
    report = read_report_text(text, "报告.txt")
    listed = [part for kind, _, part in report.kept if kind == "chrome"]
    assert len(listed) == 8
    assert report.text.values["sections"] == {"overview": "做了不少事。\n"}
    assert sum(note.what == "不属于报告" for note in report.log) == 8


def test_text_that_looks_like_chrome_stays() -> None:
    line = "来源：各站所报送的信息都要逐条审查。"
    text = (
        f"{TITLE}\n一、总体情况\n{line}\n网站首页改版后点击率提高。\n五、存在的主要问题及改进情况\n不足。\n"
    )
    overview = read_report_text(text, "报告.txt").text.values["sections"]["overview"]
    assert line in overview
    assert "点击率" in overview
