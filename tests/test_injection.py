"""The injected cell: readable, and never more than data."""

from __future__ import annotations

import ast
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from nianbao import injection
from nianbao.injection import ReadableTranslator
from nianbao.params import load_parameters
from tests.browser.pages import ROOT

_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT
_VALUES = st.recursive(_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner), max_leaves=20)


def _read_back(source: str) -> dict[str, Any]:
    """Read assignments of literals; anything that would run raises."""
    values = {}
    for statement in ast.parse(source).body:
        assert isinstance(statement, ast.Assign), ast.unparse(statement)
        (target,) = statement.targets
        assert isinstance(target, ast.Name)
        values[target.id] = ast.literal_eval(statement.value)
    return values


@given(_VALUES)
@example('"""\n__import__("os")\n"""')
@example("'''\n\\")
@example("\\\n\\'\\\"")
@example("{{ year }}\n{% raw %}\n{0}")
@example("\r\n\x0b\x0c\x1c\x85\u2028\u2029行\ufeff\u202e\x00")
@example("\n")
@example("\n甲\n\n乙\n\n")
@example("长" * 100_000)
@example("行\n" * 10_000)
@example({'"': "'", "a\nb": ["c\nd", {"e\n": "\nf"}]})
@example([[], {}, "", [""], {"": {}}])
@example(["a\nb", "c"])
def test_values_come_back_equal(value: Any) -> None:
    assert _read_back(ReadableTranslator.codify({"value": value})) == {"value": value}


def test_numbers_that_have_no_literal() -> None:
    values: dict[str, float] = {}
    exec(ReadableTranslator.codify({"a": math.nan, "b": math.inf, "c": -math.inf}), values)
    assert math.isnan(values["a"])
    assert (values["b"], values["c"]) == (math.inf, -math.inf)


@pytest.mark.parametrize(
    "name", ["a b", "a=1\nb", "", "1a", "a.b", "class", "None", "a\n", "__import__('os')"]
)
def test_a_name_that_is_no_identifier_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        ReadableTranslator.codify({name: 1})


def test_layout() -> None:
    source = ReadableTranslator.codify(
        {"year": 2017, "sections": {"overview": "甲。\n乙。\n", "fees": "无。\n"}}
    )
    assert source == (
        "# Parameters\n"
        "year = 2017\n"
        "sections = {\n"
        "    'overview': (\n"
        "        '甲。\\n'\n"
        "        '乙。\\n'\n"
        "    ),\n"
        "    'fees': '无。\\n',\n"
        "}\n"
    )


def test_papermill_uses_it_once_registered() -> None:
    injection.register()
    notebook = load_notebook_node(str(ROOT / "notebooks" / "laiyang-2017.ipynb"))
    values = load_parameters(ROOT / "params" / "2017" / "qingshi.yaml").text.values
    injected = parameterize_notebook(notebook, values).cells[1]
    assert injected.metadata.tags == ["injected-parameters"]
    assert "'name': '青石镇'" in injected.source
    assert "\\u" not in injected.source
    assert _read_back(injected.source) == values
