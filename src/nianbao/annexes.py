"""Attachments (附件) of a document, as GB/T 9704-2012 places them.

Their names stand between the text and the signature (7.3.4); each begins a page behind it (7.3.7). A cell shows
only the head of one, for it can't know of those that follow: number and list are put in here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from nianbao.blocks import Annex, AnnexNote, Block, Signature


def with_annexes(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Number the attachments and put their list before the signature; one alone has no number."""
    shown = [block for block in blocks if not isinstance(block, AnnexNote)]
    names = tuple(block.name for block in shown if isinstance(block, Annex))
    if not names:
        return tuple(shown)
    numbers = count(1) if len(names) > 1 else None
    numbered: list[Block] = [
        block.model_copy(update={"number": next(numbers) if numbers else None})
        if isinstance(block, Annex)
        else block
        for block in shown
    ]
    numbered.insert(_end_of_text(numbered), AnnexNote(names=names))
    return tuple(numbered)


def _end_of_text(blocks: Sequence[Block]) -> int:
    """Give the place before the signature; without one, before the first attachment."""
    return next(at for at, block in enumerate(blocks) if isinstance(block, Signature | Annex))


def as_shown(block: Block) -> Block:
    """Give a block as a cell shows it: an attachment has no number there."""
    return block.model_copy(update={"number": None}) if isinstance(block, Annex) else block
