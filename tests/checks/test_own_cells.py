"""敏感信息筛查 of what an author's own cells show, read off Markdown and, once it was run, off what code shows."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from nianbao.build import build_report
from nianbao.checks import check_path
from nianbao.checks.own_cells import is_own
from nianbao.errors import ReportError, UnsettledError
from nianbao.finding import Finding
from nianbao.papers.folder import write_papers
from nianbao.signing.own import whole_content
from nianbao.signing.sign import Who, open_errors, report_of, sign
from nianbao.task import Outcome, Task
from tests.conftest import Write
from tests.signing.conftest import NOW

SECRET = "申请人的身份证号110101190001010014。"
PHONE = "请打**13800000000**。"


@pytest.fixture
def town(write: Write) -> Path:
    return write()


def add(folder: Path, *cells: nbformat.NotebookNode) -> None:
    """Put cells behind the third part of the template's notebook, its first section."""
    path = folder / "notebooks" / "laiyang-2017.ipynb"
    found = nbformat.read(path, as_version=4)
    at = [number for number, cell in enumerate(found.cells) if "report.show" in cell.source][2] + 1
    found.cells[at:at] = cells
    nbformat.write(found, path)


def showing(words: str) -> nbformat.NotebookNode:
    """A code cell whose source doesn't hold the words that it shows."""
    return new_code_cell(
        f"from IPython.display import Markdown\nMarkdown(bytes.fromhex('{words.encode().hex()}').decode())"
    )


def build(town: Path, folder: Path, *, draft: bool = False) -> Outcome:
    return build_report(Task(town, folder, folder / "out", ("html",), draft))


def own(findings: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(one.code, one.words, one.section) for one in findings if is_own(one)]


def test_markdown_is_screened_without_running_it(town: Path, folder: Path) -> None:
    add(folder, new_markdown_cell(SECRET), showing(PHONE))
    findings, _ = check_path(town, folder)
    assert own(findings) == [("X101", "必须修改", "overview")]
    told = next(str(one) for one in findings if is_own(one))
    assert told.startswith("notebooks/laiyang-2017.ipynb 必须修改 X101 模板的记事本里（一、")
    assert "11*************014" in told and "19000101" not in told


def test_what_code_shows_is_screened_once_it_was_run(town: Path, folder: Path) -> None:
    add(folder, showing(SECRET), new_markdown_cell(PHONE))
    assert own(check_path(town, folder)[0]) == [("X102", "请核实", "overview")]
    blocked = build(town, folder)
    assert (blocked.status, blocked.outputs) == ("blocked", {})
    assert sorted(own(blocked.findings)) == [
        ("X101", "必须修改", "overview"),
        ("X102", "请核实", "overview"),  # told once, though it was found before
    ]
    drafted = build(town, folder, draft=True)
    assert (drafted.status, drafted.mark) == ("built", "初稿")


def test_hidden_cells_and_addresses_count_for_nothing(town: Path, folder: Path) -> None:
    hidden = new_markdown_cell(SECRET, metadata={"tags": ["remove_cell"]})
    add(folder, hidden, new_markdown_cell("见 https://example.gov.cn/13800000000 。"))
    assert own(check_path(town, folder)[0]) == []
    assert own(build(town, folder).findings) == []


def test_a_cell_of_a_table_is_no_part_of_its_neighbour_s_number(town: Path, folder: Path) -> None:
    add(folder, new_markdown_cell("|甲|乙|\n|-|-|\n|1380000|0000|\n|110101190001010014|2|"))
    assert [code for code, *_ in own(check_path(town, folder)[0])] == ["X101"]


def test_the_last_step_and_the_papers_are_refused(town: Path, folder: Path) -> None:
    add(folder, showing(SECRET))
    with pytest.raises(ReportError, match="1 处必须修改"):
        write_papers(town, folder)
    own_steps = folder / "templates" / "signing.yaml"
    own_steps.write_text("steps: [{name: 签发}]", encoding="utf-8")
    with pytest.raises(UnsettledError, match="1 处必须修改"):
        sign(town, folder, Who("张三", NOW.date()), None, NOW)
    content = whole_content(report_of(town, folder))
    assert [one.code for one in open_errors(town, folder, content)] == ["X101"]


def test_papers_tell_what_was_found_and_that_it_was_looked_for(town: Path, folder: Path) -> None:
    add(folder, showing(PHONE))
    made = write_papers(town, folder)
    assert [(hit.kind, hit.place.partition("（")[0]) for hit in made.facts.hits] == [
        ("手机号码", "模板的记事本")
    ]
    assert "以及模板的记事本里另加的内容" in made.facts.words["screening"]
    assert "手机号码1处" in made.facts.words["screening"]


def test_papers_of_a_plain_notebook_say_nothing_of_it(town: Path, folder: Path) -> None:
    assert "记事本" not in write_papers(town, folder).facts.words["screening"]


def test_an_answer_is_taken(town: Path, folder: Path) -> None:
    reason = "这是办公用的手机，对外公布。"
    with town.open("a", encoding="utf-8") as file:
        file.write(f"accepted:\n  - {{code: X102, where: overview, reason: {reason}}}\n")
    add(folder, showing(PHONE))
    findings, _ = check_path(town, folder)
    assert not [one for one in findings if one.code == "Y102"], "the notebook hasn't run"
    built = build(town, folder)
    assert [one.answered for one in built.findings if is_own(one)] == [reason]
