"""The document an exporter prints: the blocks of an executed notebook, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from nianbao.annexes import with_annexes
from nianbao.blocks import About, Block, Title


@dataclass(frozen=True)
class Document:
    """What an executed notebook has to show.

    Attributes:
        title: The title block, with the facts on the report.
        blocks: All blocks in order, the title left out.
        warnings: What the reader of the notebook must tell the author (in Chinese): an output of
            an unknown kind, a picture without alternative text.
    """

    title: Title
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, blocks: Sequence[Block], warnings: tuple[str, ...] = ()) -> Self:
        """Make the document of blocks as cells show them: attachments are numbered and listed.

        Raises:
            StopIteration: There is no title among them.
        """
        title = next(block for block in blocks if isinstance(block, Title))
        return cls(title, with_annexes(block for block in blocks if block is not title), warnings)

    @property
    def about(self) -> About:
        """Facts on the report as a whole."""
        return self.title.about
