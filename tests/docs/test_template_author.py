"""The template author's guide, followed from top to bottom: its files, its cells and its commands."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from nianbao.export.base import load_form

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "template-author.zh-CN.md"
_FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SHOWN = 'report.show("'


def steps() -> list[tuple[str, str]]:
    """Give the guide's blocks in order: their language and what stands in them."""
    found = _FENCE.findall(GUIDE.read_text(encoding="utf-8"))
    return [
        (language, re.sub(f"^{indent}", "", text, flags=re.MULTILINE)) for indent, language, text in found
    ]


def run(commands: str, place: Path) -> str:
    """Run commands as the guide's reader does; give what they say."""
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euc", commands],
        cwd=place,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, (commands, done.stdout, done.stderr)
    return done.stdout


def write_notebook(folder: Path, cells: list[str]) -> None:
    """Make the notebook as the guide says: the national one's first cell, then the guide's."""
    notebook = nbformat.read(folder / "notebooks" / "national-2021.ipynb", nbformat.NO_CONVERT)
    notebook.cells = [notebook.cells[0], *(new_code_cell(cell.rstrip()) for cell in cells)]
    nbformat.write(notebook, folder / "notebooks" / "shili-publicity.ipynb")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Follow the guide; give the working folder it makes, and all that its commands said."""
    place = tmp_path_factory.mktemp("author")
    folder = place / "示例县年报"
    said, cells = "", []
    for language, text in steps():
        named = re.match(r"# ((?:templates|params)/\S+)\n", text)
        if language == "yaml" and named:
            file = folder / named[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        elif language == "python":
            cells.append(text)
        elif language == "sh":
            if "shili-publicity.ipynb" in text or "build" in text:
                # The cell that only shows what one may add is the last of all; the report's own come before.
                write_notebook(folder, [cell for cell in cells if "open_report" in cell or _SHOWN in cell])
            said += run(text, folder if folder.exists() else place)
    write_notebook(folder, [*cells[:-2], cells[-1], cells[-2]])
    said += run("nianbao build params/2024/baihe.yaml --to html,docx", folder)
    return folder, said


def test_the_commands_say_what_the_guide_says(said: tuple[Path, str]) -> None:
    _, text = said
    assert "shili-publicity" in text
    assert "「七、村（居）务公开情况」没有写内容" in text
    assert "S105" in text
    assert "校核了 1 份底稿：没有发现问题" in text
    assert "passed" in text
    assert "报送材料包" in text


def test_the_guide_s_report_says_what_it_should(said: tuple[Path, str]) -> None:
    folder, _ = said
    made = folder / "out" / "2024" / "baihe"
    for form in ("html", "docx"):
        text = load_form(form).read_text((made / f"report.{form}").read_bytes())
        assert "全年宣讲14场，其中进村11场" in text, form
        assert "附表　按内容分" in text, form
