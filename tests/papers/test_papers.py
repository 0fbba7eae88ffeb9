"""One paper at a time: it stays on its page, whatever is put into it, and Word has nothing to repair."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import page as page_validation
import pypdfium2
import pytest

from nianbao.errors import TemplateError
from nianbao.export.base import Look
from nianbao.finding import Finding
from nianbao.papers import pdf, word
from nianbao.papers.evidence import evidence_of
from nianbao.papers.facts import Facts, Signed, facts_of, superior_of
from nianbao.papers.filling import sheet_of
from nianbao.papers.forms import load_forms
from nianbao.papers.screening import hits_of
from nianbao.papers.sheet import Sheet
from nianbao.signing.sign import report_of
from nianbao.signing.standing import standing
from tests.export import test_ooxml
from tests.papers.conftest import pdf_text, word_text
from tests.shapes import ROOT

validator = test_ooxml.validator

HOSTILE = '<w:p/>&amp; #panic("x") $ \\ ``` {title} {{ x }} `*_@#[]'
LONG = "示例自治州示例自治县示例民族乡人民政府综合便民服务管理委员会办公室" * 2 + "云溪镇人民政府"
ONE_PAGE = ("保密审查表", "信息发布审核表", "发文稿纸", "报送函")


@pytest.fixture
def facts(folder: Path, town: Path) -> Facts:
    report = report_of(town, folder)
    hit = Finding(code="X102", severity="warning", message="", section="overview", quote="138****0000")
    return facts_of(report, standing(town, report, folder), [hit])


def sheets(facts: Facts, folder: Path | None = None) -> dict[str, Sheet]:
    made = [sheet_of(form, facts) for form in load_forms(folder)]
    return {sheet.name: sheet for sheet in made if sheet}


def with_words(facts: Facts, **words: str) -> Facts:
    return replace(facts, words={**facts.words, **words})


def pages(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as opened:
        return len(opened)


@pytest.mark.parametrize(
    ("parent", "superior"),
    [
        ("示例县", "示例县人民政府办公室"),
        ("示例市", "示例市人民政府办公室"),
        ("北京市某某区", "北京市某某区人民政府办公室"),
        ("某某省示例市", "某某省示例市人民政府办公室"),
        ("某某自治县", "某某自治县人民政府办公室"),
        ("某某省", "某某省人民政府办公厅"),
        ("某某自治区", "某某自治区人民政府办公厅"),
        ("重庆市", "重庆市人民政府办公厅"),
        ("某某高新区", "某某高新区"),
        ("某某经济技术开发区", "某某经济技术开发区"),
        ("某某新区", "某某新区"),
        ("示例县人民政府", "示例县人民政府"),
        ("某某街道办事处", "某某街道办事处"),
    ],
)
def test_the_government_above_is_called_by_its_name(parent: str, superior: str) -> None:
    assert superior_of(parent) == superior


def test_each_sheet_stays_on_its_page(facts: Facts) -> None:
    assert {name: pages(pdf.render(sheet, Look())) for name, sheet in sheets(facts).items()} == {
        **dict.fromkeys(ONE_PAGE, 1), "佐证材料清单": 1, "敏感信息筛查明细": 1,
    }  # fmt: skip


def test_the_first_page_of_a_letter_has_no_number(facts: Facts) -> None:
    for name, sheet in sheets(facts).items():
        text = pdf_text(pdf.render(sheet, Look()))
        assert "SHA-256" in text
        assert ("第 1 页" in text) == (name != "报送函"), name


def test_word_numbers_every_page_but_the_first_of_a_letter(facts: Facts) -> None:
    for name, sheet in sheets(facts).items():
        section = docx.Document(io.BytesIO(word.render(sheet, Look()))).sections[0]
        first, later = _foot(section.first_page_footer), _foot(section.footer)
        begins_apart = section.different_first_page_header_footer
        assert ("NUMPAGES" in (first if begins_apart else later)) == (name != "报送函"), name
        assert "SHA-256" in (first if begins_apart else later), name
        assert "NUMPAGES" in later, name
        assert "NUMPAGES" in _foot(section.even_page_footer), name


def _foot(footer: Any) -> str:
    return str(footer._element.xml)


def test_long_names_and_remarks_stay_on_the_page_too(facts: Facts) -> None:
    signed = Signed("欧阳某某某某某某某某某某某某某某某", "2025年12月31日", "改" * 300)
    full = with_words(
        replace(facts, steps=dict.fromkeys(facts.steps, signed)),
        unit_full=LONG, issued_by=LONG, title=f"{LONG}2024年政府信息公开工作年度报告", superior=LONG,
    )  # fmt: skip
    for name in ONE_PAGE[:3]:
        made = pdf.render(sheets(full)[name], Look())
        assert pages(made) == 1, name
        text = pdf_text(made)
        assert LONG in "".join(text.split())
        assert signed.name in "".join(text.split())
        assert "（全文见签发登记）" in "".join(text.split())


def test_what_is_put_in_is_text_and_nothing_else(facts: Facts) -> None:
    hostile = with_words(
        replace(facts, steps=dict.fromkeys(facts.steps, Signed(HOSTILE, "2025年1月1日", HOSTILE))),
        title=HOSTILE, unit_full=HOSTILE, superior=HOSTILE + "\x00\x1b\u202e",
    )  # fmt: skip
    for name in ("发文稿纸", "报送函"):
        sheet = sheets(hostile)[name]
        bare = "".join(HOSTILE.split())
        assert bare in "".join(pdf_text(pdf.render(sheet, Look())).split())
        assert bare in "".join(word_text(word.render(sheet, Look())).split())


def test_a_rare_character_of_a_name_keeps_no_paper_from_being_made(facts: Facts) -> None:
    signed = Signed("张𠮷", "2025年1月1日", "好😀𠮷")
    sheet = sheets(replace(facts, steps=dict.fromkeys(facts.steps, signed)))["保密审查表"]
    made, missing = pdf.render_all(sheet, Look())
    assert set(missing) == {"𠮷", "😀"}
    assert "张□" in pdf_text(made)
    assert "张𠮷" in word_text(word.render(sheet, Look()))


def test_word_has_nothing_to_repair(facts: Facts, validator: str, tmp_path: Path) -> None:
    for name, sheet in sheets(facts).items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(word.render(sheet, Look()))
        assert test_ooxml.complaints(validator, file) == [], name


def test_the_report_with_a_foot_has_nothing_to_repair(validator: str, tmp_path: Path) -> None:
    from nianbao.export.base import load_form
    from tests.shapes import SHAPES

    form = load_form("docx")
    file = tmp_path / "report.docx"
    document = SHAPES["shortest"]()
    file.write_bytes(form.render(document, Look(draft=True, foot=("内容校验码 0", "SHA-256 1"))))
    assert test_ooxml.complaints(validator, file) == []
    assert form.read_text(file.read_bytes()) == form.read_text(form.render(document, Look()))
    assert word_text(file.read_bytes()).count("内容校验码 0") == 2  # odd and even pages
    paper = load_form("pdf")
    footed = paper.render(document, Look(draft=True, foot=("内容校验码 0", "SHA-256 1")))
    assert paper.read_text(footed) == paper.read_text(paper.render(document, Look()))
    assert "内容校验码 0" in pdf_text(footed)


def test_each_figure_has_its_rows_its_office_or_the_hand_that_typed_it(folder: Path, town: Path) -> None:
    found = {(one.place, one.what): one for one in evidence_of(report_of(town, folder))}
    new = found["表三", "一、本年新收政府信息公开申请数量，自然人"]
    assert (new.number, new.how, new.where) == ("2", "台账", "台账.csv第2-3行")
    assert found["表三", "一、本年新收政府信息公开申请数量，总计"].how == "由各项相加"
    assert found["表二", "行政许可"].where == "采集.csv第2行（便民服务中心提供）"
    assert found["表二", "行政处罚"].where == "采集.csv第3行"  # a person's name is no office
    typed = found["表二", "行政规范性文件，本年制发件数"]
    assert (typed.how, typed.where) == ("手工填写", "应由司法所提供")
    quoted = found["一、总体情况", "表三 一、本年新收政府信息公开申请数量 总计"]
    assert quoted.where == "台账.csv第2-3行"
    spoken = found["一、总体情况", "…建设、监督保障方面，组织培训"]
    assert (spoken.number, spoken.how, spoken.where) == ("4次", "手工填写", "")
    zeros = found["表四", "其余15格"]  # told together
    assert zeros.where == "没有填，计0（12格）；由各项相加（3格）"


def test_whoever_gave_a_typed_figure_is_written_in_by_hand(facts: Facts) -> None:
    rows = [[cell.text for cell in row.cells] for row in sheets(facts)["佐证材料清单"].rows]
    assert {row[-1].replace("\u3000", "") for row in rows if row[4] == "手工填写"} == {
        "由提供",
        "应由司法所提供",
    }


def test_a_county_s_figures_lead_to_its_sums_and_a_report_without_figures_says_so(folder: Path) -> None:
    county = evidence_of(report_of(ROOT / "params" / "2024" / "shilixian.yaml", ROOT))
    summed = [one for one in county if one.how == "各单位汇总"]
    assert summed
    assert all(
        re.fullmatch(r"汇总\.xlsx「(各单位|明细)」第[\d, -]+行|没有这样的行，计0", one.where)
        for one in summed
    )
    path = ROOT / "params" / "2017" / "heluo.yaml"
    report = report_of(path, ROOT)
    none = facts_of(report, standing(path, report, folder), [])
    assert [(one.number, one.how) for one in none.evidence] == [("两件", "手工填写")]
    none = replace(none, evidence=())
    assert "报告里没有要佐证的数" in pdf_text(pdf.render(sheets(none)["佐证材料清单"], Look()))


@pytest.mark.parametrize("profile", ["PDF_A_2A", "PDF_UA_1"])
def test_papers_are_such_as_archives_and_screen_readers_want(facts: Facts, profile: str) -> None:
    for sheet in sheets(facts).values():
        said = page_validation.validate_pdf_bytes(
            pdf.render(sheet, Look()), profile=page_validation.ValidationProfile[profile]
        )
        # The validator takes a last data byte 0x0D for part of the line end behind it.
        failures = [one.message for one in said.failures if "STREAM-LENGTH" not in one.rule_id]
        assert failures == [], sheet.name


def test_the_screening_is_told_masked_or_its_list_is_left_out(folder: Path, town: Path, facts: Facts) -> None:
    assert "手机号码1处" in facts.words["screening"]
    listed = pdf_text(pdf.render(sheets(facts)["敏感信息筛查明细"], Look()))
    assert "138****0000" in listed
    report = report_of(town, folder)
    assert hits_of(report, []) == ()
    clear = facts_of(report, standing(town, report, folder), [])
    assert "没有发现" in clear.words["screening"]
    assert "敏感信息筛查明细" not in sheets(clear)


# --- a county's own forms ---------------------------------------------------------------------


def own(folder: Path, name: str, text: str) -> None:
    place = folder / "templates" / "papers"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(text, encoding="utf-8")


def test_a_county_changes_adds_and_leaves_out_papers(folder: Path, facts: Facts) -> None:
    own(
        folder,
        "4-dispatch.yaml",
        "name: 发文稿纸\ntitle: 拟文单\nrows:\n  - fields: [[文件名, '{title}']]\n  - sign: '*'\n",
    )
    own(folder, "5-letter.yaml", "name: 报送函\ntitle: 函\nuse: false\n")
    own(
        folder,
        "8-own.yaml",
        "name: 会商单\ntitle: '{unit}会商单'\nrows:\n  - sign: 法制审核\n    text: 意见\n",
    )
    made = sheets(facts, folder)
    assert list(made) == [
        "保密审查表",
        "信息发布审核表",
        "发文稿纸",
        "佐证材料清单",
        "敏感信息筛查明细",
        "会商单",
    ]
    texts = [cell.text for row in made["发文稿纸"].rows for cell in row.cells]
    assert all(name in texts for name in facts.steps)  # a row for every step
    assert "云溪镇会商单" in pdf_text(pdf.render(made["会商单"], Look()))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 1",
        "name: [",
        "name: a/b\ntitle: x",
        "name: x\ntitle: '{nobody}'",
        "name: x\ntitle: '{title'",
        "name: x\ntitle: '{phone:核稿}'",
        "name: x\ntitle: x\nrows: [{fields: [[a]]}]",
        "name: x\ntitle: x\nrows: [{height: -1}]",
        "name: x\ntitle: x\ncolour: blue",
        "name: x\ntitle: !!python/object/apply:os.getcwd []",
        "name: 报送函\ntitle: x",
    ],
)
def test_forms_that_are_not_in_order_are_refused(folder: Path, text: str) -> None:
    own(folder, "9-own.yaml", text)
    with pytest.raises(TemplateError, match="送签材料"):
        load_forms(folder)
