"""Draw reports of different shapes in all forms and write the pictures as approved; then look at each that changed.

``tests/pictures`` holds the forms to them. What changed is listed, and laid side by side with what was approved
before, in ``out/pictures``. Word files are drawn where LibreOffice is; without it their pictures stay as they are.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from tests.browser.pages import CHROMIUM_FLAGS, chromium_path, office_fonts, picture_folder  # noqa: E402
from tests.pictures.approved import FOLDER, Case, cases  # noqa: E402
from tests.pictures.compare import difference, side_by_side  # noqa: E402
from tests.pictures.outlines import outline  # noqa: E402
from tests.pictures.pages import has_office, named, opened, packed  # noqa: E402


def approve(case: Case, browser: Browser) -> list[str]:
    """Write outline and pictures of a file where they differ from the approved ones; tell which."""
    data, changed = case.made(), []
    case.folder.mkdir(parents=True, exist_ok=True)
    text = outline(case.form, data)
    if not case.outline.exists() or case.outline.read_text(encoding="utf-8") != text:
        case.outline.write_text(text, encoding="utf-8")
        changed.append(case.outline.name)
    if case.form == "docx" and not has_office():
        return changed
    with tempfile.TemporaryDirectory(prefix="nianbao-pictures-") as name:
        folder = Path(name)
        office = (folder, office_fonts(folder)) if has_office() else None
        drawn = dict(named(case.drawn(data, browser, office), case.form))
    for path in case.pictures:
        if path.name not in drawn:
            path.unlink()
            changed.append(f"{path.name} (gone)")
    for file, picture in drawn.items():
        path = case.folder / file
        if path.exists():
            if difference(opened(path), picture).is_within(case.limits):
                continue
            side_by_side(opened(path), picture).save(picture_folder() / f"{case}-{path.stem}-approved.png")
        path.write_bytes(packed(picture))
        changed.append(file)
    return changed


def main() -> int:
    """Approve what is made now."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="nianbao-fonts-") as name, sync_playwright() as playwright:
        fonts = office_fonts(Path(name))
        browser = playwright.chromium.launch(
            executable_path=chromium_path(),
            args=list(CHROMIUM_FLAGS),
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        for case in cases():
            if changed := approve(case, browser):
                print(f"{case.shape}: {', '.join(changed)}")  # noqa: T201
        browser.close()
    known = {case.outline for case in cases()} | {path for case in cases() for path in case.pictures}
    for path in FOLDER.rglob("*"):
        if path.is_file() and path not in known:
            path.unlink()
            print(f"{path.relative_to(FOLDER)} (gone)")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
