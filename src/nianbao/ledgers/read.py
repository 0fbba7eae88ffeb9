"""Read a unit's ledgers: each file once, each sheet for the kind it is."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from nianbao.errors import FolderError, TemplateError
from nianbao.finding import Finding, error_finding
from nianbao.folder import inside
from nianbao.ledgers.entry import LedgerReading
from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.files import EXAMPLE, GUIDANCE, Claim, claim, is_empty
from nianbao.ledgers.kinds.applications import count_applications
from nianbao.ledgers.kinds.base import Count, Counted
from nianbao.ledgers.kinds.collected import count_collected
from nianbao.ledgers.kinds.consultations import count_consultations
from nianbao.ledgers.kinds.documents import count_documents
from nianbao.ledgers.kinds.publications import count_publications
from nianbao.ledgers.kinds.reviews import count_reviews
from nianbao.ledgers.notes import Notes
from nianbao.ledgers.opening import open_ledger
from nianbao.ledgers.sheet import Sheet
from nianbao.ledgers.sums import SUMS, read_sums
from nianbao.ledgers.table import Table
from nianbao.ledgers.values import is_blank
from nianbao.ledgers.words import KINDS, Words, load_words
from nianbao.suggest import did_you_mean, quoted

COUNTS: dict[str, Count] = {
    "applications": count_applications,
    "reviews": count_reviews,
    "publications": count_publications,
    "documents": count_documents,
    "collected": count_collected,
    "consultations": count_consultations,
}


def read_ledgers(ledgers: Mapping[str, str], year: int, folder: Path) -> LedgerReading:
    """Read the ledgers of a unit for a report year.

    Args:
        ledgers: Kind → path of the file, relative to the working folder.
        year: The report's year.
        folder: The working folder.

    Returns:
        What they hold; whatever is wrong is among the findings, nothing is raised.
    """
    with _collector_at_rest():
        return _read(ledgers, year, folder)


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let no garbage be looked for: hundreds of thousands of cells live for a moment, in no cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(ledgers: Mapping[str, str], year: int, folder: Path) -> LedgerReading:
    findings: list[Finding] = []
    words = {kind: _words(kind, folder, findings) for kind in KINDS}
    counted: dict[str, Counted] = {}
    files: dict[str, set[str]] = {}
    for kind, file in ledgers.items():
        if kind == SUMS:
            counted[kind], said = read_sums(file, folder, year)
            findings.extend(said)
        elif kind in COUNTS:
            files.setdefault(file, set()).add(kind)
            counted[kind] = Counted()
        else:
            message = f"没有「{quoted(str(kind))}」这种台账。"
            findings.append(
                error_finding("L111", message, did_you_mean(str(kind), COUNTS)).in_file(str(file))
            )
    for file, kinds in files.items():
        for kind, found, remarks in _read_file(file, kinds, words, year, folder):
            counted[kind] = found
            findings.extend(remarks)
    return LedgerReading(
        entries={kind: tuple(found.entries) for kind, found in counted.items()},
        cases=tuple(case for found in counted.values() for case in found.cases),
        rates=tuple(rate for found in counted.values() for rate in found.rates),
        findings=tuple(dict.fromkeys(findings)),
    )


def _words(kind: str, folder: Path, findings: list[Finding]) -> Words:
    try:
        return load_words(kind, folder)
    except TemplateError as problem:
        advice = "请改正或删去这个文件；现在只按自带的词表读。"
        path = f"templates/ledgers/{kind}.yaml"
        findings.append(error_finding("L117", str(problem), advice).in_file(path))
        return load_words(kind)


def _read_file(
    file: str, kinds: set[str], words: Mapping[str, Words], year: int, folder: Path
) -> list[tuple[str, Counted, list[Finding]]]:
    names = "、".join(words[kind].name for kind in KINDS if kind in kinds)
    try:
        sheets = open_ledger(inside(folder, file, names))
    except LedgerError as problem:
        finding = problem.finding
    except (FolderError, ValueError) as problem:
        finding = error_finding("L101", str(problem), "请把台账放进工作文件夹，写相对路径。")
    else:
        claims = _claims(sheets, words, kinds)
        said = _of_the_file(file, names, sheets, claims, kinds)
        results = []
        for kind in (kind for kind in KINDS if kind in kinds):
            notes = Notes(file, words[kind].name)
            found = COUNTS[kind](_tables(kind, claims, words[kind], notes, year), year)
            results.append((kind, found, [*said, *notes.findings()]))
        return results
    finding = Finding(**{**finding.as_dict(), "message": f"{names}：{finding.message}"}).in_file(file)
    return [(kind, Counted(), [finding]) for kind in KINDS if kind in kinds]


def _claims(sheets: Sequence[Sheet], words: Mapping[str, Words], kinds: set[str]) -> list[Claim]:
    kept = [
        sheet for sheet in sheets if not (sheet.name and EXAMPLE.search(sheet.name)) and not is_empty(sheet)
    ]
    return [claim(sheet, words, kinds) for sheet in kept]


def _of_the_file(
    file: str, names: str, sheets: Sequence[Sheet], claims: Sequence[Claim], kinds: set[str]
) -> list[Finding]:
    """Say how the file was read, and which sheets were passed over."""
    notes = Notes(file, names)
    for sheet in sheets:
        if sheet.note:
            notes.say("L116", "hint", sheet.note, None)
    examples = [sheet.name for sheet in sheets if sheet.name and EXAMPLE.search(sheet.name)]
    if examples:
        notes.say("L115", "hint", f"示例工作表没有计入：{_listed(examples)}。", None)
    others = [
        found.sheet.name
        for found in claims
        if found.kind not in kinds and found.sheet.name and not _may_be_passed_over(found)
    ]
    if others:
        notes.say(
            "L115",
            "warning",
            f"这些工作表不是{names}，没有读：{_listed(others)}。",
            "是台账的，请看表头的列名对不对，或在底稿的 ledgers 里写上这种台账。",
        )
    return notes.findings()


def _may_be_passed_over(found: Claim) -> bool:
    """Say whether a sheet is guidance, or a ledger of another kind without rows."""
    if found.kind is None:
        return bool(GUIDANCE.search(found.sheet.name or ""))
    rows = found.sheet.rows[found.header.body :] if found.header else ()
    return found.header is not None and all(is_blank(cell) for row in rows for cell in row)


def _listed(names: Sequence[str]) -> str:
    return "、".join(f"「{quoted(name)}」" for name in names)


def _tables(kind: str, claims: Sequence[Claim], words: Words, notes: Notes, year: int) -> list[Table]:
    tables = []
    own = [found for found in claims if found.kind == kind]
    for found in own:
        if found.header is None:
            notes.say(
                "L112",
                "error",
                f"找不到表头。要有这些列：{_needed(words)}。",
                "请核对列名；一格只写一个列名。",
                sheet=found.sheet.name,
            )
            continue
        table = Table(words, found.sheet, found.header, notes, year)
        if _is_complete(table):
            tables.append(table)
    # An empty ledger is a ledger: a new workbook has headers and no rows.
    if not own:
        notes.say(
            "L112",
            "error",
            f"文件里没有{words.name}：没有一张工作表的名称或表头像它。要有这些列：{_needed(words)}。",
            "请核对是否选错了文件，或列名写法。",
        )
    return tables


def _needed(words: Words) -> str:
    return "、".join(f"「{words.columns[column][0]}」" for column in words.needed)


def _is_complete(table: Table) -> bool:
    """Say which needed columns are missing or stand twice; such a sheet can't be counted."""
    missing = [column for column in table.words.needed if not table.has(column)]
    for column in missing:
        heads = "、".join(table.words.columns[column][:6])
        table.say(
            "L113",
            "error",
            f"缺「{table.words.columns[column][0]}」列，这张表没有计入。",
            f"请补上这一列；列名可以是：{heads}等。",
            table.header.body,
        )
    for column in table.header.twice:
        message = f"有两列都叫{table.label(column)}，不知道读哪一列，这张表没有计入。"
        table.say("L114", "error", message, "请改一列的列名。", table.header.body, column)
    return not missing and not table.header.twice
