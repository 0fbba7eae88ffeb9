"""The JSON Schema: the model's, in Chinese, and what the samples say of it."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from nianbao.cli import program
from nianbao.params.schema import json_schema
from nianbao.params.yaml_text import read_yaml
from nianbao.template import load_template, template_names

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "params").rglob("*.yaml"))
SCHEMA = json_schema(load_template("laiyang-2017"))
VALIDATOR = Draft202012Validator(SCHEMA)


def values_of(path: Path) -> dict[str, Any]:
    return read_yaml(path.read_text(encoding="utf-8")).values


@pytest.mark.parametrize("name", template_names())
def test_the_published_schema_is_the_generated_one(name: str) -> None:
    published = json.loads((ROOT / "templates" / name / "schema.json").read_text(encoding="utf-8"))
    assert published == json_schema(load_template(name))


def test_the_command_prints_it() -> None:
    result = CliRunner().invoke(program, ["templates", "--schema", "laiyang-2017"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == SCHEMA
    assert "九、政府信息公开工作存在的主要问题" in result.stdout


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def _properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                yield from value.items()
            yield from _properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _properties(value)


def test_every_property_has_a_chinese_title_and_description() -> None:
    found = dict(_properties(SCHEMA))
    assert {"template", "year", "full_name", "overview", "reason"} <= found.keys()
    for name, field in found.items():
        assert re.search("[\u4e00-\u9fff]", field["title"]), name
        assert re.search("[\u4e00-\u9fff]|true", field["description"]), name


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_samples_satisfy_it_and_point_to_it(path: Path) -> None:
    values = values_of(path)
    validator = Draft202012Validator(json_schema(load_template(values["template"])))
    assert [error.message for error in validator.iter_errors(values)] == []
    pointer = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
    assert pointer
    assert (path.parent / pointer[1]).resolve() == ROOT / "templates" / values["template"] / "schema.json"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("yaer",), 2017),
        (("year",), 2007),
        (("year",), "2017"),
        (("template",), "national-2021"),
        (("unit", "id"), "Heluo"),
        (("unit", "level"), "town"),
        (("unit", "nmae"), "x"),
        (("sections", "overvew"), "x"),
        (("sections", "overview"), 5),
        (("tables", "applications"), {}),
        (("accepted",), [{"reason": "x"}]),
        (("fonts", "system"), "yes"),
    ],
)
def test_it_refuses_what_the_reader_refuses(path: tuple[str, ...], value: Any) -> None:
    values = copy.deepcopy(values_of(ROOT / "params/2017/heluo.yaml"))
    group = values
    for part in path[:-1]:
        group = group.setdefault(part, {})
    group[path[-1]] = value
    assert not VALIDATOR.is_valid(values)
