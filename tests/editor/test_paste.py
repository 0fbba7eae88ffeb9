"""What people copy arrives as what they meant."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nianbao.editor.document import Document
from nianbao.editor.kept import Keeper
from nianbao.editor.paste_cells import Grid, differing_totals, grid_of, paste_cells
from nianbao.editor.paste_text import text_of_html, text_of_plain
from nianbao.editor.round import Round
from nianbao.template import load_template
from tests.editor.conftest import HEAD, document

WORD = """Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000001000\r\nStartFragment:0000000141\r\n
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset=utf-8><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>p.MsoNormal {font-family:仿宋_GB2312; mso-font-charset:134}</style></head><body lang=ZH-CN>
<!--StartFragment-->
<h1 style='text-indent:32pt'><span style='font-family:黑体'>一、总体情况<o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt;font-family:仿宋_GB2312'>　　坚持
公开&nbsp;<span lang=EN-US>2024</span> 年<b>各项</b>工作<ins cite="mailto:a" datetime="2024-12-01">，新增内容</ins><del cite="mailto:b">旧内容</del>。<a
style='mso-comment-reference:甲_1;mso-comment-date:20241201'>被批注的字</a><span class=MsoCommentReference><span style='mso-special-character:comment'>&nbsp;<a class=msocomanchor href="#_msocom_1">[甲1]</a></span></span><o:p></o:p></span></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>第一项。</p>
<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span>&nbsp; </span></span></span><![endif]>项目符号的一项。</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><span style='display:none'>隐藏</span>（一）<span style='mso-bidi-font-weight:bold'>主动公开</span>。<br clear=all>手动换行之后。</p>
<div style='mso-element:comment-list'><div style='mso-element:comment'>批注：请改</div></div>
<!--EndFragment--></body></html>"""

WEB = """<meta charset="utf-8"><style>.a{}</style><script>alert(1)</script>
<article><h2 class="title">　　二、主动公开情况 </h2><p style="margin:0"><span>全年公开\u200b信息&nbsp;&nbsp;58&nbsp;条，</span>
<a href="https://example.org" onclick="x()">网站</a>和 WeChat public account 并用。</p>
<ol start="2"><li>网站建设</li><li>（三）自带编号</li><li>嵌套<ol><li>其一</li></ol></li></ol><ul><li>没有编号</li></ul>
<table><tr><td>项目</td><td>件数</td></tr></table><img src="x.png" alt="图"><p hidden>看不见</p></article>"""


def test_word_arrives_as_paragraphs_with_their_numbers() -> None:
    found = text_of_html(WORD)
    assert found.text.split("\n\n") == [
        "一、总体情况",
        "坚持公开2024年各项工作，新增内容。被批注的字",
        "1.第一项。",
        "项目符号的一项。",
        "（一）主动公开。",
        "手动换行之后。",
    ]
    assert not re.search("旧内容|隐藏|请改|甲1|Normal|font", found.text)
    assert any("删除线" in note for note in found.notes)
    assert any("批注" in note for note in found.notes)


def test_web_pages_arrive_without_their_dress() -> None:
    found = text_of_html(WEB)
    assert found.text.split("\n\n") == [
        "二、主动公开情况",
        "全年公开信息58条，网站和 WeChat public account 并用。",
        "2.网站建设",
        "（三）自带编号",
        "3.嵌套",
        "（1）其一",
        "没有编号",
        "项目，件数",
    ]
    assert found.notes == ("有 1 张图片或对象没有贴进来。",)


def test_plain_text_makes_paragraphs_of_lines_unless_it_has_them() -> None:
    assert text_of_plain("　　第一段。\r\n第二段\t。\r\n").text == "第一段。\n\n第二段。"
    assert text_of_plain("第一段\n接着。\n\n\n\n第二段。").text == "第一段\n接着。\n\n第二段。"
    assert text_of_plain("\n一行\x07\ufeff\n").text == "一行"
    assert text_of_plain(" \n ").text == ""


MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<b>", "<br>", "<ol>", "<li>", "</ol>", "<table><tr><td>", "<del>", "</del>", "<!--", "-->", "<![if x]>", "<o:p>",
                     "&nbsp;", "&#x202e;", "&#0;", "一", "二。", " ", "3", "（一）", "\u200b", "\x0b", "<", "&", "<span style='mso-list:Ignore'>"]),
    max_size=20,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(markup=MARKUP | st.text(max_size=40))
@example(markup="")
@example(markup="<!-- -->")
@example(markup="\udc00")
@example(markup="<p>" * 300 + "深")
def test_whatever_is_pasted_can_be_kept(markup: str) -> None:
    for found in (text_of_html(markup), text_of_plain(markup)):
        assert not re.search(r"\n{3}|^\s|\s$|[\u00a0\u200b\u202e\ufeff\r\t]", found.text)
        assert text_of_plain(found.text).text == found.text
        assert document("ours").with_value(("sections", "other"), found.text).value(
            ("sections", "other")
        ) == (found.text or None)


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0><!--StartFragment--><col width=72>
<tr height=18><td class=xl65 x:num>3</td><td x:num="1">1</td><td colspan=2>&nbsp;</td><td>０</td><td>无</td><td>4</td></tr>
<tr style='display:none'><td>9</td><td>9</td></tr>
<tr><td>1,234</td><td>约5</td><td>0</td><td>0</td><td>-1</td><td>2.5</td><td>x</td><td>多</td></tr><!--EndFragment--></table></body></html>"""


def test_an_excel_block_goes_into_the_cells_it_was_meant_for() -> None:
    form = load_template("national-2021").table("applications")
    found = paste_cells(form, ("new_received", "natural_person"), grid_of(EXCEL, "不用这个"))
    assert found.cells == {
        ("new_received", "natural_person"): 3,
        ("new_received", "enterprise"): 1,
        ("new_received", "research_institute"): None,
        ("new_received", "legal_service"): 0,
        ("new_received", "other"): 0,
        ("carried_over", "natural_person"): 1234,
        ("carried_over", "research_institute"): 0,
        ("carried_over", "public_welfare"): 0,
    }
    assert found.totals == {("new_received", "total"): 4}
    said = "\n".join(found.problems)
    assert len(found.problems) == 4
    assert "「二、上年结转政府信息公开申请数量」行「商业企业」列" in said
    assert "约5" in said
    assert "负数" in said
    assert "整数" in said
    assert "「多」落在表格之外" in said
    assert any("逗号" in note for note in found.notes)


def test_totals_are_skipped_and_held_against_the_sums() -> None:
    round_ = Round(document("bare"), Keeper())
    table = round_.report.tables["applications"]
    found = paste_cells(
        table.form, ("new_received", "natural_person"), grid_of(None, "3\t1\t0\t0\t0\t0\t5\r\n")
    )
    assert ("new_received", "total") not in found.cells
    (said,) = differing_totals(table, found)
    assert "贴来的表里是 5，由各项算出来是 4" in said
    right = paste_cells(table.form, ("new_received", "natural_person"), grid_of(None, "3\t1\t0\t0\t0\t0\t4"))
    assert differing_totals(table, right) == []


def test_banded_and_transposed_tables_are_laid_out_as_printed() -> None:
    template = load_template("national-2021")
    banded = template.table("proactive_disclosure")
    block: Grid = [
        ["1", "2", "3"],
        ["4", "5", "6"],
        ["第二十条第（五）项", None, None],
        ["信息内容", None, None],
        ["7", None, None],
    ]
    found = paste_cells(banded, ("rules", "issued"), block)
    assert found.cells["normative_documents", "in_force"] == 6
    assert found.cells["licences", "decisions"] == 7
    assert found.problems == []
    money = paste_cells(banded, ("charges", "amount"), [["12.50"]])
    assert money.cells == {("charges", "amount"): Decimal("12.5")}
    transposed = template.table("review_litigation")
    row = grid_of(None, "\t".join(str(number) for number in range(15)))
    flat = paste_cells(transposed, ("reconsideration", "upheld"), row).cells
    assert flat["litigation_direct", "upheld"] == 5
    square = paste_cells(transposed, ("reconsideration", "upheld"), [["1", "2"], ["3", "4"]]).cells
    assert square["litigation_direct", "corrected"] == 4
    with pytest.raises(KeyError):
        paste_cells(transposed, ("reconsideration", "nowhere"), row)


def test_lines_without_numbers_are_passed_over() -> None:
    form = load_template("national-2014").table("statistics")
    rows = [row.id for row in form.rows]
    start = next(place for place, row in enumerate(rows) if row and None in rows[place : place + 6])
    column = form.columns[0].id
    block: Grid = [["2"] if row else ["（小标题）"] for row in rows[start : start + 6]]
    found = paste_cells(form, (str(rows[start]), column), block)
    assert len(found.cells) + len(found.totals) == sum(row is not None for row in rows[start : start + 6])
    assert found.problems == []


def test_a_pasted_block_is_what_the_file_says_afterwards() -> None:
    form = load_template("national-2021").table("applications")
    found = paste_cells(form, ("new_received", "natural_person"), grid_of(EXCEL, None))
    start = Document.of(document("bare").path, f"{HEAD}sections:\n  other: 无\n".encode())
    after = start.with_values(
        {("tables", "applications", *cell): value for cell, value in found.cells.items()}
    )
    report = Round(after, Keeper()).report
    assert report.tables["applications"].text(("carried_over", "natural_person")) == "1234"
    assert report.tables["applications"].text(("new_received", "total")) == "4"


@settings(max_examples=150, deadline=None)
@given(
    markup=st.none() | MARKUP | st.text(max_size=30),
    text=st.none() | st.text("1\t\n\"'一 ,\x00", max_size=30),
)
@example(markup="<table><tr><td rowspan=999 colspan=999>1</td></tr></table>", text=None)
@example(markup="<td>", text="1\t2")
def test_any_clipboard_is_a_grid_or_nothing(markup: str | None, text: str | None) -> None:
    form = load_template("national-2021").table("review_litigation")
    found = paste_cells(form, ("reconsideration", "upheld"), grid_of(markup, text))
    assert set(found.cells) <= set(form.cells) - set(form.derivations)
