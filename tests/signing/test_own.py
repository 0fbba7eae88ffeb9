"""What an author's own cells show is signed too: its words, its pictures, and whether it is shown at all."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from PIL import Image

from nianbao.build import build_report
from nianbao.correcting.correct import Start, Wanted, compare, correct
from nianbao.correcting.state import corrected_state
from nianbao.errors import NotebookError
from nianbao.papers.folder import write_papers
from nianbao.signing.own import whole_content
from nianbao.signing.sign import report_of
from nianbao.signing.standing import State, standing
from nianbao.task import Outcome, Task
from tests.signing.conftest import NOW, STEPS, Sign

READS = (
    "from pathlib import Path\n"
    "from IPython.display import Markdown, display\n"
    "display(Markdown(Path('note.txt').read_text(encoding='utf-8')))"
)
BESIDE = "另加的一段：今年共培训四次。"


def picture(colour: str) -> str:
    """A small picture, as an attachment of a cell."""
    data = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(data, "png")
    return base64.b64encode(data.getvalue()).decode("ascii")


@pytest.fixture
def notebook(folder: Path) -> Path:
    """The template's notebook with three cells of an author's in its first section."""
    path = folder / "notebooks" / "laiyang-2017.ipynb"
    found = nbformat.read(path, as_version=4)
    shows = [number for number, cell in enumerate(found.cells) if "report.show" in cell.source]
    at = shows[2] + 1
    with_picture = new_markdown_cell("![两种颜色](attachment:a.png)")
    with_picture["attachments"] = {"a.png": {"image/png": picture("red")}}
    found.cells[at:at] = [new_code_cell(READS), new_markdown_cell(BESIDE), with_picture]
    nbformat.write(found, path)
    (folder / "note.txt").write_text("全年零投诉。", encoding="utf-8")
    return path


def change(notebook: Path, number: int, **values: Any) -> None:
    """Change one of the three cells."""
    found = nbformat.read(notebook, as_version=4)
    at = next(place for place, cell in enumerate(found.cells) if cell.source == READS)
    found.cells[at + number].update(values)
    nbformat.write(found, notebook)


@pytest.fixture
def all_signed(notebook: Path, sign_off: Sign) -> Path:
    """Every step taken with those cells in the notebook."""
    for _ in STEPS:
        found = sign_off()
    assert found.state is State.APPROVED
    return notebook


@pytest.fixture
def drafted(notebook: Path, sign_off: Sign) -> Path:
    """The first step taken with those cells in the notebook."""
    sign_off()
    return notebook


def told(town: Path, folder: Path) -> str:
    """What changed since, as ``sign --show`` tells it, which runs the notebook."""
    report = report_of(town, folder)
    first = standing(town, report, folder, whole_content(report)).steps[0]
    assert first.holds is not bool(first.changes)
    return "；".join(map(str, first.changes))


def final(town: Path, folder: Path) -> Outcome:
    return build_report(Task(town, folder, folder / "out", ("html",), final=True))


def test_what_was_signed_can_be_built_and_looked_at_without_running_it(
    all_signed: Path, town: Path, folder: Path
) -> None:
    assert told(town, folder) == ""
    assert standing(town, report_of(town, folder), folder).is_approved
    built = final(town, folder)
    assert built.status == "built", built.error
    assert "全年零投诉" in (folder / "out" / built.outputs["html"]).read_text(encoding="utf-8")


def test_a_file_that_a_cell_reads_is_signed_by_its_words(all_signed: Path, town: Path, folder: Path) -> None:
    (folder / "note.txt").write_text("全年投诉三百件。", encoding="utf-8")
    assert "在「全年」之后删去「零」；在「投诉」之后加上「三百件」" in told(town, folder)
    blocked = final(town, folder)
    assert (blocked.status, blocked.outputs) == ("blocked", {})
    assert "拟稿" in str(blocked.error)


def test_changed_words_are_told_where_they_stand(drafted: Path, town: Path, folder: Path) -> None:
    change(drafted, 1, source=BESIDE.replace("四次", "五次"))
    words = told(town, folder)
    assert words.startswith("一、") and "培训四次" in words and "培训五次" in words
    assert "记事本" not in words, "the words say more"
    seen = standing(town, report_of(town, folder), folder)
    assert [str(one) for one in seen.steps[0].changes] == ["模板的记事本：改过"], (
        "not run, it can't tell more"
    )


def test_another_picture_voids(drafted: Path, town: Path, folder: Path) -> None:
    change(drafted, 2, attachments={"a.png": {"image/png": picture("blue")}})
    assert "图样" in told(town, folder)
    assert not standing(town, report_of(town, folder), folder).steps[0].holds


def test_a_cell_that_is_hidden_is_missed(drafted: Path, town: Path, folder: Path) -> None:
    change(drafted, 1, metadata={"tags": ["remove_cell"]})
    assert "删去" in told(town, folder)


def test_a_cell_that_fails_cannot_be_signed(notebook: Path, sign_off: Sign) -> None:
    change(notebook, 0, source="1 / 0")
    with pytest.raises(NotebookError, match="ZeroDivisionError"):
        sign_off()


def test_papers_name_the_words_of_the_cells(drafted: Path, town: Path, folder: Path) -> None:
    before = write_papers(town, folder, folder / "before").standing.content.sha256
    (folder / "note.txt").write_text("全年投诉三百件。", encoding="utf-8")
    assert write_papers(town, folder, folder / "after").standing.content.sha256 != before


def test_their_words_are_corrected_too(all_signed: Path, town: Path, folder: Path) -> None:
    built = build_report(Task(town, folder, folder / "out", ("html",)))
    page = folder / "out" / built.outputs["html"]
    change(all_signed, 1, source=BESIDE.replace("四次", "五次"))
    changes = compare(town, folder).changes
    assert [(one.was.strip("。")[-4:], one.now.strip("。")[-4:]) for one in changes] == [
        ("培训四次", "培训五次")
    ]
    from_page = compare(town, folder, Start(str(page))).changes
    assert from_page == changes, "what stood on the page isn't told as gone"
    correct(town, folder, Wanted("培训次数写错。", "张三", NOW.date()), NOW)
    assert corrected_state(town, report_of(town, folder), folder).why_not == ""
    (folder / "note.txt").write_text("全年投诉三百件。", encoding="utf-8")
    report = report_of(town, folder)
    assert "以后又改过" in corrected_state(town, report, folder, lambda: whole_content(report)).why_not
