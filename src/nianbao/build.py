"""Build reports: check, run the notebook, render each form, read it back, put it in its place.

Reports don't know of each other: one that fails leaves the others and its own last outputs alone,
and nothing half-written is ever seen under a final name.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nianbao import fonts
from nianbao.blocks import Heading, plain_text
from nianbao.checks import Subject, run_checks
from nianbao.checks.own_cells import with_own
from nianbao.concerned import concerned_place
from nianbao.correcting.state import corrected_state
from nianbao.engine import NOTEBOOK_SUFFIX
from nianbao.errors import NianbaoError, NotebookError, ParameterFileError, UsageError
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.export.reader import read_document
from nianbao.finding import errors_of
from nianbao.folder import inside, move_all, staging_folder, write_atomically
from nianbao.freshness import file_sha256, recipe
from nianbao.inputs import inputs
from nianbao.params import load_parameters
from nianbao.params.own_id import with_own_id
from nianbao.record import record_bytes
from nianbao.report import Report
from nianbao.running import run_report
from nianbao.selfcheck import check_file, check_notebook
from nianbao.signing.own import shows_more, whole_content
from nianbao.signing.printed import not_final, signed_state
from nianbao.task import BlockedBy, Outcome, Task
from nianbao.template_notebook import notebook_of

DEFAULT_FORMS = ("html", "pdf")


def build_report(task: Task) -> Outcome:
    """Build one report. Never raises for what is wrong with that report."""
    start = time.perf_counter()
    outcome = Outcome(str(task.path), "failed", task.source)
    try:
        _build(task, outcome)
    except ParameterFileError as error:
        outcome.findings, outcome.readable = error.findings, False
        outcome.error = f"底稿有 {len(error.findings)} 处读不出，没有生成。"
    except NianbaoError as error:
        outcome.error = str(error)
    except Exception as error:  # whatever it is, it is this report's and nobody else's
        outcome.error = f"程序出错：{type(error).__name__}: {error}。请把这份底稿和这句话发给维护人员。"
    outcome.seconds = round(time.perf_counter() - start, 3)
    return outcome


def _build(task: Task, outcome: Outcome) -> None:
    file = load_parameters(task.path, task.folder)
    subject = Subject.of(with_own_id(file), task.folder)
    # Hashed before anything is built from them: a file that changes meanwhile is stale afterwards.
    outcome.recipe, outcome.inputs = recipe(task), inputs(task, subject.report)
    unit = subject.report.parameters.unit
    outcome.unit, outcome.unit_name, outcome.year = unit.id, unit.name, subject.report.parameters.year
    # A file without an id is checked as it is; the ledgers of any other are read once.
    outcome.findings = run_checks(subject if file.parameters.unit.id else Subject.of(file, task.folder))
    if _blocked(task, outcome):
        return
    # What own cells show is screened, signed and corrected as well, and only running them tells it.
    notebook = _execute(subject, task) if shows_more(subject.report) else None
    words = functools.cache(functools.partial(whole_content, subject.report, notebook))
    if notebook is not None:
        outcome.findings = with_own(outcome.findings, subject.report, words().own_lines)
        if _blocked(task, outcome):
            return
    signed = signed_state(task, subject.report, words)
    outcome.mark = signed.mark(draft=bool(errors_of(outcome.findings)))
    corrected = corrected_state(task.path, subject.report, task.folder, words).why_not
    # The correction first: its note is signed too.
    if task.final and (why := not_final([*filter(None, [corrected]), *signed.why_not_final])):
        _hold_back(outcome, "correction" if corrected else "signing", why)
        return
    if corrected and not task.draft:
        _hold_back(outcome, "correction", f"{corrected}没有生成。")
        return
    notebook = notebook or _execute(subject, task)
    document = read_document(notebook)
    check_notebook(notebook, subject.report, document, notebook_of(subject.report.parameters))
    outcome.warnings = [*document.warnings, *signed.warnings, *filter(None, [corrected])]
    look = _look(subject.report, task, outcome.mark)
    outcome.outputs = _write(subject.report, document, notebook, look, task)
    outcome.sha256 = {path: file_sha256(task.out / path) for path in outcome.outputs.values()}
    outcome.status = "built"
    outcome.faces = {
        str(role): face for role, face in fonts.choose(look.font_folder, look.system_fonts).used.items()
    }
    outcome.fallback_characters = _fallback_characters(document)


def _hold_back(outcome: Outcome, blocked_by: BlockedBy, why: str) -> None:
    """Note that nothing is made, so that there are no pages to bear a mark."""
    outcome.status, outcome.blocked_by, outcome.error, outcome.mark = "blocked", blocked_by, why, ""


def _blocked(task: Task, outcome: Outcome) -> bool:
    """Refuse a report with errors, unless a draft is wanted."""
    errors = len(errors_of(outcome.findings))
    if not errors or task.draft:
        return False
    why = f"有 {errors} 处必须修改，没有生成。改好后再生成，或用 --draft 先出初稿。"
    _hold_back(outcome, "findings", why)
    return True


def _execute(subject: Subject, task: Task) -> Any:
    try:
        return run_report(subject.report, subject.file.text.values, task.folder, task.engine, task.limits)
    except NotebookError as error:
        place = concerned_place(error.source, subject.file.text) if error.source else None
        if place is None:
            raise
        raise NotebookError(f"{error} 这个单元格用的是底稿 {task.path} {place}。", error.source) from error


def _look(report: Report, task: Task, mark: str) -> Look:
    wanted = report.parameters.fonts
    folder = inside(task.folder, wanted.folder, "字体文件夹") if wanted.folder else None
    return Look(bool(mark), folder, wanted.system, task.folder, mark, task.foot)


def _write(report: Report, document: Document, notebook: Any, look: Look, task: Task) -> dict[str, str]:
    """Write all forms beside the place, read them back, and only then move them in."""
    parameters = report.parameters
    place = f"{parameters.year}/{parameters.unit.id}"
    forms = with_companions(task.forms or parameters.settings.forms or DEFAULT_FORMS)
    outputs: dict[str, str] = {}
    with staging_folder(task.out) as staging:
        for name in forms:
            form = _form(name)
            staged = Path(staging) / form.file_name
            write_atomically(staged, form.render(document, look))
            check_file(staged, name, document, report, draft=task.draft, look=look)
            outputs[name] = f"{place}/{staged.name}"
        record = f"report{NOTEBOOK_SUFFIX}"
        write_atomically(Path(staging) / record, record_bytes(notebook))
        outputs["ipynb"] = f"{place}/{record}"
        move_all({Path(staging) / Path(path).name: task.out / path for path in outputs.values()})
    return outputs


def with_companions(names: Sequence[str]) -> tuple[str, ...]:
    """Give forms with those that are made along with them."""
    return tuple(dict.fromkeys(one for name in names for one in (name, *_form(name).along)))


def _form(name: str) -> Any:
    try:
        return load_form(name)
    except KeyError as error:
        raise UsageError(f"没有名为「{name}」的格式。") from error


def _fallback_characters(document: Document) -> dict[str, str]:
    """List the characters that their face lacks and 宋 has to lend, by role of the face."""
    texts: dict[fonts.Role, str] = {"title": document.title.text, "heading": "", "kai": "", "body": ""}
    for block in document.blocks:
        role: fonts.Role = "body"
        if isinstance(block, Heading) and block.level <= len(_HEADING_FACES):
            role = _HEADING_FACES[block.level - 1]
        texts[role] += plain_text(block)
    found = {role: "".join(fonts.fallbacks("".join(text.split()), role)) for role, text in texts.items()}
    return {role: characters for role, characters in found.items() if characters}


_HEADING_FACES: tuple[fonts.Role, ...] = ("heading", "kai")
