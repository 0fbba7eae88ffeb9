"""What a template notebook calls: one report is opened, nothing of another shows."""

from __future__ import annotations

import copy
import json
import shutil
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from nianbao.blocks import BLOCK_MIME, Block, from_json, plain_text
from nianbao.display import bundle
from nianbao.errors import FolderError, ParameterFileError, TemplateError
from nianbao.notebook import ShownReport, open_report
from nianbao.params import load_parameters
from nianbao.params.model import LEGAL_KEYS
from nianbao.report import TO_BE_FILLED, Report
from tests.browser.pages import ROOT
from tests.sample_document import TITLE, every_kind

NAME = "laiyang-2017"
DEFAULT = "2017/heluo"
OTHER = load_parameters(ROOT / "params" / "2017" / "qingshi.yaml").text.values


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Block]:
    """The blocks that cells display, in order."""
    blocks: list[Block] = []

    def display(data: Any, *, raw: bool) -> None:
        assert raw
        blocks.append(from_json(json.loads(json.dumps(data[BLOCK_MIME]))))

    monkeypatch.setattr("IPython.display.display", display)
    return blocks


def run(values: dict[str, Any]) -> None:
    """Run the template notebook's cells as papermill would, without a kernel."""
    notebook = json.loads((ROOT / "notebooks" / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    first, *rest = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    namespace: dict[str, Any] = {}
    exec(first, namespace)
    namespace.update(copy.deepcopy(values))
    for source in rest:
        exec(source, namespace)


def marks_of_the_default() -> list[str]:
    """What only the default town's report says: its names and every paragraph of its own."""
    report = Report.of(load_parameters(ROOT / "params" / f"{DEFAULT}.yaml").parameters, ROOT)
    texts = [plain_text(block) for block in report.blocks() if block.kind not in ("heading", "title")]
    return ["河洛", "heluo", "莱阳", "2018年1月27日", "2018-01-27", *texts]


MARKS = marks_of_the_default()


def assert_nothing_of_the_default(blocks: list[Block]) -> None:
    everything = "\n".join(block.model_dump_json() + plain_text(block) for block in blocks)
    assert [mark for mark in MARKS if mark in everything] == []


def test_without_parameters_the_default_shows(shown: list[Block]) -> None:
    run({})
    everything = "\n".join(map(plain_text, shown))
    assert [mark for mark in MARKS if mark not in everything] == ["heluo", "2018-01-27"]
    assert "heluo" in shown[0].model_dump_json()


def test_the_whole_of_another_town_shows(shown: list[Block]) -> None:
    run(OTHER)
    path = ROOT / "params" / "2017" / "qingshi.yaml"
    assert shown == Report.of(load_parameters(path).parameters, ROOT).blocks()
    assert_nothing_of_the_default(shown)


_CHOICES = [keys for count in range(1, len(OTHER) + 1) for keys in combinations(OTHER, count)]


@pytest.mark.parametrize("keys", _CHOICES, ids=lambda keys: "+".join(keys))
def test_whatever_is_given_nothing_of_the_default_shows(keys: tuple[str, ...], shown: list[Block]) -> None:
    values = {key: OTHER[key] for key in keys}
    if {"template", "year"} <= set(keys):
        run(values)
        assert len(shown) >= 10
    else:
        with pytest.raises(ParameterFileError):
            run(values)
        assert shown == []
    assert_nothing_of_the_default(shown)


@pytest.mark.parametrize("key", LEGAL_KEYS)
@pytest.mark.parametrize("empty", [None, {}], ids=["null", "empty"])
def test_a_key_that_is_there_but_empty(key: str, empty: Any, shown: list[Block]) -> None:
    try:
        run({**OTHER, key: empty})
    except ParameterFileError:
        assert key in ("template", "year")
    assert_nothing_of_the_default(shown)


@pytest.mark.parametrize(("key", "part"), [(key, part) for key in ("unit", "issued") for part in OTHER[key]])
def test_a_part_of_a_key_is_missing(key: str, part: str, shown: list[Block]) -> None:
    rest = {name: value for name, value in OTHER[key].items() if name != part}
    run({**OTHER, key: rest})
    assert len(shown) > 20
    assert_nothing_of_the_default(shown)


@pytest.mark.parametrize("section", OTHER["sections"])
def test_a_section_is_missing(section: str, shown: list[Block]) -> None:
    rest = {name: text for name, text in OTHER["sections"].items() if name != section}
    run({**OTHER, "sections": rest})
    assert_nothing_of_the_default(shown)
    own = [block for block in shown if block.section == section]
    assert [block.kind for block in own] in ([], ["heading"], ["heading", "paragraph"])


def test_who_reports_is_a_visible_gap_when_nobody_says(shown: list[Block]) -> None:
    values = {key: value for key, value in OTHER.items() if key not in ("unit", "issued")}
    run(values)
    assert plain_text(shown[0]).startswith(TO_BE_FILLED)


def test_a_wrong_shape_names_the_field_and_no_line() -> None:
    with pytest.raises(ParameterFileError, match="年份") as caught:
        open_report({**OTHER, "year": "二〇一七"}, template=NAME, default=DEFAULT)
    assert all(finding.line is None for finding in caught.value.findings)


def test_parameters_for_another_template_say_which_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "templates" / "county-own" / "template.yaml"
    template.parent.mkdir(parents=True)
    text = (ROOT / "templates" / NAME / "template.yaml").read_text(encoding="utf-8")
    template.write_text(text.replace(f"name: {NAME}", "name: county-own"), encoding="utf-8")
    (tmp_path / "params").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TemplateError, match=r"请打开 notebooks/county-own\.ipynb"):
        open_report({**OTHER, "template": "county-own"}, template=NAME, default=DEFAULT)


def test_the_working_folders_own_default_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shipped = open_report({}, template=NAME, default=DEFAULT)
    assert shipped.parameters.unit.name == "河洛镇", "outside of a working folder the shipped sample opens"
    (tmp_path / "params" / "2017").mkdir(parents=True)
    own = tmp_path / "params" / "2017" / "heluo.yaml"
    shutil.copy(ROOT / "params" / "2017" / "heluo.yaml", own)
    own.write_text(
        own.read_text(encoding="utf-8").replace("name: 河洛镇\n", "name: 河西镇\n"), encoding="utf-8"
    )
    assert open_report({}, template=NAME, default=DEFAULT).parameters.unit.name == "河西镇"


def test_a_default_that_is_not_there() -> None:
    with pytest.raises(FolderError, match=r"找不到样例 params/2017/nobody\.yaml"):
        open_report({}, template=NAME, default="2017/nobody")


@pytest.mark.parametrize("block", [TITLE, *every_kind()], ids=lambda block: block.kind)
def test_a_displayed_block_travels_as_data_html_and_text(block: Block) -> None:
    data = bundle(block)
    assert list(data) == [BLOCK_MIME, "text/html", "text/plain"]
    assert BLOCK_MIME == "application/vnd.nianbao.block+json"
    assert from_json(json.loads(json.dumps(data[BLOCK_MIME], sort_keys=True))) == block
    assert data["text/plain"] == plain_text(block)


def test_parts(shown: list[Block]) -> None:
    report = open_report(OTHER, template=NAME, default=DEFAULT)
    assert isinstance(report, ShownReport)
    report.show("title")
    assert [block.kind for block in shown] == ["title"]
    with pytest.raises(TemplateError, match="没有「no-such-part」"):
        report.show("no-such-part")


def test_a_shown_report_can_be_copied() -> None:
    report = open_report(OTHER, template=NAME, default=DEFAULT)
    assert copy.copy(report) == report
