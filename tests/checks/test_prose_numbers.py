"""B1, B2: numbers in prose against tables and last year, with their places."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from nianbao.checks import Subject, run_checks
from nianbao.finding import Finding
from nianbao.importer import read_report_text
from nianbao.params import load_parameters

YEAR = 2023

TABLES: dict[str, Any] = {
    "proactive_disclosure": {
        "normative_documents": {"issued": 2, "repealed": 1, "in_force": 9},
        "licences": {"decisions": 120},
        "penalties": {"decisions": 6},
        "charges": {"amount": 0.5},
    },
    "applications": {
        "new_received": {"natural_person": 9, "enterprise": 3},
        "carried_over": {"natural_person": 1},
        "disclosed": {"natural_person": 5},
        "partly_disclosed": {"enterprise": 2},
        "third_party_rights": {"natural_person": 1},
        "not_held": {"natural_person": 2},
        "repeated": {"natural_person": 1},
        "carried_forward": {"natural_person": 1, "enterprise": 1},
    },
    "review_litigation": {
        "reconsideration": {"upheld": 2, "pending": 1},
        "litigation_direct": {"upheld": 1},
    },
}

Told = Callable[..., list[Finding]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Check sentences in a report of 2023 with these tables; give the findings on numbers."""

    def _told(
        text: str,
        section: str = "overview",
        tables: dict[str, Any] | None = TABLES,
        last: dict[str, Any] | None = None,
        **more: Any,
    ) -> list[Finding]:
        values: dict[str, Any] = {
            "template": "national-2021",
            "year": YEAR,
            "unit": {
                "id": "yunxi",
                "name": "云溪镇",
                "full_name": "示例县云溪镇人民政府",
                "level": "township",
            },
            "issued": {"by": "云溪镇人民政府", "date": "2024-01-20"},
            "sections": {section: text},
            **more,
        }
        if tables is not None:
            values["tables"] = tables
        path = _write(tmp_path, values)
        if last is not None:
            before = {**copy.deepcopy(values), "tables": {}, **last, "year": values["year"] - 1}
            _write(tmp_path, before)
        found = run_checks(Subject.of(load_parameters(path, tmp_path), tmp_path))
        return [finding for finding in found if finding.code[0] in "BR"]

    return _told


def _write(folder: Path, values: dict[str, Any]) -> Path:
    path = folder / "params" / str(values["year"]) / "yunxi.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, default_style=None, width=10_000)
    path.write_text(text, encoding="utf-8")
    return path


AGREE = (
    "本年收到政府信息公开申请12件，上年结转1件，办结11件，结转下年2件。",
    "本年受理政府信息公开申请13件（含2022年结转1件），答复11件，结转2024年办理2件。",
    "依申请公开共办理13件。办理申请12件。办理申请11件。",
    "收到政府信息公开申请12件，其中自然人9件，企业3件。",
    "办理结果：申请予以公开5件、部分公开2件、不予公开1件、无法提供2件、不予处理1件。",
    "收到公开申请12件（网上申请7件，当面申请5件），已办结11件，另有2件结转下一年度继续办理。",
    "县长信箱收到信件183件，答复183件。12345热线受理群众诉求40件，办结40件。",
    "因政府信息公开被申请行政复议3件，被提起行政诉讼1件。",
    "行政复议3件，其中维持2件，尚未审结1件；行政诉讼1件。",
    "制发行政规范性文件2件，废止1件，现行有效9件。",
    "作出行政许可120件、行政处罚6件。公开行政处罚4件。",
    "2022年收到政府信息公开申请20件。上半年收到申请3件。",
    "没有收到要求减免费用的申请，没有因复议被纠错的情形。",
    "受理解读建议8件，办结提案2件。",
    "收取行政事业性收费5000元。行政事业性收费0.5万元。",
    "信息不存在1件，属于申请答复的一种。",
    "没有未经复议直接起诉后败诉的案件。",
    "依申请公开方面，农机补贴年内办结1174台。",
    "依申请公开方面，全年有1件答复超过法定期限。",
    "收到申请13件，其中自然人10件、法人3件。",
    "收到申请12件，其中当面申请3件（自然人2件，企业1件），网络申请9件。",
    "收到申请12件（网上7件，均为自然人申请）。",
    "收到申请12件，办结11件，其中自然人9件，企业2件。",
    "全年受理企业申请120件。",
    "2022年收到政府信息公开申请5件，均为自然人申请。",
    "行政复议3件，已审结2件，均维持原决定。",
    "上年结转的1件行政诉讼，已审结。",
    "未出现行政诉讼败诉。纠正不规范栏目5件，纠正错别字12条，维持正常更新3个。",
    "收到申请12件，均为自然人或企业申请。",
    "行政复议、行政诉讼中，维持3件。",
    "未办结的2件结转下年度办理。无法答复的结转下年。",
)

DISAGREE = {
    "收到政府信息公开申请12件，其中自然人申请10件。": ("B201", "error", "「一、本年新收政府信息公开申请数量」的「自然人」是 9", "applications", "new_received"),
    "收到申请12件（自然人9件，科研机构3件）。": ("B201", "error", "的「科研机构」是 0", "applications", "new_received"),
    "收到申请13件，均为自然人申请。": ("B201", "error", "「自然人」是 10，", "applications", "new_received"),
    "依申请公开方面，本年收到自然人申请9件、法人或者其他组织申请2件。": ("B201", "error", "加「其他」是 3", "applications", "new_received"),
    "行政复议3件，其中维持2件，纠正1件。": ("B201", "error", "表四「行政复议」的「结果纠正」是 0", "review_litigation", "reconsideration"),
    "行政诉讼1件，结果纠正1件。": ("B201", "error", "表四「行政诉讼」的「结果纠正」是 0", "review_litigation", None),
    "行政复议3件，均已审结。": ("B202", "error", "表四「行政复议」的「尚未审结」却是 1", "review_litigation", "reconsideration"),
    "收到申请12件，全部办结，无结转。": ("B202", "error", "「四、结转下年度继续办理」却是 2", "applications", "carried_forward"),
    "没有结转下年度办理的申请。": ("B202", "error", "却是 2", "applications", "carried_forward"),
    "无上年结转申请。": ("B202", "error", "却是 1", "applications", "carried_over"),
    "本年收到政府信息公开申请15件。": ("B201", "error", "表三「一、本年新收政府信息公开申请数量」是 12", "applications", "new_received"),
    "政府信息公开申请上年结转2件。": ("B201", "error", "「二、上年结转政府信息公开申请数量」是 1", "applications", "carried_over"),
    "依申请公开结转下年度继续办理3件。": ("B201", "error", "是 2", "applications", "carried_forward"),
    "依申请公开已答复9件。": ("B201", "warning", "是 11", "applications", "outcome_total"),
    "申请予以公开6件。": ("B201", "error", "表三「（一）予以公开」是 5", "applications", "disclosed"),
    "申请不予公开4件。": ("B201", "error", "表三「（三）不予公开」是 1", "applications", None),
    "行政复议2件。": ("B201", "error", "表四「行政复议」是 3", "review_litigation", "reconsideration"),
    "被提起行政诉讼2件。": ("B201", "error", "表四「行政诉讼」是 1", "review_litigation", None),
    "作出行政许可决定12件。": ("B201", "warning", "表二「行政许可」是 120", "proactive_disclosure", "licences"),
    "行政规范性文件现行有效8件。": ("B201", "warning", "是 9", "proactive_disclosure", "normative_documents"),
    "行政事业性收费500元。": ("B201", "warning", "是 0.5", "proactive_disclosure", "charges"),
    "本年没有收到政府信息公开申请。": ("B202", "error", "却是 12", "applications", "new_received"),
    "未发生政府信息公开行政复议。": ("B202", "error", "却是 3", "review_litigation", "reconsideration"),
    "没有因政府信息公开被提起行政诉讼。": ("B202", "error", "却是 1", "review_litigation", None),
    "未收取行政事业性收费。": ("B202", "error", "却是 0.5", "proactive_disclosure", "charges"),
}  # fmt: skip


@pytest.mark.parametrize("text", AGREE)
def test_prose_that_agrees_with_the_tables_has_no_finding(text: str, told: Told) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", DISAGREE)
def test_prose_that_contradicts_a_table_is_found(text: str, told: Told) -> None:
    [finding] = told(text)
    code, severity, words, table, row = DISAGREE[text]
    assert (finding.code, finding.severity, finding.table, finding.row) == (code, severity, table, row)
    assert words in finding.message
    assert finding.section == "overview"
    assert finding.quote
    assert finding.quote in text


def test_the_sections_topic_is_enough_for_a_warning(told: Told) -> None:
    [finding] = told("本年收到15件。", section="applications")
    assert (finding.code, finding.severity) == ("B201", "warning")
    assert told("本年收到15件。", section="problems") == []


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("本年收到政府信息公开申请15件。", "表三"),
        ("作出行政许可决定12件。", "表二"),
        ("受理行政复议1件。", "表四"),
    ],
)
def test_a_draft_prints_0_for_a_blank_table_and_its_prose_has_to_agree(
    text: str, table: str, told: Told
) -> None:
    only_table_3 = {
        "applications": {"new_received": {"natural_person": 15}, "disclosed": {"natural_person": 15}}
    }
    for tables in (None, {}, only_table_3):
        if tables != only_table_3 or table != "表三":
            [finding] = told(text, tables=tables)
            assert finding.code == "B201"
            assert f"是 0（{table}一格也没有填）" in finding.message


def test_a_published_table_that_could_not_be_read_contradicts_nothing() -> None:
    text = "云溪镇2023年政府信息公开工作年度报告\n一、总体情况\n本年收到政府信息公开申请15件。\n"
    imported = read_report_text(text)
    report = imported.as_file(Path("云溪镇.txt"))
    assert not report.parameters.tables
    told = {passage.text for passages in Subject.of(report).passages.values() for passage in passages}
    assert "本年收到政府信息公开申请15件。" in told
    assert not [one for one in run_checks(Subject.of(report)) if one.code[0] == "B"]


def test_a_figure_of_several_columns_is_named_with_its_column(told: Told) -> None:
    first, second = told("印发行政规范性文件3件，废止2件。")
    assert "表二「行政规范性文件」的「本年制发件数」是 2" in first.message
    assert "表二「行政规范性文件」的「本年废止件数」是 1" in second.message


def test_the_place_is_exact(told: Told) -> None:
    text = "（一）主动公开。\n\n    编制目录，\n    本年收到政府信息公开申请１５件。\n"
    [finding] = told(text, unit={"id": "yunxi", "name": "云溪镇"})
    assert finding.quote == "本年收到政府信息公开申请１５件"


def test_two_usages_of_received_are_accepted_and_named(told: Told) -> None:
    [finding] = told("本年收到政府信息公开申请14件。")
    assert "是 12" in finding.message
    assert "加「二、上年结转政府信息公开申请数量」是 13" in finding.message


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("本年收到政府信息公开申请12件，比上年增加2件。", []),
        ("本年收到政府信息公开申请12件，比上年增加3件。", ["B110"]),
        ("本年收到政府信息公开申请12件，比上年减少2件。", ["B110"]),
        ("本年收到政府信息公开申请12件，同比增长20%。", []),
        ("本年收到政府信息公开申请12件，同比增长25%。", ["B110"]),
        ("本年收到政府信息公开申请12件，与上年持平。", ["B110"]),
        ("主动公开政府信息66条，比上年增长10%。", []),
        ("主动公开政府信息66条，比上年增长20%。", ["B110"]),
    ],
)
def test_changes_are_held_against_last_years_report(text: str, codes: list[str], told: Told) -> None:
    last = {
        "tables": {"applications": {"new_received": {"natural_person": 10}, "disclosed": {"natural_person": 9}, "carried_forward": {"natural_person": 1}}},
        "sections": {"overview": "主动公开政府信息60条。"},
    }  # fmt: skip
    found = told(text, last=last, tables={"applications": TABLES["applications"]})
    assert [finding.code for finding in found] == codes


def test_without_last_years_report_changes_say_nothing(told: Told) -> None:
    assert told("本年收到政府信息公开申请12件，比上年增加3件。") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("主动公开政府信息32条。\n\n主动公开政府信息35条。", ["B109"]),
        ("主动公开政府信息32条。\n\n主动公开政府信息32条。", []),
        ("主动公开政府信息32条。\n\n通过不同渠道主动公开政府信息45条。", []),
        ("主动公开政府信息32条，其中计划8条、财政10条、民生16条。", ["B101"]),
        ("收到公开申请3件。\n\n收到公开申请4件。", ["B109"]),
    ],
)
def test_a_format_without_tables(text: str, codes: list[str], told: Told) -> None:
    found = told(
        text,
        section="proactive_disclosure",
        tables=None,
        template="laiyang-2017",
        year=2017,
        issued={"by": "云溪镇人民政府", "date": "2018-01-20"},
    )
    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("收到政府信息公开申请5件，办结5件。", []),
        ("收到政府信息公开申请6件。", ["B201"]),
        ("行政复议1件，行政诉讼0件。", []),
        ("主动公开政府信息80条。", []),
        ("主动公开政府信息81条。", ["B201"]),
        ("没有收到政府信息公开申请。", ["B202"]),
    ],
)
def test_the_statistics_of_2014(text: str, codes: list[str], told: Told) -> None:
    rows = {
        "proactively_disclosed": 80,
        "received_in_person": 2,
        "received_by_network": 3,
        "concluded_on_time": 5,
        "disclosed": 5,
        "reconsiderations_upheld": 1,
    }
    found = told(
        text,
        section="applications",
        tables={"statistics": {row: {"value": value} for row, value in rows.items()}},
        template="national-2014",
        year=2016,
        issued={"by": "云溪镇人民政府", "date": "2017-01-20"},
    )
    assert [finding.code for finding in found] == codes


def test_a_quoted_figure_is_read_as_what_is_printed(told: Told) -> None:
    assert told("收到政府信息公开申请{{ applications.new_received.total }}件。") == []
    [finding] = told("收到政府信息公开申请{{ applications.carried_over.total }}5件。")
    assert finding.quote == "收到政府信息公开申请15件"


@pytest.mark.parametrize("text", ["没有办完的结转至2023年办理。", "1件转结2023年办结。"])
def test_applications_are_carried_into_the_next_year(text: str, told: Told) -> None:
    [finding] = told(text, tables=None)
    assert finding.code == "B111"
    assert told(text.replace("2023", "2024"), tables=None) == []
