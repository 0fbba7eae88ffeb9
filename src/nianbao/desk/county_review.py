"""审核意见 in the desk: what each unit is told, the officer's own words on it, and 通过 or 退回."""

from __future__ import annotations

import datetime
from typing import Any

from nianbao.county.board.board import board
from nianbao.county.board.deciding import decide
from nianbao.county.board.decisions import Step
from nianbao.county.board.standing import Standing
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.message import message_of
from nianbao.county.remarks.opinion import Line, Opinion
from nianbao.county.remarks.remark import Handling, Remark
from nianbao.county.remarks.renew import OFFICER, add_remark, handle_remark, renew
from nianbao.county.remarks.wording import WHOLE
from nianbao.desk.county_run import in_desk_words
from nianbao.errors import EditError, UsageError

HANDLINGS = {Handling.USUAL: "提给单位", Handling.DROPPED: "不提", Handling.DONE: "办结"}
"""What the officer can decide on a remark, in words."""

DECISIONS = (Step.PASSED, Step.RETURNED, Step.SIGNED)


def now() -> datetime.datetime:
    """Tell the time, with its offset."""
    return datetime.datetime.now().astimezone()


def review_page(place: CountyPlace, unit_id: str | None) -> dict[str, Any]:
    """Give the units that have handed in, and what one of them is told.

    Args:
        place: The year's places.
        unit_id: The unit that is looked at.

    Raises:
        RosterError: The roster can't be used.
    """
    found = board(place, now())
    ledger = RemarkLedger(place)
    standing = next((one for one in found.received if one.member.id == unit_id), None)
    return {
        "units": [_brief(one) for one in found.received],
        "unit": _unit(standing, place, ledger, found.deadline) if standing else None,
        "handlings": [[handling.value, words] for handling, words in HANDLINGS.items()],
    }


def say(place: CountyPlace, asked: dict[str, Any]) -> None:
    """Write down what the officer says on a remark."""
    try:
        handling = Handling(str(asked.get("handling") or ""))
        number = int(asked["number"])
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise EditError("没有这一条意见，请按「刷新」再看。") from error
    opinion = str(asked.get("opinion") or "").strip()
    handle_remark(place, str(asked.get("unit")), number, now(), opinion=opinion, handling=handling)


def add(place: CountyPlace, asked: dict[str, Any]) -> None:
    """Add a remark of the officer's own and write the unit's answer anew."""
    should = str(asked.get("should") or "").strip()
    if not should:
        raise EditError("请写明应改为什么。")
    unit = str(asked.get("unit"))
    words = {key: str(asked.get(key) or "").strip() for key in ("where", "current", "basis")}
    add_remark(place, unit, should, now(), **{**words, "where": words["where"] or WHOLE})


def write_anew(place: CountyPlace, unit_id: str) -> str:
    """Write a unit's page and message anew; gives why that couldn't be, or nothing."""
    result = renew(place, now(), [unit_id])
    return " ".join([*result.problems, *(one.problem for one in result.answers if one.problem)])


def settle(place: CountyPlace, asked: dict[str, Any]) -> str:
    """Write down 通过, 退回 or 已签发 for units' last versions; gives what was written down.

    Raises:
        UsageError: One of them can't be passed without a reason, or has handed in nothing.
    """
    units = [str(one) for one in asked.get("units") or ()]
    try:
        step = Step(str(asked.get("step")))
    except ValueError as error:
        raise EditError("没有这样的决定。") from error
    if not units:
        raise EditError("请先选单位。")
    reason = str(asked.get("reason") or "").strip()
    try:
        return "".join(decide(place, units, step, now(), by=OFFICER, reason=reason))
    except UsageError as error:
        raise EditError(in_desk_words(str(error))) from error


def _brief(one: Standing) -> dict[str, Any]:
    opinion = one.opinion
    return {
        "id": one.member.id,
        "name": one.member.name,
        "state": str(one.state),
        "version": one.versions,
        "round": opinion.number if opinion else 0,
        "must": opinion.must if opinion else 0,
        "lines": len(opinion.lines) if opinion else 0,
    }


def _unit(
    one: Standing, place: CountyPlace, ledger: RemarkLedger, deadline: datetime.date | None
) -> dict[str, Any]:
    opinion = one.opinion
    return {
        **_brief(one),
        "note": one.note,
        "message": message_of(opinion, place.year, deadline) if opinion else "",
        "remarks": _remarks(one.member.id, opinion, ledger) if opinion else [],
        "fixed": [_words(remark) for remark in opinion.fixed] if opinion else [],
        "history": [
            f"{event.at[:16].replace('T', ' ')}　{event.what}{event.note and f'　{event.note}'}"
            for event in one.events
        ],
    }


def _remarks(unit: str, opinion: Opinion, ledger: RemarkLedger) -> list[dict[str, Any]]:
    """List all remarks of the round, those too that the officer doesn't raise: they can be raised again."""
    last = ledger.last(unit)
    raised = {line.remark.number for line in opinion.lines}
    others = [
        Line(remark, ledger.said(unit, remark.number).opinion)
        for remark in (*ledger.own(unit), *(last.remarks if last else ()))
        if remark.number not in raised
    ]
    return [
        {
            **_words(line.remark),
            "opinion": line.opinion,
            "handling": ledger.said(unit, line.remark.number).handling.value,
        }
        for line in (*opinion.lines, *others)
    ]


def _words(remark: Remark) -> dict[str, Any]:
    return {
        "number": remark.number,
        "weight": remark.weight,
        "state": str(remark.state),
        "where": remark.words.where,
        "now": remark.words.now,
        "should": remark.words.should,
        "basis": remark.words.basis,
    }
