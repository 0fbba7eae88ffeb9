"""What a county lays beside the templates: offices, conversions, drafts, questions, papers, a Word file, fonts."""

from __future__ import annotations

import functools
import hashlib
import io
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdfium2

from nianbao.county.forms.offices import load_offices, office_plan
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Roster
from nianbao.county.sums.conversion import conversion
from nianbao.county.sums.draft import county_draft
from nianbao.export.base import OWN_BASE, Look, load_form
from nianbao.export.document import Document
from nianbao.importer import read_report_bytes
from nianbao.papers import pdf, word
from nianbao.papers.facts import facts_of
from nianbao.papers.filling import sheet_of
from nianbao.papers.forms import load_forms
from nianbao.params import load_parameters, read_text
from nianbao.questions.data import QuestionSet, load_questions
from nianbao.report import Report
from nianbao.resources import shipped
from nianbao.signing.standing import Standing, standing
from nianbao.template import load_template
from tests.hostile.target import Target, in_templates
from tests.importer.flatten import numbers_of
from tests.importer.forms import as_html

_OLD = load_template("national-2019")


def _offices(folder: Path) -> object:
    found = load_offices(load_template("national-2021"), "township", folder)
    for one in found:
        assert office_plan(one, load_template("national-2021"), 2024).slots
    return None


def _conversion(folder: Path) -> object:
    found = conversion(load_template("national-2019"), load_template("national-2021"), folder)
    cells = {(form.id, *cell) for form in load_template("national-2021").tables for cell in form.cells}
    assert set(found) <= cells
    return None


def _county_draft(folder: Path) -> object:
    text = county_draft(Roster("示例县", ()), CountyPlace(folder, 2024), load_template("national-2021"))
    assert not read_text(text, Path("shilixian.yaml"), folder).findings
    return None


def _questions(folder: Path) -> object:
    found = load_questions("national-2021", folder)
    assert isinstance(found, QuestionSet)
    assert all(field.label for field in found.fields_by_id.values())
    return None


def _import_words(folder: Path) -> object:
    imported = read_report_bytes(as_html(_OLD, 2020, numbers_of(_OLD)), "年报.html", folder)
    assert imported.parameters_text
    return None


def _papers(folder: Path) -> object:
    report, found = _town()
    look = Look(folder=folder)
    for form in load_forms(folder):
        sheet = sheet_of(form, facts_of(report, found, ()))
        if sheet is not None:
            assert docx.Document(io.BytesIO(word.render(sheet, look))).tables or not sheet.rows
            with pypdfium2.PdfDocument(pdf.render(sheet, look)) as made:
                assert len(made) >= 1
    return None


@functools.cache
def _town() -> tuple[Report, Standing]:
    path = shipped("params") / "2024" / "yunxi.yaml"
    report = Report.of(load_parameters(path).parameters, None)
    with tempfile.TemporaryDirectory() as folder:
        return report, standing(path, report, Path(folder))


def _base(folder: Path) -> object:
    document = Document.of(_town()[0].blocks())
    made: Any = load_form("docx").render(document, Look(folder=folder))
    data = made if isinstance(made, bytes) else made.data
    assert docx.Document(io.BytesIO(data)).paragraphs
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            assert not name.endswith(".rels") or b"127.0.0.1" not in package.read(name), name
    return None


def _shipped_base() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        place = shipped("templates") / "docx" / "base"
        for path in sorted(one for one in place.rglob("*") if one.is_file()):
            archive.writestr(path.relative_to(place).as_posix(), path.read_bytes())
    return packed.getvalue()


def _faces(folder: Path) -> object:
    # What a folder has is remembered by the folder; each input gets one of its own.
    data = (folder / "仿宋.ttf").read_bytes()
    own = folder / hashlib.sha256(data).hexdigest()[:12]
    own.mkdir(exist_ok=True)
    (own / "仿宋.ttf").write_bytes(data)
    document = Document.of(_town()[0].blocks())
    made: Any = load_form("pdf").render(document, Look(font_folder=own, folder=folder))
    shutil.rmtree(own)
    with pypdfium2.PdfDocument(made if isinstance(made, bytes) else made.data) as opened:
        assert len(opened) >= 1
    return None


TARGETS = [
    in_templates("offices", "offices that owe cells (YAML)", "county/offices.yaml", _offices),
    in_templates("conversions", "rows of an older form (YAML)", "county/conversions.yaml", _conversion),
    in_templates("county-draft", "how a county's report begins (YAML)", "county/draft.yaml", _county_draft),
    in_templates("questions", "questions of a quiet year (YAML)", "national-2021/questions.yaml", _questions),
    *(
        in_templates(
            f"import-{name}",
            f"words for reading reports: {name} (YAML)",
            f"import/{name}.yaml",
            _import_words,
            slow=True,
        )
        for name in ("headings", "chrome")
    ),
    *(
        in_templates(
            f"paper-{name[2:]}",
            f"a paper that goes to be signed: {name[2:]} (YAML)",
            f"papers/{name}.yaml",
            _papers,
            slow=True,
        )
        for name in ("3-release", "5-letter")
    ),
    in_templates(
        "docx-base",
        "a county's Word file for the looks",
        OWN_BASE,
        _base,
        {"shipped": _shipped_base},
        damage="package",
        slow=True,
    ),
    Target.at(
        "仿宋.ttf",
        "fonts",
        "a font file in an office's folder",
        _faces,
        {"kai": lambda: (shipped("fonts") / "NianbaoKai-Regular.ttf").read_bytes()},
        "raw",
        slow=True,
    ),
]
