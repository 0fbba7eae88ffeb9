"""通报: counts and rates by kind of unit, and the paragraph that a 通报 begins with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.county.board.board import Board
from nianbao.county.board.standing import Standing
from nianbao.county.board.states import State
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.roster import Kind
from nianbao.reviewing.explain import family_of

_NAMED = 12
"""Units that a sentence names."""

_PAST = (State.PASSED, State.SIGNED, State.PUBLISHED)
_TOLD = 3
"""Kinds of mistakes that are named."""


@dataclass(frozen=True)
class Rates:
    """Counts of one kind of unit.

    Attributes:
        name: 乡镇, …; 合计 for all.
        units: How many there are.
        received: How many have handed in.
        in_time: How many of those in time; None while there is no deadline.
        passed: How many have passed, those signed and published among them.
        published: How many are published.
    """

    name: str
    units: int
    received: int
    in_time: int | None
    passed: int
    published: int

    @property
    def rate(self) -> str:
        """Share of those that have handed in."""
        return share(self.received, self.units)


@dataclass(frozen=True)
class Bulletin:
    """What a 通报 says.

    Attributes:
        rates: By kind of unit, all of them last.
        paragraphs: Ready to be pasted.
    """

    rates: tuple[Rates, ...]
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs as one text."""
        return "\n".join(self.paragraphs)


def share(part: int, whole: int) -> str:
    """Write a share: 94.7%, and 100% without decimals."""
    if not whole:
        return "—"
    rate = f"{100 * part / whole:.1f}".removesuffix(".0")
    return f"{rate}%"


def bulletin(found: Board, place: CountyPlace) -> Bulletin:
    """Write the 通报's paragraphs from the board and the register of remarks."""
    kinds = [_rates(kind.value, found.of_kind(kind), found) for kind in Kind if found.of_kind(kind)]
    whole = _rates("合计", found.standings, found)
    paragraphs = ("".join(_progress(found, kinds, whole)), "".join(_quality(found, RemarkLedger(place))))
    return Bulletin((*kinds, whole), tuple(one for one in paragraphs if one))


def _rates(name: str, standings: Sequence[Standing], found: Board) -> Rates:
    received = [one for one in standings if one.versions]
    return Rates(
        name=name,
        units=len(standings),
        received=len(received),
        in_time=sum(not one.late for one in received) if found.deadline else None,
        passed=sum(one.state in _PAST for one in standings),
        published=sum(one.state is State.PUBLISHED for one in standings),
    )


def _progress(found: Board, kinds: Sequence[Rates], whole: Rates) -> Iterator[str]:
    now = found.now
    yield f"截至{now.year}年{now.month}月{now.day}日{now.hour}时，"
    yield f"{found.county} {whole.units} 个单位中，{whole.received} 个报送了{found.year}年度政府信息公开工作年度报告，"
    yield f"报送率 {whole.rate}"
    if len(kinds) > 1:
        yield f"（{'，'.join(f'{one.name} {one.received}/{one.units}' for one in kinds)}）"
    yield "。"
    if found.deadline:
        day = f"{found.deadline.month}月{found.deadline.day}日"
        yield f"在{day}期限内报送的 {whole.in_time} 个，按时率 {share(whole.in_time or 0, whole.units)}。"
        yield from _naming("逾期报送的", [one for one in found.received if one.late])
        yield from _naming("逾期至今未报的", [one for one in found.of_state(State.MISSING) if one.late])
    else:
        yield from _naming("未报的", found.of_state(State.MISSING))
    counts = found.counts
    yield f"审核通过 {whole.passed} 个"
    if whole.published or counts[State.SIGNED]:
        yield f"（其中已签发待发布 {counts[State.SIGNED]} 个、已发布 {whole.published} 个）"
    yield f"，退回修改 {counts[State.RETURNED]} 个，待审 {counts[State.WAITING]} 个，未报 {counts[State.MISSING]} 个。"


def _naming(what: str, standings: Sequence[Standing]) -> Iterator[str]:
    if standings:
        names = "、".join(one.member.name for one in standings[:_NAMED])
        more = "等" if len(standings) > _NAMED else ""
        yield f"{what} {len(standings)} 个：{names}{more}。"


def _quality(found: Board, ledger: RemarkLedger) -> Iterator[str]:
    told = [one for one in found.standings if ledger.rounds(one.member.id)]
    if not told:
        return
    remarks = {
        (one.member.id, remark.number): remark
        for one in told
        for around in ledger.rounds(one.member.id)
        for remark in around.remarks
        if ledger.is_raised(one.member.id, remark)
    }
    rounds = sum(len(ledger.rounds(one.member.id)) for one in told)
    yield f"共审核 {rounds} 份次，提出意见 {len(remarks)} 条"
    families = Counter(family_of(remark.code) for remark in remarks.values())
    if families:
        most = "、".join(f"{family}（{count} 条）" for family, count in families.most_common(_TOLD))
        yield f"，较多的是{most}"
    yield "。"
    first = [one for one in told if one.state in _PAST and one.versions == 1 and not one.returned]
    yield from _naming("一次通过的", first)
    most_returned = max((one.returned for one in found.standings), default=0)
    if most_returned > 1:
        worst = [one for one in found.standings if one.returned == most_returned]
        names = "、".join(one.member.name for one in worst[:_NAMED])
        yield f"退回次数最多的是{names}，{'各 ' if len(worst) > 1 else ''}{most_returned} 次。"
