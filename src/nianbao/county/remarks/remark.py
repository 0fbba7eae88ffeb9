"""A remark on a draft, and what becomes of it from round to round."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from nianbao.county.remarks.wording import Wording
from nianbao.finding import SEVERITY_WORDS, Finding, Severity

OWN = "县里意见"
"""How grave a remark is that the officer made."""


class State(StrEnum):
    """How a remark stands against the round before."""

    NEW = "新增"
    OPEN = "未改"
    FIXED = "已改"


class Handling(StrEnum):
    """What the officer decided on a remark."""

    USUAL = ""
    DONE = "办结"
    DROPPED = "不提"


_LINE = re.compile(r"第\s*\d+(?:[—、-]\d+)*\s*(?:行|段|页)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Remark:
    """A remark on one unit's draft.

    Attributes:
        number: Its number among those of the unit, which it keeps from round to round; 0 before it has one.
        words: 位置, 现状, 应改为, 依据.
        severity: How grave the finding is; None for a remark of the officer's own.
        code: The finding's code; empty for the officer's own.
        place: Section, table, row and cell ids, joined.
        message: What the check said, by which it is known again.
        quote: The draft's words, by which it is known again.
        state: How it stands against the round before.
    """

    number: int
    words: Wording
    severity: Severity | None = None
    code: str = ""
    place: str = ""
    message: str = ""
    quote: str = ""
    state: State = State.NEW

    @classmethod
    def of(cls, finding: Finding, words: Wording) -> Self:
        """Make a remark of a finding."""
        ids = (finding.section, finding.table, finding.row, finding.cell)
        sensitive = finding.code.startswith("X")  # what is personal isn't kept, masked or not
        return cls(
            number=0,
            words=words,
            severity=finding.severity,
            code=finding.code,
            place="/".join(one or "" for one in ids),
            message=finding.message,
            quote="" if sensitive else finding.quote or "",
        )

    @property
    def is_own(self) -> bool:
        """Whether the officer made it."""
        return self.severity is None

    @property
    def weight(self) -> str:
        """必须修改, 请核实, 建议, or 县里意见."""
        return SEVERITY_WORDS[self.severity] if self.severity else OWN

    @property
    def is_cell(self) -> bool:
        """Whether it is about a place in a table, where there is but one thing of a kind to say."""
        return any(self.place.split("/")[1:])

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers in it, but for those of lines and paragraphs, which move."""
        return tuple(sorted(_NUMBER.findall(_LINE.sub("", self.message))))

    @property
    def gist(self) -> str:
        """What it says, without numbers, lines and spaces."""
        return re.sub(r"[\d\s.]+", "", _LINE.sub("", self.message))

    def as_dict(self) -> dict[str, Any]:
        """Give the remark for the register."""
        return asdict(self)

    @classmethod
    def from_dict(cls, entry: Mapping[str, Any]) -> Self:
        """Read a remark from the register."""
        return cls(
            **{
                **entry,
                "words": Wording(**entry["words"]),
                "state": State(entry["state"]),
            }
        )


ORDER: tuple[str, ...] = (OWN, *SEVERITY_WORDS.values())
"""In which order people read remarks."""
