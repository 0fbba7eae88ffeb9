"""Which county a list is of, where its officer didn't write it behind a label: a guess, and told as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nianbao.county.roster import Entry, Kind

_BEFORE = re.compile(r"^(?:附件\d*[:：]?)?(?:\d{4}年?度?)?")
# Where the name has ended: 示例县|县直部门, 示例县|政府信息公开, 示例县|市场监督管理局.
_BEHIND = re.compile(
    r"[^\u4e00-\u9fff]|[县市区旗][直级属]|人民|政府|政务|信息|各|联络|名单|名册|部门|单位|乡镇|街道|社区|报送|年报|市场|市政"
)
_AREA = re.compile(r"[\u4e00-\u9fff]{1,20}[县市区旗]")
# 全县, 各区, 县市区: everybody's.
_NOBODYS = re.compile(r"[全各本我该][县市区旗]|[县市区旗]+$")


def county_in(words: str) -> str | None:
    """Find the county that a title begins with, whole: 津市市, 某某市某某区."""
    rest = _BEFORE.sub("", words.replace(" ", ""))
    behind = _BEHIND.search(rest)
    found = _AREA.match(rest[: behind.start()] if behind else rest)
    return found.group() if found and not _NOBODYS.match(found.group()) else None


def county_of_titles(lines: Iterable[Sequence[str]]) -> tuple[str, str] | None:
    """Find the county in what stands above a header; returns it and the title."""
    return next(
        ((found, word) for line in lines for word in line if (found := county_in(word))),
        None,
    )


def county_of_names(entries: Sequence[Entry]) -> str | None:
    """Take the county from 政府本级's own name, or from what stands before a unit's name in its full name."""
    for entry in entries:
        if entry.kind is Kind.OWN and (found := county_in(entry.full_name or entry.name)):
            return found
    for entry in entries:
        before, name, _ = entry.full_name.partition(entry.name)
        if name and county_in(before) == before:
            return before
    return next((found for entry in entries if (found := county_in(entry.full_name))), None)
