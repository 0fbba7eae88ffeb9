"""A published page against the signed report: read, matched to its unit and year, compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from nianbao.errors import UsageError
from nianbao.importer.characters import fold
from nianbao.verifying.around import around, attachments, published_on
from nianbao.verifying.difference import Difference, Kind, shortened
from nianbao.verifying.page import Page
from nianbao.verifying.seeing import Seen, has_text
from nianbao.verifying.signed import Signed, candidates, whose
from nianbao.verifying.texts import Compared, compare_texts

_OWN = 0.8
"""A page that names another unit or year, and has a smaller share of the report's words, is another report."""


@dataclass(frozen=True)
class Verdict:
    """A page that was compared.

    Attributes:
        address: Address or file name.
        unit: The unit's name.
        year: Report year.
        source: What it was compared with, in Chinese.
        title: The report's title on the page, or None.
        date: Day of publication as the page tells it (ISO), or None.
        sha256: Hash of the page's bytes.
        differences: What differs, hints too.
        notes: What is to be said besides.
        body: The report's lines on the page.
        is_report: It is this unit's report of this year, however changed.
    """

    address: str
    unit: str
    year: int
    source: str
    title: str | None
    date: str | None
    sha256: str
    differences: tuple[Difference, ...]
    notes: tuple[str, ...] = ()
    body: str = field(default="", repr=False)
    is_report: bool = True

    @property
    def wrong(self) -> tuple[Difference, ...]:
        """The differences, without hints."""
        return tuple(one for one in self.differences if one.severity == "difference")

    @property
    def same(self) -> bool:
        """Whether the page says what was signed."""
        return not self.wrong


def recognised(seen: Seen, folder: Path, year: int) -> str | None:
    """Tell whose report of a year a page is: the unit's id; None where that can't be told."""
    texts = [text for one in (seen.page, seen.body) for text in (one.title or "", *one.names) if text]
    texts += [seen.page.facts.title] if seen.page.facts else []
    found = whose(candidates(folder, year), texts)
    return found.id if found else None


def year_of(seen: Seen) -> int | None:
    """Tell the report year of a page."""
    return seen.page.year or seen.body.year


def verify(seen: Seen, signed: Signed, others: Iterable[str] = ()) -> Verdict:
    """Compare what was seen with the signed report.

    Args:
        seen: The page.
        signed: The signed report.
        others: Names of other units, which a page of this one has no business with.
    """
    document = signed.document
    about = document.about
    compared = compare_texts(seen.body, document, signed.template)
    found: list[Difference] = []
    notes = [*signed.notes, *seen.notes]
    is_report = not (compared.is_other or (compared.likeness < _OWN and _names_another(seen, signed)))
    if not is_report:
        found.append(_other(seen, signed))
    else:
        found += compared.differences
        found += _others(compared, signed, others)
        found += around(seen.page, document)
        found += (one for file in seen.files if file is not seen.body for one in _of_file(file, signed))
    found += seen.differences
    if compared.matched.effort.is_spent:
        notes.append("网页上的文字太多，没有全部比完；说没有的，可能在网页上别的地方。请打开看一眼。")
    if seen.body is not seen.page:
        notes.append(f"网页上只有附件「{seen.body.name}」，按附件比较。")
    if seen.page.facts and not seen.page.address and attachments(seen.page.facts):
        notes.append("这是存下来的网页，附件没有核对；要核对附件，请直接写网址。")
    date = published_on(seen.page)
    return Verdict(
        address=seen.page.name,
        unit=about.unit.name,
        year=about.year,
        source=signed.source,
        title=seen.page.title or seen.body.title,
        date=date.isoformat() if date else None,
        sha256=hashlib.sha256(seen.page.data).hexdigest(),
        differences=tuple(sorted(found, key=lambda one: one.severity == "hint")),
        notes=tuple(notes),
        body=compared.body,
        is_report=is_report,
    )


def _other(seen: Seen, signed: Signed) -> Difference:
    """Say that a page hasn't the report: it is another unit's or year's, or empty."""
    title, about = seen.page.title or seen.body.title, signed.document.about
    wanted = signed.document.title.text
    if another := _another_unit(seen, signed):
        message = f"网页上是「{another}」的年报，不是{about.unit.name}的。"
        return Difference(Kind.UNIT, "全文", message, "请核对网址，或换成本单位的年报。", wanted, title)
    if (year := year_of(seen)) and year != about.year:
        message = f"网页上是 {year} 年的年报，不是 {about.year} 年的。"
        return Difference(Kind.TITLE, "全文", message, "请核对网址，或换成这一年的年报。", wanted, title)
    if not has_text(seen.body):
        pictured = bool(seen.page.facts and seen.page.facts.pictures)
        message = "网页上没有年报正文" + ("，可能整页是图片。" if pictured else "，也没有能打开的附件。")
        return Difference(Kind.MISSING, "全文", message, "请照签发稿补上文字。", wanted, title)
    return Difference(
        Kind.WORDS, "全文", "网页上的内容与签发稿几乎全不一样。", "请核对网址和单位。", wanted, title
    )


def _names_another(seen: Seen, signed: Signed) -> bool:
    """Tell whether a page says that it is another unit's report, or another year's."""
    year = year_of(seen)
    return _another_unit(seen, signed) is not None or (
        year is not None and year != signed.document.about.year
    )


def _another_unit(seen: Seen, signed: Signed) -> str | None:
    names = seen.page.names or seen.body.names
    own = any(fold(one) in fold(name) for one in signed.names for name in names)
    return names[0] if names and not own else None


def _others(compared: Compared, signed: Signed, others: Iterable[str]) -> Iterator[Difference]:
    """Name the other units that the page names and the report doesn't."""
    report = compared.matched.report.text + "".join(map(fold, signed.names))
    shown = fold(compared.body)
    for name in others:
        if fold(name) in shown and fold(name) not in report:
            message = f"网页上出现了别的单位「{name}」，签发稿里没有。"
            yield Difference(Kind.UNIT, "全文", message, "请核对是不是贴了别的单位的内容。", "", name)


def _of_file(file: Page, signed: Signed) -> Iterator[Difference]:
    """Compare a file that a page offers besides its text; one that is no such report is left alone."""
    compared = compare_texts(file, signed.document, signed.template)
    if compared.is_other:
        return
    for one in compared.differences:
        if one.severity == "difference":
            yield replace(one, where=f"附件「{shortened(file.name)}」{one.where}")


def require_year(year: int | None) -> int:
    """Give the year, or say that it must be given.

    Raises:
        UsageError: There is none.
    """
    if year is None:
        raise UsageError("网页上看不出是哪一年的年报。请用 --year 写明年份。")
    return year
