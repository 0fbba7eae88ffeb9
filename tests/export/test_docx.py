"""The Word document: its styles, tables, controls and bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from nianbao.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    Paragraph,
    Preformatted,
    Signature,
    Span,
    Table,
    plain_text,
)
from nianbao.errors import DocxError
from nianbao.export.base import OWN_BASE, Look, load_form
from nianbao.export.document import Document
from nianbao.export.word.grid import TEXT_WIDTH
from nianbao.resources import shipped
from nianbao.selfcheck import squeeze
from tests.sample_document import SVG, TITLE, document, every_kind

FORM = load_form("docx")


def rendered(*blocks: Block, look: Look | None = None) -> bytes:
    return FORM.render(document(*blocks), look or Look())


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_every_kind_of_block_comes_out_whole_and_in_order() -> None:
    meant = "".join(plain_text(block) for block in (TITLE, *every_kind()))
    assert squeeze(FORM.read_text(rendered())) == squeeze(meant)


def test_the_same_document_gives_the_same_bytes_and_no_clock() -> None:
    data = rendered()
    assert data == rendered()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(data).core_properties
    assert properties.created == properties.modified
    assert properties.created.date().isoformat() == TITLE.about.issued_date
    assert TITLE.about.parameters_sha256 in properties.keywords
    assert TITLE.about.template_sha256 in properties.comments


@pytest.mark.parametrize(
    ("style", "face", "half_points"),
    [
        ("Title", "方正小标宋简体", 44),
        ("Heading1", "黑体", None),
        ("Heading2", "楷体_GB2312", None),
        ("Heading3", "仿宋_GB2312", None),
        ("TableText", "宋体", 21),
    ],
)
def test_styles_declare_the_official_faces(style: str, face: str, half_points: int | None) -> None:
    found = opened(rendered()).styles.element.get_by_id(style)
    assert found.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == face
    size = found.rPr.find(qn("w:sz"))
    assert (None if size is None else int(size.get(qn("w:val")))) == half_points


def test_the_page_is_that_of_the_standard() -> None:
    section = opened(rendered()).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert section.even_page_footer.paragraphs[0].text == "— 2 —"
    assert opened(rendered()).settings.odd_and_even_pages_header_footer


def test_headings_make_the_outline() -> None:
    names = [one.style.style_id for one in opened(rendered()).paragraphs]
    assert names[0] == "Title"
    assert "Heading1" in names
    found = opened(rendered()).styles.element.get_by_id("Heading1")
    assert found.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"


def test_a_quoted_figure_is_a_content_control() -> None:
    block = Paragraph(spans=(Span(text="收到"), Span(text="6", figure="applications.new_received.total")))
    body = opened(rendered(block)).element.body
    (control,) = body.iter(qn("w:sdt"))
    assert control.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val")) == "applications.new_received.total"
    assert "".join(piece.text for piece in control.iter(qn("w:t"))) == "6"


def test_a_table_keeps_its_spans_and_repeats_its_header() -> None:
    table = Table(
        columns=3,
        header=((Cell(text="项目", role="column", colspan=2), Cell(text="数", role="column")),),
        body=(
            (Cell(text="甲", role="row", rowspan=2), Cell(text="乙", role="row"), Cell(text="1", value=1)),
            (Cell(text="丙", role="row"), Cell(text="2", value=2)),
        ),
    )
    word = opened(rendered(table))
    (found,) = word.tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["项目", "项目", "数"],
        ["甲", "乙", "1"],
        ["甲", "丙", "2"],
    ]
    repeated = [row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in found.rows]
    assert repeated == [True, False, False]
    widths = [int(one.get(qn("w:w"))) for one in found._tbl.tblGrid]
    assert sum(widths) == 8844


def test_the_digits_of_a_column_stand_under_each_other() -> None:
    texts = ("12.5", "3", "140.25")
    rows = tuple((Cell(text=text, value=float(text), align="center"),) for text in texts)
    (found,) = opened(rendered(Table(columns=1, body=rows))).tables
    behind = [
        int(row.cells[0].paragraphs[0]._p.pPr.find(qn("w:ind")).get(qn("w:right"))) for row in found.rows
    ]
    digit = 105  # half of 10.5 pt, in twentieths
    # A fraction with its point is as many characters as are missing behind the others.
    assert behind[0] - behind[2] == digit * 1
    assert behind[1] - behind[2] == digit * 3


def test_a_draft_says_so_on_every_page() -> None:
    section = opened(rendered(look=Look(draft=True))).sections[0]
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "初稿"
    assert "初稿" not in FORM.read_text(rendered(look=Look(draft=True)))


def test_the_date_starts_two_characters_after_the_name() -> None:
    signature = Signature(by="莱阳市河洛镇人民政府", date="2018年1月27日")
    name, date = opened(rendered(signature)).paragraphs[-2:]
    zi = 316
    right = [int(one._p.pPr.find(qn("w:ind")).get(qn("w:right"))) for one in (name, date)]
    # Ten characters wide, the name ends two from the right; the date of seven digits and three characters
    # starts at the third character of the name.
    assert right == [2 * zi, round((12 - 2 - 6.5) * zi)]


def test_a_picture_carries_its_alternative_text_and_fits() -> None:
    figure = Figure(media="image/svg+xml", data=SVG.replace('"200"', '"9000"'), alt="办理结果")
    (shape,) = opened(rendered(figure)).inline_shapes
    assert shape._inline.docPr.get("descr") == "办理结果"
    assert shape.width.mm <= 156.1


def test_what_a_word_file_cannot_hold_is_said() -> None:
    with pytest.raises(DocxError, match=r"U\+0008"):
        rendered(Preformatted(text="a\bb"))
    with pytest.raises(DocxError, match="「图」"):
        rendered(Figure(media="image/png", data="bm8=", alt="图"))


def test_a_county_can_start_from_its_own_word_document(tmp_path: Path) -> None:
    own = tmp_path / "templates" / OWN_BASE
    own.parent.mkdir(parents=True)
    word = opened(rendered())
    word.styles.element.get_by_id("Title").rPr.find(qn("w:sz")).set(qn("w:val"), "40")
    word.save(str(own))
    made = opened(rendered(look=Look(folder=tmp_path)))
    assert made.styles.element.get_by_id("Title").rPr.find(qn("w:sz")).get(qn("w:val")) == "40"
    # What stood in it is only there to show its looks.
    assert squeeze(FORM.read_text(rendered(look=Look(folder=tmp_path)))) == squeeze(
        FORM.read_text(rendered())
    )

    docx.Document().save(str(own))
    with pytest.raises(DocxError, match="缺少样式"):
        rendered(look=Look(folder=tmp_path))
    own.write_bytes(b"no")
    with pytest.raises(DocxError, match="不是 Word 文档"):
        rendered(look=Look(folder=tmp_path))


TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


@pytest.mark.parametrize("kind", [TEMPLATE, RELATIONSHIP_TYPE.IMAGE])
def test_a_countys_own_word_document_loads_nothing_from_elsewhere(tmp_path: Path, kind: str) -> None:
    own = tmp_path / "templates" / OWN_BASE
    own.parent.mkdir(parents=True)
    word = opened(rendered())  # its links are those of its text, which is taken out
    word.save(str(own))
    rendered(look=Look(folder=tmp_path))
    settings = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    settings.relate_to("https://example.org/macro.dotm", kind, is_external=True)
    word.save(str(own))
    with pytest.raises(DocxError, match="会从别处载入内容"):
        rendered(look=Look(folder=tmp_path))


def test_our_base_document_is_kept_unpacked() -> None:
    folder = shipped("templates") / "docx" / "base"
    assert (folder / "word" / "styles.xml").exists()


def test_controls_of_one_document_have_numbers_of_their_own() -> None:
    block = Paragraph(spans=tuple(Span(text=str(n), figure="year") for n in range(3)))
    body = opened(rendered(block, block)).element.body
    numbers = [one.get(qn("w:val")) for one in body.iter(qn("w:id"))]
    assert len(numbers) == len(set(numbers)) == 6


def test_each_section_begins_at_a_hidden_bookmark() -> None:
    body = opened(rendered()).element.body
    names = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    sections = dict.fromkeys(block.section for block in every_kind() if block.section)
    assert names == [f"_nianbao_{section}" for section in sections]
    starts = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))]
    assert starts == [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd"))]
    assert len({*starts}) == len(starts)


def test_what_was_exported_is_told_by_digests_and_by_no_words() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered())) as archive:
        (name,) = [one for one in archive.namelist() if one.startswith("customXml/item1")]
        told = archive.read(name).decode()
    assert '"year": 2017' in told
    assert '"unit": "heluo"' in told
    assert told.count('"printed"') >= len([one for one in every_kind() if one.kind == "paragraph"])
    # What is struck out of the document must not live on in the file.
    assert all(ord(sign) < 128 for sign in told)
    assert "\\u" not in told


def test_twenty_eight_characters_go_into_a_line() -> None:
    style = opened(rendered()).styles.element.get_by_id("Normal")
    pitch = 16 * 20 + int(style.rPr.find(qn("w:spacing")).get(qn("w:val")))
    assert 28 * pitch <= TEXT_WIDTH < 29 * pitch


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_title_takes_whole_lines_of_the_grid(lines: int) -> None:
    title = TITLE.model_copy(update={"lines": ("一行标题",) * lines})
    word = opened(FORM.render(Document(title, ()), Look()))
    style = word.styles.element.get_by_id("Title").pPr.find(qn("w:spacing"))
    own = word.paragraphs[0]._p.pPr.find(qn("w:spacing"))
    room = style if own is None else own
    above, below = (int(room.get(qn(f"w:{side}"))) for side in ("before", "after"))
    assert (above + lines * int(style.get(qn("w:line"))) + below) % 579 == 0
    assert below - above in (579, 580)


def test_an_upright_label_has_a_letter_a_line_and_its_mark_beside_it() -> None:
    label = Cell(text="三、本年", role="row", rowspan=3)
    rows = ((label, Cell(text="甲")), (Cell(text="乙"),), (Cell(text="丙"),))
    word = opened(rendered(Table(columns=2, widths=(1, 20), body=rows)))
    assert word.tables[0].rows[0].cells[0].text == "三、\n本\n年"
    assert "三、本年" in squeeze(FORM.read_text(rendered(Table(columns=2, widths=(1, 20), body=rows))))


def test_a_drawing_has_its_own_size() -> None:
    (shape,) = opened(rendered(Figure(media="image/svg+xml", data=SVG, alt="图"))).inline_shapes
    # 200 × 80 dots of a style sheet, 96 of which are an inch.
    assert (round(shape.width.inches, 2), round(shape.height.inches, 2)) == (2.08, 0.83)


def test_a_table_stands_off_the_heading_above_it() -> None:
    heading = Heading(level=1, spans=(Span(text="二、情况"),))
    table = Table(columns=1, body=((Cell(text="1"),),))
    found = opened(rendered(heading, table)).paragraphs[1]
    assert found._p.pPr.find(qn("w:spacing")).get(qn("w:after")) == "145"
    assert [one.tag.rpartition("}")[2] for one in found._p.pPr] == ["pStyle", "spacing"]


def test_marks_of_the_report_that_became_a_base_are_not_printed_again(tmp_path: Path) -> None:
    assert FORM.read_edges is not None
    once = Look(draft=True, folder=tmp_path, mark="送审稿", foot=("内容校验码 0",))
    base = opened(rendered(look=once))
    section = base.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.add_paragraph("内部稿")
    place = tmp_path / "templates" / OWN_BASE
    place.parent.mkdir(parents=True)
    base.save(str(place))
    final = rendered(look=Look(folder=tmp_path))
    assert FORM.read_edges(final) == set()
    assert footers(final) == footers(rendered()), "our numbers, odd and even"
    assert FORM.read_edges(rendered(look=once)) == {"送审稿", "内容校验码 0"}


def footers(data: bytes) -> list[str]:
    section = opened(data).sections[0]
    assert not section.different_first_page_header_footer
    return [
        "".join(text.text for text in one._element.iter(qn("w:t"), qn("w:instrText")))
        for one in (section.footer, section.even_page_footer)
    ]
