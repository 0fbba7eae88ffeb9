"""How a block is displayed in a notebook: as data, as HTML, as text."""

from __future__ import annotations

from typing import Any

from nianbao.block_html import block_html
from nianbao.blocks import BLOCK_MIME, Block, plain_text, to_json


def bundle(block: Block) -> dict[str, Any]:
    """Give the MIME bundle under which a block is displayed."""
    return {
        BLOCK_MIME: to_json(block),
        "text/html": block_html(block),
        "text/plain": plain_text(block),
    }
