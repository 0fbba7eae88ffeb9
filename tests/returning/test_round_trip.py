"""What goes out as a Word file and comes back unedited changes nothing, whichever program saved it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from nianbao.returning.exported import belongs_to
from nianbao.returning.reading import read_word, word_of
from nianbao.returning.review import UNKNOWN_BASE
from tests.browser.pages import office_fonts
from tests.returning.edited import ROOT, Edited, exported, part, reviewed, with_part

SAMPLES = sorted((ROOT / "params").glob("20*/*.yaml"))
SHAPES = [
    ROOT / "params" / name
    for name in ("2016/yunxi.yaml", "2017/heluo.yaml", "2020/yunxi.yaml", "2024/yunxi.yaml")
]
RECORD = "customXml/item1.xml"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_unedited_file_changes_nothing(path: Path) -> None:
    data = exported(path)
    found = reviewed(data, path)
    assert (found.parts, found.notices, found.comments) == ((), (), ())
    assert found.known
    assert belongs_to(word_of(data, "年报.docx"), ROOT) == path


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_without_our_record_is_known_by_its_hash(path: Path) -> None:
    data = with_part(exported(path), RECORD, None)
    rels = part(data, "word/_rels/document.xml.rels").decode()
    data = with_part(
        data, "word/_rels/document.xml.rels", re.sub(r"<Relationship [^>]*customXml[^>]*>", "", rels).encode()
    )
    found = reviewed(data, path)
    assert (found.parts, found.notices, found.known) == ((), (), True)


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_text_copied_into_a_new_document_is_known_by_its_title(path: Path) -> None:
    """Everything is copied and pasted: no properties, no record, no bookmarks, no controls."""
    edited = Edited(exported(path))
    for control in list(edited.body.iter(qn("w:sdt"))):
        for run in control.find(qn("w:sdtContent")):
            control.addprevious(run)
        control.getparent().remove(control)
    for mark in [*edited.body.iter(qn("w:bookmarkStart")), *edited.body.iter(qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    edited.word.core_properties.keywords = ""
    data = edited.bytes()
    rels = part(data, "word/_rels/document.xml.rels").decode()
    data = with_part(
        data, "word/_rels/document.xml.rels", re.sub(r"<Relationship [^>]*customXml[^>]*>", "", rels).encode()
    )
    assert belongs_to(word_of(data, "年报.docx"), ROOT) == path
    found = reviewed(data, path)
    assert found.notices == (UNKNOWN_BASE,)
    assert found.parts == ()


def saved_by_libreoffice(files: dict[str, bytes], folder: Path) -> dict[str, Path]:
    """Have LibreOffice open Word files and save them again; gives the new ones, by name."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    environment = {**os.environ, "FONTCONFIG_FILE": str(office_fonts(folder))}
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "saved"),
            *(str(folder / name) for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=180,
        env=environment,
    )
    return {name: folder / "saved" / name for name in files}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice isn't on this machine")
def test_libreoffice_saves_it_and_nothing_is_changed(tmp_path: Path) -> None:
    files = {f"{path.parent.name}.docx": exported(path) for path in SHAPES}
    saved = saved_by_libreoffice(files, tmp_path)
    for path in SHAPES:
        file = saved[f"{path.parent.name}.docx"]
        assert belongs_to(read_word(file), ROOT) == path
        found = reviewed(file.read_bytes(), path)
        assert (found.parts, found.notices, found.comments) == ((), (), ())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice isn't on this machine")
def test_libreoffice_keeps_a_colleagues_edits(tmp_path: Path) -> None:
    path = ROOT / "params" / "2024" / "yunxi.yaml"
    edited = Edited(exported(path))
    edited.track("也有了起步", "已经起步")
    edited.comment("监督保障方面", "这一段请再核")
    next(edited.control("applications.new_received.total").iter(qn("w:t"))).text = "8"
    (file,) = saved_by_libreoffice({"a.docx": edited.bytes()}, tmp_path).values()
    (part,) = reviewed(file.read_bytes(), path).parts
    (change,) = part.changes
    assert [piece.text for piece in change.pieces if piece.kind != "same"] == ["也有了", "已经"]
    assert change.authors[0] == "李主任 2025-01-12 删去「也有了起步」"
    assert [(one.name, one.after) for one in part.figures] == [("applications.new_received.total", "8")]
    assert [(one.author, one.anchor) for one in part.comments] == [("王科长", "监督保障方面")]
