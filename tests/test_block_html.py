"""HTML of one block, as JupyterLab displays it."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path

import pytest
from lxml import html
from pydantic import ValidationError

from nianbao.block_html import (
    block_html,
    first_columns,
    heading_tags,
    list_trees,
    picture_source,
    table_shape,
)
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
    Title,
    plain_text,
)
from tests.sample_document import ABOUT, PNG, SVG, TITLE, every_kind

HOSTILE = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} </pre></td></title>&lt;"
)
BLOCKS: tuple[Block, ...] = (TITLE, *every_kind())


def hostile_blocks() -> tuple[Block, ...]:
    spans = (
        Span(text=HOSTILE),
        Span(text=HOSTILE, strong=True, lead=True),
        Span(text=HOSTILE, code=True, href=f"https://example.org/{HOSTILE}"),
    )
    return (
        Title(lines=(HOSTILE, HOSTILE), about=ABOUT),
        Heading(level=1, spans=spans),
        Paragraph(level=2, spans=spans),
        ListBlock(items=(ListItem(marker=HOSTILE, spans=spans), ListItem(marker="•", depth=1, spans=spans))),
        Preformatted(text=f"\n{HOSTILE}"),
        Table(
            caption=HOSTILE,
            columns=2,
            header=((Cell(text=HOSTILE, role="column"), Cell(text="甲", role="column")),),
            body=((Cell(text=HOSTILE, role="row"), Cell(text=HOSTILE)),),
            note=HOSTILE,
        ),
        Figure(media="image/svg+xml", data=f"<svg>{HOSTILE}</svg>", alt=HOSTILE, caption=HOSTILE),
        Signature(by=HOSTILE, date=HOSTILE, iso=HOSTILE),
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _tree(block: Block) -> html.HtmlElement:
    return html.fragment_fromstring(block_html(block), create_parent="div")


@pytest.mark.parametrize("block", [*BLOCKS, *hostile_blocks()], ids=lambda block: block.kind)
def test_text_comes_through_whole_and_in_order(block: Block) -> None:
    assert _squeezed(_tree(block).text_content()) == _squeezed(plain_text(block))


@pytest.mark.parametrize("block", hostile_blocks(), ids=lambda block: block.kind)
def test_hostile_text_stays_text(block: Block) -> None:
    tree = _tree(block)
    elements = list(tree.iter())
    assert not {"script", "svg"} & {element.tag for element in elements}
    assert not [name for element in elements for name in element.attrib if name.startswith("on")]
    for picture in tree.iter("img"):
        assert picture.get("src").startswith("data:image/")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.kind)
def test_a_notebook_needs_no_class_id_or_colour(block: Block) -> None:
    text = block_html(block)
    tree = _tree(block)
    assert not tree.xpath("//*[@class or @id or @tabindex]")
    assert not tree.xpath("//style | //script | //link")
    styles = ";".join(tree.xpath("//@style"))
    assert "color" not in styles
    assert "background" not in styles
    assert '"' not in styles
    assert block_html(block) == text


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https://a"]
)
def test_the_model_refuses_other_links(href: str) -> None:
    with pytest.raises(ValidationError):
        Span(text="x", href=href)


def test_link_keeps_its_target_and_gives_nothing_away() -> None:
    target = "https://example.org/a?b=1&c=\"2'"
    (link,) = _tree(Paragraph(spans=(Span(text="x", href=target),))).iter("a")
    assert link.get("href") == target
    assert link.get("rel") == "noopener noreferrer"


def test_title_and_headings_are_headings() -> None:
    assert _tree(TITLE)[0].tag == "h1"
    assert [_tree(Heading(level=level, spans=()))[0].tag for level in (1, 2, 3, 4)] == [
        "h2",
        "h3",
        "h4",
        "h5",
    ]


def test_heading_tags_skip_no_level() -> None:
    assert heading_tags([1, 3, 3, 4, 2, 1, 2, 3]) == [2, 3, 3, 4, 3, 2, 3, 4]
    assert heading_tags([3, 1]) == [2, 2]


def test_strong_lead_and_code_are_marked() -> None:
    tree = _tree(
        Paragraph(
            level=2,
            spans=(Span(text="甲", lead=True), Span(text="乙", strong=True), Span(text="丙", code=True)),
        )
    )
    assert [element.text_content() for element in tree.iter("span", "strong", "code")] == ["甲", "乙", "丙"]
    assert "楷体_GB2312" in next(tree.iter("span")).get("style")


def test_lists_nest_by_depth_and_split_by_marker() -> None:
    def item(marker: str, depth: int) -> ListItem:
        return ListItem(marker=marker, depth=depth, spans=(Span(text=f"{marker}{depth}"),))

    tree = _tree(
        ListBlock(items=(item("1.", 0), item("•", 1), item("（一）", 2), item("2.", 0), item("•", 0)))
    )
    assert [element.tag for element in tree] == ["ol", "ul"]
    assert len(tree[0]) == 2
    assert [element.tag for element in tree[0][0].iter("ol", "ul")] == ["ul", "ol"]


def test_list_that_starts_deep_loses_nothing() -> None:
    deep, flat = (ListItem(marker="•", depth=depth, spans=()) for depth in (2, 0))
    (tree,) = list_trees((deep, flat))
    assert [entry.item for entry in tree.entries] == [deep, flat]


def test_preformatted_keeps_a_first_empty_line() -> None:
    assert "\n\n甲\n  乙</pre>" in block_html(Preformatted(text="\n甲\n  乙"))


def _cell(text: str, role: str = "data", rows: int = 1, columns: int = 1) -> Cell:
    return Cell.model_validate({"text": text, "role": role, "rowspan": rows, "colspan": columns})


SPANNED = Table(
    caption="表2",
    columns=4,
    header=(
        (_cell("", "column", 2, 2), _cell("申请人", "column", 1, 2)),
        (_cell("自然人", "column"), _cell("法人", "column")),
    ),
    body=(
        (_cell("收到", "row", 1, 2), _cell("1"), _cell("2")),
        (_cell("办理", "row", 3), _cell("公开", "row"), _cell("3"), _cell("4")),
        (_cell("不予", "row", 2), _cell("5"), _cell("6")),
        (_cell("7"), _cell("8")),
        (_cell("结转", "row", 1, 2), _cell("9"), _cell("10")),
    ),
)


def test_scopes_follow_the_spans() -> None:
    tree = _tree(SPANNED)
    scopes = {cell.text: cell.get("scope") for cell in tree.iter("th")}
    assert scopes == {
        "申请人": "colgroup",
        "自然人": "col",
        "法人": "col",
        "收到": "row",
        "办理": "rowgroup",
        "公开": "row",
        "不予": "row",
        "结转": "row",
    }
    assert [len(group) for group in tree.iter("tbody")] == [1, 3, 1]
    assert [len(group) for group in tree.iter("colgroup")] == [2, 2]
    assert next(tree.iter("td")).get("rowspan") == "2", "an empty corner heads nothing"


def test_columns_are_counted_past_spans() -> None:
    assert first_columns(SPANNED.header) == [[0, 2], [2, 3]]
    assert first_columns(SPANNED.body) == [[0, 2, 3], [0, 1, 2, 3], [1, 2, 3], [2, 3], [0, 2, 3]]


def test_widths_and_alignment() -> None:
    table = Table(
        columns=2,
        widths=(3, 1),
        body=(
            (Cell(text="甲"), Cell(text="12", value=12)),
            (Cell(text="乙", align="center"), Cell(text="—")),
        ),
    )
    shape = table_shape(table)
    assert shape.column_groups == [[75.0, 25.0]]
    assert [[cell.styles[0] for cell in row] for row in shape.bodies[0]] == [
        ["left", "right"],
        ["center", "left"],
    ]


def test_table_without_header_or_body_is_still_a_table() -> None:
    assert table_shape(Table(columns=3)).column_groups == [[33.33, 33.33, 33.33]]
    assert _tree(Table(columns=3))[0].tag == "table"


def test_pictures_travel_inside() -> None:
    svg = picture_source(Figure(media="image/svg+xml", data=SVG, alt="x"))
    assert b64decode(svg.removeprefix("data:image/svg+xml;base64,")).decode("utf-8") == SVG
    png = picture_source(Figure(media="image/png", data=f"{PNG[:40]}\n{PNG[40:]}\n", alt="x"))
    assert png == f"data:image/png;base64,{PNG}"


def test_signature_gives_the_date_to_machines() -> None:
    (time,) = _tree(Signature(by="甲镇", date="2018年1月27日", iso="2018-01-27")).iter("time")
    assert time.get("datetime") == "2018-01-27"
    assert not list(_tree(Signature(date="1月")).iter("time"))


def test_no_path_version_or_date_in_a_block() -> None:
    text = "".join(map(block_html, BLOCKS))
    assert not re.search(r"nianbao \d|site-packages|0x[0-9a-f]{6}", text)
    assert str(Path(__file__).parents[1]) not in text
