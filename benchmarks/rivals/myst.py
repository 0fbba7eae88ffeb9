"""MyST-NB on Sphinx: one build of a folder with a notebook a town, executed, to HTML."""

from __future__ import annotations

import os
import subprocess
import venv
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from towns import ROOT, expect_pages, parts_of, write_content

from rivals import AbsentError

HOME = ROOT / "build" / "myst-nb"
PACKAGE = "myst-nb>=1.3,<2"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")

SETTINGS = """
extensions = ["myst_nb"]
language = "zh_CN"
nb_execution_mode = "force"
nb_execution_raise_on_error = True
"""
INDEX = """# 年报

```{toctree}
:glob:

t*
```
"""
OPEN = """import json
from IPython.display import Markdown, display
with open("{name}.json", encoding="utf-8") as file:
    town = json.load(file)
def part(name):
    said = town["parts"][name]
    heading = "## " + said["heading"] + "\\n\\n" if said["heading"] else ""
    display(Markdown(heading + "\\n\\n".join(said["paragraphs"])))
display(Markdown("# " + town["title"].replace("\\n", " ")))
"""


def ready() -> str:
    """Install MyST-NB in an environment of its own; give its version.

    Raises:
        AbsentError: It can't be installed here.
    """
    try:
        if not (BIN / "sphinx-build").exists():
            venv.create(HOME, with_pip=True, clear=True)
            pip = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, PACKAGE], check=True)
        versions = "from importlib.metadata import version as v; print('MyST-NB', v('myst-nb'), 'Sphinx', v('sphinx'))"
        asked = subprocess.run(
            [str(BIN / "python"), "-c", versions], check=True, capture_output=True, encoding="utf-8"
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise AbsentError(str(error)) from error
    return asked.stdout.strip()


def prepare(folder: Path, towns: list[Path]) -> None:
    """Write the site: settings, index, a notebook and its content for each town."""
    contents = write_content(folder, towns)
    site = folder / "site"
    site.mkdir()
    (site / "conf.py").write_text(SETTINGS, encoding="utf-8")
    (site / "index.md").write_text(INDEX, encoding="utf-8")
    hidden = {"tags": ["remove-input"]}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    for content in contents:
        content.rename(site / content.name)
        sources = [OPEN.format(name=content.stem)]
        sources += [f'part("{name}")' for name in parts_of(site / content.name)]
        cells = [new_code_cell(source, metadata=hidden) for source in sources]
        nbformat.write(new_notebook(cells=cells, metadata=kernel), site / f"{content.stem}.ipynb")


def run(folder: Path, towns: list[Path]) -> None:
    """Build the site, on all cores."""
    command = [str(BIN / "sphinx-build"), "-q", "-j", "auto", "-b", "html", "site", "pages"]
    # Kernels of its own environment, not of ours.
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "PATH": path})


def check(folder: Path, towns: list[Path]) -> None:
    """Make sure that each town's page is there and its own."""
    pages = [folder / "pages" / f"{town.stem}.html" for town in towns]
    expect_pages(pages, [folder / "site" / f"{town.stem}.json" for town in towns])
