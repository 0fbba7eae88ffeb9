"""The document an exporter prints: the blocks of an executed notebook, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

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

    @property
    def about(self) -> About:
        """Facts on the report as a whole."""
        return self.title.about
