"""One unit on the board."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from nianbao.county.board.publications import Publication
from nianbao.county.board.states import Event, State
from nianbao.county.remarks.opinion import Opinion
from nianbao.county.roster import Member


@dataclass(frozen=True)
class Standing:
    """How far a unit is.

    Attributes:
        member: The unit.
        state: How far its report is.
        event: What led to the state; None while nothing happened.
        events: All that happened, in order of time.
        versions: How many versions were received.
        first: When the first was received, ISO time with offset; empty where none was.
        last: When the last was received.
        opinion: What the unit was told of its last version, or None.
        late: Whether the first version came after the deadline, or none did and it is past.
        returned: How often it was returned.
        refused: Names of files of its that couldn't be taken since the last version, with the reason.
        address: Where it is published; empty where it isn't.
        differences: In how many places the published page differs.
        gone: The look at which the page that was the unit's couldn't be seen any more; None where there was none.
    """

    member: Member
    state: State
    event: Event | None = None
    events: tuple[Event, ...] = ()
    versions: int = 0
    first: str = ""
    last: str = ""
    opinion: Opinion | None = None
    late: bool = False
    returned: int = 0
    refused: tuple[tuple[str, str], ...] = field(default=())
    address: str = ""
    differences: int = 0
    gone: Publication | None = None

    @property
    def since(self) -> str:
        """The day of the state, ISO; empty where nothing happened."""
        return self.event.at[:10] if self.event else ""

    @property
    def note(self) -> str:
        """What is to be said beside the state, in a few words."""
        said = []
        decided = (State.RETURNED, State.PASSED, State.SIGNED)
        if self.event and self.event.version and self.event.note and self.state in decided:
            said.append(self.event.note)
        if self.opinion and (count := self.opinion.disputed):
            said.append(f"有 {count} 处底稿留着县里的，和单位新交的不一样，还没有定")
        if self.refused:
            name, why = self.refused[-1]
            said.append(f"来件「{name}」{why}")
        if self.differences:
            said.append(f"网页与底稿有 {self.differences} 处不同")
        if self.gone:
            said.append(f"{day_words(self.gone.at)}核对时网页看不到了")
        if self.late:
            said.append("逾期")
        return "；".join(said)


def day_words(iso: str) -> str:
    """Write a day shortly: 1月12日; nothing for nothing."""
    if not iso:
        return ""
    day = datetime.date.fromisoformat(iso[:10])
    return f"{day.month}月{day.day}日"
