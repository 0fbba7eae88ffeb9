"""Reads a roster from a workbook: ours, or a list that an office keeps, columns in whatever order."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nianbao.county.county_name import county_of_names, county_of_titles
from nianbao.county.place import COUNTY, ROSTER
from nianbao.county.roster import Entry, Roster, RosterError, roster_of
from nianbao.county.roster_rows import COLUMNS, Listed, entries_of, find_header
from nianbao.county.unit_ids import keep_ids, known_ids, succeeded
from nianbao.errors import WriteError
from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.opening import open_ledger
from nianbao.ledgers.sheet import Sheet

COUNTY_LABEL = "县（市、区）"
"""Stands before the county's name, above the header."""


def read_roster(path: Path, county: str | None = None) -> Roster:
    """Read the roster; ids that the county's own one gives for the first time are registered beside it.

    Args:
        path: An xlsx, xls or csv file; of several sheets all count that are shown and have a header.
        county: The county's name, where it is known better than the file says.

    Raises:
        RosterError: It isn't there, can't be read, or its units can't be told apart.
    """
    if not path.is_file():
        raise RosterError(f"没有单位名单「{path.name}」。请先运行 nianbao county init，填好名单再做这一步。")
    try:
        sheets = open_ledger(path)
    except LedgerError as problem:
        advice = problem.finding.suggestion or ""
        raise RosterError(f"单位名单「{path.name}」读不了：{problem}{advice}") from problem
    remarks = list(_passed_over(sheets))
    lists = [
        Listed(sheet, *header) for sheet in sheets if not sheet.hidden and (header := find_header(sheet))
    ]
    if not lists:
        names = "、".join(COLUMNS["name"][:3])
        raise RosterError(
            f"单位名单「{path.name}」里没有找到表头。请有一行表头，写着 {names} 之一，下面一行一个单位。"
        )
    several = len(lists) > 1
    entries = [entry for one in lists for entry in entries_of(one, remarks, named=several)]
    if not entries:
        raise RosterError("单位名单里还没有单位。请在表头下面一行填一个单位。")
    county = county or _county(lists, entries, remarks)
    if (path.parent.name, path.name) != (COUNTY, ROSTER):
        return roster_of(county, entries, remarks)
    return _with_kept_ids(path.parents[1], county, entries, remarks)


def _passed_over(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Name the sheets that aren't read."""
    for sheet in sheets:
        if not any(str(cell).strip() for row in sheet.rows for cell in row):
            continue
        if sheet.hidden:
            yield f"工作表「{sheet.name}」是隐藏的，没有读。里面有要报送的单位的，请取消隐藏。"
        elif find_header(sheet) is None:
            yield f"工作表「{sheet.name}」没有找到表头，没有读。里面有要报送的单位的，请加一行表头。"


def _county(lists: Sequence[Listed], entries: Sequence[Entry], remarks: list[str]) -> str:
    """Find the county's name: behind its label, or in a title, or in the units' names; a guess is told."""
    above = [line for one in lists for line in one.above]
    for line in above:
        for index, word in enumerate(line):
            label = word.rstrip("：:")
            if label in (COUNTY_LABEL, "县", "县市区", "区县") and any(line[index + 1 :]):
                return next(word for word in line[index + 1 :] if word)
    advice = f"不对的，请在名单表头上面写「{COUNTY_LABEL}」，右边一格改成县名。"
    if titled := county_of_titles(above):
        remarks.insert(0, f"县名按标题「{titled[1]}」认作「{titled[0]}」，{advice}")
        return titled[0]
    if county := county_of_names(entries):
        remarks.insert(0, f"县名按单位全称认作「{county}」，{advice}")
        return county
    raise RosterError(f"单位名单没有写是哪个县。请在表头上面写「{COUNTY_LABEL}」，右边一格写县名。")


def _with_kept_ids(folder: Path, county: str, entries: Sequence[Entry], remarks: Sequence[str]) -> Roster:
    known = known_ids(folder, county, [entry.name for entry in entries])
    roster = roster_of(county, entries, remarks, known)
    ids = {member.name: member.id for member in roster.members}
    with contextlib.suppress(WriteError):  # a folder that is only looked at: the ids are the same next time
        keep_ids(folder, ids, known)
    return replace(roster, remarks=(*roster.remarks, *succeeded(ids, known)))
