"""libyaml's parser gives what PyYAML's own gives, or is left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.params.fast_loader import fast_loader
from nianbao.params.yaml_text import PapermillLoader, _read_fast, _read_fully, read_yaml

pytestmark = pytest.mark.skipif(
    fast_loader("a: b\n", PapermillLoader.yaml_implicit_resolvers) is None,
    reason="此处的 PyYAML 没有 libyaml",
)

PIECES = st.one_of(
    st.sampled_from("[]{}#:,|>~ \n\t'\"%"),
    st.sampled_from(
        ["sections:\n  x: |\n", "  ", "- ", ", ", ": ", "# c", "&a ", "*a", "!x ", "? ", "a: b\n"]
    ),
    st.sampled_from(["---\n", "...\n", "公开12条。", "：", "\ufeff", "\x85", "\u2028", "1,234", "no", "010"]),
    st.sampled_from(
        ["|2", "|-", "12:30", "2024-01-01", "😀", "\xa0", "\r\n", "<<: ", "  k: v\n", "{{ x.y }}"]
    ),
)
TEXTS = st.lists(PIECES, max_size=16).map("".join)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(["", "k: v\nsections:\n  overview: |\n    公开。\n"]), TEXTS)
def test_what_is_read_fast_is_read_alike(begin: str, text: str) -> None:
    fast = _read_fast(begin + text)
    if fast is not None:
        assert repr(fast) == repr(_read_fully(begin + text))


def test_a_usual_file_is_read_fast() -> None:
    text = 'year: 2024\nunit: {name: 云溪镇}\nsections:\n  overview: |\n    公开 12 条。\n\n    （一）见 "网站"\n'
    assert fast_loader(text, PapermillLoader.yaml_implicit_resolvers) is not None
    assert _read_fast(text) == _read_fully(text) == read_yaml(text)


@pytest.mark.parametrize(
    "text", ["a:\tb\n", "\ufeffa: b\n", "a: !x b\n", "? a\n: b\n", "a: |#\n", "a: \ud800\n"]
)
def test_edges_of_the_grammar_are_left_to_papermills_parser(text: str) -> None:
    assert fast_loader(text, PapermillLoader.yaml_implicit_resolvers) is None


def test_a_thousand_brackets_are_a_finding_and_no_crash() -> None:
    for opening in ("[", "- ", "{a: "):
        assert read_yaml("a:\n" + opening * 100_000).findings
