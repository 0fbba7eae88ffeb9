"""The narrative grammar: what is markup, and that all else is text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nianbao.blocks import Block, Heading, Paragraph, plain_text
from nianbao.narrative import (
    LEAD_LIMIT,
    ZERO_WIDTH,
    inline,
    level_of,
    narrative_blocks,
    paragraphs,
    references,
    visible,
)

FIGURES = {"year": "2017", "unit.name": "河洛镇", "hostile": "**甲** {{ year }} [乙](https://example.org) 1."}
FAST = settings(max_examples=300, deadline=None)


def blocks(text: str) -> list[Block]:
    return narrative_blocks(text, "overview", FIGURES.get)


def texts(text: str) -> list[str]:
    return [plain_text(block) for block in blocks(text)]


def marked(text: str) -> list[tuple[str, str]]:
    """Spans as (what they are, text)."""
    return [
        ("link" if span.href else "figure" if span.figure else "strong" if span.strong else "text", span.text)
        for span in inline(text, FIGURES.get)
    ]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", visible(text))


# --- text stays text


@pytest.mark.parametrize(
    "text",
    ["*重点*", "* 一项", "# 不是标题", "<b>不是标签</b>", "_不是斜体_", "---", "***", "`不是代码`", "```", "~~删~~",
     "> 不是引用", "- 一项", "+ 一项", "| 甲 | 乙 |", "&amp; &nbsp;", "\\*", "$x$", "![图](a.png)", "[甲](乙)",
     "[甲]: https", "https://", "mailto:", "http:", "mailto:.", "https://...", "{% raw %}", "{ year }", "1.5倍",
     "3.15晚会", "2017.1", "100.甲", "（甲）", "()", "（一", "一、概述", "①甲", "§", "{}", "\\n"],
)  # fmt: skip
def test_stays_text(text: str) -> None:
    (block,) = blocks(text)
    assert isinstance(block, Paragraph)
    assert block.level == 0
    assert "".join(span.text for span in block.spans) == text
    assert not any(span.strong or span.href or span.figure or span.code or span.lead for span in block.spans)


@pytest.mark.parametrize("text", ["    四个空格", "\t制表符", "\u3000\u3000全角缩进", "  \u3000混合"])
def test_indented_text_is_a_paragraph(text: str) -> None:
    assert blocks(text) == blocks(text.strip())
    assert isinstance(blocks(text)[0], Paragraph)


@pytest.mark.parametrize("text", ["**没有关", "没有开**", "a**b", "****", "** **", "甲** **乙", "**甲**乙**"])
def test_unpaired_emphasis_is_text(text: str) -> None:
    assert "**" in "".join(span for _, span in marked(text))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("甲**乙**丙", [("text", "甲"), ("strong", "乙"), ("text", "丙")]),
        ("**甲**", [("strong", "甲")]),
        ("**甲****乙**", [("strong", "甲乙")]),
        ("***甲***", [("strong", "*甲"), ("text", "*")]),
        ("**甲 * 乙**", [("strong", "甲 * 乙")]),
        ("**{{ year }}**年", [("figure", "2017"), ("text", "年")]),
        ("甲** 乙", [("text", "甲** 乙")]),
    ],
)
def test_emphasis(text: str, spans: list[tuple[str, str]]) -> None:
    assert marked(text) == spans


def test_emphasis_ends_with_its_paragraph() -> None:
    assert texts("**甲\n\n乙**") == ["**甲", "乙**"]


# --- links


@pytest.mark.parametrize(
    ("text", "href", "label"),
    [
        ("见https://example.org/a?b=1&c=2。", "https://example.org/a?b=1&c=2", None),
        ("见http://example.org/（甲）", "http://example.org/", None),
        ("(https://example.org)", "https://example.org", None),
        ("https://example.org/a_(b)", "https://example.org/a_(b)", None),
        ("https://example.org/a,", "https://example.org/a", None),
        ("信mailto:a@example.org，", "mailto:a@example.org", None),
        ("[网站](https://example.org/甲)", "https://example.org/甲", "网站"),
        ("[信](mailto:a@example.org)", "mailto:a@example.org", "信"),
        ("**https://example.org**", "https://example.org", None),
    ],
)
def test_links(text: str, href: str, label: str | None) -> None:
    (link,) = [span for span in inline(text, FIGURES.get) if span.href]
    assert (link.href, link.text) == (href, label or href)


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a", "//a", "HTTPS://a", "a"],
)
def test_other_targets_are_text(target: str) -> None:
    text = f"[甲]({target})"
    assert marked(text) == [("text", text)]


def test_a_label_quotes_figures_and_emphasis() -> None:
    spans = inline("[{{ unit.name }}**网**站](https://example.org)", FIGURES.get)
    assert [(span.text, span.strong, span.figure) for span in spans] == [
        ("河洛镇", False, "unit.name"),
        ("网", True, None),
        ("站", False, None),
    ]
    assert {span.href for span in spans} == {"https://example.org"}


def test_a_target_quotes_no_figure() -> None:
    spans = inline("[甲](https://example.org/{{year}})", FIGURES.get)
    assert "{{" not in "".join(span.text for span in spans)
    assert [span.figure for span in spans if span.figure] == ["year"]


# --- figures


@pytest.mark.parametrize(
    "text", ["{{ unit.name }}", "{{unit.name}}", "{{  unit.name\t}}", "{{\u200bunit.name }}"]
)
def test_a_figure_is_quoted(text: str) -> None:
    (block,) = blocks(text)
    assert isinstance(block, Paragraph)
    assert [(span.text, span.figure) for span in block.spans] == [("河洛镇", "unit.name")]


def test_a_figures_value_is_never_read_as_markup() -> None:
    (block,) = blocks("{{ hostile }}")
    assert isinstance(block, Paragraph)
    assert block.level == 0
    assert [(span.text, span.strong, span.href) for span in block.spans] == [
        (FIGURES["hostile"], False, None)
    ]


def test_an_unknown_figure_shows_in_a_draft() -> None:
    assert texts("共{{ total }}条") == ["共【无此数据：total】条"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ year }}", [("year", "{{ year }}", 0, 0)]),
        ("一{{ year }}{{ a.b_1 }}", [("year", "{{ year }}", 0, 1), ("a.b_1", "{{ a.b_1 }}", 0, 11)]),
        ("一\n\n二{{ x }}", [("x", "{{ x }}", 2, 1)]),
        ("{{ }}", [(None, "{{ }}", 0, 0)]),
        ("{{ 年 }}", [(None, "{{ 年 }}", 0, 0)]),
        ("{{ 1 + 1 }}", [(None, "{{ 1 + 1 }}", 0, 0)]),
        ("{{ Year }}", [(None, "{{ Year }}", 0, 0)]),
        ("{{ unit..name }}", [(None, "{{ unit..name }}", 0, 0)]),
        ("{{ unit. }}", [(None, "{{ unit. }}", 0, 0)]),
        ("{{ __import__('os') }}", [(None, "{{ __import__('os') }}", 0, 0)]),
        ("{{ year | upper }}", [(None, "{{ year | upper }}", 0, 0)]),
        ("{{ year", [(None, "{{", 0, 0)]),
        ("year }}", [(None, "}}", 0, 5)]),
        ("{{ year\n}}", [(None, "{{", 0, 0), (None, "}}", 1, 0)]),
        ("{ year }", []),
        ("｛｛ year ｝｝", []),
    ],
)
def test_references(text: str, expected: list[tuple[str | None, str, int, int]]) -> None:
    assert [(r.name, r.quote, r.line, r.column) for r in references(text)] == expected


# --- paragraphs and levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n乙", ["甲乙"]),
        ("甲\n\n乙", ["甲", "乙"]),
        ("甲\n \t\n\n\n乙\n", ["甲", "乙"]),
        ("\n\n甲", ["甲"]),
        ("甲，\n乙", ["甲，乙"]),
        ("甲\n2017年", ["甲2017年"]),
        ("first\nsecond", ["first second"]),
        ("WPS\n甲", ["WPS甲"]),
        ("甲\n乙\n丙\n丁", ["甲乙丙丁"]),
        ("1,\n2\n3", ["1, 2 3"]),
        ("𠮷\n𠮷", ["𠮷𠮷"]),
        ("  甲  \n  乙  ", ["甲乙"]),
        ("甲\t乙", ["甲 乙"]),
        ("河\u200b洛\ufeff镇", ["河洛镇"]),
        ("", []),
        (" \n\u3000\n", []),
        ("\u200b", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert list(paragraphs(text)) == expected


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("（一）甲", 2), ("(一)甲", 2), ("（十二）甲", 2), ("(一）甲", 2), ("（一）", 2),
        ("1.甲", 3), ("1. 甲", 3), ("12.甲", 3), ("1．甲", 3), ("1、甲", 3), ("1.", 3),
        ("（1）甲", 4), ("(1)甲", 4), ("（12）甲", 4),
        ("1.5倍", 0), ("1.5", 0), ("123.甲", 0), ("（123）", 0), ("一、甲", 0), ("第一，", 0), ("a.甲", 0), ("1甲", 0),
        ("（一", 0), ("甲（一）", 0),
    ],
)  # fmt: skip
def test_level_of(line: str, level: int) -> None:
    assert level_of(line) == level


@pytest.mark.parametrize(
    "line",
    ["（一）组织领导", "(一)组织领导", "1.具体做法", "1. 具体做法", "12、做法", "（1）先行", "(1)先行"],
)
def test_a_numbered_line_is_a_heading_that_keeps_its_number(line: str) -> None:
    (block,) = blocks(line)
    assert isinstance(block, Heading)
    assert block.level == level_of(line)
    assert plain_text(block) == line


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("（一）组织领导。成立小组。", "（一）组织领导。"),
        ("1.专题部署：召开会议", "1.专题部署："),
        ("（1）做什么？做事。", "（1）做什么？"),
        ("（一）组织领导。", "（一）组织领导。"),
        ("（一）**组织**领导。成立小组。", "（一）组织领导。"),
        ("（一）{{ unit.name }}领导。成立小组。", "（一）河洛镇领导。"),
        ("1." + "长" * LEAD_LIMIT + "。短。", ""),
        ("1." + "长" * (LEAD_LIMIT + 1), ""),
    ],
)
def test_a_run_in_lead_is_marked(text: str, lead: str) -> None:
    (block,) = blocks(text)
    assert isinstance(block, Paragraph)
    assert block.level == level_of(text)
    assert "".join(span.text for span in block.spans if span.lead) == lead


def test_what_is_printed_decides_on_a_heading() -> None:
    (block,) = blocks("（一）[公开指南](https://www.example.org/xxgk/zhinan/2017/index.html)")
    assert isinstance(block, Heading)


def test_a_numbered_line_opens_a_paragraph_without_a_blank_line() -> None:
    assert texts("（二）制度\n1.修订目录。\n2.建立制度：\n（1）审查；\n（2）复核。") == [
        "（二）制度",
        "1.修订目录。",
        "2.建立制度：",
        "（1）审查；",
        "（2）复核。",
    ]


def test_the_section_rides_on_every_block() -> None:
    assert {block.section for block in blocks("甲\n\n（一）乙\n\n1.丙。丁")} == {"overview"}


# --- invariants

PIECES = ["**", "{{ year }}", "{{", "}}", "{{ x }}", "[", "]", "(", ")", "](", "https://", "mailto:", "a.b", ".", ":",
          "\n", "\n\n", " ", "\u3000", "\u200b", "（一）", "1.", "(1)", "甲", "乙。", "x", "*", "#", "<", "_", "`",
          "---", "1.5", "\t", "，"]  # fmt: skip


def anything() -> st.SearchStrategy[str]:
    return st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


@FAST
@given(text=anything())
@example(text="mailto:.")
@example(text="mailto:)")
@example(text="[**](https://a)**")
def test_any_text_makes_blocks(text: str) -> None:
    for block in blocks(text):
        assert plain_text(block).strip() or not squeezed(text)


@FAST
@given(text=anything().map(lambda text: re.sub(r"\*\*|\{\{|\}\}|\]\(", "", text)))
def test_nothing_but_markup_is_lost(text: str) -> None:
    if re.search(r"\*\*|\{\{|\}\}|\]\(", visible(text)):
        return
    assert squeezed("".join(texts(text))) == squeezed(text)


@FAST
@given(text=anything())
def test_spans_hold_no_empty_text_and_safe_links(text: str) -> None:
    spans = inline(text, FIGURES.get)
    assert all(span.text for span in spans) or len(spans) == 1
    assert all(
        span.href is None or span.href.startswith(("http://", "https://", "mailto:")) for span in spans
    )


@FAST
@given(text=anything())
def test_references_are_quoted_where_they_stand(text: str) -> None:
    lines = text.split("\n")
    for reference in references(text):
        assert lines[reference.line].startswith(reference.quote, reference.column)


@FAST
@given(text=anything())
def test_visible_twice_is_visible_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert not ZERO_WIDTH.search(visible(text))
