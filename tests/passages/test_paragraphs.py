"""The narrative as printed, and where each character was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nianbao.narrative import narrative_blocks
from nianbao.passages.paragraphs import UNKNOWN, passages
from nianbao.passages.traced import cut

FIGURES = {"a.b": "12", "c": "三"}
PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "\u3000",
        "\u200b",
        "甲乙",
        "件。",
        "ab",
        "9",
        "（一）",
        "1.",
        "{{ a.b }}",
        "{{c}}",
        "**",
        "[甲](https://a.cn)",
    ]
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@given(TEXTS)
def test_paragraphs_are_those_that_are_printed(text: str) -> None:
    printed = [
        _squeezed("".join(span.text for span in block.spans))  # type: ignore[union-attr]
        for block in narrative_blocks(text, "overview", FIGURES.get)
    ]
    read = [_squeezed(passage.text) for passage in passages(text, "overview", FIGURES.get)]
    # A lone ** is printed, and read as nothing: no rule on prose wants it.
    assert [one.replace("**", "") for one in read] == [one.replace("**", "") for one in printed]


@given(TEXTS)
def test_a_typed_character_stands_where_it_says(text: str) -> None:
    for passage in passages(text, "overview", FIGURES.get):
        for at, char in enumerate(passage.text):
            if passage.is_typed(at, at + 1) and char != " ":
                assert text[passage.place(at)] == char
            elif passage.is_made(at, at + 1):
                assert text.startswith("{{", passage.place(at))
        assert text[: passage.end].rstrip().endswith(text[passage.end - 1])


def test_a_stretch_over_a_line_break_or_a_figure_is_no_one_piece() -> None:
    (passage,) = passages("公开\n信息{{ a.b }}条。", "overview", FIGURES.get)
    assert passage.text == "公开信息12条。"
    assert passage.is_typed(0, 2)
    assert not passage.is_typed(1, 3)
    assert not passage.is_typed(3, 5)
    assert passage.is_made(4, 6)
    assert not passage.is_made(3, 6)
    assert passage.last and passage.section == "overview"


def test_an_unknown_figure_is_neither_word_nor_mark() -> None:
    (passage,) = passages("共{{ x.y }}件。", "overview", FIGURES.get)
    assert passage.text == f"共{UNKNOWN}件。"


def test_only_the_last_of_a_section_is_last() -> None:
    assert [one.last for one in passages("甲。\n\n乙。\n（一）丙。")] == [False, False, True]


def test_a_line_of_nothing_to_see_ends_a_paragraph() -> None:
    assert [[line.text for line in lines] for lines in cut("甲\n \u200b\n乙\n丙")] == [["甲"], ["乙", "丙"]]
