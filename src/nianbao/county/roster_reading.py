"""Reads a roster from a workbook: ours, or a list that an office keeps, columns in whatever order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from nianbao.county.roster import Entry, Kind, Roster, RosterError, roster_of
from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.opening import open_ledger
from nianbao.ledgers.sheet import Sheet
from nianbao.params.draft import level_of_name

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("单位", "单位名称", "单位简称", "名称", "报送单位", "填报单位"),
    "kind": ("类别", "单位类别", "类型", "单位类型", "性质"),
    "full_name": ("全称", "单位全称", "规范全称"),
    "code": ("区划代码或统一社会信用代码", "代码", "单位代码", "区划代码", "行政区划代码"),
    "credit_code": ("统一社会信用代码", "信用代码"),
    "contact": ("联系人", "经办人", "联络员", "姓名", "联系人姓名"),
    "phone": ("电话", "联系电话", "手机", "手机号", "手机号码", "办公电话", "联系方式"),
    "aliases": ("别名", "其他名称", "曾用名", "又称", "别称"),
}
"""Columns of a roster and what offices call them; the first is what we print."""

COUNTY_LABEL = "县（市、区）"
"""Stands before the county's name, above the header."""

_KINDS: Mapping[str, Kind] = {
    "乡镇": Kind.TOWNSHIP,
    "镇": Kind.TOWNSHIP,
    "乡": Kind.TOWNSHIP,
    "乡镇（街道）": Kind.TOWNSHIP,
    "街道": Kind.SUBDISTRICT,
    "街道办事处": Kind.SUBDISTRICT,
    "部门": Kind.DEPARTMENT,
    "县直部门": Kind.DEPARTMENT,
    "县直": Kind.DEPARTMENT,
    "县级部门": Kind.DEPARTMENT,
    "政府部门": Kind.DEPARTMENT,
    "政府本级": Kind.OWN,
    "本级": Kind.OWN,
    "县本级": Kind.OWN,
    "县政府本级": Kind.OWN,
}
_HEADER_ROWS = 12
_NO_UNIT = re.compile(r"(?:合计|总计|小计|共计|备注|说明|注)(?:[:：].*)?")
_SPLIT = re.compile(r"[、，,;；/\n]+")
_AREA = re.compile(r"[\u4e00-\u9fff]{1,12}?[县市区旗]")


def read_roster(path: Path) -> Roster:
    """Read the roster.

    Args:
        path: An xlsx, xls or csv file; of several sheets the first that has units counts.

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
    for sheet in sheets:
        header = _header(sheet)
        if header is not None and not sheet.hidden:
            return _read(sheet, *header)
    names = "、".join(COLUMNS["name"][:3])
    raise RosterError(
        f"单位名单「{path.name}」里没有找到表头。请有一行表头，写着 {names} 之一，下面一行一个单位。"
    )


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Find the header: the first row that names the units and one thing more."""
    for row in range(min(len(sheet.rows), _HEADER_ROWS)):
        columns: dict[str, int] = {}
        for index in range(len(sheet.rows[row])):
            words = _words(sheet, row, index).replace(" ", "")
            for key, names in COLUMNS.items():
                if words in names:
                    columns.setdefault(key, index)
        if "name" in columns and len(columns) > 1:
            return row, columns
    return None


def _read(sheet: Sheet, header: int, columns: dict[str, int]) -> Roster:
    remarks: list[str] = []
    entries = list(_entries(sheet, header, columns, remarks))
    if not entries:
        raise RosterError("单位名单里还没有单位。请在表头下面一行填一个单位。")
    county = _county(sheet, header) or _county_of(entries)
    if county is None:
        raise RosterError(f"单位名单没有写是哪个县。请在表头上面写「{COUNTY_LABEL}」，右边一格写县名。")
    return roster_of(county, entries, remarks)


def _entries(sheet: Sheet, header: int, columns: Mapping[str, int], remarks: list[str]) -> Iterator[Entry]:
    for row in range(header + 1, len(sheet.rows)):

        def words(key: str, row: int = row) -> str:
            return _words(sheet, row, columns[key]) if key in columns else ""

        name = words("name").replace(" ", "")
        if not name:
            if any(words(key) for key in columns):
                raise RosterError(f"单位名单第 {row + 1} 行没有写单位。请补上，或删去这一行。")
            continue
        if _NO_UNIT.fullmatch(name):
            continue
        yield Entry(
            name=name,
            kind=_kind(words("kind").replace(" ", ""), name, row, remarks),
            full_name=words("full_name").replace(" ", ""),
            code=words("code").replace(" ", "") or words("credit_code").replace(" ", "") or None,
            contact=words("contact"),
            phone=words("phone"),
            aliases=tuple(alias.strip() for alias in _SPLIT.split(words("aliases")) if alias.strip()),
            row=row + 1,
        )


def _kind(word: str, name: str, row: int, remarks: list[str]) -> Kind:
    """Take the kind that is written, else the one that the name's ending tells."""
    if word in _KINDS:
        kind = _KINDS[word]
        # One word for both is common: 乡镇（街道）.
        return Kind.SUBDISTRICT if kind is Kind.TOWNSHIP and level_of_name(name) == "subdistrict" else kind
    if word:
        known = "、".join(Kind)
        raise RosterError(f"单位名单第 {row + 1} 行「{name}」：类别「{word}」不认识。请写 {known} 之一。")
    level = level_of_name(name)
    kind = next((kind for kind in Kind if kind.level == level), Kind.DEPARTMENT)
    remarks.append(f"第 {row + 1} 行「{name}」没有写类别，按名称当作{kind}。")
    return kind


def _county(sheet: Sheet, header: int) -> str | None:
    """Find the county's name above the header: behind its label, or in the title."""
    cells = [[_words(sheet, row, index) for index in range(len(sheet.rows[row]))] for row in range(header)]
    for line in cells:
        for index, word in enumerate(line):
            label = word.rstrip("：:")
            if label in (COUNTY_LABEL, "县", "县市区", "区县") and any(line[index + 1 :]):
                return next(word for word in line[index + 1 :] if word)
    for line in cells:
        for word in line:
            if found := _AREA.match(word):
                return found.group()
    return None


def _county_of(entries: Sequence[Entry]) -> str | None:
    """Take the county from 政府本级's own name, or from a full name."""
    for entry in sorted(entries, key=lambda entry: entry.kind is not Kind.OWN):
        words = entry.full_name or (entry.name if entry.kind is Kind.OWN else "")
        if found := _AREA.match(words):
            return found.group()
    return None


def _words(sheet: Sheet, row: int, column: int) -> str:
    """Give a cell as words; a code or telephone that Excel took for a number loses its .0."""
    cell = sheet.cell(row, column)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())
