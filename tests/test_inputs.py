"""What a report is made from: also what it takes from other templates, and what isn't there yet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nianbao.inputs import inputs
from nianbao.resources import shipped
from nianbao.task import Task
from nianbao.template import load_template, template_files
from tests.national import read_back, write_report

REVIEWS = "templates/national-2021/tables/review_litigation.yaml"


def made_from(path: Path) -> dict[str, str | None]:
    folder = path.parents[2]
    return inputs(Task(path, folder, folder / "out"), read_back(path))


def test_a_table_of_another_template_counts_before_it_is_there(tmp_path: Path) -> None:
    path = write_report(tmp_path, 2020, template="national-2019", tables={})
    before = made_from(path)
    assert before[REVIEWS] is None
    (tmp_path / REVIEWS).parent.mkdir(parents=True)
    own = (shipped("templates") / "national-2021/tables/review_litigation.yaml").read_text(encoding="utf-8")
    (tmp_path / REVIEWS).write_text(own.replace("name: 表四", "name: 本县表四"), encoding="utf-8")
    assert load_template("national-2019", tmp_path).table("review_litigation").name == "本县表四"
    assert made_from(path)[REVIEWS] is not None


def test_the_files_are_those_that_loading_reads(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "national-2019"
    shutil.copytree(shipped("templates") / "national-2019", own)
    assert set(template_files("national-2019", tmp_path)) == {
        own / "template.yaml",
        own / "additions.yaml",
        own / "tables" / "proactive_disclosure.yaml",
        own / "tables" / "applications.yaml",
        tmp_path / REVIEWS,
    }


def test_a_broken_template_has_files_all_the_same(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "ours"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text("tables: [one, '../two']", encoding="utf-8")
    assert own / "template.yaml" in template_files("ours", tmp_path)


@pytest.mark.parametrize("broken", [False, True])
def test_last_years_template_counts_with_its_additions(tmp_path: Path, broken: bool) -> None:
    write_report(tmp_path, 2020, template="national-2019", tables={})
    path = write_report(tmp_path, 2021)
    if broken:
        own = tmp_path / "templates" / "national-2019" / "template.yaml"
        own.parent.mkdir(parents=True)
        own.write_text("name: [", encoding="utf-8")
    found = made_from(path)
    assert (found["templates/national-2019/template.yaml"] is not None) is broken
    assert found["templates/national-2019/additions.yaml"] is None
    assert "templates/national-2021/additions.yaml" in found


def test_last_years_file_leads_nowhere_outside(tmp_path: Path) -> None:
    last = write_report(tmp_path, 2020, template="../../elsewhere")
    found = made_from(write_report(tmp_path, 2021))
    assert f"params/2020/{last.name}" in found
    assert not any("elsewhere" in name for name in found)
