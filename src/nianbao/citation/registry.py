"""The registry of laws and notices (``templates/checks/laws.yaml``)."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from nianbao.citation.numbers import Number, numbers
from nianbao.citation.titles import normal

Standing = Literal["good", "old", "new"]
"""Whether a document may be cited in a year's report: superseded is old, not yet issued is new."""


_YEAR = re.compile(r"(?:19|20)\d\d年")
_ISSUER = re.compile("[^关]{2,30}?(?:政府|办公厅|办公室|局|委|厅|领导小组)(?=关于|印发|转发)")
_STATE = "中华人民共和国"
_LEAST_LETTERS = 8
"""Of shorter names too many are another's but for one character."""


class Document(BaseModel):
    """A law or notice.

    Attributes:
        kind: ``law``; ``issued``, what a notice 关于印发〈…〉的通知 puts in force; ``notice``.
        name: Name as it stands in book-title marks, without the issuer.
        also: Other names, such as that of an annex.
        issuer: Full name of who issued it.
        numbers: Document numbers; the first is the one to write.
        issued: Day of issue.
        in_force: Day from which it applies, where that isn't the day of issue.
        until: Last day on which it applied.
        reports: First and last report year for which it is the basis; no last one when it still is.
        instead: Key of what to cite when it can't be cited.
        anchors: Words that show that it is meant, however the name is written.
        articles: How many articles it has.
        report_articles: The articles on the annual report.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["law", "issued", "notice"]
    name: str
    also: tuple[str, ...] = ()
    issuer: str | None = None
    numbers: tuple[str, ...] = Field(min_length=1)
    issued: datetime.date | None = None
    in_force: datetime.date | None = None
    until: datetime.date | None = None
    reports: tuple[int, ...] = Field(default=(), max_length=2)
    instead: str | None = None
    anchors: tuple[str, ...] = ()
    articles: int | None = None
    report_articles: tuple[int, ...] = ()

    def standing(self, year: int, written: datetime.date | None = None) -> Standing:
        """Say whether the report of a year may rest on it.

        Args:
            year: Report year.
            written: Day of the report; without one, the end of the following year.
        """
        first, last = (
            (self.reports[0] if self.reports else None),
            (self.reports[1] if len(self.reports) > 1 else None),
        )
        if (last and year > last) or (self.until and self.until < datetime.date(year, 12, 31)):
            return "old"
        too_late = self.issued and self.issued > (written or datetime.date(year + 1, 12, 31))
        return "new" if too_late or (first and year < first) else "good"

    @property
    def full_name(self) -> str:
        """The name to write, in book-title marks."""
        inner = self.name.replace("《", "〈").replace("》", "〉")
        if self.kind == "issued":
            return f"《{self.issuer or ''}关于印发〈{self.name}〉的通知》"
        return f"《{self.issuer or ''}{inner}》" if self.kind == "notice" else f"《{inner}》"

    @property
    def said(self) -> str:
        """The name to write, with the number."""
        return f"{self.full_name}（{self.numbers[0]}）"

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """Every accepted form of the name, as names are compared."""
        found = {self.name, *self.also, f"{self.issuer or ''}{self.name}"}
        if self.kind == "issued":
            found |= {f"{issuer}关于印发{self.name}的通知" for issuer in (self.issuer or "", "")}
        return frozenset(map(normal, found))


class Registry:
    """What is known of laws and notices, by name and by number."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.documents = {key: Document.model_validate(facts) for key, facts in data["laws"].items()}
        self.number_ends: str = data["number_ends"]
        self.yearly: tuple[str, ...] = tuple(data["yearly"])
        self.yearly_subjects: tuple[str, ...] = tuple(data["yearly_subjects"])
        self.basis_words: tuple[str, ...] = tuple(data["basis_words"])
        self.history_words: tuple[str, ...] = tuple(data["history_words"])
        self._by_name: dict[str, list[Document]] = {}
        self._by_number: dict[tuple[str, int | None, int], Document] = {}
        for document in self.documents.values():
            for name in document.names:
                self._by_name.setdefault(name, []).append(document)
            for written in document.numbers:
                for number in numbers(written, self.number_ends):
                    self._by_number[number.key] = document

    def of_number(self, number: Number) -> Document | None:
        """Give the document of a number; words before the issuer's code don't matter."""
        office, year, serial = number.key
        for start in range(len(office)):
            if found := self._by_number.get((office[start:], year, serial)):
                return found
        return None

    def is_like(self, number: Number) -> bool:
        """Tell whether a document has this year and serial number, whatever the office is written like."""
        return any(key[1:] == number.key[1:] for key in self._by_number)

    def of_name(self, name: str) -> list[Document]:
        """List the documents of exactly this name (a law keeps its name when it is revised)."""
        return self._by_name.get(normal(name), [])

    def meant_by(self, name: str) -> Document | None:
        """Give the document that a name must mean though it isn't written right.

        A notice with a year in its name, or of another issuer, is one of the many that pass it on.
        """
        plain = normal(name)
        issuer = _ISSUER.match(plain)
        if _YEAR.search(plain) or (issuer and not issuer.group().startswith("国务院")):
            return None
        return next(
            (
                document
                for document in self.documents.values()
                if any(normal(anchor) in plain for anchor in document.anchors)
            ),
            None,
        )

    def spelt_nearly(self, name: str) -> list[Document]:
        """List the documents whose name is written so but for one character (条列), the versions of a law included."""
        plain = normal(name).removeprefix(_STATE)
        return [
            document
            for document in self.documents.values()
            if any(_is_slip(plain, known.removeprefix(_STATE)) for known in document.names)
        ]

    def instead_of(self, document: Document) -> Document | None:
        """Give what is to be cited in place of a document."""
        return self.documents.get(document.instead or "")

    def regulation(self, year: int) -> Document | None:
        """Give the Regulation on which the report of a year rests."""
        return next(
            (
                document
                for document in self.documents.values()
                if document.report_articles and document.standing(year) == "good"
            ),
            None,
        )

    def regulations(self) -> Iterator[Document]:
        """List the versions of the Regulation."""
        return (document for document in self.documents.values() if document.report_articles)


def _is_slip(written: str, name: str) -> bool:
    """Tell whether one character of a name is another, lacks or is too much; a word before it makes another name."""
    if min(len(written), len(name)) < _LEAST_LETTERS or abs(len(written) - len(name)) > 1 or written == name:
        return False
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(written, name, strict=False))
    at = sum(1 for _ in alike)
    odd = written[at : at + 1] + name[at : at + 1]
    if any(char.isascii() for char in odd):
        return False
    if len(written) == len(name):
        return written[at + 1 :] == name[at + 1 :]
    longer, shorter = sorted((written, name), key=len, reverse=True)
    return at > 0 and longer[at + 1 :] == shorter[at:]
