"""The first report: the seed's own text comes out whole, in order, with nothing added.

The text stays in ../shared; without that folder these tests can't say anything, and say so.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from nianbao.build import build_report
from nianbao.export.base import form_names, load_form
from nianbao.selfcheck import squeeze
from nianbao.task import Task
from nianbao.template import load_template
from tests.conftest import SHARED

SEED = SHARED / "seed" / "heluo-2017.txt"


@pytest.fixture(scope="module")
def seed() -> str:
    if not SEED.is_file():
        pytest.skip(f"{SEED} is absent: the fidelity of the first report can't be tested here")
    return SEED.read_text(encoding="utf-8")


def sections_of(seed: str) -> dict[str, str]:
    """Cut the seed at its headings: title and preamble before 一、, signature after 九、."""
    head, *rest = re.split(r"^([一二三四五六七八九]、.*)$", seed.strip(), flags=re.MULTILINE)
    title, preamble = head.strip().split("\n\n", 1)
    ids = load_template("laiyang-2017").section_ids
    found = {"title": title, "preamble": preamble.strip()}
    for section, heading, body in zip(ids[1:], rest[::2], rest[1::2], strict=True):
        found[f"heading:{section}"] = heading
        found[section] = body.strip()
    *problems, by, date = found["problems"].split("\n\n")
    return {**found, "problems": "\n\n".join(problems), "by": by, "date": date}


def parameters_of(parts: dict[str, str], path: Path) -> None:
    ids = load_template("laiyang-2017").section_ids
    printed = {"title": parts["title"], "headings": {i: parts[f"heading:{i}"] for i in ids[1:]}}
    data = {
        "template": "laiyang-2017",
        "year": 2017,
        "unit": {"id": "heluo", "name": "河洛镇", "full_name": "莱阳市河洛镇人民政府", "level": "township"},
        "issued": {"by": parts["by"], "date": "2018-01-27"},
        "sections": {section: LiteralScalarString(parts[section] + "\n") for section in ids},
        "printed": printed,
        # The seed speaks of itself as 我委: an error, which its unit would have to answer for.
        "accepted": [{"code": "I201", "where": "interpretation_response", "reason": "照原文"}],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(data, file)


def test_the_seeds_text_comes_out_complete_and_in_order(seed: str, folder: Path) -> None:
    parts = sections_of(seed)
    path = folder / "params" / "2017" / "heluo.yaml"
    parameters_of(parts, path)
    outcome = build_report(Task(path, folder, folder / "out", forms=form_names()))
    assert outcome.status == "built", outcome.error
    # The seed writes the same title, headings and signature: so nothing at all may differ.
    assert len([name for name in parts if name.startswith("heading:")]) == 9
    for form in form_names():
        text = load_form(form).read_text((folder / "out" / outcome.outputs[form]).read_bytes())
        if form == "xlsx":  # the tables, of which this format has none
            assert squeeze(text) == squeeze(parts["title"])
            continue
        title = "" if squeeze(text).startswith(squeeze(parts["title"])) else parts["title"]
        assert squeeze(title + text) == squeeze(seed), form


def test_with_the_templates_own_headings_only_those_differ(seed: str, folder: Path) -> None:
    parts = sections_of(seed)
    template = load_template("laiyang-2017")
    for section in template.sections[1:]:
        assert section.heading is not None
        parts[f"heading:{section.id}"] = section.heading
    path = folder / "params" / "2017" / "heluo.yaml"
    parameters_of(parts, path)
    outcome = build_report(Task(path, folder, folder / "out", ("html",)))
    expected = [parts["title"], parts["preamble"]]
    for section in template.section_ids[1:]:
        expected += [parts[f"heading:{section}"], parts[section]]
    expected += [parts["by"], parts["date"]]
    text = load_form("html").read_text((folder / "out" / outcome.outputs["html"]).read_bytes())
    assert squeeze(text) == squeeze("".join(expected))
