"""Two pictures side by side: how far apart they are, and where."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

TILE = 12
"""Side of the squares that are compared one by one, in dots: about a character of a heading."""


@dataclass(frozen=True)
class Limits:
    """How far apart pictures of the same may be, in greys of 255: on average, and in the tile that differs most."""

    average: float
    worst: float


PAPER = Limits(1.5, 14)
"""Pages are drawn by one program of one version: 1 and 9 apart when drawn again, the fewer greys of what is
committed counted."""

SCREEN = Limits(2.5, 26)
"""A browser smooths letters as machine and version have it: up to 1.6 and 21 apart. A column that is gone is 30."""

MOST_IN_HEIGHT = 0.01
"""A page on a screen may be so much longer or shorter: its lines are a browser's."""


@dataclass(frozen=True)
class Difference:
    """How far apart two pictures are.

    Attributes:
        average: Mean difference of two dots, in greys.
        worst: That of the tile that differs most.
        sizes: The sizes, where they can't be compared.
    """

    average: float
    worst: float
    sizes: tuple[tuple[int, int], tuple[int, int]] | None = None

    def is_within(self, limits: Limits) -> bool:
        """Tell whether the pictures show the same."""
        return self.sizes is None and self.average <= limits.average and self.worst <= limits.worst


def difference(approved: Image.Image, made: Image.Image) -> Difference:
    """Compare two pictures; both are blurred a little first, since programs draw edges differently."""
    if approved.width != made.width or abs(approved.height - made.height) > MOST_IN_HEIGHT * approved.height:
        return Difference(255, 255, (approved.size, made.size))
    if approved.size != made.size:
        made = made.resize(approved.size, Image.Resampling.LANCZOS)
    apart = ImageChops.difference(_soft(approved), _soft(made))
    tiles = apart.resize((-(-apart.width // TILE), -(-apart.height // TILE)), Image.Resampling.BOX)
    dots = list(tiles.tobytes())
    return Difference(sum(dots) / len(dots), max(dots))


def _soft(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(1.5))


def side_by_side(approved: Image.Image, made: Image.Image) -> Image.Image:
    """Show both, and in red what is in one of them only."""
    height = max(approved.height, made.height)
    both = [Image.new("L", (made.width, height), 255) for _ in range(2)]
    for sheet, picture in zip(both, (approved, made), strict=True):
        sheet.paste(picture, (0, 0))
    apart = ImageChops.difference(*both).point(lambda grey: min(255, 3 * grey))
    red = Image.merge("RGB", (Image.new("L", both[0].size, 255), *[ImageChops.invert(apart)] * 2))
    whole = Image.new("RGB", (3 * made.width + 20, height), "grey")
    for place, picture in enumerate((*both, red)):
        whole.paste(picture, (place * (made.width + 10), 0))
    return whole
