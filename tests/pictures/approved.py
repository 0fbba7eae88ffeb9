"""Which files are drawn, and what was approved of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from nianbao.export.base import Look, load_form
from tests.pictures import pages
from tests.pictures.compare import PAPER, SCREEN, Limits
from tests.pictures.outlines import OUTLINES
from tests.shapes import SHAPES

FOLDER = Path(__file__).with_name("approved")

DRAFTS = {"shortest"}
"""Shapes that are printed as drafts."""

_IN_A_SITE = {"national-2021", "every-kind"}
"""Shapes whose text is also drawn as in a site's editor."""

_IN_OFFICE = {"national-2014", "national-2021", "every-kind"}
"""Shapes that are also drawn by LibreOffice, which takes seconds for each."""


@dataclass(frozen=True)
class Case:
    """A file that is compared."""

    shape: str
    form: str

    def __str__(self) -> str:
        return f"{self.shape}-{self.form}"

    def made(self) -> bytes:
        """Make the file."""
        return load_form(self.form).render(SHAPES[self.shape](), Look(draft=self.shape in DRAFTS))

    @property
    def folder(self) -> Path:
        """Where its approved pictures lie."""
        return FOLDER / self.shape

    @property
    def outline(self) -> Path:
        """Its approved outline."""
        return self.folder / f"{self.form}.txt"

    @property
    def pictures(self) -> list[Path]:
        """Its approved pictures, page by page."""
        found = self.folder.glob(f"{self.form}-*.png")
        return sorted(found, key=lambda path: int(path.stem.rpartition("-")[2]))

    @property
    def limits(self) -> Limits:
        """How far from the approved pictures those may be that are made."""
        return PAPER if self.form in ("pdf", "docx") else SCREEN

    def drawn(self, data: bytes, browser: Browser, office: tuple[Path, Path] | None) -> list[Image.Image]:
        """Draw the file; without LibreOffice a Word file gives no pictures."""
        match self.form:
            case "pdf":
                return pages.paper(data)
            case "docx":
                return pages.office(data, *office) if office and self.shape in _IN_OFFICE else []
            case "html" | "fragment" | "publish":
                return [pages.screen(browser, data)]
        return []


def cases() -> Iterator[Case]:
    """List the files that are compared."""
    for shape in SHAPES:
        for form in OUTLINES:
            if form not in ("fragment", "publish") or shape in _IN_A_SITE:
                yield Case(shape, form)
