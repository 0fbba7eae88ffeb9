"""Whatever a file holds: parameters or findings, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.params.conftest import Outcome, Read

HEAD = "template: laiyang-2017\nyear: 2017\n"
SAMPLE = (Path(__file__).parents[2] / "params/2017/heluo.yaml").read_text(encoding="utf-8")
LINES = SAMPLE.splitlines(keepends=True)
FEW = settings(max_examples=150, deadline=None)


def assert_inside(outcome: Outcome, text: str) -> None:
    """Every place named is one of the text's."""
    lines = text.splitlines() or [""]
    for finding in outcome.findings:
        if finding.line is not None and finding.column is not None:
            assert 1 <= finding.line <= len(lines), finding
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding


@FEW
@given(data=st.binary(max_size=200))
@example(data=b"\xff\xfea")
@example(data=b"\x00")
def test_any_bytes(read: Read, data: bytes) -> None:
    read(data)


@FEW
@given(text=st.text(max_size=120))
@example(text="{}")
@example(text="\ufeff")
def test_any_text(read: Read, text: str) -> None:
    read(text.encode("utf-8", "surrogatepass"))


@FEW
@given(key=st.text(max_size=20), value=st.text(max_size=60))
@example(key="unit", value="{id: [{}]}")
@example(key="accepted", value="[{code: {a: b}}, 1, [], null]")
@example(key="tables", value="{a: {b: {c: [1]}, d: 1}, e: 1}")
@example(key="printed", value="{headings: {fees: {a: b}}, labels: 1}")
@example(key="settings", value="[1]")
def test_any_item(read: Read, key: str, value: str) -> None:
    text = f"{HEAD}{key}: {value}\n"
    read(text.encode("utf-8", "surrogatepass"))


KEYS = [
    "unit",
    "issued",
    "sections",
    "tables",
    "ledgers",
    "accepted",
    "printed",
    "fonts",
    "settings",
    "unplaced",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["a", "文", "2018-01-27"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "code", "date", "overview", "headings", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@FEW
@given(key=st.sampled_from(KEYS), value=JSON)
def test_any_value_of_any_key(read: Read, key: str, value: object) -> None:
    import yaml

    text = HEAD + yaml.safe_dump({key: value}, allow_unicode=True)
    assert_inside(read(text), text)


def deletions() -> list[int]:
    """Every place in the head of the sample, and some in its prose."""
    prose = SAMPLE.index("sections:")
    return [*range(prose + 40), *range(prose + 40, len(SAMPLE), 29)]


@pytest.mark.parametrize("part", range(4))
def test_a_deleted_character(read: Read, part: int) -> None:
    for place in deletions()[part::4]:
        text = SAMPLE[:place] + SAMPLE[place + 1 :]
        assert_inside(read(text), text)


def test_swapped_lines(read: Read) -> None:
    for place in range(len(LINES) - 1):
        swapped = [*LINES[:place], LINES[place + 1], LINES[place], *LINES[place + 2 :]]
        assert_inside(read("".join(swapped)), "".join(swapped))


@pytest.mark.parametrize("indent", [" ", "  ", "\t", "\u3000"], ids=["one", "two", "tab", "wide"])
def test_a_line_further_in(read: Read, indent: str) -> None:
    for place in range(len(LINES)):
        text = "".join([*LINES[:place], indent + LINES[place], *LINES[place + 1 :]])
        assert_inside(read(text), text)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_line_further_out(read: Read, count: int) -> None:
    for place, line in enumerate(LINES):
        text = "".join([*LINES[:place], line.removeprefix(" " * count), *LINES[place + 1 :]])
        assert_inside(read(text), text)


def test_a_file_cut_short(read: Read) -> None:
    for end in range(0, len(SAMPLE), 41):
        assert_inside(read(SAMPLE[:end]), SAMPLE[:end])
