"""What a look into the inbox gives: a line for every file, in words and as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nianbao.county.roster import Member


class Outcome(StrEnum):
    """What became of a file."""

    ACCEPTED = "收下"
    SAME = "已经收过"
    UNREADABLE = "读不出"
    NO_REPORT = "不是年报"
    UNKNOWN = "不知是哪个单位"
    WRONG_YEAR = "年份不对"


@dataclass(frozen=True)
class Arrival:
    """A file of the inbox and what became of it.

    Attributes:
        name: As the officer sees it: path below the inbox, ``年报.zip › 云溪镇.docx`` for what was packed.
        outcome: What became of it.
        said: Why, and what to do, in Chinese.
        sha256: Hash of its bytes.
        member: The unit by what the file says, or None.
        probable: Whose it may be by its name alone, which is a hint and no more.
        version: Number of the version among those of the unit, from 1; 0 where none was kept.
        kind: 年报, 表格, 文字 or 填报表; empty for what can't be read.
        conflicts: Where the county had changed the parameter file and the unit now says otherwise.
        doubts: What the reading isn't sure of.
    """

    name: str
    outcome: Outcome
    said: str
    sha256: str
    member: Member | None = None
    probable: Member | None = None
    version: int = 0
    kind: str = ""
    conflicts: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it is a version that the county didn't have."""
        return self.outcome is Outcome.ACCEPTED
