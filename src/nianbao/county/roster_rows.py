"""The rows of a roster's sheets: where the header is, and a unit from each row below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.county.roster import Entry, Kind, RosterError
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
# 二、部门（2个）: a heading among the units.
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、].*")


@dataclass(frozen=True)
class Listed:
    """A sheet that lists units.

    Attributes:
        sheet: The sheet.
        header: 0-based row of its header.
        columns: Columns by what they hold.
    """

    sheet: Sheet
    header: int
    columns: Mapping[str, int]

    @property
    def above(self) -> list[list[str]]:
        """The words of each row above the header."""
        rows = self.sheet.rows
        return [[_words(self.sheet, row, at) for at in range(len(rows[row]))] for row in range(self.header)]

    @property
    def kind(self) -> Kind | None:
        """The kind that the sheet's name tells: 部门, 各乡镇名单."""
        name = (self.sheet.name or "").replace(" ", "")
        if name in _KINDS:
            return _KINDS[name]
        found = {kind for word, kind in _IN_SHEET_NAMES.items() if word in name}
        return found.pop() if len(found) == 1 else None


_IN_SHEET_NAMES = {
    "乡镇": Kind.TOWNSHIP,
    "街道": Kind.SUBDISTRICT,
    "部门": Kind.DEPARTMENT,
    "县直": Kind.DEPARTMENT,
}


def find_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
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


def entries_of(listed: Listed, remarks: list[str], *, named: bool) -> Iterator[Entry]:
    """Read the units of a sheet.

    Args:
        listed: The sheet.
        remarks: Takes what was guessed and passed over.
        named: Whether rows are named with their sheet, because there are several.

    Raises:
        RosterError: A row hasn't got a unit, or a kind that isn't known.
    """
    sheet, columns = listed.sheet, listed.columns
    for row in range(listed.header + 1, len(sheet.rows)):

        def words(key: str, row: int = row) -> str:
            return _words(sheet, row, columns[key]) if key in columns else ""

        name = words("name").replace(" ", "")
        where = f"{f'「{sheet.name}」' if named else ''}第 {row + 1} 行"
        if not name:
            if any(words(key) for key in columns):
                raise RosterError(f"单位名单{where}没有写单位。请补上，或删去这一行。")
            continue
        if _NO_UNIT.fullmatch(name):
            continue
        if _HEADING.fullmatch(name) and _is_alone(sheet, row):
            remarks.append(f"{where}「{name}」是小标题，不算单位。")
            continue
        if row + 1 in sheet.hidden_rows:
            remarks.append(f"{where}「{name}」是隐藏的，也算在名单里。不用报送的，请删去这一行。")
        yield Entry(
            name=name,
            kind=_kind(words("kind").replace(" ", ""), name, where, listed.kind, remarks),
            full_name=words("full_name").replace(" ", ""),
            code=words("code").replace(" ", "") or words("credit_code").replace(" ", "") or None,
            contact=words("contact"),
            phone=words("phone"),
            aliases=tuple(alias.strip() for alias in _SPLIT.split(words("aliases")) if alias.strip()),
            row=row + 1,
            sheet=sheet.name or "" if named else "",
        )


def _is_alone(sheet: Sheet, row: int) -> bool:
    return sum(bool(str(cell).strip()) for cell in sheet.rows[row]) == 1


def _kind(word: str, name: str, where: str, of_sheet: Kind | None, remarks: list[str]) -> Kind:
    """Take the kind that is written, else the sheet's, else the one that the name's ending tells."""
    if word and word not in _KINDS:
        known = "、".join(Kind)
        raise RosterError(f"单位名单{where}「{name}」：类别「{word}」不认识。请写 {known} 之一。")
    level = level_of_name(name)
    kind = _KINDS[word] if word else of_sheet
    if kind is not None:
        # One word for both is common: 乡镇（街道）.
        return Kind.SUBDISTRICT if kind is Kind.TOWNSHIP and level == "subdistrict" else kind
    kind = next((kind for kind in Kind if kind.level == level), Kind.DEPARTMENT)
    remarks.append(f"{where}「{name}」没有写类别，按名称当作{kind}。")
    return kind


def _words(sheet: Sheet, row: int, column: int) -> str:
    """Give a cell as words; a code or telephone that Excel took for a number loses its .0."""
    cell = sheet.cell(row, column)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())
