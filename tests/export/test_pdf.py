"""The PDF: grid and places after GB/T 9704-2012, PDF/A and PDF/UA, and nothing lost or run as code."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from nianbao.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Signature,
    Span,
    Table,
    plain_text,
)
from nianbao.errors import PdfError
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.export.forms.pdf import FORM, read_text, render
from tests.sample_document import SVG, TITLE, document
from tests.test_fonts import RARE, renamed_face

MM = 72 / 25.4
ZI = 156 * MM / 28
PITCH = 225 * MM / 22
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (28 + 156) * MM, 37 * MM, (37 + 225) * MM
SIGNATURE = Signature(by="河洛镇人民政府", date="2018年1月27日", iso="2018-01-27")


@dataclass(frozen=True)
class Glyph:
    """A character on a page, in points from the top left corner; x and y are of its origin."""

    page: int
    char: str
    x: float
    y: float
    right: float
    top: float


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def heading(text: str, level: int = 1) -> Heading:
    return Heading(level=level, spans=(Span(text=text),))


def lines(count: int, char: str = "国") -> Paragraph:
    """A paragraph that fills so many lines of the grid."""
    return paragraph(char * (28 * count - 2))


def glyphs(pdf: bytes) -> list[Glyph]:
    found = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for number, sheet in enumerate(opened, 1):
            text, height = sheet.get_textpage(), sheet.get_height()
            for index in range(text.count_chars()):
                x, y = raw.c_double(), raw.c_double()
                raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
                _, _, right, top = text.get_charbox(index)
                char = chr(raw.FPDFText_GetUnicode(text.raw, index))
                found.append(Glyph(number, char, x.value, height - y.value, right, height - top))
    return found


def rows(found: list[Glyph], page: int) -> dict[float, list[Glyph]]:
    """The characters of the text block of a page by baseline, from the top."""
    by_line: dict[float, list[Glyph]] = {}
    for glyph in found:
        if glyph.page == page and TOP < glyph.y < BOTTOM and not glyph.char.isspace():
            by_line.setdefault(round(glyph.y, 1), []).append(glyph)
    return dict(sorted(by_line.items()))


def squeezed(text: str) -> str:
    return "".join(text.split())


def expected(report: Document) -> str:
    return squeezed("".join(plain_text(block) for block in (report.title, *report.blocks)))


@lru_cache(maxsize=1)
def sample() -> bytes:
    return render(document(), Look())


def test_form_is_found_by_name() -> None:
    assert load_form("pdf") is FORM
    assert (FORM.extension, FORM.mimetype) == ("pdf", "application/pdf")


# --- Grid and places ---------------------------------------------------------------------------------


def test_a_page_has_22_lines_of_28_characters() -> None:
    page = rows(glyphs(render(document(paragraph("国" * 28 * 60)), Look())), page=2)
    assert [len(line) for line in page.values()] == [28] * 22
    for line in page.values():
        assert [glyph.x for glyph in line] == pytest.approx([LEFT + n * ZI for n in range(28)], abs=0.3)
    baselines = list(page)
    assert [b - a for a, b in pairwise(baselines)] == pytest.approx([PITCH] * 21, abs=0.15)
    assert baselines[0] - TOP == pytest.approx(0.88 * ZI + (PITCH - ZI) / 2, abs=0.2)


def test_first_line_is_indented_two_characters_and_the_next_is_not() -> None:
    first, second = list(rows(glyphs(render(document(lines(2)), Look())), page=1).values())[-2:]
    assert (first[0].x - LEFT, second[0].x - LEFT) == pytest.approx((2 * ZI, 0), abs=0.1)
    assert (len(first), len(second)) == (26, 28)


def test_no_line_begins_with_closing_punctuation() -> None:
    found = glyphs(render(document(paragraph("坚持公开，为民。“说明”（一）；" * 90)), Look()))
    begins = {line[0].char for page in (1, 2, 3) for line in rows(found, page).values()}
    assert not begins & set("，。；”）")


def test_mixed_faces_and_code_keep_the_grid() -> None:
    mixed = Paragraph(
        spans=(
            Span(text="国" * 50),
            Span(text="黑体", strong=True),
            Span(text="a=1", code=True),
            Span(text="㐀"),
        )
    )
    baselines = list(rows(glyphs(render(document(heading("一、概述"), *[mixed] * 12), Look())), page=2))
    steps = [b - a for a, b in pairwise(baselines)]
    assert steps == pytest.approx([PITCH] * len(steps), abs=0.15)


def test_title_is_centred_and_its_lines_are_kept() -> None:
    title = list(rows(glyphs(sample()), page=1).values())[:2]
    assert ["".join(glyph.char for glyph in line) for line in title] == list(TITLE.lines)
    for line in title:
        assert (line[0].x + line[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=3)


def test_page_numbers_lie_7_mm_below_and_outside() -> None:
    below = [glyph for glyph in glyphs(sample()) if glyph.y > BOTTOM]
    for page in (1, 2, 3):
        line = [glyph for glyph in below if glyph.page == page]
        assert "".join(glyph.char for glyph in line).strip() == f"— {page} —"
        assert line[0].top == pytest.approx(BOTTOM + 7 * MM, abs=1)
        if page % 2:
            assert RIGHT - line[-1].right == pytest.approx(14, abs=1)
        else:
            assert line[0].x - LEFT == pytest.approx(14, abs=1)


def test_draft_line_is_on_each_page_and_moves_nothing() -> None:
    plain, draft = glyphs(sample()), glyphs(render(document(), Look(draft=True)))
    head = [
        "".join(g.char for g in draft if g.page == page and g.y < TOP)
        for page in range(1, draft[-1].page + 1)
    ]
    assert {squeezed(text) for text in head} == {"初稿"}
    # pdfium adds spaces of its own between pieces; they aren't compared.
    assert [g for g in draft if g.y > TOP and g.char.strip()] == [g for g in plain if g.char.strip()]


# --- Signature and headings at the end of a page ------------------------------------------------------


def test_signature_stands_where_the_standard_puts_it() -> None:
    *_, text, name, date = rows(glyphs(render(document(lines(2), SIGNATURE), Look())), page=1).items()
    assert name[0] - text[0] == pytest.approx(2 * PITCH, abs=0.2)
    assert RIGHT - name[1][-1].x - ZI == pytest.approx(2 * ZI, abs=0.2)
    assert date[0] - name[0] == pytest.approx(PITCH, abs=0.2)
    assert date[1][0].x - name[1][0].x == pytest.approx(2 * ZI, abs=1)


@pytest.mark.parametrize(
    "before", [lines(1), ListBlock(items=(ListItem(marker="•", spans=(Span(text="项"),)),))]
)
def test_a_date_longer_than_the_name_pushes_it(before: Block) -> None:
    signed = replace_signature(by="河洛镇", date="二〇一八年十一月二十七日")
    *_, (_, name), (_, date) = rows(glyphs(render(document(before, signed), Look())), page=1).items()
    assert RIGHT - date[-1].x - ZI == pytest.approx(2 * ZI, abs=0.2)
    assert date[0].x - name[0].x == pytest.approx(2 * ZI, abs=0.2)


def replace_signature(**parts: str | None) -> Signature:
    return SIGNATURE.model_copy(update=parts)


@pytest.mark.parametrize(
    "parts", [{"by": None}, {"date": None}, {"by": None, "date": None}, {"by": "镇" * 40}]
)
def test_odd_signatures_are_printed(parts: dict[str, str | None]) -> None:
    report = document(lines(1), replace_signature(**parts))
    assert squeezed(read_text(render(report, Look()))) == expected(report)


@pytest.mark.parametrize("count", range(13, 21))
def test_signature_is_never_alone_on_a_page(count: int) -> None:
    found = [g for g in glyphs(render(document(lines(count), SIGNATURE), Look())) if TOP < g.y < BOTTOM]
    last = [glyph.char for glyph in found if glyph.page == found[-1].page]
    assert "国" in last
    assert "".join(last).count("河洛镇人民政府") >= 1
    # The paragraph stays where it is; only its last lines go along.
    assert sum(glyph.char == "国" and glyph.page == 1 for glyph in found) >= 28 * 13 - 2


@pytest.mark.parametrize("count", range(13, 20))
def test_a_heading_is_never_the_last_line_of_a_page(count: int) -> None:
    report = document(lines(count), heading("一、概述"), heading("（一）组织", 2), lines(4, "中"))
    pages = [set("".join(line)) for line in page_texts(render(report, Look()))]
    for text in pages:
        assert "概" not in text or "中" in text


def page_texts(pdf: bytes) -> list[str]:
    found = glyphs(pdf)
    return ["".join(g.char for g in found if g.page == page) for page in range(1, found[-1].page + 1)]


# --- Tables -------------------------------------------------------------------------------------------


def test_table_header_is_repeated_and_no_row_is_split() -> None:
    label = "很长的标签" * 12
    table = Table(
        columns=2,
        header=((Cell(text="项目", role="column"), Cell(text="数量", role="column")),),
        body=tuple((Cell(text=f"{label}{n}", role="row"), Cell(text=str(n), value=n)) for n in range(40)),
    )
    report = document(table)
    pdf = render(report, Look())
    pages = page_texts(pdf)
    assert len(pages) > 2
    for text in map(squeezed, pages):
        assert text.count("项目") == 1
        assert text.count("很") == 12 * text.count(label)
    # A repeated header isn't content: a screen reader hears it once.
    assert squeezed(read_text(pdf)) == expected(report)


def test_cells_that_span_rows_over_pages_lose_nothing() -> None:
    data = tuple(Cell(text=str(n), value=n) for n in range(2))
    first = (
        Cell(text="三、本年度办理结果", role="row", rowspan=60),
        Cell(text="（一）予以公开", role="row"),
        *data,
    )
    rest = tuple((Cell(text=f"第{n}项", role="row"), *data) for n in range(59))
    report = document(Table(columns=4, widths=(1, 3, 1, 1), body=(first, *rest)))
    assert squeezed(read_text(render(report, Look()))) == expected(report)


# --- Text ---------------------------------------------------------------------------------------------

HOSTILE = (
    '#import "x": *\n#let a = $x^2$ \\ `raw` @label <label> *b* _i_ // c /* d */ --- ... "quoted"',
    '<script>alert(1)</script> {{ year }} {% raw %} #sys.inputs #read("/etc/passwd")',
    "x" * 300,
    "网址https://www.example.org/" + "a" * 200 + "。",
    "国" * 5000,
    "",
)


def test_text_comes_back_in_order() -> None:
    assert squeezed(read_text(sample())) == expected(document())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_printed_as_text(text: str) -> None:
    cell = Table(columns=3, body=((Cell(text=text[:300]), Cell(text="a"), Cell(text="b")),))
    report = document(paragraph(text), Preformatted(text=text), cell)
    pdf = render(report, Look())
    assert squeezed(read_text(pdf)) == expected(report)
    # A space that ends a line hangs in the margin, as it should.
    assert max(glyph.right for glyph in glyphs(pdf) if glyph.char.strip()) < RIGHT + 3


def test_what_stands_in_the_margins_is_not_read() -> None:
    text = read_text(render(document(lines(30)), Look(draft=True)))
    assert "初稿" not in text
    assert "—" not in text


def test_nested_lists_keep_their_order_and_markers() -> None:
    items = [
        ListItem(marker=f"{n}.", depth=depth, spans=(Span(text="项" * n),))
        for n, depth in enumerate((2, 0, 1, 3, 1, 0), 1)
    ]
    report = document(ListBlock(items=tuple(items)))
    assert squeezed(read_text(render(report, Look()))) == expected(report)


@pytest.mark.parametrize(("char", "name"), [("😀", "U+1F600"), ("\ue001", "U+E001"), ("\ufeff", "U+FEFF")])
def test_a_character_without_a_glyph_is_an_error_that_names_it(char: str, name: str) -> None:
    with pytest.raises(PdfError, match=re.escape(name)):
        render(document(paragraph(f"甲{char}乙")), Look())


# --- Standards, metadata, fonts -----------------------------------------------------------------------


def test_same_input_gives_the_same_bytes() -> None:
    assert render(document(), Look()) == sample()


@pytest.mark.parametrize("profile", ["PDF_A_2A", "PDF_UA_1"])
@pytest.mark.parametrize("draft", [False, True])
def test_file_conforms(profile: str, draft: bool) -> None:
    report = page_validation.validate_pdf_bytes(
        render(document(), Look(draft=draft)), profile=page_validation.ValidationProfile[profile]
    )
    # The validator takes a last data byte 0x0D for part of the line end behind it.
    failures = [failure.message for failure in report.failures if "STREAM-LENGTH" not in failure.rule_id]
    assert failures == []


def test_headings_that_skip_levels_are_tagged_without_a_gap() -> None:
    report = document(
        heading("（一）先", 2), heading("1.后", 3), heading("一、章"), heading("1.节", 3), lines(1)
    )
    with pikepdf.open(io.BytesIO(render(report, Look()))) as pdf:
        tags = pdf.Root.StructTreeRoot.K[0].K
        assert [str(tag.S) for tag in tags][1:5] == ["/H1", "/H2", "/H1", "/H2"]


def test_metadata_and_bookmarks() -> None:
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        assert pdf.Root.Lang == "zh-CN"
        assert str(pdf.docinfo["/Title"]) == TITLE.text
        assert str(pdf.docinfo["/Author"]) == "河洛镇人民政府"
        assert f"sha256:{TITLE.about.parameters_sha256}" in str(pdf.docinfo["/Keywords"])
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20180127")
        with pdf.open_outline() as outline:
            chapters = outline.root
            assert [item.title for item in chapters] == [
                "一、概述",
                "二、政府信息公开的组织领导和制度建设情况",
                "九、政府信息公开工作存在的主要问题及改进情况",
                "附件1 重点领域信息公开目录的调整情况和各站所的分工",
                "附件2 各渠道公开信息数量",
            ]
            assert chapters[1].children[0].title == "（一）组织领导"


def test_without_a_date_of_issue_the_file_bears_the_new_year() -> None:
    title = TITLE.model_copy(update={"about": TITLE.about.model_copy(update={"issued_date": None})})
    with pikepdf.open(io.BytesIO(render(replace(document(), title=title), Look()))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20180101")


def embedded(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = {
            str(item.BaseFont)
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    return {name.rpartition("+")[2].removesuffix("-Identity-H") for name in names}


def test_embedded_fonts_are_the_shipped_ones() -> None:
    names = embedded(sample())
    assert {"NianbaoTitle", "NianbaoFang", "NianbaoHei", "NianbaoKai", "NianbaoSong"} == {
        name.partition("-")[0] for name in names
    }


def test_a_rare_character_falls_back_to_song() -> None:
    report = document(paragraph(f"甲{RARE}乙"))
    assert squeezed(read_text(render(report, Look()))) == expected(report)


def test_official_face_is_used_when_configured(tmp_path: Path) -> None:
    report = document(paragraph("正文"))
    assert "StandIn" not in embedded(render(report, Look()))
    assert "StandIn" in embedded(render(report, Look(font_folder=renamed_face(tmp_path))))


# --- Pictures -----------------------------------------------------------------------------------------


def test_a_picture_is_scaled_into_the_text_block() -> None:
    wide = SVG.replace('width="200" height="80"', 'width="4000" height="1600"')
    figure = Figure(media="image/svg+xml", data=wide, alt="宽图", caption="图1")
    pdf = render(document(figure), Look())
    assert len(page_texts(pdf)) == 1
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert any(
            str(item.get("/Alt", "")) == "宽图"
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary)
        )


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="/etc/passwd" width="9" height="9"/>',
        '<image href="http://127.0.0.1:9/" width="9" height="9"/>',
    ],
)
def test_a_picture_can_not_reach_out(inside: str) -> None:
    figure = Figure(media="image/svg+xml", data=SVG.replace("</svg>", f"{inside}</svg>"), alt="图")
    with pytest.raises(PdfError, match="第1幅图"):
        render(document(figure), Look())


@pytest.mark.parametrize("data", ["A", "AAAA"])
def test_a_broken_picture_is_an_error(data: str) -> None:
    with pytest.raises(PdfError):
        render(document(Figure(media="image/png", data=data, alt="图")), Look())


def test_lettering_in_a_picture_is_not_text_of_the_document() -> None:
    drawn = SVG.replace("</svg>", '<text x="5" y="40">图中字</text></svg>')
    report = document(Figure(media="image/svg+xml", data=drawn, alt="图", caption="图1"))
    assert squeezed(read_text(render(report, Look()))) == expected(report)
