"""What was published, in words: what a correction starts from.

Three things can say it: the last correction, the words that every step of 签发登记 holds for, or the page or file
itself, which the importer reads.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from nianbao.correcting.kept import Correction, in_force
from nianbao.correcting.note import REASON, TITLE
from nianbao.correcting.words import seen_words, words_of
from nianbao.errors import ParameterFileError, UsageError
from nianbao.folder import shown
from nianbao.importer import Imported, read_report
from nianbao.params import read_parameters
from nianbao.params.before import is_same_unit
from nianbao.params.model import Parameters
from nianbao.params.own_id import with_own_id
from nianbao.report import Report
from nianbao.signing.content import Content
from nianbao.signing.flow import load_flow
from nianbao.signing.register import Reading, SignRegister
from nianbao.signing.standing import approved_in_turn
from nianbao.verifying.seeing import is_address, see

_DRAFTS = (".yaml", ".yml")
_TABLES_ALONE = (".xlsx", ".xls", ".et", ".csv")


@dataclass(frozen=True)
class Published:
    """Published words.

    Attributes:
        content: The words.
        source: Where they were read, in Chinese.
        file_sha256: Hash of the file's bytes; empty where it was no file.
        signed_sha256: Hash by which 签发登记 knows the words; empty where they weren't read there.
        signed_on: The day of the last signature under them, ISO; empty where they weren't read there.
    """

    content: Content
    source: str
    file_sha256: str = ""
    signed_sha256: str = ""
    signed_on: str = ""


def published(parameters: Path, report: Report, kept: Reading, given: str | None, folder: Path) -> Published:
    """Find what was published.

    Args:
        parameters: The parameter file.
        report: What that says now.
        kept: The report's register of corrections.
        given: A file or address that was named, or None.
        folder: The working folder.

    Raises:
        UsageError: Nothing says what was published, or what was named is another report.
        SourceError: The file can't be read.
        SigningError: The register of signing was altered.
    """
    if given is not None:
        return _given(given, parameters, report, folder)
    if done := in_force(kept.entries):
        content = kept.content(done[-1].now)
        if content is not None:
            return Published(content, f"第 {done[-1].number} 次更正后的文字")
    signed = _signed(parameters, folder)
    approved = _approved(signed, folder)
    if not approved:
        raise UsageError(_nothing(report, folder))
    last = approved[-1].sha256
    signed_on = max(str(entry["date"]) for entry in signed.steps if entry["content"] == last)
    return Published(seen_words(approved[-1]), "签发登记里各步都签过的文字", "", last, signed_on)


def _signed(parameters: Path, folder: Path) -> Reading:
    register = SignRegister(parameters, folder)
    signed = register.read()
    register.refuse_altered(signed)
    return signed


def _approved(signed: Reading, folder: Path) -> list[Content]:
    """List the words that every step of 签发登记 held for, the oldest first."""
    steps = load_flow(folder).names
    return [found for one in approved_in_turn(signed, steps) if (found := signed.content(one))]


def is_approved(correction: Correction, parameters: Path, folder: Path) -> bool:
    """Tell whether all steps were once taken for the words of a correction with its note, so that it may be online.

    Words that were signed before the correction was written down have no note on it yet.

    Raises:
        SigningError: The register of signing was altered.
    """
    return any(
        seen_words(one).sha256 == correction.now and _noted(one) >= correction.number
        for one in _approved(_signed(parameters, folder), folder)
    )


def _noted(content: Content) -> int:
    """Count the corrections that a note tells of."""
    return sum(place == TITLE and words.startswith(REASON) for place, words in content.lines)


def _nothing(report: Report, folder: Path) -> str:
    made = shown(
        folder / "out" / str(report.parameters.year) / str(report.parameters.unit.id) / "report.html"
    )
    hint = f"网上公布的就是上次生成的那一份时，写 --published {made}。" if made.is_file() else ""
    return (
        "没有各步都签过的签发登记，看不出公布的是哪一份。请用 --published 写明已公布的那一份：网址，"
        f"或存下来的文件（html、docx、pdf、txt），也可以是当时的底稿（yaml）。{hint}"
    )


def _given(given: str, parameters: Path, report: Report, folder: Path) -> Published:
    path = Path(given)
    if is_address(given):
        page = see(given, folder).body
        return _of_page(page.imported, page.data, given, report)
    if path.suffix.lower() in _DRAFTS:
        return _of_draft(path, parameters, report, folder)
    if path.suffix.lower() in _TABLES_ALONE:
        raise UsageError(f"「{given}」只有统计表，没有正文，不能比较。请换成公布的网页、Word 或 PDF。")
    wanted = report.parameters
    # The report's own format and unit are known; the year is asked for only where the file doesn't say it, so that
    # last year's is seen.
    template, unit_id = report.template.name, wanted.unit.id
    read = read_report(path, folder, template=template, unit_id=unit_id)
    if read.year is None:
        read = read_report(path, folder, template=template, unit_id=unit_id, year=wanted.year)
    read = read.sure()
    return _of_page(read, path.read_bytes(), given, report)


def _of_page(read: Imported, data: bytes, given: str, report: Report) -> Published:
    if read.parameters is None:
        raise UsageError(f"「{given}」里看不出年份，不能与底稿比较。请换成完整的一份。")
    was = read.parameters
    _refuse_other(was, report, given)
    if not any(one.part == "title" for one in read.stretches):
        # The body of a page, whose title stands in a field of the site's.
        was = was.model_copy(update={"unit": report.parameters.unit})
    # What own cells showed stands among the words of the page.
    words = seen_words(Content.of(Report(report.template, was, report.folder)))
    return Published(words, f"公布的「{given}」", hashlib.sha256(data).hexdigest())


def _of_draft(path: Path, parameters: Path, report: Report, folder: Path) -> Published:
    if not path.is_file():
        raise UsageError(f"找不到「{path}」。请核对文件名。")
    data = path.read_bytes()
    try:
        # Read as if it lay where it once lay: a copy may be called anything.
        was = with_own_id(read_parameters(parameters, data, folder)).parameters
    except ParameterFileError as problem:
        raise ParameterFileError([one.in_file(str(path)) for one in problem.findings]) from problem
    _refuse_other(was, report, str(path))
    words = words_of(Report.of(was, folder))
    return Published(words, f"公布时的底稿「{path}」", hashlib.sha256(data).hexdigest())


def _refuse_other(read: Parameters, report: Report, given: str) -> None:
    wanted = report.parameters
    if read.year != wanted.year:
        raise UsageError(f"「{given}」是 {read.year} 年的年报，底稿是 {wanted.year} 年的。请核对。")
    if not is_same_unit(read, wanted):
        raise UsageError(
            f"「{given}」是「{read.unit.full_name or read.unit.name}」的年报，"
            f"底稿是「{wanted.unit.full_name or wanted.unit.name}」的。请核对。"
        )
