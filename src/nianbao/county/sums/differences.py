"""The county's own figures against the sums: by how much they differ, who is missing, and what was said of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nianbao.county.sums.explanations import Explanation, read_explanations, record
from nianbao.county.sums.model import CountySum, SummedCell
from nianbao.county.sums.own import OwnFigure
from nianbao.tables.numbers import Amount, as_text


@dataclass(frozen=True)
class Difference:
    """A figure of the county's own that isn't the sum.

    Attributes:
        cell: The summed cell.
        own: The county's own figure.
        explanation: What was said of it, or None.
    """

    cell: SummedCell
    own: OwnFigure
    explanation: Explanation | None = None

    @property
    def delta(self) -> Amount:
        """The county's own figure less the sum."""
        return self.own.value - self.cell.value

    @property
    def signed(self) -> str:
        """The difference with its sign: +3, -12.5."""
        return f"{'+' if self.delta > 0 else ''}{as_text(self.delta)}"

    @property
    def is_explained(self) -> bool:
        """Tell whether it was explained as it is now; one that changed since has to be looked at again."""
        return self.explanation is not None and self.explanation.delta == self.signed


def differences(county: CountySum, own: Sequence[OwnFigure], folder: Path) -> tuple[Difference, ...]:
    """Hold the county's own figures against the sums.

    Args:
        county: The sums.
        own: The county's own figures.
        folder: Where the register of explanations lies.

    Raises:
        WriteError: The register can't be read.
    """
    return tuple(_found(county, own, read_explanations(folder)))


def take_over(found: Sequence[Difference], folder: Path, now: datetime.datetime) -> int:
    """Enter what stands in 县级数.xlsx beside a figure into the register; tell how many explanations were new."""
    new = [
        one
        for one in found
        if one.own.why
        and (one.explanation is None or one.explanation.text != one.own.why or not one.is_explained)
    ]
    for one in new:
        record(folder, Explanation(one.cell.name, one.signed, one.own.why, one.own.who, now.isoformat()))
    return len(new)


def _found(
    county: CountySum, own: Sequence[OwnFigure], known: Mapping[str, Explanation]
) -> Iterator[Difference]:
    for figure in own:
        cell = county.cell(figure.place)
        if cell is not None and cell.value != figure.value:
            yield Difference(cell, figure, known.get(cell.name))
