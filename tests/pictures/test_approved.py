"""Files of reports of different shapes against those that people approved; `make approve-pictures` renews them."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.browser.pages import office_fonts, picture_folder
from tests.pictures.approved import FOLDER, Case, cases
from tests.pictures.compare import PAPER, SCREEN, difference, side_by_side
from tests.pictures.outlines import outline
from tests.pictures.pages import has_office, named, opened

CASES = list(cases())
RENEW = "If it is meant so: make approve-pictures, and look at each picture that changed."


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_as_approved(case: Case, browser: Browser, tmp_path: Path) -> None:
    data = case.made()
    approved = case.outline.read_text(encoding="utf-8").splitlines()
    changed = difflib.unified_diff(
        approved, outline(case.form, data).splitlines(), "approved", "made", "", "", 1
    )
    said = "\n".join(list(changed)[:60])
    assert not said, f"{case} is made up otherwise:\n{said}\n{RENEW}"
    office = (tmp_path, office_fonts(tmp_path)) if has_office() else None
    drawn = dict(named(case.drawn(data, browser, office), case.form))
    if case.form == "docx" and office is None:
        pytest.skip("without LibreOffice a Word file is compared by its structure only")
    assert list(drawn) == [path.name for path in case.pictures]
    wrong = {}
    for path in case.pictures:
        apart = difference(opened(path), drawn[path.name])
        if not apart.is_within(case.limits):
            shown = picture_folder() / f"{case}-{path.stem}-differs.png"
            side_by_side(opened(path), drawn[path.name]).save(shown)
            wrong[str(shown)] = apart
    assert not wrong, f"approved on the left, made in the middle, the difference in red: {wrong}\n{RENEW}"


def test_nothing_else_is_approved() -> None:
    known = {case.outline for case in CASES} | {path for case in CASES for path in case.pictures}
    assert {path for path in FOLDER.rglob("*") if path.is_file()} == known


def test_the_approved_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*.png")) < 2_000_000


# --- It can fail -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return opened(Case("national-2021", "pdf").pictures[3])


def test_a_page_is_like_itself_and_like_one_drawn_a_little_otherwise(page: Image.Image) -> None:
    assert difference(page, page).worst == 0
    lighter = page.point(lambda grey: min(255, grey + 10))
    moved = Image.new("L", page.size, 255)
    moved.paste(page.resize((2 * page.width, 2 * page.height)).transform(
        (2 * page.width, 2 * page.height), Image.Transform.AFFINE, (1, 0, 1, 0, 1, 0)
    ).resize(page.size))  # fmt: skip
    assert difference(page, lighter).is_within(PAPER)
    assert difference(page, moved).is_within(SCREEN)


@pytest.mark.parametrize("what", ["number", "rules", "line", "height", "shift"])
def test_what_is_another_page_is_found(page: Image.Image, what: str) -> None:
    other = page.copy()
    pencil = ImageDraw.Draw(other)
    rows = [page.crop((60, at, 420, at + 1)).tobytes() for at in range(page.height)]
    dark = next(at for at, row in enumerate(rows) if min(row) < 90)
    ruled = [at for at, row in enumerate(rows) if sum(grey < 250 for grey in row) > 0.6 * len(row)]
    match what:
        case "number":  # as if one stood where none should
            pencil.text((300, 60), "88", fill=0)
        case "rules":  # the lines between a table's rows are gone
            for at in ruled:
                pencil.line((0, at, page.width, at), fill=255)
        case "line":  # a line of text is gone
            pencil.rectangle((60, dark - 1, 420, dark + 10), fill=255)
        case "height":
            other = page.crop((0, 0, page.width, page.height - 20))
        case "shift":
            other = Image.new("L", page.size, 255)
            other.paste(page, (0, 6))
    assert not difference(page, other).is_within(SCREEN)
