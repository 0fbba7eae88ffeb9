"""Our values are those of papermill's own reader, or there is a finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from papermill.iorw import read_yaml_file

from nianbao.params.text import decode
from nianbao.params.yaml_text import YamlText, read_yaml

ROOT = Path(__file__).parents[2]

TEXTS = [
    "a: 1\nb: 1.5\nc: true\nd: null\ne: ~\nf:\n",
    "date: 2018-01-27\nwhen: 2018-01-27 10:00:00\n",
    "a: |\n  一\n\n  二\nb: >\n  一\n  二\nc: |+\n  三\n\nd: |-\n  四\n",
    "a: 'x''y'\nb: \"x\\ty\\u4e00\"\n",
    "a: {b: [1, {c: 2}], d: []}\n",
    "a: &x 河洛镇\nb: *x\nc: [*x, *x]\n",
    "a: 1_000\nb: 0x1F\nc: +5\nd: -0\n",
    "a: 1.0\nb: 1.5e+3\nc: .5\n",
    "a: 文字 # 注释\nb: x#y\n",
    "'a b': 1\n\"c\": 2\n? d\n: 3\n",
    "a: x\n  y\n\n  z\n",
    "---\na: 1\n...\n",
    "%YAML 1.1\n---\na: 1\n",
    "a:\n- 1\n-\n- - 2\n",
    "a: 12：30\nb: 1,234\nc: 〇一\n",
    "\ufeffa: 1\r\nb: |\r\n  x\r\n  y\r\n",
]

FRAGMENTS = ["a", "b", "甲", ":", ": ", "\n", "\r\n", "\n  ", "\n    ", "- ", "? ", "|", ">", "|2", "|+", '"', "'",
             "{", "}", "[", "]", ", ", ",", "#", " #", "*a", "&a ", "!", "!!str ", "!!int ", "<<", "=", "~", "no",
             "Yes", "on", "null", "true", "0", "010", "0o7", "0x1F", "0b1", "1_0", "12:30", "1,234", "1.5", "1e3",
             "1.5e+3", ".5", ".inf", ".nan", "-", "+1", "2018-01-27", "2018-01-27 10:00:00", "...", "---", "%",
             "\\", "\t", "\ufeff", "\u200b", "\u3000", "\xa0", "\x85", "\u2028"]  # fmt: skip


def ours_and_theirs(path: Path, data: bytes) -> tuple[YamlText | None, Any]:
    """Read with both; ours is None when it found something, theirs when it raised."""
    path.write_bytes(data)
    text, findings = decode(data)
    ours = None if findings else read_yaml(text)
    if ours is not None and ours.findings:
        ours = None
    try:
        theirs = read_yaml_file(str(path))
    except (yaml.YAMLError, ValueError, IndexError, RecursionError):
        theirs = None
    return ours, theirs


def assert_same(path: Path, data: bytes) -> None:
    ours, theirs = ours_and_theirs(path, data)
    if ours is not None:
        assert repr(ours.values) == repr(theirs)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papermill") / "a.yaml"


@pytest.mark.parametrize("text", TEXTS)
def test_same_values(path: Path, text: str) -> None:
    ours, theirs = ours_and_theirs(path, text.encode("utf-8"))
    assert ours is not None
    assert theirs
    assert repr(ours.values) == repr(theirs)


@pytest.mark.parametrize("sample", sorted((ROOT / "params").rglob("*.yaml")), ids=lambda sample: sample.stem)
def test_same_values_for_the_samples(path: Path, sample: Path) -> None:
    ours, theirs = ours_and_theirs(path, sample.read_bytes())
    assert ours is not None
    assert ours.values == theirs


@settings(max_examples=400, deadline=None)
@given(pieces=st.lists(st.sampled_from(FRAGMENTS), max_size=12))
@example(pieces=["a: ", "=", "\n"])
@example(pieces=["a: ", "0b_", "\n"])
@example(pieces=["0b_: 1"])
@example(pieces=["!!str\n? a"])
def test_same_values_for_anything_like_yaml(path: Path, pieces: list[str]) -> None:
    assert_same(path, ("a: " + "".join(pieces)).encode("utf-8"))
    assert_same(path, "".join(pieces).encode("utf-8"))


SCALARS = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    values=st.dictionaries(
        st.from_regex(r"[a-z]{3,8}", fullmatch=True),
        st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3), max_leaves=6),
        min_size=1,
        max_size=4,
    )
)
def test_same_values_for_what_a_writer_wrote(path: Path, values: dict[str, Any]) -> None:
    data = yaml.safe_dump(values, allow_unicode=True).encode("utf-8", "surrogatepass")
    assert_same(path, data)
