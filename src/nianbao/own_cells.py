"""What an author added to a template's notebook: cells that show more than the report's own parts.

Only the engine knows what they show, so whoever prints a report without running its notebook says what is
missing, and a signature is bound to the cells themselves.
"""

from __future__ import annotations

import ast
import functools
import json
from collections.abc import Iterator
from pathlib import Path

from nianbao.blocks import Block
from nianbao.cell_tags import HIDDEN_CELL_TAGS, HIDDEN_OUTPUT_TAGS
from nianbao.folder import find_resource
from nianbao.report import Report
from nianbao.template_notebook import notebook_of


def left_out(report: Report) -> str | None:
    """Say what the notebook shows besides the report's parts; None for nothing."""
    name = notebook_of(report.parameters)
    path = find_resource("notebooks", name, report.folder)
    if path is None:
        return f"找不到模板的记事本 notebooks/{name}，不能生成；预览只按模板排出。"
    try:
        cells = _own_cells(path, path.stat().st_mtime_ns, report.parts)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError):
        return f"模板的记事本 notebooks/{name} 读不出，不能生成；预览只按模板排出。"
    if not cells:
        return None
    listed = "、".join(f"第 {number} 个" for number in cells[:5]) + ("等" if len(cells) > 5 else "")
    return (
        f"模板的记事本里有作者另加或改过的单元格（{listed}，共 {len(cells)} 个），预览里没有它们显示的内容；"
        "生成的报告里会有。"
    )


def own_markdown(report: Report) -> Iterator[tuple[str, list[Block]]]:
    """Read an author's own Markdown cells, which show the same without being run.

    Yields:
        The report's part that a cell stands behind (empty ahead of the first), and what it shows.
    """
    if left_out(report) is None:
        return
    from nianbao.export.markdown import markdown_blocks  # late: few reports have own cells

    path = find_resource("notebooks", notebook_of(report.parameters), report.folder)
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"] if path else []
        part = ""
        for number, cell in enumerate(cells, 1):
            source = "".join(cell["source"])
            if cell["cell_type"] == "code":
                part = next((one for one in reversed(list(_shown(source))) if one), part)
            elif cell["cell_type"] == "markdown" and not HIDDEN_CELL_TAGS & set(
                cell["metadata"].get("tags", ())
            ):
                yield part, markdown_blocks(source, cell.get("attachments", {}), number, [])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError):
        return  # such a notebook can't be built with, and the build says so


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
