"""What is the county's own comes to a unit's folder as the county has it, and nothing else comes with it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from nianbao.build import build_report
from nianbao.checks import check_report
from nianbao.county_server import supplies
from nianbao.county_server.street import Street
from nianbao.errors import UsageError
from nianbao.finding import errors_of
from nianbao.params import load_parameters
from nianbao.task import Task
from tests.abilities import needs_links
from tests.county.office import ROOT, YEAR, Office
from tests.county_server.test_homes import _ready as ready

NOTEBOOK = "notebooks/national-2021.ipynb"
FACE = "fonts/官方/小标宋.ttf"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.in_folder(tmp_path / "县政府办", ("yunxi", "bailu"))


def _adds(office: Office, words: str) -> Path:
    """Have the county add a paragraph to its notebook, and run it for another unit."""
    path = office.place.folder / NOTEBOOK
    path.parent.mkdir(exist_ok=True)
    notebook = nbformat.read(ROOT / NOTEBOOK, 4)  # type: ignore[no-untyped-call]  # nbformat is untyped
    notebook.cells.insert(-1, nbformat.v4.new_markdown_cell(words))  # type: ignore[no-untyped-call]
    shown = nbformat.v4.new_output("stream", text="白鹭镇的底稿")  # type: ignore[no-untyped-call]
    of_run = nbformat.v4.new_code_cell("unit = '白鹭镇的参数'")  # type: ignore[no-untyped-call]
    of_run.metadata["tags"] = ["injected-parameters"]
    notebook.cells.insert(1, of_run)
    notebook.cells[-1].update(outputs=[shown], execution_count=3)
    notebook.metadata["papermill"] = {"parameters": {"unit": "白鹭镇的参数"}}
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]
    return path


def _with_faces(office: Office, folder: str = "fonts/官方") -> None:
    path = office.place.folder / "params" / str(YEAR - 1) / "yunxi.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"\nfonts:\n  folder: {folder}\n", encoding="utf-8")
    face = office.place.folder / FACE
    face.parent.mkdir(parents=True)
    shutil.copy(ROOT / "fonts" / "NianbaoTitle-Bold.ttf", face)


def test_what_the_county_added_to_a_notebook_is_in_the_units_report(office: Office) -> None:
    _adds(office, "县里另加的一段文字。")
    own = ready(office, "yunxi")
    task = Task(own / "params" / str(YEAR - 1) / "yunxi.yaml", own, own / "out", forms=("html",), draft=True)
    outcome = build_report(task)
    assert outcome.status == "built", outcome.error
    page = (own / "out" / outcome.outputs["html"]).read_text(encoding="utf-8")
    assert "县里另加的一段文字。" in page


def test_a_notebook_comes_without_what_it_showed_when_it_was_run(office: Office) -> None:
    _adds(office, "县里另加的一段文字。")
    text = (ready(office, "yunxi") / NOTEBOOK).read_text(encoding="utf-8")
    assert "县里另加的一段文字。" in text
    assert "白鹭镇" not in text
    assert "injected" not in text


@needs_links
def test_notebooks_are_the_countys_own_and_no_others(office: Office, tmp_path: Path) -> None:
    _adds(office, "一")
    theirs = office.place.folder / "notebooks"
    for name in ("county.ipynb", "drafting.ipynb"):
        shutil.copy(ROOT / "notebooks" / name, theirs)
    (theirs / "名单.xlsx").write_bytes(b"the county's")
    elsewhere = tmp_path / "elsewhere.ipynb"
    shutil.copy(ROOT / NOTEBOOK, elsewhere)
    (theirs / "laiyang-2017.ipynb").symlink_to(elsewhere)
    own = ready(office, "yunxi")
    place = own / "notebooks"
    assert [path.name for path in place.iterdir()] == ["national-2021.ipynb"]

    # What got among them otherwise, by a hole in the desk, doesn't stay to be run.
    (place / "national-2014.ipynb").write_bytes(b"{}")
    (place / "national-2021.ipynb").write_bytes(b"{}")
    _adds(office, "二")
    ready(office, "yunxi")
    assert [path.name for path in place.iterdir()] == ["national-2021.ipynb"]
    assert "二" in (own / NOTEBOOK).read_text(encoding="utf-8")

    (office.place.folder / NOTEBOOK).unlink()
    ready(office, "yunxi")
    assert not list(place.iterdir()), "the shipped one prints again, as in the county's own folder"


def test_a_notebook_that_cannot_be_read_is_not_replaced_by_the_shipped_one(office: Office) -> None:
    path = _adds(office, "一")
    path.write_bytes(path.read_bytes()[:-20])
    assert (ready(office, "yunxi") / NOTEBOOK).read_bytes() == b""


@needs_links
@pytest.mark.parametrize("name", ["notebooks", "templates/national-2021", "fonts/官方"])
def test_nothing_is_written_or_taken_away_where_a_link_of_a_unit_leads(office: Office, name: str) -> None:
    _adds(office, "一")
    _with_faces(office)
    additions = office.place.folder / "templates" / "national-2021" / "additions.yaml"
    additions.parent.mkdir(parents=True)
    additions.write_text("# ours\n", encoding="utf-8")
    other = ready(office, "bailu") / "out"
    other.mkdir()
    (other / "kept.ipynb").write_bytes(b"another's")
    own = ready(office, "yunxi")
    shutil.rmtree(own / name)
    (own / name).symlink_to(other, target_is_directory=True)
    with pytest.raises(UsageError, match="链接"):
        ready(office, "yunxi")
    assert [path.name for path in other.iterdir()] == ["kept.ipynb"]


def test_the_faces_that_the_countys_file_names_come_along_so_that_nothing_is_amiss(office: Office) -> None:
    _with_faces(office)
    (office.place.folder / "fonts" / "官方" / "名单.ttf").write_bytes(b"no face")
    (office.place.folder / "fonts" / "官方" / "说明.txt").write_bytes(b"words")
    if hasattr(os, "symlink"):
        (office.place.folder / "fonts" / "官方" / "外面.ttf").symlink_to(
            ROOT / "fonts" / "NianbaoKai-Regular.ttf"
        )
    own = ready(office, "yunxi")
    assert (own / FACE).read_bytes() == (office.place.folder / FACE).read_bytes()
    assert [path.name for path in (own / "fonts" / "官方").iterdir()] == ["小标宋.ttf"]
    file = load_parameters(own / "params" / str(YEAR - 1) / "yunxi.yaml", own)
    assert "F101" not in {finding.code for finding in errors_of(check_report(file.parameters, own))}
    assert not (ready(office, "bailu") / "fonts").exists(), "its file names none"


@pytest.mark.parametrize("folder", [".", "county", "county/编报台", "../外面"])
def test_no_faces_come_from_where_other_units_or_strangers_have_theirs(office: Office, folder: str) -> None:
    _with_faces(office, folder)
    outside = office.place.folder.parent / "外面"
    for place in (outside, office.place.folder / "county" / "编报台" / "单位" / "bailu" / "fonts"):
        place.mkdir(parents=True)
        shutil.copy(office.place.folder / FACE, place)
    assert not list(ready(office, "yunxi").rglob("*.ttf"))


def test_a_unit_chooses_no_folder_of_the_countys_itself(office: Office) -> None:
    _with_faces(office)
    own = ready(office, "bailu")
    mine = own / "params" / str(YEAR - 1) / "bailu.yaml"
    mine.write_text(mine.read_text(encoding="utf-8") + "\nfonts:\n  folder: fonts/官方\n", encoding="utf-8")
    assert not list(ready(office, "bailu").rglob("*.ttf"))


def test_who_is_at_work_gets_what_the_county_changed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    own = ready(office, "yunxi")
    street = Street(office.place, SimpleNamespace(), SimpleNamespace(), own, None)  # type: ignore[arg-type]  # all that is asked
    house = SimpleNamespace(folder=own, unit="yunxi")
    _adds(office, "后来加的")
    street._bring(house)  # type: ignore[arg-type]  # all that is asked
    cells = json.loads((own / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    assert "后来加的" in str(cells)

    def fails(*_: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(supplies, "_renew", fails)
    street._bring(house)  # type: ignore[arg-type]  # nobody who is at work is stopped by it
    with pytest.raises(OSError, match="gone"):
        ready(office, "yunxi")
