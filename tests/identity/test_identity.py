"""Whose report it is: what is told of a town's, an office's, a county's report, and what isn't."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nianbao.checks.identity import check
from nianbao.finding import Finding
from tests.checks.families import codes, report, said, unit
from tests.conftest import SHARED

TOWN: dict[str, Any] = {}
TOWN_OF_DISTRICT = {"unit": unit("云溪镇", "township", "示例市城东区", "示例市城东区云溪镇人民政府")}
TOWNSHIP = {"unit": unit("石岭乡", "township", "示例县"), "issued": {"by": "石岭乡人民政府"}}
STREET = {
    "unit": unit("云溪街道", "subdistrict", "示例县", "示例县人民政府云溪街道办事处"),
    "issued": {"by": "云溪街道办事处"},
}
BUREAU = {"unit": unit("示例县农业农村局", "department", "示例县"), "issued": {"by": "示例县农业农村局"}}
OFFICE = {
    "unit": unit("示例县人民政府办公室", "department", "示例县"),
    "issued": {"by": "示例县人民政府办公室"},
}
COUNTY = {"unit": unit("示例县", "county", None, "示例县人民政府"), "issued": {"by": "示例县人民政府"}}
CITY_COUNTY = {
    "unit": unit("莱阳市", "county", "烟台市", "烟台市莱阳市人民政府"),
    "issued": {"by": "莱阳市人民政府"},
}
COMPANY = {"unit": unit("示例县水务集团", "other", "示例县"), "issued": {"by": "示例县水务集团"}}

FOUND: list[tuple[dict[str, Any], str, str, str]] = [
    (TOWN, "完善黄村乡信息公开目录。", "I101", "error"),
    (TOWN, "青石镇政府信息公开工作取得进展。", "I101", "error"),
    (TOWN, "2024年青石街道主动公开30条。", "I101", "error"),
    (TOWN, "青石镇人民政府高度重视。", "I101", "warning"),
    (TOWN, "青石镇2024年公开信息100条。", "I101", "warning"),
    (TOWN, "青石镇全年公开信息100条。", "I101", "warning"),
    (TOWN, "2024年，青石镇公开100条。", "I101", "warning"),
    (TOWN, "示例县青石镇完成8条。", "I101", "warning"),
    (TOWN, "按照青石县要求，更新栏目。", "I101", "warning"),
    (TOWN, "还要向群众讲清楚，青石乡的做法很好。", "I101", "hint"),
    (TOWN, "青确乡政务公开工作有进步。", "I101", "hint"),
    (TOWN, "2024年示例县政府主动公开情况如下。", "I101", "warning"),
    (TOWN, "本报告由示例县人民政府办公室编制。", "I102", "error"),
    (TOWN, "由青石镇人民政府负责编制。", "I102", "error"),
    (TOWN, "如有疑问，请与青石镇人民政府办公室联系。", "I102", "error"),
    (TOWN, "如有疑问，请与示例县政务公开办联系。", "I102", "warning"),
    (BUREAU, "由示例县行政审批局编制。", "I102", "error"),
    (COMPANY, "由示例县行政审批局编制。", "I102", "error"),
    (TOWN, "通过“示例青石”微信公众号发布。", "I103", "warning"),
    (TOWN, "通过“云溪分布”微信公众号发布。", "I103", "warning"),
    (TOWN, "2024年邻水县政府主动公开目录落实情况如下。", "I101", "warning"),
    (BUREAU, "如有疑问，请与城建集团办公室联系。", "I102", "error"),
    (TOWN, "召开局务会议研究。", "I301", "error"),
    (TOWN, "做到后勤政务事务公开。", "I301", "warning"),
    (TOWN, "我委都安排专人。", "I201", "error"),
    (TOWN, "本局高度重视。", "I201", "error"),
    (TOWN, "我乡公开20条。", "I201", "error"),
    (TOWN, "我办免费提供信息。", "I201", "error"),
    (TOWN, "我公司推进公开。", "I201", "error"),
    (TOWNSHIP, "我镇公开20条。", "I201", "error"),
    (STREET, "我镇公开20条。", "I201", "error"),
    (BUREAU, "我委公开20条。", "I201", "error"),
    (BUREAU, "我镇公开20条。", "I201", "error"),
    (COUNTY, "我局公开20条。", "I201", "error"),
    (COUNTY, "我办公开20条。", "I201", "warning"),
    (COMPANY, "我局公开20条。", "I201", "error"),
    (TOWN, "结合2024年我县工作编制。", "I202", "error"),
    (TOWN, "我市收到申请2件。", "I202", "error"),
    (STREET, "我区云溪街道办事处配备人员。", "I202", "warning"),
    (CITY_COUNTY, "我县公开20条。", "I202", "error"),
    (TOWN, "我单位公开20条。", "I203", "hint"),
    (STREET, "做好本部门栏目维护。", "I203", "warning"),
    (TOWN, "推进乡政府信息公开。", "I204", "warning"),
    (TOWN, "乡党委高度重视。", "I204", "error"),
    (TOWN, "在区委、县政府领导下。", "I204", "warning"),
    (TOWN_OF_DISTRICT, "在县政府信息公开领导小组指导下。", "I204", "warning"),
    (TOWN, "以政府令形式出台规定。", "I301", "error"),
    (TOWN, "在上级公安机关的领导下。", "I301", "error"),
    (TOWN, "局党组专题研究。", "I301", "error"),
    (TOWN, "督促各乡镇按时更新。", "I301", "warning"),
    (TOWN, "多数部门能按时办理。", "I302", "warning"),
    (TOWN, "有的单位不重视。", "I302", "hint"),
    (TOWN, "云溪乡公开20条。", "I403", "error"),
    (TOWN, "示例市政府网站公开。", "I403", "warning"),
    (TOWN, "示例人民政府网站公开。", "I403", "warning"),
    (TOWN, "配合县国土资源局工作。", "I404", "hint"),
]  # fmt: skip

CLEAN: list[tuple[dict[str, Any], str]] = [
    (TOWN, "我镇、本镇、云溪镇、全镇各村（社区）、各站所，镇党委、镇政府高度重视。"),
    (TOWN, "在县委、县政府的领导下，按照省委、省政府和市委、市政府的部署，依托示例县政府门户网站云溪镇专栏公开。"),
    (TOWN, "按照我县统一部署和我市有关要求，落实我省制定的规定。"),
    (TOWN, "城乡居民、乡村振兴、乡镇（街道）、特色小镇、文明村镇、建制镇、集镇建设、送文化下乡、返乡创业、家乡、主要街道、街道路灯。"),
    (TOWN, "公开工作列入镇年度考核，提请镇党委研究，设立镇政务公开专区，报镇政府审定，明确镇党政办负责，接受镇人大监督。"),
    (TOWN, "升级镇政务公开栏，投入镇信息公开经费，成立镇政府信息公开领导小组，经镇主要领导签发，加快村镇建设。"),
    (TOWN, "与青石镇联合开展，学习借鉴青石镇经验，赴黄村乡考察，移交青石镇办理。"),
    (TOWN, "本报告由云溪镇人民政府编制，请与云溪镇党政办公室联系。本报告由党政办公室编制。请与我镇联系。"),
    (TOWN, "协助青石镇完成3件，由青石镇受理1件，云溪镇全年公开信息100条，示例县云溪镇完成8条，全镇公开8条。"),
    (TOWN, "按照示例县要求，按照全县部署，按照市县要求，根据上级县要求，落实我县安排，按照省市县有关要求。"),
    (TOWN, "“示例发布”“魅力云溪”“示例云溪”微信公众号，微信公众号“云溪发布”，“今日示例”客户端，“幸福里”微信群。"),
    (TOWN, "“我为群众办实事”，自我管理，我们，我国，委托我办理，基本办法，资本局面，本办法，本年度，本机关，本辖区，本地区，成本。"),
    (TOWN, "云溪镇培训4次，用本单位的答复书作教材。"),
    (TOWN, "《我县政务公开办法》，“我市先进”称号。"),
    (TOWN, "根据《山东省人民政府令第225号》和省政府令第225号，完善规章制度，国务院令第711号。"),
    (TOWN, "党的二十大精神，12345市民热线，公安、税务、市场监管部门，配合县自然资源局、原县国土资源局工作。"),
    (TOWN, "有的村更新不及时，部分站所重视不够，个别栏目内容少。"),
    (TOWN, "云溪镇（原云溪乡），示例县城、示例县级平台，烟台市代表团来访，省、市、县三级。"),
    (TOWN, "向示例县人民政府申请行政复议，向示例县人民法院提起行政诉讼。"),
    (TOWN, "{{ unit.name }}按照{{ unit.parent }}要求公开。"),
    (TOWN_OF_DISTRICT, "在区委、区政府和市委、市政府的领导下，示例市城东区云溪镇，城东区政府网站。"),
    (TOWNSHIP, "我乡、本乡、石岭乡，乡党委、乡政府，各村。"),
    (STREET, "我街道、我办、我街、本街道、我处，街道党工委、办事处，云溪街道办事处，全街道各社区。"),
    (BUREAU, "我局、本局、我单位、本部门、我县农业，农业农村局办公室，青石镇、各乡镇、各县直部门，由县农业农村局编制。"),
    (OFFICE, "我办、本办、我县，示例县人民政府办公室编制，请与示例县政务公开办联系，各乡镇、各部门。"),
    (COUNTY, "我县、本县、全县，各乡镇、各部门，青石镇、黄村乡公开20条，部分乡镇重视不够，我市、我省有关要求，县政府办公室编制。"),
    (CITY_COUNTY, "我市、本市、莱阳市，烟台市部署，各镇街，市委、市政府。"),
    (COMPANY, "我集团、我公司、本公司，示例县水务集团编制。"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "text", "code", "severity"), FOUND, ids=[text for _, text, *_ in FOUND])
def test_found(tmp_path: Path, who: dict[str, Any], text: str, code: str, severity: str) -> None:
    found = said(check, tmp_path, text, **who)
    assert [(finding.code, finding.severity) for finding in found if finding.code == code][:1] == [
        (code, severity)
    ]
    for finding in found:
        assert finding.quote and finding.quote in text
        assert finding.suggestion and finding.section == "overview"


@pytest.mark.parametrize(("who", "text"), CLEAN, ids=[text for _, text in CLEAN])
def test_left_alone(tmp_path: Path, who: dict[str, Any], text: str) -> None:
    assert [(f.code, f.quote) for f in said(check, tmp_path, text, **who)] == []


NAMES: list[tuple[dict[str, Any], str, str, set[str]]] = [
    (TOWN, "title", "示例县云溪镇2024年政府信息公开工作年度报告", set()),
    (TOWN, "title", "2024年云溪镇人民政府政府信息公开工作年度报告", set()),
    (TOWN, "title", "2024年政府信息公开工作年度报告", set()),
    (TOWN, "title", "示例县青石镇2024年政府信息公开工作年度报告", {"I401"}),
    (TOWN, "title", "示例县2024年政府信息公开工作年度报告", {"I401"}),
    (TOWN, "title", "云溪镇人民政府办公室2024年政府信息公开工作年度报告", {"I401"}),
    (TOWN, "title", "云溪乡2024年政府信息公开工作年度报告", {"I403"}),
    (TOWN, "signature", "示例县云溪镇人民政府", set()),
    (TOWN, "signature", "青石镇人民政府", {"I402"}),
    (TOWN, "signature", "示例县人民政府", {"I402"}),
    (BUREAU, "signature", "县农业农村局", set()),
    (BUREAU, "signature", "示例县行政审批局", {"I402"}),
    (OFFICE, "signature", "县政府办公室", set()),
    (COUNTY, "title", "2024年示例县人民政府信息公开工作年度报告", set()),
]


@pytest.mark.parametrize(("who", "section", "text", "expected"), NAMES)
def test_names_around_the_text(
    tmp_path: Path, who: dict[str, Any], section: str, text: str, expected: set[str]
) -> None:
    assert codes(check, tmp_path, text, section, **who) == expected


def test_a_short_name_of_another_unit(tmp_path: Path) -> None:
    assert codes(check, tmp_path, "概述。", unit={"name": "青石镇"}) == {"I403"}


def test_a_file_without_names_is_judged_by_none(tmp_path: Path) -> None:
    nobody = {"name": None, "full_name": None, "parent": None}
    assert codes(check, tmp_path, "我局青石镇", unit=nobody, issued={"by": None}) == set()


def test_by_a_name_with_signs_in_it_nothing_is_judged(tmp_path: Path) -> None:
    odd = "<b>云</b>#1镇"
    assert codes(check, tmp_path, "青石镇信息公开指南。", unit={"name": odd, "full_name": odd}) == set()


def test_a_name_over_two_lines_is_one_name(tmp_path: Path) -> None:
    (finding,) = said(check, tmp_path, "完善黄\n村乡信息公开目录。")
    assert (finding.code, finding.quote) == ("I101", "黄\n村乡")


def test_neighbours_of_the_folder_are_known_but_never_block(tmp_path: Path) -> None:
    text = "积极推广青石镇经验。"

    def found() -> list[Finding]:
        return said(check, tmp_path, text)

    assert found() == []
    other = tmp_path / "params" / "2024" / "qingshi.yaml"
    other.write_text(
        "# 另一个镇\ntemplate: national-2021\nunit:\n  name: 青石镇\n  full_name: 示例县青石镇人民政府\nyear: 2024\n",
        encoding="utf-8",
    )
    (known,) = found()
    assert (known.severity, known.quote) == ("warning", "青石镇")
    other.rename(other.with_name("broken.yaml")).write_bytes(b"unit: {\xff")
    assert found() == []


def test_a_county_names_its_other_units_and_partners(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "checks" / "gazetteer.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("others: [示例县青石镇]\nallowed: [黄村乡]\n", encoding="utf-8")
    found = said(check, tmp_path, "“青石之声”公众号，青石镇信息公开指南，黄村乡信息公开指南。")
    assert [(f.code, f.severity, f.quote) for f in found] == [
        ("I101", "error", "青石镇"),
        ("I103", "error", "青石之声"),
    ]


_COPIED = "2024年，青石镇认真贯彻条例。\n\n青石镇全年主动公开政府信息86条，青石镇政府网页由专人维护。{own}"


def test_a_report_that_is_another_towns_throughout_has_to_be_changed(tmp_path: Path) -> None:
    sure = said(check, tmp_path, _COPIED.format(own=""))
    assert [(f.code, f.severity, f.quote) for f in sure] == [("I101", "error", "青石镇")] * 2
    doubtful = said(check, tmp_path, _COPIED.format(own="云溪镇将逐项落实。"))
    assert {(f.code, f.severity) for f in doubtful} == {("I101", "warning")}


@pytest.mark.parametrize(
    "text",
    [
        "原青石镇2023年并入本镇，在青石镇政府大院设有查阅点，青石镇政府旧址的公开栏已经拆除，青石镇公开栏3处。",
        "向青石镇学习，由青石镇收到申请1件，青石镇政府转来1件，再到青石镇政府核对。",
        "青石镇政府、黄村乡政府各转来申请1件，青石镇收到1件，青石镇政府已经答复。",
    ],
)
def test_another_town_met_with_is_no_whole_copy(tmp_path: Path, text: str) -> None:
    assert "error" not in {finding.severity for finding in said(check, tmp_path, text)}


def test_the_first_published_report_speaks_once_as_a_commission(tmp_path: Path) -> None:
    seed = SHARED / "seed" / "heluo-2017.txt"
    if not seed.is_file():
        pytest.skip(f"需要 {seed}")
    heluo: dict[str, Any] = {
        "year": 2017,
        "template": "laiyang-2017",
        "unit": unit("河洛镇", "township", "莱阳市", "莱阳市河洛镇人民政府"),
        "issued": {"by": "河洛镇人民政府", "date": "2018-01-27"},
    }
    found = said(check, tmp_path, seed.read_text(encoding="utf-8"), **heluo)
    assert [(f.code, f.quote) for f in found if f.severity == "error"] == [("I201", "我委")]


def test_every_code_has_an_example() -> None:
    from nianbao.checks.identity import EXAMPLES

    assert {code for _, _, code, _ in FOUND} | {"I401", "I402"} == set(EXAMPLES)


def test_a_subject_is_left_as_it_was(tmp_path: Path) -> None:
    subject = report(tmp_path, "overview", "我局。")
    assert list(check(subject)) == list(check(subject))
