"""Places: line and column of what stands inside a narrative are the file's."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.checks import Subject, run_checks
from nianbao.params.yaml_text import read_yaml
from tests.params.conftest import Read, read_path

HEAD = "template: laiyang-2017\nyear: 2017\nsections:\n"

# YAML of a section that holds the mark ✗ as {{ x }} -> its line and column in the file.
NARRATIVES = {
    "literal block": "  fees: |\n    甲\n    乙✗\n",
    "leading blank lines": "  fees: |\n\n\n    乙✗\n",
    "blank lines between": "  fees: |\n    甲\n\n      \n    乙✗\n",
    "keep": "  fees: |+\n    乙✗\n\n",
    "strip": "  fees: |-\n    乙✗\n",
    "deep indent": "  fees: |\n          乙✗\n",
    "explicit indent": "  fees: |2\n      乙\n    丙✗\n",
    "comment behind the bar": "  fees: | # 收费\n    乙✗\n",
    "indented line": "  fees: |\n    甲\n      乙✗\n",
    "wide and astral characters": "  fees: |\n    𠮷😀乙✗\n",
    "plain on one line": "  fees: 乙✗\n",
    "single quotes on one line": "  fees: '乙✗'\n",
    "double quotes on one line": '  fees: "乙✗"\n',
    "anchored block": "  fees: &a |\n    甲\n    乙✗\n",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize("yaml", NARRATIVES.values(), ids=NARRATIVES)
def test_reference_in_a_narrative(tmp_path: Path, yaml: str, mark: str, end: str) -> None:
    before = (HEAD + yaml).partition("✗")[0]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    path = tmp_path / "a.yaml"
    text = mark + (HEAD + yaml).replace("✗", "{{ x }}").replace("\n", end)
    path.write_bytes(text.encode("utf-8"))
    file = read_path(path).file
    assert file
    places = [(f.line, f.column) for f in run_checks(Subject.of(file)) if f.code == "N101"]
    assert places == [(line, column)]


@pytest.mark.parametrize("yaml", ["  fees: >\n    甲\n    乙{{ x }}\n", "  fees: 甲\n    乙{{ x }}\n"])
def test_folded_text_names_its_start(tmp_path: Path, yaml: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + yaml, encoding="utf-8")
    file = read_path(path).file
    assert file
    places = [(f.line, f.column) for f in run_checks(Subject.of(file)) if f.code == "N101"]
    assert places == [(4, 9)]


def test_places_of_values_and_keys() -> None:
    text = read_yaml("a: 1\nb:\n  - x\n  - {c: y, 'd': z}\n")
    assert {path: (place.line, place.column) for path, place in text.places.items()} == {
        ("a",): (1, 4),
        ("b",): (3, 3),
        ("b", 0): (3, 5),
        ("b", 1): (4, 5),
        ("b", 1, "c"): (4, 9),
        ("b", 1, "d"): (4, 17),
    }
    assert {path: (place.line, place.column) for path, place in text.keys.items()} == {
        ("a",): (1, 1),
        ("b",): (2, 1),
        ("b", 1, "c"): (4, 6),
        ("b", 1, "d"): (4, 12),
    }


def test_place_of_what_is_missing_is_the_nearest_around_it() -> None:
    text = read_yaml("a:\n  b: 1\n")
    assert text.place_of(("a", "c", 0)) == text.places[("a",)]
    assert (text.place_of(("z",)).line, text.place_of(("z",)).column) == (1, 1)


def test_columns_count_characters(read: Read) -> None:
    assert read("template: laiyang-2017\nyear: 2017\nunit: {name: 𠮷😀镇, nmae: x}\n").places == [
        ("P109", 3, 19)
    ]
