"""``nianbao init``: a working folder of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from nianbao.cli.chinese import ChineseCommand
from nianbao.errors import UsageError
from nianbao.folder import write_atomically
from nianbao.resources import shipped
from nianbao.template import TEMPLATE_FILE

_README = """\
# 年报工作文件夹

- `params/年份/单位代号.yaml`：年报底稿，一个单位一年一份。
- `notebooks/`：模板记事本，可以在 JupyterLab 里加文字、表和图。
- `templates/`：模板的标题、说明等数据，可以按本地要求改。

生成全部报告：`nianbao build`（结果在 `out/`）。
新建一份底稿：`nianbao new 云溪镇 --year 2017`。
检查记事本：`pytest --nbval notebooks`。
"""


@click.command("init", cls=ChineseCommand)
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
def COMMAND(folder: Path) -> None:
    """新建一个工作文件夹，带样例、模板和记事本。"""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"「{folder}」已经存在，而且不是空文件夹。请换一个名字，没有改动任何文件。")
    fill(folder)
    click.echo(f"已建好工作文件夹「{folder}」。下一步：进入这个文件夹，运行 nianbao build。")


def fill(folder: Path) -> None:
    """Put samples, templates and notebooks into a new working folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for template in sorted(path.parent for path in shipped("templates").glob(f"*/{TEMPLATE_FILE}")):
        shutil.copytree(template, folder / "templates" / template.name)
    _copy("notebooks", "*.ipynb", folder)
    _copy("params", "*/*.yaml", folder)
    write_atomically(folder / "README.md", _README.encode("utf-8"))


def _copy(kind: str, pattern: str, folder: Path) -> None:
    source = shipped(kind)
    for path in sorted(source.glob(pattern)):
        write_atomically(folder / kind / path.relative_to(source), path.read_bytes())
