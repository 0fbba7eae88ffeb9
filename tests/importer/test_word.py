"""Word files: automatic numbers, what stands beside the text, tracked changes, odd structures."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.importer import Imported, read_report
from nianbao.importer.readers import read_source
from nianbao.importer.readers.docx_numbers import written
from nianbao.importer.source import Source
from tests.importer.words import box, docx, level, numbering, paragraph, part, run, table

TITLE = "云溪镇2023年政府信息公开工作年度报告"
LISTS = numbering(
    level(0, "japaneseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    restarted=True,
)


def source(data: bytes) -> Source:
    return read_source(data, "年报.docx")


def texts(data: bytes) -> list[str]:
    return [line.text for line in source(data).lines]


def imported(data: bytes, tmp_path: Path) -> Imported:
    path = tmp_path / "年报.docx"
    path.write_bytes(data)
    return read_report(path)


def test_automatic_numbers_are_read_as_word_shows_them(tmp_path: Path) -> None:
    body = "".join(
        [
            paragraph(TITLE),
            paragraph("总体情况", level=0),
            paragraph("主动公开情况", level=1),
            paragraph("公开了规划。", level=2),
            paragraph("公开了预算。", level=2),
            paragraph("依申请公开情况", level=1),
            paragraph("没有收到申请。", level=2),
            paragraph("主动公开政府信息情况", level=0),
            paragraph("收到和处理政府信息公开申请情况", level=0),
            paragraph("政府信息公开行政复议、行政诉讼情况", level=0),
            paragraph("存在的主要问题及改进情况", level=0),
            paragraph("人手不足", level=1),
        ]
    )
    report = imported(docx(body, numbering=LISTS), tmp_path)
    assert [one.heading for one in report.sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
    ]
    assert report.text.values["sections"]["overview"].split("\n\n") == [
        "（一）主动公开情况",
        "1.公开了规划。",
        "2.公开了预算。",
        "（二）依申请公开情况",
        "1.没有收到申请。\n",
    ]
    assert report.text.values["sections"]["problems"] == "（一）人手不足\n"
    assert any("自动编号 11 处" in note.said for note in report.log)


def test_numbers_of_styles_and_lists_that_begin_again() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>',
    )
    body = "".join(
        [
            paragraph("甲", style="H1"),
            paragraph("乙", style="H2"),
            paragraph("丙", style="Mine"),
            paragraph("丁", style="Round"),
            paragraph("戊", level=0, number=2),
            paragraph("己", level=0, number=0, style="H1"),
            paragraph("庚", level=0, number=99),
            "<w:p><w:pPr><w:pStyle w:val='H1'/></w:pPr></w:p>",
            paragraph("辛", level=0, number=2),
        ]
    )
    assert texts(docx(body, numbering=LISTS, styles=styles)) == [
        "一、甲", "（一）乙", "二、丙", "丁", "一、戊", "己", "庚", "", "二、辛",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "kind", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "japaneseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "taiwaneseCountingThousand", "二十"),
        (105, "chineseCounting", "一百〇五"),
        (12, "ideographDigital", "一二"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (11, "chineseLegalSimplified", "壹拾壹"),
        (40, "decimalEnclosedCircle", "40"),
        (5, "noSuchKind", "5"),
    ],
)
def test_kinds_of_numbers(count: int, kind: str, text: str) -> None:
    assert written(count, kind) == text


def test_headers_are_listed_and_notes_are_kept(tmp_path: Path) -> None:
    body = paragraph(TITLE) + paragraph("一、总体情况") + paragraph("公开了12条信息。")
    data = docx(
        body,
        header=part("hdr", paragraph("云溪镇人民政府文件")),
        footer=part("ftr", paragraph("第 1 页")),
        footnotes=part(
            "footnotes",
            '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            f'<w:footnote w:id="2">{paragraph("数据截至年底。")}</w:footnote>',
        ),
    )
    report = imported(data, tmp_path)
    assert ("chrome", "页眉页脚", "云溪镇人民政府文件") in report.kept
    assert ("unplaced", "脚注", "数据截至年底。") in report.kept
    assert report.text.values["sections"]["overview"] == "公开了12条信息。\n"
    assert any("脚注" in note.said and note.certainty == "low" for note in report.log)


def test_changes_count_as_accepted_and_are_told_of() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>旧的话</w:delText></w:r></w:del>'
    moved = '<w:moveFrom w:id="2"><w:r><w:t>搬走的话</w:t></w:r></w:moveFrom>'
    came = f'<w:ins w:id="3">{run("新的话")}</w:ins>'
    there = f'<w:moveTo w:id="4">{run("搬来的话")}</w:moveTo>'
    joined = '<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr>' + run("前一半") + "</w:p>"
    row = f'<w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc>{paragraph("删去的行")}</w:tc></w:tr>'
    cells = table(["甲", "1"]).replace("</w:tbl>", f"{row}</w:tbl>")
    comments = part("comments", f'<w:comment w:id="0">{paragraph("请核实")}</w:comment>')
    found = source(
        docx(
            f"<w:p>{run('开头')}{gone}{moved}{came}{there}</w:p>{joined}{paragraph('后一半')}{cells}",
            comments=comments,
        )
    )
    assert [line.text for line in found.lines] == ["开头新的话搬来的话", "前一半后一半", "甲\t1"]
    said = "".join(found.doubts)
    assert all(text in said for text in ("修订", "旧的话", "删去的行", "批注「请核实」"))
    assert "搬走的话" not in said


def test_boxes_controls_and_hidden_text(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不印的话</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>印的话</w:t></w:r>'
    control = f"<w:sdt><w:sdtContent>{paragraph('控件里的话')}</w:sdtContent></w:sdt>"
    cell = f"<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>{paragraph('甲')}</w:tc></w:sdtContent></w:sdt><w:tc>{paragraph('1')}</w:tc></w:tr></w:tbl>"
    found = source(docx(f"<w:p>{run('正文')}{box('框里一', '框里二')}{hidden}{shown}</w:p>{control}{cell}"))
    assert [(line.text, line.aside) for line in found.lines] == [
        ("正文印的话", None),
        ("框里一", None),
        ("框里二", None),
        ("控件里的话", None),
        ("甲\t1", None),
        ("不印的话", "隐藏文字"),
    ]


def test_what_is_no_text_is_told_of() -> None:
    picture = "<w:r><w:pict><v:imagedata/></w:pict></w:r>"
    object_ = "<w:r><w:object/></w:r>"
    found = source(docx(f"<w:p>{run('正文')}{picture}{object_}</w:p><w:altChunk/>"))
    assert len(found.doubts) == 3
    assert all(what in "".join(found.doubts) for what in ("图片", "嵌入的对象", "嵌入的文件"))


def test_a_table_that_lays_out_the_page_holds_text() -> None:
    inner = table(["规章", "1", "2", "3"])
    long = paragraph("一、总体情况") + paragraph("公开了很多信息。" * 30)
    nested = texts(docx(table(["左栏", inner + "<w:p/>"])))
    assert nested == ["左栏", "规章\t1\t2\t3", ""]
    assert texts(docx(table(["左栏", long])))[:2] == ["左栏", "一、总体情况"]


def test_odd_kinds_of_word_files(tmp_path: Path) -> None:
    body = paragraph(TITLE) + paragraph("一、总体情况") + paragraph("公开了12条信息。")
    macros = imported(docx(body, main="application/vnd.ms-word.document.macroEnabled.main+xml"), tmp_path)
    assert macros.year == 2023
    assert any("宏" in note.said for note in macros.log)
    strict = texts(docx(paragraph("总体情况", level=0), strict=True, numbering=LISTS))
    assert strict == ["一、总体情况"]
