"""The page as ``nianbao build`` would write it after saving, without running a notebook.

A template's own notebook shows the parts of the report one after the other and nothing else; then the
blocks are known without running it. Where an author put cells of his own between them, only the engine
knows what they show: the preview then says what it leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nianbao.correcting.state import corrected_state
from nianbao.editor.round import Round
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.finding import errors_of
from nianbao.folder import inside
from nianbao.own_cells import left_out
from nianbao.report import Report
from nianbao.signing.standing import Standing, kept_standing, printed_mark


@dataclass(frozen=True)
class Preview:
    """A page.

    Attributes:
        html: The page's bytes.
        draft: There are errors: it can be built as a draft only.
        mark: 初稿, 送审稿 or 审定稿 as printed on it; empty for what may be published.
        standing: How far 签发登记 is; None where nobody keeps one.
        why_not: Why no such page can be built though nothing must be put right: words that no 更正 tells of.
        left_out: What an author of the template added and this page lacks, in the clerk's words; None
            where the page is the very one.
    """

    html: bytes
    draft: bool
    mark: str
    standing: Standing | None
    why_not: str
    left_out: str | None


def preview(round_: Round, *, final: bool = False) -> Preview:
    """Give the page of a report, with 初稿 on it while there are errors, else with what it was signed to be.

    Args:
        round_: The report.
        final: The page to publish, which has no mark; passed over while it can't be built.

    Raises:
        FolderError: The report's font folder lies outside the working folder.
        TemplateError: The steps of 签发登记 aren't in order.
        WriteError: Its register can't be read.
    """
    report, found = round_.report, standing_of(round_)
    look = look_of(round_, found, final=final)
    page = load_form("html").render(document_of(report), look)
    why_not = corrected_state(*_files(round_)).why_not
    return Preview(page, has_errors(round_), look.line, found, why_not, left_out(report))


def standing_of(round_: Round) -> Standing | None:
    """Read how far 签发登记 is for a report as it stands in a desk; None where nobody keeps one.

    Raises:
        TemplateError: The steps aren't in order.
        WriteError: The register can't be read.
    """
    return kept_standing(*_files(round_))


def _files(round_: Round) -> tuple[Path, Report, Path]:
    document = round_.document
    return document.path, round_.report, document.folder or document.path.parent


def has_errors(round_: Round) -> bool:
    """Tell whether there are findings that block a build."""
    return bool(errors_of(list(round_.findings)))


def look_of(round_: Round, found: Standing | None, *, final: bool = False) -> Look:
    """Give the look in which a build would print the report: a draft while there are errors.

    Args:
        round_: The report.
        found: How far 签发登记 is.
        final: As for ``preview``.

    Raises:
        FolderError: The report's font folder lies outside the working folder.
    """
    report, errors = round_.report, has_errors(round_)
    wanted = report.parameters.fonts
    fonts = inside(report.folder, wanted.folder, "字体文件夹") if wanted.folder and report.folder else None
    clean = final and not errors and found is not None and found.is_approved
    mark = printed_mark(found, errors=errors, draft=errors, final=clean)
    return Look(bool(mark), fonts, wanted.system, report.folder, mark)


def document_of(report: Report) -> Document:
    """Give what the template's own notebook would show."""
    return Document.of(report.blocks())
