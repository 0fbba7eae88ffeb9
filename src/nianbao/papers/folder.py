"""All papers into one folder, whole or not at all; what an office wrote into one of them is never covered."""

from __future__ import annotations

import contextlib
import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from nianbao.build import build_report
from nianbao.errors import HeldError, ReportError, UsageError, WriteError
from nianbao.export.base import Look
from nianbao.finding import errors_of
from nianbao.folder import inside, only_run, shown, staging_folder, why_not, write_atomically
from nianbao.packaging.notes import SUMS, sums
from nianbao.papers import pdf, word
from nianbao.papers.facts import Facts, facts_of, foot_of
from nianbao.papers.filling import sheet_of
from nianbao.papers.forms import PaperForm, load_forms
from nianbao.report import Report
from nianbao.signing.own import whole_content
from nianbao.signing.register import SignRegister
from nianbao.signing.sign import report_of
from nianbao.signing.standing import Standing, standing
from nianbao.system import replacing
from nianbao.task import Outcome, Task

NAME = "送签材料"
"""Name of the folder, in a report's folder of outputs."""

REPORT = "年度报告"
"""What the report itself is called among the papers."""

_OURS = re.compile(r"\d{1,2}-[^/\\]+\.(?:docx|pdf)")

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""What file managers leave in a folder; it goes with the folder."""

_OPEN = ("~$", ".~", ".lock.")
"""How names begin that office programs give to marks of an open file."""


@dataclass(frozen=True)
class Made:
    """What was made.

    Attributes:
        folder: Where it lies.
        files: Names of the files.
        facts: What the papers say.
        standing: How far the report is signed.
        blanks: Characters that stand as □ in a PDF, for want of a face that has them.
    """

    folder: Path
    files: tuple[str, ...]
    facts: Facts
    standing: Standing
    blanks: str = ""


def write_papers(parameters: Path, folder: Path, target: Path | None = None) -> Made:
    """Write the report and all papers that go with it to be signed.

    Args:
        parameters: The parameter file.
        folder: The working folder.
        target: Where to; None for ``out/<year>/<unit>/送签材料``.

    Raises:
        ParameterFileError: The file can't be read.
        ReportError: The report can't be made: something in it must be changed first.
        SigningError: The register was altered.
        TemplateError: A form isn't in order.
        HeldError: A paper of the last time is open; the new ones lie in a folder beside.
        UsageError: Other files, or papers that somebody wrote in, lie in the target.
        WriteError: It can't be written; what stood there still stands.
    """
    report = report_of(parameters, folder)
    found = standing(parameters, report, folder, whole_content(report))
    SignRegister(parameters, folder).refuse_altered(found.reading)
    unit = report.parameters.unit.id or parameters.stem
    target = target or folder / "out" / str(report.parameters.year) / unit / NAME
    _look_over(target)
    forms = load_forms(folder)
    with _alone(target, folder / "out"), staging_folder(target.absolute().parent) as staging:
        files, facts, blanks = _made(
            Source(parameters, folder, report, found), forms, Path(staging) / "build"
        )
        staged = Path(staging) / "papers"
        files[SUMS] = sums({name: hashlib.sha256(data).hexdigest() for name, data in files.items()})
        for name, data in files.items():
            write_atomically(staged / name, data)
        _look_over(target)  # somebody may have filled one in meanwhile
        _move(staged, target, Path(staging) / "before")
    return Made(target, tuple(name for name in files if name != SUMS), facts, found, blanks)


@dataclass(frozen=True)
class Source:
    """What the papers are made from."""

    parameters: Path
    folder: Path
    report: Report
    standing: Standing


def _made(source: Source, forms: Sequence[PaperForm], out: Path) -> tuple[dict[str, bytes], Facts, str]:
    """Make all files, by name; with the characters that a PDF lacks."""
    foot = foot_of(source.standing)
    outcome = build_report(Task(source.parameters, source.folder, out, ("docx", "pdf"), foot=foot))
    if outcome.status != "built":
        raise ReportError(_why_not(outcome))
    if whole_content(report_of(source.parameters, source.folder)) != source.standing.content:
        raise ReportError("底稿在生成时被改动，没有生成送签材料。请保存好底稿，再运行一次。")
    facts = facts_of(source.report, source.standing, outcome.findings)
    files = {f"1-{REPORT}.{form}": (out / outcome.outputs[form]).read_bytes() for form in ("docx", "pdf")}
    look, blanks = _look(source), ""
    sheets = [sheet for form in forms if (sheet := sheet_of(form, facts)) is not None]
    for number, sheet in enumerate(sheets, 2):
        name = f"{number}-{sheet.name}"
        files[f"{name}.docx"] = word.render(sheet, look)
        files[f"{name}.pdf"], missing = pdf.render_all(sheet, look)
        blanks += missing
    return files, facts, "".join(dict.fromkeys(blanks))


def _look(source: Source) -> Look:
    wanted = source.report.parameters.fonts
    faces = inside(source.folder, wanted.folder, "字体文件夹") if wanted.folder else None
    return Look(font_folder=faces, system_fonts=wanted.system, folder=source.folder)


def _why_not(outcome: Outcome) -> str:
    if count := len(errors_of(outcome.findings)):
        return f"有 {count} 处必须修改，没有生成送签材料。请先用「nianbao check」看是哪几处，改好再送签。"
    return f"{str(outcome.error).removesuffix('没有生成。')} 没有生成送签材料。"  # a 更正 that is missing, or a fault


def _alone(target: Path, out: Path) -> contextlib.AbstractContextManager[None]:
    """Keep builds away, which clear what lies half done in the folder of outputs."""
    return only_run(out) if target.resolve().is_relative_to(out.resolve()) else contextlib.nullcontext()


# --- the folder -------------------------------------------------------------------------------


def _look_over(target: Path) -> None:
    """Refuse a folder that may not be written over, or that can't be looked into."""
    try:
        _refuse_others(target)
    except OSError as error:
        raise WriteError(f"「{shown(target)}」看不了：{why_not(error)}。请用 --out 换一个文件夹。") from error


def _refuse_others(target: Path) -> None:
    """Refuse a folder in which anything lies that we didn't write, or that was written in since."""
    if target.exists() and not target.is_dir():
        raise UsageError(f"「{shown(target)}」是一个文件。请在 --out 后面写一个文件夹。")
    if not target.is_dir():
        return
    known = dict(_written(target / SUMS))
    for path in sorted(target.iterdir()):
        if path.name == SUMS or path.name.lower() in _SYSTEM:
            continue
        if path.name.startswith(_OPEN):
            raise UsageError(f"「{shown(target)}」里有材料正打开着。请先关闭 WPS 中的送签材料，再试一次。")
        if not path.is_file() or not _OURS.fullmatch(path.name) or path.name not in known:
            raise UsageError(
                f"文件夹「{shown(target)}」里有别的文件「{path.name}」。请用 --out 换一个文件夹，或把它移走。"
            )
        if hashlib.sha256(path.read_bytes()).hexdigest() != known[path.name]:
            raise UsageError(
                f"「{shown(path)}」生成以后改写过，重新生成会盖掉。请把它移到别处，或用 --out 换一个文件夹。"
            )


def _written(sums_file: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = sums_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        value, separator, name = line.partition("  ")
        if separator:
            yield name, value


def _move(staged: Path, target: Path, aside: Path) -> None:
    """Give a finished folder its name; one that stood there goes only when the new one is there."""
    try:
        if target.is_dir():
            _put_aside(target, aside)
        try:
            staged.replace(target)
        except OSError:
            if aside.is_dir():
                aside.replace(target)
            raise
    except PermissionError as error:
        _keep_beside(staged, target, error)
    except OSError as error:
        raise _not_written(target, error) from error


def _put_aside(target: Path, aside: Path) -> None:
    """Move a folder, and try again while a file of it is held: scanners let go of it in a moment, WPS doesn't."""
    for pause in replacing.PAUSES:
        try:
            target.replace(aside)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    target.replace(aside)


def _keep_beside(staged: Path, target: Path, error: OSError) -> NoReturn:
    beside = replacing.name_beside(target)
    try:
        staged.replace(beside)
    except OSError as second:
        raise _not_written(target, second) from second
    raise HeldError([target], {target: beside}) from error


def _not_written(target: Path, error: OSError) -> WriteError:
    return WriteError(
        f"写不进「{shown(target)}」：{why_not(error)}。请先关闭 WPS 中打开的送签材料，再试一次。"
    )
