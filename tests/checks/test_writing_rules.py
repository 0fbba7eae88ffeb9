"""Slips of wording and structure, each with its like that is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.checks import run_checks
from tests.checks.whole import OVERVIEW, PREAMBLE, PROBLEMS, subject_of, whole

OVERVIEW_CASES = [
    ("W107", "2024年、镇里清理栏目。", "2024年、2025年镇里清理栏目。"),
    ("W107", "县长信箱转来信件，83件。", "县长信箱转来信件83件，办结83件。"),
    ("W107", "其中通告8条，占20%；公告9条，占22%，简报3条，占8%。", "其中通告8条，占20%；公告9条，占22%。"),
    ("W107", "公众号信息，20条；简报，3期。", "通过网站公开，15条；通过公众号，20条。"),
    ("W201", "（六）解读情况：解读情况较好，发布3篇。", "镇政府网站：镇政府网站发布12条。"),
    ("W104", "网站开设“优化“一件事”办理”专栏。", "网站开设“优化‘一件事’办理”专栏。"),
    ("W101", "六.其他工作按计划推进。", "六、其他工作按计划推进。"),
    ("W101", "全年培训3期.内容是答复书。", "全年培训3.5天。内容是答复书。"),
    ("W112", "全年培训3期 （党政办承办）。", "全年培训3期（党政办承办）。"),
    ("W113", "（六）政策解读情况本年度我镇发布解读3篇。", "（六）政策解读情况\n\n本年度我镇发布解读3篇。"),
    ("W113", "不断提高公开水平2024年我镇更新栏目12个。", "不断提高公开水平，2024年我镇更新栏目12个。"),
    ("W113", "全年张贴公告25张，", "全年张贴公告25张。"),
    ("W114", "网页由专\n人维护，每月更新。", "网页由专人维护，\n每月更新。"),
    ("W201", "群众可通过可以通过网站查阅。", "有的可以有的不可以，逐项写明。"),
    ("W201", "（六）政策解读方面。在政策解读方面，发布3篇。", "（六）政策解读方面。全年发布3篇。"),
    ("W201", "主动公开政府政府信息32条。", "县政府政府信息公开专栏已经开通。"),
    ("W202", "没有转接下年度的申请。", "热线转接申请人到窗口。"),
    ("W202", "2024全年没有投诉。", "2024年全年没有投诉。"),
    ("W202", "推进政府信息工作，责任到人。", "推进政府信息管理工作，责任到人。"),
    ("W202", "网站设通知公开、办事指南等栏目。", "镇里通知公开栏管理员到会。"),
    (
        "S106",
        "一是修订目录，二是更换公开栏，四是培训公开员。",
        "一是修订目录，二是更换公开栏，三是培训公开员。",
    ),
    ("S106", "其中：1.机构3条；2.文件12条；4.动态9条。", "其中：1.机构3条；2.文件12条；3.动态9条。"),
    ("S303", "打印本页　关闭窗口　扫一扫在手机打开当前页", "扫一扫公开栏上的二维码，可以看到全部公开事项。"),
    ("S301", "本部分内容不能遗漏，也不宜泛化。", "公开的内容由党政办逐项核对。"),
]


@pytest.mark.parametrize(("code", "bad", "good"), OVERVIEW_CASES)
def test_a_slip_is_found_and_its_like_is_not(tmp_path: Path, code: str, bad: str, good: str) -> None:
    def found(text: str) -> set[str]:
        data = whole(sections__overview=f"{OVERVIEW}\n\n{text}")
        return {finding.code for finding in run_checks(subject_of(data, tmp_path))}

    assert code in found(bad)
    assert code not in found(good)


@pytest.mark.parametrize(
    ("code", "bad", "good"),
    [
        ("S201", "本报告由概述、主动公开、收费及减免等部分组成。", "本报告由总体情况、主动公开等部分组成。"),
        ("S305", "2024年政府信息公开工作年度报告\n\n", "现公布2024年政府信息公开工作年度报告。\n\n"),
        ("W207", "编制2024年度政府信息公开工作年度报告。", "编制2024年政府信息公开工作年度报告。"),
        ("W208", "本报告根据县里的部署，编制本报告。", "根据县里的部署，编制本报告。"),
    ],
)
def test_a_slip_of_the_preamble(tmp_path: Path, code: str, bad: str, good: str) -> None:
    def found(text: str) -> set[str]:
        data = whole(sections__preamble=f"{text}{PREAMBLE}")
        return {finding.code for finding in run_checks(subject_of(data, tmp_path))}

    assert code in found(bad)
    assert code not in found(good)


@pytest.mark.parametrize(
    "text",
    [
        "主要问题：一是公开栏换得慢；二是解读少。改进情况：党政办逐村查看；司法所配图。",
        "一是公开栏换得慢。二是解读少。\n\n改进情况：\n\n党政办逐村查看，司法所配图。",
        "一是公开栏换得慢。改进情况：逐村查看。二是解读少。改进情况：司法所配图。",
        "一是更新慢。二是解读少。三是培训少。改进措施：一是每月更新，配图解读，组织培训。",
        "一是更新慢。二是解读少。三是培训少。改进措施：每月更新栏目，每季培训一次。",
        "一是更新慢。二是解读少。改进措施：一是每月更新并配图解读。",
        "一是公开栏换得慢，两村隔了三个月。二是解读少。对此，镇里逐项分工，年底前补齐。",
        "（一）存在的问题。1.栏目更新慢。2.政策解读少。（二）改进措施。1.每月更新栏目。2.组织解读。",
        "（一）存在的问题：栏目更新慢，政策解读少，培训少。（二）改进措施：每月更新栏目，组织解读。",
        "（一）栏目更新慢。（二）政策解读少。下一步，（一）每月更新栏目。（二）写好解读。",
        "一、存在的问题（一）栏目更新慢。（二）政策解读少。二、改进措施（一）每月更新栏目。（二）组织解读。",
        "（一）栏目更新慢。改进措施：每月更换。（二）政策解读少。改进措施：司法所配图。",
        "（一）主要问题。一是栏目更新慢。二是政策解读少。三是培训少。（二）改进措施。一是每月更新栏目，二是配图解读，三是每季培训。",
        "（一）存在问题及改进措施。一是栏目更新慢，下一步每月更新。二是解读少，将配图。（二）上年问题整改情况。上年提出的问题都已整改。",
        "（一）上年问题整改情况。上年提出的培训少的问题已经整改，全年培训4次。（二）本年存在的问题。一是栏目更新慢。二是解读少。（三）改进措施。一是每月更新。二是配图。",
        "（一）栏目更新慢。（二）解读少。\n\n（二）改进措施\n\n1.培训计划每季一次\n\n2.解读计划每月一篇",
        PROBLEMS,
    ],
)
def test_measures_are_seen_in_whatever_words(tmp_path: Path, text: str) -> None:
    found = run_checks(subject_of(whole(sections__problems=text), tmp_path))
    assert not [finding.message for finding in found if finding.code == "O103"]


@pytest.mark.parametrize(
    "text",
    [
        "主要是公开栏换得慢，指南不全，解读太长。",
        "一是公开栏换得慢，下一步按月更换。二是指南不全，下一步逐项补齐。三是公开员太少。",
        "主要问题：一是公开栏换得慢；二是解读少。\n\n（二）改进情况",
        "一是更新慢。二是解读少。三是培训少。改进措施：一是每月更新。",
        "（一）存在的问题\n\n1.栏目更新慢。2.政策解读少。3.业务培训少。\n\n（二）改进措施\n\n1.每月更新栏目。",
        "（一）存在的问题\n1.栏目更新慢。\n2.政策解读少。\n3.业务培训少。\n（二）改进措施\n1.每月更新栏目。",
        "（一）存在的问题。1.栏目更新慢。2.政策解读少。3.业务培训少。（二）改进措施。1.每月更新栏目。",
        "存在的问题：（一）栏目更新慢；（二）政策解读少；（三）业务培训少。改进措施：（一）每月更新栏目；（二）组织解读。",
        "（一）栏目更新慢，有两个村三个月没有换。下一步每月更换。（二）答复写得太硬，群众看不懂。",
        "（一）栏目更新慢（二）政策解读少（三）业务培训少。改进措施：（一）每月更新栏目（二）写好解读",
        "一、存在的问题（一）栏目更新慢。（二）政策解读少。（三）业务培训少。二、改进措施（一）每月更新栏目。（二）组织解读。",
        "（一）主要问题（1）栏目更新慢；（2）政策解读少；（3）业务培训少。（二）改进措施（1）每月更新栏目；（2）组织解读。",
        "（一）存在的问题。栏目更新慢，政策解读少。（二）改进措施。",
        "主要问题：（一）栏目更新慢；（二）政策解读少。（三）改进措施：",
    ],
)
def test_a_problem_without_a_measure_is_found(tmp_path: Path, text: str) -> None:
    found = run_checks(subject_of(whole(sections__problems=text), tmp_path))
    assert [finding for finding in found if finding.code == "O103"]


def test_another_areas_format_binds_no_report(tmp_path: Path) -> None:
    data = whole(template="laiyang-2017", year=2017, issued__date="2018-01-20", tables={})
    data["sections"] = {
        "proactive_disclosure": "全年公开信息32条，都按期更新。",
        "applications": "没有收到申请，复议和诉讼也没有。",
        "problems": PROBLEMS,
    }
    data["printed"] = {
        "headings": {"proactive_disclosure": "一、公开信息的情况", "applications": "二、申请办理情况"}
    }
    other = {finding.code for finding in run_checks(subject_of(data, tmp_path))}
    assert not other & {"S101", "S104", "S106"}
    data["unit"]["parent"] = "莱阳市"
    data["printed"]["headings"] = {"proactive_disclosure": "四、公开信息的情况"}
    own = {finding.code for finding in run_checks(subject_of(data, tmp_path))}
    assert own >= {"S101", "S104", "S106"}
