"""Outputs of code cells as blocks; what can't be printed is named."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat.v4 import new_output

from nianbao.blocks import BLOCK_MIME, Block, Figure, Paragraph, Preformatted, Span, to_json
from nianbao.errors import NotebookError
from nianbao.export.outputs import OutputReader
from tests.sample_document import PNG, SVG, every_kind


def read(output: Any, metadata: Any = None) -> tuple[list[Block], list[str]]:
    warnings: list[str] = []
    return list(OutputReader(metadata or {}, 7, warnings).blocks(output)), warnings


def shown(data: dict[str, Any], metadata: Any = None) -> tuple[list[Block], list[str]]:
    return read(new_output("display_data", data), metadata)


@pytest.mark.parametrize("block", every_kind(), ids=lambda block: block.kind)
def test_own_blocks_come_back_whatever_stands_beside_them(block: Block) -> None:
    data = {BLOCK_MIME: to_json(block), "text/html": "<p>别的</p>", "text/plain": "别的", "image/png": PNG}
    assert shown(data) == ([block], [])


@pytest.mark.parametrize(
    "data",
    [{"version": 99, "kind": "paragraph", "spans": []}, {"version": 1, "kind": "poem"}, {}, [], None, "x"],
)
def test_a_block_of_another_version_is_an_error_that_names_the_cell(data: Any) -> None:
    with pytest.raises(NotebookError, match="第 7 个单元格的输出读不懂，请用现在的版本重新运行"):
        shown({BLOCK_MIME: data})


def test_a_failed_cell_is_an_error_that_names_it() -> None:
    output = new_output("error", ename="KeyError", evalue="'a'", traceback=[])
    with pytest.raises(NotebookError, match="第 7 个单元格运行出错：KeyError: 'a'"):
        read(output)


def test_printed_text_comes_out_without_colours() -> None:
    output = new_output("stream", name="stdout", text="\n\x1b[1;31m合计\x1b[0m\n  128 条\n")
    assert read(output) == ([Preformatted(text="合计\n  128 条")], [])
    assert read(new_output("stream", name="stdout", text=" \n")) == ([], [])
    assert shown({"text/plain": "128"}) == ([Preformatted(text="128")], [])


def test_stderr_is_said_and_not_printed() -> None:
    blocks, warnings = read(new_output("stream", name="stderr", text="UserWarning: Glyph 27827 missing"))
    assert blocks == []
    assert warnings == ["第 7 个单元格有提示信息，没有印进报告：UserWarning: Glyph 27827 missing"]


def test_text_may_be_a_list_of_lines() -> None:
    assert shown({"text/plain": ["甲\n", "乙"]}) == ([Preformatted(text="甲\n乙")], [])
    (figure,), _ = shown({"image/svg+xml": [SVG[:9], SVG[9:]]}, {"nianbao": {"alt": "方块"}})
    assert isinstance(figure, Figure)
    assert figure.data == SVG


def test_markdown_output() -> None:
    data = {"text/markdown": "**要点**", "text/plain": "<IPython.core.display.Markdown object>"}
    assert shown(data) == ([Paragraph(spans=(Span(text="要点", strong=True),))], [])


@pytest.mark.parametrize(
    ("metadata", "alt", "caption"),
    [
        ({"nianbao": {"alt": "柱形图", "caption": "图1"}}, "柱形图", "图1"),
        ({"nianbao": {"caption": "图1"}}, "图1", "图1"),
        ({"alt": "柱形图"}, "柱形图", None),
    ],
)
def test_what_metadata_says_of_a_picture(metadata: Any, alt: str, caption: str | None) -> None:
    data = {"image/png": f"{PNG[:20]}\n{PNG[20:]}\n", "text/plain": "<Figure size 640x480 with 1 Axes>"}
    assert shown(data, metadata) == (
        [Figure(media="image/png", data=PNG, alt=alt, caption=caption)],
        [],
    )


def test_a_picture_falls_back_to_its_text_with_a_warning() -> None:
    (figure,), warnings = shown({"image/jpeg": PNG, "text/plain": "各渠道条数"})
    assert figure == Figure(media="image/jpeg", data=PNG, alt="各渠道条数")
    assert len(warnings) == 1
    assert warnings[0].startswith("第 7 个单元格的图没有替代文字")
    (bare,), warnings = shown({"image/png": PNG})
    assert isinstance(bare, Figure)
    assert (bare.alt, len(warnings)) == ("图", 1)


def test_svg_is_taken_before_png() -> None:
    (figure,), _ = shown({"image/png": PNG, "image/svg+xml": SVG})
    assert isinstance(figure, Figure)
    assert figure.media == "image/svg+xml"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"application/vnd.vegalite.v5+json": {}, "text/plain": "图表"}, "图表"),
        ({"text/html": "<b>甲</b>", "text/plain": "甲"}, "甲"),
        ({"text/html": "<b>甲</b>"}, None),
        ({"text/html": "<b>甲</b>", "text/plain": "<IPython.core.display.HTML object>"}, None),
        ({"application/pdf": "JVBERi0="}, None),
        ({"image/gif": "R0lGOD"}, None),
        ({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider(value=0)"}, None),
    ],
)
def test_an_unknown_kind_is_a_warning_that_names_cell_and_kind(
    data: dict[str, Any], text: str | None
) -> None:
    blocks, warnings = shown(data)
    assert blocks == ([Preformatted(text=text)] if text else [])
    (warning,) = warnings
    kind = next(media for media in data if media != "text/plain")
    assert warning.startswith(f"第 7 个单元格有不能印的输出（{kind}）")
    assert ("只印了它的文字" if text else "没有印进报告") in warning


@pytest.mark.parametrize(
    "text",
    [
        "[<matplotlib.lines.Line2D at 0x7f2f5c3d1a90>]",
        "<function f at 0x7f2f5c3d1a90>",
        "<__main__.Thing at 0x7f2f5c3d1a90>",
        "<IPython.core.display.HTML object>",
        "<BarContainer object of 3 artists>",
        "(array([1., 2.]), array([0., 1.]), <BarContainer object of 2 artists>)",
        "<Axes: title={'center': '条数'}>",
        "Text(0.5, 1.0, '条数')",
    ],
)
def test_what_python_says_of_an_object_is_no_text_of_a_report(text: str) -> None:
    blocks, warnings = shown({"text/plain": text})
    assert blocks == []
    (warning,) = warnings
    assert warning.startswith(f"第 7 个单元格的输出是程序对象「{text[:80]}」")


@pytest.mark.parametrize("text", ["<甲>", "1 < 2 > 0", "a at 0x10", "Text (1)", "见 <https://example.org>"])
def test_text_that_looks_a_little_like_an_object_is_printed(text: str) -> None:
    assert shown({"text/plain": text}) == ([Preformatted(text=text)], [])
