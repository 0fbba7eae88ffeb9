"""The page as ``nianbao build`` would write it after saving, without running a notebook.

A template's own notebook shows the parts of the report one after the other and nothing else; then the
blocks are known without running it. Where an author put cells of his own between them, only the engine
knows what they show: the preview then says what it leaves out.
"""

from __future__ import annotations

import ast
import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao.editor.round import Round
from nianbao.engine import NOTEBOOK_SUFFIX
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.export.reader import HIDDEN_CELL_TAGS, HIDDEN_OUTPUT_TAGS
from nianbao.finding import errors_of
from nianbao.folder import find_resource, inside
from nianbao.report import Report


@dataclass(frozen=True)
class Preview:
    """A page.

    Attributes:
        html: The page's bytes.
        draft: It has the line 初稿, for a report with errors is built as a draft only.
        left_out: What an author of the template added and this page lacks, in the clerk's words; None
            where the page is the very one.
    """

    html: bytes
    draft: bool
    left_out: str | None


def preview(round_: Round) -> Preview:
    """Give the page of a report, with 初稿 on it while there are errors.

    Raises:
        FolderError: The report's font folder lies outside the working folder.
    """
    report, look = round_.report, look_of(round_)
    page = load_form("html").render(document_of(report), look)
    return Preview(page, look.draft, left_out(report))


def look_of(round_: Round) -> Look:
    """Give the look in which a build would print the report: a draft while there are errors.

    Raises:
        FolderError: The report's font folder lies outside the working folder.
    """
    report = round_.report
    wanted = report.parameters.fonts
    fonts = inside(report.folder, wanted.folder, "字体文件夹") if wanted.folder and report.folder else None
    return Look(bool(errors_of(list(round_.findings))), fonts, wanted.system)


def document_of(report: Report) -> Document:
    """Give what the template's own notebook would show."""
    return Document.of(report.blocks())


def left_out(report: Report) -> str | None:
    """Say what the notebook shows besides the report's parts; None for nothing."""
    name = f"{report.template.name}{NOTEBOOK_SUFFIX}"
    path = find_resource("notebooks", name, report.folder)
    if path is None:
        return f"找不到模板的记事本 notebooks/{name}，不能生成；预览只按模板排出。"
    try:
        cells = _own_cells(path, path.stat().st_mtime_ns, report.parts)
    except (OSError, ValueError, KeyError, TypeError):
        return f"模板的记事本 notebooks/{name} 读不出，不能生成；预览只按模板排出。"
    if not cells:
        return None
    listed = "、".join(f"第 {number} 个" for number in cells[:5]) + ("等" if len(cells) > 5 else "")
    return (
        f"模板的记事本里有作者另加或改过的单元格（{listed}，共 {len(cells)} 个），预览里没有它们显示的内容；"
        "生成的报告里会有。"
    )


@functools.lru_cache(maxsize=16)
def _own_cells(path: Path, _changed: int, parts: tuple[str, ...]) -> tuple[int, ...]:
    """List the numbers of the cells that do anything but show the report's parts in their order.

    Raises:
        ValueError: It isn't a notebook.
    """
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    shown: list[str] = []
    own = []
    for number, cell in enumerate(cells, 1):
        source = "".join(cell["source"])
        tags = set(cell["metadata"].get("tags", ()))
        if tags & {"parameters"} or not source.strip():
            continue
        found = list(_shown(source)) if cell["cell_type"] == "code" else [None]
        hidden = tags & (HIDDEN_CELL_TAGS | HIDDEN_OUTPUT_TAGS) and found
        if hidden or None in found:
            own.append(number)
        shown += [part for part in found if part]
    # Parts that are missing, doubled or in another order make a build fail; that is said here too.
    return tuple(own) if tuple(shown) == parts or own else (len(cells),)


def _shown(source: str) -> Iterator[str | None]:
    """List the parts that a cell shows; None stands for anything else that it does."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # such as a magic command
        statements = [ast.Pass()]
    for statement in statements:
        match statement:
            case ast.ImportFrom(module="nianbao", names=[ast.alias(name="open_report", asname=None)]):
                continue
            case ast.Assign(targets=[ast.Name(id="report")], value=ast.Call(func=ast.Name(id="open_report"))):
                continue
            case ast.Expr(
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id="report"), attr="show"),
                    args=[ast.Constant(value=str(part))],
                    keywords=[],
                )
            ):
                yield part
            case _:
                yield None
