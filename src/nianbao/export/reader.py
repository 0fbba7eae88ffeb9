"""From an executed notebook to a document: blocks as they were shown, and what an author added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nianbao.blocks import Block, Signature, Title
from nianbao.errors import NotebookError
from nianbao.export.document import Document
from nianbao.export.markdown import markdown_blocks
from nianbao.export.outputs import OutputReader, joined

HIDDEN_CELL_TAGS = {"remove_cell", "remove-cell"}
HIDDEN_OUTPUT_TAGS = {"remove_output", "remove-output"}


def read_document(notebook: Any) -> Document:
    """Read what an executed notebook has to show.

    Args:
        notebook: An executed notebook (``nbformat.NotebookNode`` or a plain dict).

    Raises:
        NotebookError: It shows no report title: it isn't of nianbao, or wasn't run.
    """
    warnings: list[str] = []
    blocks: list[Block] = []
    number = 0
    for cell in notebook["cells"]:
        # Counted as in the template notebook, where authors look; papermill's cell isn't there.
        number += "injected-parameters" not in cell["metadata"].get("tags", ())
        section = next((block.section for block in reversed(blocks) if block.section), None)
        blocks += [_in_section(block, section) for block in _cell_blocks(cell, number, warnings)]
    title = next((block for block in blocks if isinstance(block, Title)), None)
    if title is None:
        raise NotebookError("这个记事本里没有年报标题：可能还没有运行，或不是年报模板。请先运行全部单元格。")
    return Document(title, tuple(block for block in blocks if block is not title), tuple(warnings))


def _in_section(block: Block, section: str | None) -> Block:
    """Put what an author added into the section it follows."""
    if block.section or isinstance(block, Title | Signature):
        return block
    return block.model_copy(update={"section": section})


def _cell_blocks(cell: Any, number: int, warnings: list[str]) -> Iterator[Block]:
    tags = set(cell["metadata"].get("tags", ()))
    if tags & HIDDEN_CELL_TAGS:
        return
    if cell["cell_type"] == "markdown":
        yield from markdown_blocks(joined(cell["source"]), cell.get("attachments", {}), number, warnings)
    elif cell["cell_type"] == "code" and not tags & HIDDEN_OUTPUT_TAGS:
        reader = OutputReader(cell["metadata"], number, warnings)
        for output in cell["outputs"]:
            yield from reader.blocks(output)
    elif cell["cell_type"] == "raw" and joined(cell["source"]).strip():
        warnings.append(
            f"第 {number} 个单元格是「原始」单元格，没有印进报告。要印的内容请改用「Markdown」单元格。"
        )
