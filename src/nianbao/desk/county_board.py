"""报送进度 in the desk: how far each unit is, whom to remind and of what, and the words for the 通报."""

from __future__ import annotations

import datetime
from typing import Any

from nianbao.county.board.board import Board, board
from nianbao.county.board.bulletin import bulletin
from nianbao.county.board.decisions import Decisions
from nianbao.county.board.standing import Standing, day_words
from nianbao.county.board.urging import reminders
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.renew import OFFICER
from nianbao.desk.county_review import now
from nianbao.errors import EditError


def board_page(place: CountyPlace) -> dict[str, Any]:
    """Give all units with how far they are.

    Raises:
        RosterError: The roster can't be used.
    """
    found = board(place, now())
    texts = {one.member.id: one.text for one in reminders(found)}
    return {
        "deadline": found.deadline.isoformat() if found.deadline else "",
        "counts": [[str(state), count] for state, count in found.counts.items()],
        "rows": [_row(one, texts.get(one.member.id, "")) for one in found.standings],
        "bulletin": _told(found, place),
    }


def set_deadline(place: CountyPlace, asked: dict[str, Any]) -> None:
    """Write down until when reports are due."""
    try:
        day = datetime.date.fromisoformat(str(asked.get("day")))
    except ValueError as error:
        raise EditError("请选报送期限是哪一天。") from error
    Decisions(place).set_deadline(day, now(), OFFICER)


def _told(found: Board, place: CountyPlace) -> str:
    return bulletin(found, place).text


def _row(one: Standing, text: str) -> dict[str, Any]:
    opinion = one.opinion
    counts = "，".join(f"{weight} {count}" for weight, count in opinion.counts.items()) if opinion else ""
    return {
        "id": one.member.id,
        "name": one.member.name,
        "kind": str(one.member.kind),
        "state": str(one.state),
        "since": day_words(one.since),
        "versions": one.versions,
        "opinion": counts or ("没有意见" if opinion else ""),
        "note": one.note,
        "late": one.late,
        "call": " ".join(word for word in (one.member.contact, one.member.phone) if word),
        "text": text,
    }
