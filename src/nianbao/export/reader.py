"""From an executed notebook to a document: blocks as they were shown, and what an author added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from nianbao.blocks import Annex, Block, Signature, Title
from nianbao.cell_tags import HIDDEN_CELL_TAGS, HIDDEN_OUTPUT_TAGS
from nianbao.correcting.note import SECTION
from nianbao.errors import NotebookError
from nianbao.export.document import Document
from nianbao.export.markdown import markdown_blocks
from nianbao.export.outputs import OutputReader, joined


def read_document(notebook: Any) -> Document:
    """Read what an executed notebook has to show.

    Args:
        notebook: An executed notebook (``nbformat.NotebookNode`` or a plain dict).

    Raises:
        NotebookError: It shows no report title: it isn't of nianbao, or wasn't run; or an attachment stands
            before the report's end.
    """
    warnings: list[str] = []
    blocks: list[Block] = []
    number = 0
    for cell in notebook["cells"]:
        # Counted as in the template notebook, where authors look; papermill's cell isn't there.
        number += "injected-parameters" not in cell["metadata"].get("tags", ())
        for block in _cell_blocks(cell, number, warnings):
            section, annex = _current(blocks)
            if annex and (block.section or isinstance(block, Signature)):
                raise NotebookError(
                    f"附件「{annex.name}」放在了报告的正文中间。"
                    "请把显示附件的单元格移到「署名和日期」的单元格后面，再运行一次。"
                )
            blocks.append(_in_section(block, section))
    if not any(isinstance(block, Title) for block in blocks):
        raise NotebookError("这个记事本里没有年报标题：可能还没有运行，或不是年报模板。请先运行全部单元格。")
    return Document.of(blocks, tuple(warnings))


def shown_blocks(notebook: Any) -> Iterator[Block]:
    """Read the blocks that an executed notebook shows as its cells give them, those of hidden cells left out."""
    for cell in notebook["cells"]:
        yield from _cell_blocks(cell, 0, [])


def _current(blocks: Sequence[Block]) -> tuple[str | None, Annex | None]:
    """Give the section or the attachment that goes on behind some blocks; nothing goes on in the note on corrections."""
    others = (block for block in reversed(blocks) if block.section != SECTION)
    last = next((block for block in others if block.section or isinstance(block, Annex)), None)
    return (None, last) if isinstance(last, Annex) else (last.section if last else None, None)


def _in_section(block: Block, section: str | None) -> Block:
    """Put what an author added into the section it follows."""
    if block.section or section is None or isinstance(block, Title | Signature | Annex):
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
