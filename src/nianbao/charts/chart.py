"""A chart: a picture, what it tells in words, and what it is of."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.blocks import Figure


@dataclass(frozen=True)
class Chart:
    """A chart.

    Attributes:
        svg: The picture, to stand in a page as it is: its text is escaped and it has no ids.
        alt: All its numbers in words, for who can't see it.
        caption: What it is of.
    """

    svg: str
    alt: str
    caption: str

    def figure(self, number: int | None = None, section: str | None = None) -> Figure:
        """Give the chart as a block of a report, its caption with a number such as 图1."""
        caption = self.caption if number is None else f"图{number}　{self.caption}"
        return Figure(
            section=section,
            media="image/svg+xml",
            data=self.svg,
            alt=f"{caption}。{self.alt}",
            caption=caption,
        )
