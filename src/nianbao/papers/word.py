"""A paper as a Word document, which the office may fill in further by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.document import Document as WordDocument
from docx.section import Section

from nianbao.export.base import Look
from nianbao.export.word.package import open_base, to_bytes
from nianbao.export.word.text import paragraph, run
from nianbao.export.word.xml import Element, w
from nianbao.papers.fitting import HEAD_LINE, NOTE, NOTE_LINE, TITLE_LEADING, letterhead_size, title_size
from nianbao.papers.pdf import issued_at, margins
from nianbao.papers.sheet import LEADING, WIDTH, Cell, Line, Row, Sheet

_RED = "D40000"
_CHARACTER, _LINE = 316, 579
"""One character of the report's grid and one line of it, in twentieths of a point."""

_SIDES = {"label": "center", "head": "center", "number": "center", "value": "left", "sign": "right"}


def render(sheet: Sheet, look: Look) -> bytes:
    """Write a paper; the same paper gives the same bytes.

    Raises:
        DocxError: The county's own base document isn't in order.
    """
    word = open_base(look.folder)
    _set_up(word, sheet)
    end = word.element.body.sectPr
    for element in _elements(sheet):
        end.addprevious(element)
    return to_bytes(word)


def _set_up(word: WordDocument, sheet: Sheet) -> None:
    section = word.element.body.sectPr
    for child in list(section):
        if child.tag.endswith(("}footerReference", "}headerReference", "}pgMar", "}docGrid")):
            section.remove(child)
    sides = {side: _twips(width) for side, width in margins(sheet).items()}
    section.append(w("pgMar", **sides, header=567, footer=680, gutter=0))
    _set_feet(word.sections[0], sheet)
    properties = word.core_properties
    properties.title = f"{sheet.author}{sheet.name}"
    properties.author = properties.last_modified_by = sheet.author
    properties.keywords = "；".join(sheet.foot)
    properties.language = "zh-CN"
    properties.revision = 1
    properties.created = properties.modified = issued_at(sheet).replace(tzinfo=None)


def _set_feet(section: Section, sheet: Sheet) -> None:
    """Write the foot of each page; the first one of a letter has no number (GB/T 9704 10.1), but its double rule."""
    section.different_first_page_header_footer = bool(sheet.letterhead)
    feet = [(section.footer, False), (section.even_page_footer, False)]
    if sheet.letterhead:
        feet.append((section.first_page_footer, True))
    for footer, begins in feet:
        footer.is_linked_to_previous = False
        for old in list(footer._element):
            footer._element.remove(old)
        footer._element.extend(_foot(sheet, begins=begins))


def _twips(points: float) -> int:
    return round(points * 20)


def _elements(sheet: Sheet) -> Iterator[Element]:
    if sheet.letterhead:
        yield from _letterhead(sheet)
    elif sheet.title:
        size = title_size(sheet)
        look = _type(size, "方正小标宋简体", sheet.ink)
        text = "\n".join(sheet.title)
        yield _exact("Title", text, size * TITLE_LEADING, look, after=8, side="center")
    if sheet.head and not sheet.letterhead:
        yield _head(sheet.head)
    for line, blank in zip(sheet.lines, sheet.blank_lines, strict=True):
        yield _line(line, blank)
    if sheet.rows:
        yield _table(sheet)
    for note in sheet.notes or ("",):
        yield _exact("TableText", note, NOTE_LINE if note else 1, _type(NOTE, "仿宋_GB2312"))


# --- paragraphs -------------------------------------------------------------------------------


def _type(size: float, face: str, ink: str = "black") -> list[Element]:
    """Give the properties of a run, in the order that the standard fixes."""
    half = round(size * 2)
    # Boxes and quotation marks are either's: the hint makes them Chinese ones, as wide as the characters beside.
    fonts = w("rFonts", hint="eastAsia", ascii="Times New Roman", eastAsia=face, hAnsi="Times New Roman")
    colour = [w("color", val=_RED)] if ink == "red" else []
    return [fonts, *colour, w("sz", val=half), w("szCs", val=half)]


def _exact(
    style: str, text: str, line: float, look: Sequence[Element], *, after: float = 0, side: str = "left"
) -> Element:
    spacing = w("spacing", before=0, after=_twips(after), line=_twips(line), lineRule="exact")
    return paragraph(style, run(text, settings=look), settings=[spacing, w("jc", val=side)])


def _head(head: tuple[str, str]) -> Element:
    """Set one text at the left and one at the right of a line."""
    tabs = w("tabs", w("tab", val="right", pos=_twips(WIDTH)))
    spacing = w("spacing", before=0, after=60, line=_twips(HEAD_LINE - 4), lineRule="exact")
    look = _type(10.5, "仿宋_GB2312")
    return paragraph("TableText", run("\t".join(head), settings=look), settings=[tabs, spacing])


def _letterhead(sheet: Sheet) -> Iterator[Element]:
    """Set the office's name in its colour, a double rule under it, the number at the right, and the title."""
    size = letterhead_size(sheet)
    rule = w("pBdr", w("bottom", val="thickThinSmallGap", sz=18, space=6, color=_RED))
    spacing = w("spacing", before=0, after=200, line=_twips(size * 1.2), lineRule="exact")
    name = run(sheet.letterhead, settings=_type(size, "方正小标宋简体", sheet.ink))
    yield paragraph("Title", name, settings=[rule, spacing, w("jc", val="center")])
    if sheet.head:
        yield paragraph("Signature", run("　".join(filter(None, sheet.head))))
    yield paragraph("Title", run("\n".join(sheet.title)), settings=[w("spacing", before=_LINE, after=_LINE)])


def _line(line: Line, blank: int) -> Element:
    above = blank * _LINE
    spacing = [w("spacing", before=above)] if above else []
    match line.look:
        case "flush":
            settings = [*spacing, w("ind", firstLineChars=0, firstLine=0)]
        case "right":
            settings = [*spacing, w("ind", firstLineChars=0, firstLine=0), w("jc", val="right")]
        case "annex":
            settings = [*spacing, w("ind", left=5 * _CHARACTER, firstLineChars=0, hanging=3 * _CHARACTER)]
        case "sign":
            return paragraph(
                "Signature",
                run(line.text),
                settings=[w("keepNext"), *spacing, w("ind", right=2 * _CHARACTER)],
            )
        case _:
            settings = spacing
    return paragraph(None, run(line.text), settings=settings)


def _foot(sheet: Sheet, *, begins: bool) -> Iterator[Element]:
    """Give the lines at the foot of each page, and which page of how many it is.

    Args:
        sheet: The paper.
        begins: It is the first page of a letter.
    """
    first, *more = sheet.foot
    exact = w("spacing", line=200, lineRule="exact")
    if begins:
        # A letter ends with the double rule that it begins with, the thick line outside.
        rule = w("pBdr", w("top", val="thinThickSmallGap", sz=18, space=6, color=_RED))
        yield paragraph("Footer", _small(first), settings=[rule, exact])
    else:
        width = 210 / 25.4 * 72 - margins(sheet)["left"] - margins(sheet)["right"]
        tabs = w("tabs", w("tab", val="right", pos=_twips(width)))
        numbered = [
            _small(f"{first}\t第 "),
            _field("PAGE"),
            _small(" 页　共 "),
            _field("NUMPAGES"),
            _small(" 页"),
        ]
        yield paragraph("Footer", *numbered, settings=[tabs, exact])
    for line in more:
        yield paragraph("Footer", _small(line), settings=[w("spacing", line=200, lineRule="exact")])


def _small(text: str) -> Element:
    return run(text, settings=_type(7.5, "宋体"))


def _field(name: str) -> Element:
    return w("fldSimple", _small("1"), instr=f" {name} ")


# --- the grid ---------------------------------------------------------------------------------


def _table(sheet: Sheet) -> Element:
    columns = [_twips(width) for width in sheet.columns]
    colour = _RED if sheet.ink == "red" else "auto"
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = w("tblBorders", *(w(edge, val="single", sz=5, space=0, color=colour) for edge in edges))
    properties = w(
        "tblPr",
        w("tblStyle", val="ReportTable"),
        w("tblW", w=sum(columns), type="dxa"),
        rules,
        w("tblLayout", type="fixed"),
        w("tblLook", val="0000"),
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in columns))
    rows = (_row(sheet, row, columns, at < sheet.header) for at, row in enumerate(sheet.rows))
    return w("tbl", properties, grid, *rows)


def _row(sheet: Sheet, row: Row, columns: Sequence[int], header: bool) -> Element:
    settings = w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=_twips(row.height), hRule="atLeast") if row.height else None,
        w("tblHeader") if header else None,
    )
    spans = sheet.spans(row)
    cells = [
        _cell(cell, columns[first : first + count], sheet.size)
        for cell, (first, count) in zip(row.cells, spans, strict=True)
    ]
    if row.start:  # what reaches down from the row above
        cells.insert(0, _cell(None, columns[: spans[0][0]], sheet.size))
    return w("tr", settings, *cells)


def _cell(cell: Cell | None, columns: Sequence[int], size: float) -> Element:
    """Give a cell; None is the part of one that reaches down from the row above."""
    merge = None
    if cell is None or cell.rows > 1:
        merge = w("vMerge", val="restart" if cell else None)
    shown = cell or Cell("", 0)
    hidden = [
        w(edge, val="nil") for edge, there in (("top", shown.above), ("bottom", shown.below)) if not there
    ]
    low = "top" if not shown.below else "bottom" if shown.role == "sign" else "center"
    settings = w(
        "tcPr",
        w("tcW", w=sum(columns), type="dxa"),
        w("gridSpan", val=len(columns)) if len(columns) > 1 else None,
        merge,
        w("tcBorders", *hidden) if hidden else None,
        w("vAlign", val=low),
    )
    side = "left" if not shown.below else _SIDES[shown.role]
    face = "宋体" if shown.role in ("label", "head") else "仿宋_GB2312"
    return w("tc", settings, _exact("TableText", shown.text, size * LEADING, _type(size, face), side=side))
