"""An author's Markdown as blocks."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from nianbao.blocks import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Preformatted,
    Span,
    Table,
    plain_text,
    spans_text,
)
from nianbao.export.base import Look, load_form
from nianbao.export.markdown import markdown_blocks
from nianbao.selfcheck import squeeze
from tests.sample_document import PNG, SVG, document


def read(source: str, attachments: Any = None) -> tuple[Block, ...]:
    """Read a cell that gives no reason for a warning."""
    warnings: list[str] = []
    blocks = markdown_blocks(source, attachments or {}, 7, warnings)
    assert warnings == []
    return tuple(blocks)


def warned(source: str) -> tuple[tuple[Block, ...], list[str]]:
    warnings: list[str] = []
    return tuple(markdown_blocks(source, {}, 7, warnings)), warnings


def _items(source: str) -> list[tuple[int, str, str]]:
    (block,) = read(source)
    assert isinstance(block, ListBlock)
    return [(item.depth, item.marker, spans_text(item.spans)) for item in block.items]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("第一行\n第二行", "第一行第二行"),
        ("first\nsecond", "first second"),
        ("中文\nword", "中文word"),
        ("word\n中文", "word中文"),
        ("word\n**中文**", "word中文"),
        ("**word**\nword", "word word"),
        ("说“好”\n“再来”", "说“好”“再来”"),
        ("文—\n—文", "文——文"),
        ("𠀀\n𠀁", "𠀀𠀁"),
    ],
)
def test_lines_of_a_paragraph_join(source: str, text: str) -> None:
    assert [plain_text(block) for block in read(source)] == [text]


@pytest.mark.parametrize("end", ["  ", "\\"])
def test_a_hard_break_starts_a_line(end: str) -> None:
    assert [plain_text(block) for block in read(f"地址：甲{end}\n电话：**乙**{end}\n丙")] == [
        "地址：甲",
        "电话：乙",
        "丙",
    ]
    assert _items(f"1. 甲{end}\n   乙") == [(0, "1.", "甲"), (0, "", "乙")]


def test_spans() -> None:
    (block,) = read("甲**乙`丙`**[丁**戊**](https://example.org/?a=1&b=2)*己*<mailto:a@example.org>")
    assert isinstance(block, Paragraph)
    href = "https://example.org/?a=1&b=2"
    assert block.spans == (
        Span(text="甲"),
        Span(text="乙", strong=True),
        Span(text="丙", strong=True, code=True),
        Span(text="丁", href=href),
        Span(text="戊", strong=True, href=href),
        Span(text="己"),
        Span(text="mailto:a@example.org", href="mailto:a@example.org"),
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "附件.pdf", "#a", "//example.org"]
)
def test_a_link_that_is_no_web_address_is_text_and_said(address: str) -> None:
    blocks, warnings = warned(f"见[附件]({address})。")
    assert [plain_text(block) for block in blocks] == ["见附件。"]
    assert all(span.href is None for block in blocks if isinstance(block, Paragraph) for span in block.spans)
    (warning,) = warnings
    assert warning.startswith(f"第 7 个单元格的链接「{address}」不是网址")


def test_html_and_entities_are_text() -> None:
    source = "<script>alert(1)</script>\n\n甲<br>乙 &lt;&amp; \\*丙\\*"
    assert [plain_text(block) for block in read(source)] == ["<script>alert(1)</script>", "甲<br>乙 <& *丙*"]


def test_headings() -> None:
    blocks = read("# 一\n## 二\n### 三\n#### 四\n##### 五\n###### 六\n\n七\n===")
    levels = [(block.level, plain_text(block)) for block in blocks if isinstance(block, Heading)]
    assert levels == [(1, "一"), (2, "二"), (3, "三"), (4, "四"), (4, "五"), (4, "六"), (1, "七")]


def test_nested_lists() -> None:
    assert _items("- 甲\n  - 乙\n    - 丙\n      - 丁\n- 戊") == [
        (0, "•", "甲"),
        (1, "◦", "乙"),
        (2, "▪", "丙"),
        (3, "•", "丁"),
        (0, "•", "戊"),
    ]


def test_numbers_go_on_from_where_the_author_starts() -> None:
    assert _items("3. 甲\n3. 乙\n   1) 丙\n   2) 丁\n7. 戊") == [
        (0, "3.", "甲"),
        (0, "4.", "乙"),
        (1, "1)", "丙"),
        (1, "2)", "丁"),
        (0, "5.", "戊"),
    ]


def test_a_second_paragraph_of_an_item_has_no_number() -> None:
    assert _items("1. 甲\n\n   甲之二\n\n   > 甲之三\n\n2. 乙\n\n   - 丙\n\n     丙之二") == [
        (0, "1.", "甲"),
        (0, "", "甲之二"),
        (0, "", "甲之三"),
        (0, "2.", "乙"),
        (1, "◦", "丙"),
        (1, "", "丙之二"),
    ]


def test_order_is_kept_where_a_list_holds_other_things() -> None:
    source = (
        "1. 甲\n\n   ```\n   码\n   ```\n2. ```\n   再码\n   ```\n3. 乙\n\n   # 标题\n"
        "4. 丙\n\n   | 表 |\n   |--|\n   | 值 |\n5. 丁"
    )
    assert [(block.kind, plain_text(block).strip()) for block in read(source)] == [
        ("list", "1. 甲"),
        ("preformatted", "码"),
        ("list", "2."),
        ("preformatted", "再码"),
        ("list", "3. 乙"),
        ("heading", "标题"),
        ("list", "4. 丙"),
        ("table", "表\n值"),
        ("list", "5. 丁"),
    ]


def test_code_quotes_and_rules() -> None:
    assert read("```python\na = '<b>'\n\n  b\n```\n\n    四格\n\n> 引**文**\n> 续\n\n---\n\n完") == (
        Preformatted(text="a = '<b>'\n\n  b"),
        Preformatted(text="四格"),
        Paragraph(spans=(Span(text="引"), Span(text="文", strong=True), Span(text="续"))),
        Paragraph(spans=(Span(text="完"),)),
    )


def test_tables() -> None:
    (table,) = read("| 甲 | 乙 | 丙 |\n|:--|:-:|--:|\n| **一** | `二` | 三\\|四 |\n| 五 |")
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.header] == [["甲", "乙", "丙"]]
    assert [[cell.text for cell in row] for row in table.body] == [["一", "二", "三|四"], ["五", "", ""]]
    assert [cell.align for cell in table.body[0]] == ["left", "center", "right"]
    assert {cell.role for cell in table.header[0]} == {"column"}


def test_pictures_from_the_notebook() -> None:
    svg = b64encode(SVG.encode()).decode()
    attachments = {"图 1.png": {"image/png": PNG}, "b.svg": {"image/svg+xml": svg}}
    source = (
        '前![办公室](attachment:%E5%9B%BE%201.png "图1　办公室")后\n\n![方块](attachment:b.svg)\n'
        f"![square](data:image/svg+xml;base64,{svg})\n![点](data:image/png;base64,{PNG})"
    )
    text, *figures = read(source, attachments)
    assert plain_text(text) == "前后"
    assert figures == [
        Figure(media="image/png", data=PNG, alt="办公室", caption="图1　办公室"),
        Figure(media="image/svg+xml", data=SVG, alt="方块"),
        Figure(media="image/svg+xml", data=SVG, alt="square"),
        Figure(media="image/png", data=PNG, alt="点"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "pictures/a.png",
        "attachment:missing.png",
        "data:image/gif;base64,R0lGOD",
        "data:image/svg+xml;base64,PHN2Z",
    ],
)
def test_a_picture_that_cannot_be_printed_is_said(address: str) -> None:
    blocks, warnings = warned(f"![图]({address})")
    assert blocks == ()
    (warning,) = warnings
    assert warning.startswith(f"第 7 个单元格的图「{address}」")


def test_a_picture_without_alternative_text_is_said() -> None:
    (figure,), warnings = warned(f"![](data:image/png;base64,{PNG})")
    assert isinstance(figure, Figure)
    assert figure.alt == "图"
    assert len(warnings) == 1
    assert "第 7 个单元格的图没有替代文字" in warnings[0]
    (titled,), warnings = warned(f'![](data:image/png;base64,{PNG} "题注")')
    assert isinstance(titled, Figure)
    assert (titled.alt, warnings) == ("题注", [])


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_lists_print_in_every_form(form: str) -> None:
    blocks = read("1. 甲\n\n   甲之二\n2. ```\n   码\n   ```\n   - 乙\n\n     乙之二\n3. 丙\n\n1) 丁")
    writer = load_form(form)
    text = squeeze(writer.read_text(writer.render(document(*blocks), Look())))
    assert text.endswith("1.甲甲之二2.码◦乙乙之二3.丙1)丁")


def test_a_comment_stays_private_but_code_may_show_one() -> None:
    source = "前<!-- 私下的话 -->后\n\n<!--\n整段\n-->\n\n`<!-- 例 -->`\n\n```\n<!-- 例二 -->\n```\n"
    printed = "\n".join(plain_text(block) for block in markdown_blocks(source, {}, 1, []))
    assert printed == "前后\n<!-- 例 -->\n<!-- 例二 -->"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("见 {{ unit.name }}", "{{ … }}"),
        ("$$x^2$$", "数学公式"),
        ("面积 $x^2$ 亩", "数学公式"),
        ("`$x$ {{ y }}`", None),
        ("花了 5$ 和 6 元", None),
    ],
)
def test_what_looks_like_more_than_text_is_named(source: str, said: str | None) -> None:
    warnings: list[str] = []
    markdown_blocks(source, {}, 3, warnings)
    assert [said in warning and "第 3 个单元格" in warning for warning in warnings] == (
        [True] if said else []
    )
