"""The forms as nbconvert exporters: ``jupyter nbconvert --to nianbao-html notebook.ipynb``."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from traitlets import Bool, Unicode

from nianbao.export.base import Look, load_form
from nianbao.export.reader import read_document
from nianbao.folder import folder_for
from nianbao.signing.sign import open_errors, report_of
from nianbao.signing.standing import State, kept_standing, printed_mark


class FormExporter(Exporter):
    """One form of output as an nbconvert exporter; subclasses name the form."""

    form_name = ""
    draft = Bool(False, help="Print one header line with 初稿 on each page.").tag(config=True)
    font_folder = Unicode("", help="Folder with the official faces.").tag(config=True)
    system_fonts = Bool(False, help="Use official faces installed on this machine.").tag(config=True)

    working_folder = Unicode("", help="Working folder whose own looks are used.").tag(config=True)
    parameters = Unicode(
        "", help="Parameter file whose 签发登记 says what the report is called on its pages."
    ).tag(config=True)

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Turn an executed notebook into the form's text or bytes."""
        from pathlib import Path

        form = load_form(self.form_name)
        self.file_extension = f".{form.extension}"
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        document = read_document(nb)
        for warning in document.warnings:
            self.log.warning(warning)
        faces, own = (Path(name) if name else None for name in (self.font_folder, self.working_folder))
        mark = self._mark()
        look = Look(bool(mark), faces, self.system_fonts, own, mark)
        data = form.render(document, look)
        return (data.decode("utf-8") if form.mimetype.startswith("text/") else data), resources

    def _mark(self) -> str:
        """Give the word on each page: a notebook doesn't know how far it is, its parameter file's register does."""
        if not self.parameters:
            return State.DRAFT if self.draft else ""
        from pathlib import Path

        path = Path(self.parameters)
        folder = Path(self.working_folder) if self.working_folder else folder_for([path])
        found = kept_standing(path, report_of(path, folder), folder)
        errors = bool(open_errors(path, folder))
        return printed_mark(found, errors=errors, draft=self.draft or errors)


class HtmlExporter(FormExporter):
    """``--to nianbao-html``: one self-contained page."""

    form_name = "html"
    export_from_notebook = "nianbao HTML"
    output_mimetype = "text/html"


class PdfExporter(FormExporter):
    """``--to nianbao-pdf``: PDF/A and PDF/UA after GB/T 9704-2012."""

    form_name = "pdf"
    export_from_notebook = "nianbao PDF"
    output_mimetype = "application/pdf"


class DocxExporter(FormExporter):
    """``--to nianbao-docx``: a Word document after GB/T 9704-2012."""

    form_name = "docx"
    export_from_notebook = "nianbao Word"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
