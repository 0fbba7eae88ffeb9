"""Structure, time, wording and problems: what is found where, and what must be left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nianbao.checks import fixes, run_checks
from nianbao.finding import Finding
from tests.checks.whole import OVERVIEW, PREAMBLE, PROBLEMS, put, subject_of, whole


def found(folder: Path, path: str, value: Any, last: str = "") -> list[Finding]:
    data = whole()
    put(data, path.split("."), value)
    before = whole(year=2023, issued__date="2024-01-20") if last else None
    if before:
        before["sections"]["problems"] = last
    return run_checks(subject_of(data, folder, before))


P = "sections.preamble"
O = "sections.overview"  # noqa: E741
Q = "sections.problems"
PERIOD = "自2024年1月1日起至2024年12月31日止"

# What is changed -> code, severity, words quoted at the place.
FOUND: dict[str, tuple[str, Any, str, str, str]] = {
    "T202 before it begins": (P, PREAMBLE.replace("2024年12月", "2023年12月"), "T202", "error", "自2024年1月1日起至2023"[1:]),
    "T202 no such day": (P, PREAMBLE.replace("12月31日", "12月32日"), "T202", "error", "12月32日"),
    "T203 short": (P, PREAMBLE.replace("12月31日", "12月15日"), "T203", "warning", "12月15日"),
    "T203 another year": (P, PREAMBLE.replace("2024年", "2023年"), "T203", "error", "2023年1月1日"),
    "T203 in ISO": (P, PREAMBLE.replace(PERIOD, "从2023-01-01至2023-12-31"), "T203", "error", "2023-01-01"),
    "T204 month and day run together": (P, PREAMBLE.replace("12月31日", "1231日"), "T204", "error", "2024年1231日"),
    "T204 year lost": (P, PREAMBLE.replace("2024年1月1日", "20241月1日"), "T204", "error", "20241月"),
    "T204 year and month lost": (P, PREAMBLE.replace("2024年12月31日", "20241231日"), "T204", "error", "20241231日"),
    "T204 year twice": (P, PREAMBLE.replace("至2024年", "至202024年").replace("202024", "202020"), "T204", "error", "202020年"),
    "T205 转结": (O, f"{OVERVIEW}有0件转结2024年办结。", "T205", "error", "转结2024年"),
    "T205 two years on": (O, f"{OVERVIEW}有1件结转至2026年办理。", "T205", "error", "结转至2026年"),
    "T205 into this year": (O, f"{OVERVIEW}有1件上年结转2023年办理。", "T205", "error", "2023年"),
    "T206": (O, f"{OVERVIEW}2019年公开32条。", "T206", "hint", "2019年"),
    "T207 last year's opening": (O, f"2023年，我镇公开32条。\n\n{OVERVIEW}", "T207", "warning", "2023年"),
    "T207 counted in the next": (
        O, f"{OVERVIEW}\n\n此外，2025年，我镇公开24条。", "T207", "warning", "2025年"),
    "T208 title": ("printed.title", "云溪镇2023年政府信息公开工作年度报告", "T208", "error", "2023"),
    "T209": ("issued.date", "2025-02-01", "T209", "warning", "2025-02-01"),
    "S106 twice the same number": ("printed.headings.other", "五、其他需要报告的事项", "S106", "warning", "五、其他"),
    "S201 listed otherwise than told": (
        P, f"{PREAMBLE}本报告由总体情况、主动公开政府信息情况、申请情况、复议诉讼情况、存在问题等六个部分组成。".replace("等六", "六"),
        "S201", "warning", "六个部分"),
    "S302 crosses": (O, f"{OVERVIEW}另外公开××条。", "S302", "error", "××"),
    "S302 one cross": (O, f"{OVERVIEW}X月X日又公开一次。", "S302", "error", "X"),
    "S302 underscores": (O, f"{OVERVIEW}另外公开____条。", "S302", "error", "____"),
    "S302 brackets": (O, f"{OVERVIEW}（此处填写考核结果）", "S302", "error", "此处填写"),
    "S302 to be added": (O, f"{OVERVIEW}（待补充）", "S302", "error", "待补充"),
    "S303 a page's way": (P, f"当前位置：首页 > 信息公开\n\n{PREAMBLE}", "S303", "warning", "首页"),
    "S303 font size": (P, f"【字体：大 中 小】\n\n{PREAMBLE}", "S303", "warning", "【字体"),
    "S304 only a list of parts": (
        O, "本报告由总体情况、主动公开政府信息情况、申请情况、复议诉讼情况、存在问题、其他事项六个部分组成。", "S304", "warning", ""),
    "S402": (O, f"{OVERVIEW}\n\n（六）建议提案办理情况。办理代表建议2件。", "S402", "hint", "建议提案"),
    "W103 comma and stop": (O, f"{OVERVIEW}按月公开，。", "W103", "warning", "，。"),
    "W105 quotation mark": (O, f"{OVERVIEW}公众号“云溪发布每周更新。", "W105", "warning", "“"),
    "W113 ends in a comma": (O, f"{OVERVIEW}\n\n此外还公开了村级财务清单，都按月更新，", "W113", "warning", "更新，"),
    "W113 nothing found": (O, f"{OVERVIEW}\n\n（六）追责情况\n\n未出现", "W113", "warning", "未出现"),
    "W201 镇镇": (O, f"{OVERVIEW}镇镇介绍也更新了。", "W201", "warning", "镇镇"),
    "W201 a long one": (O, f"{OVERVIEW}群众可以通过可以通过窗口查看。", "W201", "warning", "可以通过可以通过"),
    "W201 政府政府 without 信息公开": (O, f"{OVERVIEW}主动公开政府政府情况良好。", "W201", "warning", "政府政府"),
    "W204": (O, f"{OVERVIEW}共收到政府信息公开申请4宗。", "W204", "warning", "4宗"),
    "W206 own marks": (O, f"{OVERVIEW}年底自评得分98分。", "W206", "hint", "自评得分98分"),
    "O101 none": (Q, "目前，我镇不存在问题。", "O101", "error", ""),
    "O101 a word": (Q, "问题。", "O101", "warning", "问题。"),
    "O103 fewer measures": (
        Q, "（一）存在的问题\n\n一是甲村公开栏不更新。二是乙村不更新。三是答复太慢。\n\n（二）改进措施\n\n一是每月更换。二是加快答复。",
        "O103", "warning", "三是答复太慢。"),
    "O103 empty measures": (
        Q, "（一）存在的问题\n\n一是甲村公开栏不更新。二是乙村答复太慢。\n\n（二）改进措施", "O103", "warning", ""),
    "O103 one without": (
        Q, "一是甲村公开栏不更新。下一步每月更换。\n\n二是答复写得太硬，群众看不懂。", "O103", "warning", "二是答复"),
}  # fmt: skip

# Changes after which a code must not be found.
LEFT_ALONE: dict[str, tuple[str, Any, str]] = {
    "T203 first year shortened by custom": (P, PREAMBLE.replace(PERIOD, "从2024年1月1日到12月31日"), "T203"),
    "T203 end of the year in words": (P, PREAMBLE.replace(PERIOD, "为2024年1月1日至2024年底"), "T203"),
    "T201 whole year in words": (P, PREAMBLE.replace(f"统计期限{PERIOD}", "统计期限为2024年度"), "T201"),
    "T204 ordinary dates": (O, f"{OVERVIEW}3月15日、12月31日各检查一次。", "T204"),
    "T204 number of a notice": (P, f"{PREAMBLE}另见示政〔2024〕17号。", "T204"),
    "T205 into this year": (O, f"{OVERVIEW}上年结转2024年继续办理1件。", "T205"),
    "T205 to the next": (O, f"{OVERVIEW}结转2025年办理1件，2023年结转2024年1件。", "T205"),
    "T206 a plan and a law": (O, f"{OVERVIEW}按《2021年工作要点》和2021—2025年规划，自2019年起施行的制度照旧。", "T206"),
    "T207 a comparison": (O, f"2023年，公开28条，今年比上年增加58条。\n\n{OVERVIEW}", "T207"),
    "T207 plans": (Q, f"{PROBLEMS}2025年，将公开100条。", "T207"),
    "T209 the last day": ("issued.date", "2025-01-31", "T209"),
    "S104 the same": ("printed.headings.other", "六、其他需要报告的事项", "S104"),
    "S201 the format's own list": (
        P, f"{PREAMBLE}本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项六个部分组成。", "S201"),
    "S201 an open list": (P, f"{PREAMBLE}本报告由总体情况、主动公开、申请等六个部分组成。", "S201"),
    "S201 the fifth part": (O, f"{OVERVIEW}原因见第五部分，办法见第十五部分。", "S201"),
    "S302 has to be improved": (O, f"{OVERVIEW}栏目有待完善、尚待补充。", "S302"),
    "S302 a masked name": (O, f"{OVERVIEW}申请人张××同志来电。", "S302"),
    "S302 a letter": (O, f"{OVERVIEW}拍X光片的费用也公开了。", "S302"),
    "S303 in a sentence": (O, f"{OVERVIEW}每条信息都编了索引号，群众扫一扫就能看。", "S303"),
    "S305 names of laws": (O, f"{OVERVIEW}《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开条例》。", "S305"),
    "W101 in an address": (P, f"{PREAMBLE}见https://example.org/a,b:c?d=1，邮箱xxgk@example.org。", "W101"),
    "W103 an ellipsis": (O, f"{OVERVIEW}群众问什么……答什么。", "W103"),
    "W105 item numbers": (O, f"{OVERVIEW}分为：1）财政；2）民生。", "W105"),
    "W111 none": (O, f"{OVERVIEW}用5G和WPS 2019各一次。", "W111"),
    "W112 fields": (P, f"{PREAMBLE}\n\n地址：石桥路8号 邮编：000000 电话：0000-1234567。", "W112"),
    "W113 an address at the end": (P, f"{PREAMBLE}\n\n电子版可在县政府网站下载，网址：https://example.org/xxgk", "W113"),
    "W113 a signature": (Q, f"{PROBLEMS}\n\n云溪镇人民政府\n\n2025年1月20日", "W113"),
    "W113 a list": (O, f"{OVERVIEW}\n\n建立三项制度：\n\n1.公开前审查；\n\n2.公开后复核。", "W113"),
    "W201 镇镇长": (O, f"{OVERVIEW}由本镇镇长负责，全县县直部门参加，各村村民代表监督。", "W201"),
    "W201 right doubles": (O, f"{OVERVIEW}一件一件答复，县政府政府信息公开网站，政务公开公正。", "W201"),
    "W201 执行行政": (O, f"{OVERVIEW}执行行政许可，公开开展活动，改进工作作风，成为为民服务的窗口。", "W201"),
    "W202 截止 as a noun": (O, f"{OVERVIEW}报名截止时间提前公布。", "W202"),
    "W204 items published": (O, f"{OVERVIEW}办理依申请公开信息28条。", "W204"),
    "W208 what it is": (O, f"{OVERVIEW}阅读最多的一篇讲的是医保，问的也是医保。", "W208"),
    "W208 a noun after all": (O, f"{OVERVIEW}存在更新不及时的问题，仍有群众没有看到的情况。", "W208"),
    "O103 each has its own": (Q, PROBLEMS, "O103"),
    "O103 all answered together": (
        Q, "一是甲村公开栏不更新。二是乙村答复太慢。针对以上问题，一是每月更换。二是限三日答复。", "O103"),
    "O102 one that can be pointed at": (Q, PROBLEMS, "O102"),
    "O104 in plain words": (Q, "更新不快，解释太少。明年加快，多写例子。", "O104"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "value", "code", "severity", "quote"), FOUND.values(), ids=FOUND)
def test_found(tmp_path: Path, path: str, value: Any, code: str, severity: str, quote: str) -> None:
    own = [finding for finding in found(tmp_path, path, value) if finding.code == code]
    assert own
    assert {finding.severity for finding in own} == {severity}
    assert quote in (own[0].quote or "")
    assert own[0].line
    assert own[0].suggestion


@pytest.mark.parametrize(("path", "value", "code"), LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_left_alone(tmp_path: Path, path: str, value: Any, code: str) -> None:
    assert [finding for finding in found(tmp_path, path, value) if finding.code == code] == []


def test_a_department_is_due_by_the_regulation_and_a_county_later(tmp_path: Path) -> None:
    for level, code_expected in (("department", True), ("county", False), ("other", False)):
        data = whole(unit__level=level, issued__date="2025-03-31")
        codes = {finding.code for finding in run_checks(subject_of(data, tmp_path / level))}
        assert ("T209" in codes) is code_expected


def test_a_towns_term_is_said_to_be_its_countys(tmp_path: Path) -> None:
    (late,) = [f for f in found(tmp_path, "issued.date", "2025-02-01") if f.code == "T209"]
    assert "按本级要求" in late.message


def test_last_years_problems_word_for_word(tmp_path: Path) -> None:
    codes = {finding.code for finding in found(tmp_path, Q, PROBLEMS, last=PROBLEMS)}
    assert "O106" in codes
    assert "O105" not in codes


def test_last_years_problems_followed_up_are_fine(tmp_path: Path) -> None:
    now = f"上年提出的问题已整改两个。\n\n{PROBLEMS}"
    assert {f.code for f in found(tmp_path, Q, now, last=PROBLEMS)}.isdisjoint({"O105", "O106"})


def test_a_countys_own_words_are_added(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "checks" / "placeholders.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("placeholders: [请镇里填]\n", encoding="utf-8")
    findings = found(tmp_path, O, f"{OVERVIEW}请镇里填，另外公开××条。")
    assert {f.quote for f in findings if f.code == "S302"} == {"请镇里填", "××"}


def test_a_broken_list_of_the_countys_is_an_error_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "checks" / "placeholders.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("placeholders: [", encoding="utf-8")
    findings = found(tmp_path, O, f"{OVERVIEW}〔待填〕。。")
    (broken,) = [f for f in findings if f.code == "P130"]
    assert (broken.severity, broken.line, broken.file) == ("error", 1, str(own))
    assert "W103" in {f.code for f in findings}  # other families go on
    subject = subject_of(whole(sections__overview=f"{OVERVIEW}。"), tmp_path)
    assert "W103" in {fix.code for fix in fixes(subject)}


def test_a_text_of_broken_lines_is_told_once_a_section(tmp_path: Path) -> None:
    lines = "\n\n".join(["全年的信息，都按时按要求通", "过公开栏张贴，群众随时可以按月通"] * 6)
    findings = [f for f in found(tmp_path, O, lines) if f.code in ("W113", "W114")]
    assert len(findings) <= 2
