"""Both texts can be read off the pieces, and what a reader sees makes sense."""

from __future__ import annotations

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from nianbao.editor.difference import Piece, pieces

TEXT = st.lists(
    st.sampled_from(
        ["主动公开", "信息", "3", "12件", "，", "。", "\n", "{{ year }}", " ", "abc", "的", "一"]
    ),
    max_size=25,
).map("".join)


@given(before=TEXT | st.text(max_size=20), after=TEXT | st.text(max_size=20))
@example(before="\n", after="")
def test_both_texts_are_in_the_pieces(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "new") == before
    assert "".join(piece.text for piece in found if piece.kind != "gone") == after
    assert all(piece.text for piece in found)
    assert all(one.kind != other.kind for one, other in itertools.pairwise(found))
    if before == after:
        assert len(found) <= 1


def test_numbers_and_figures_are_whole_words() -> None:
    assert pieces("受理12件，{{ a.b }}件", "受理123件，{{ a.c }}件") == [
        Piece("same", "受理"),
        Piece("gone", "12"),
        Piece("new", "123"),
        Piece("same", "件，"),
        Piece("gone", "{{ a.b }}"),
        Piece("new", "{{ a.c }}"),
        Piece("same", "件"),
    ]


def test_a_rewritten_sentence_is_shown_in_one_piece() -> None:
    found = pieces("组织领导有力的一年。", "公开制度健全的新意。")
    assert found == [
        Piece("gone", "组织领导有力的一年"),
        Piece("new", "公开制度健全的新意"),
        Piece("same", "。"),
    ]


def test_a_paragraph_put_before_leaves_the_others_alone() -> None:
    old = "第一段。\n\n第二段。\n"
    assert pieces(old, "新的一段。\n\n" + old) == [Piece("new", "新的一段。\n\n"), Piece("same", old)]
