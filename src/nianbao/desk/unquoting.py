"""Taking the quotes out of the note on an earlier correction, in the dialog 「签发」; all of it is ``nianbao correct --unquote``'s."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nianbao.correcting.kept import Correction
from nianbao.correcting.note import change_sentence, unquoted
from nianbao.correcting.unfit import cells_of, concealed
from nianbao.correcting.unquote import unquote
from nianbao.desk.plainer import in_desk_words
from nianbao.desk.typed import needed
from nianbao.errors import EditError, NianbaoError
from nianbao.report import Report


def quoting_shown(done: Sequence[Correction], report: Report) -> list[dict[str, Any]]:
    """Give what the note on each correction quotes, the newest first, which is what one is most often about.

    Args:
        done: The corrections in force, the oldest first.
        report: The report.
    """
    cells = cells_of(report)
    return [
        {
            "number": one.number,
            "date": one.date,
            "quotes": [
                change_sentence(change) for change in one.changes if concealed([change], cells) != (change,)
            ],
        }
        for one in reversed(unquoted(done))
    ]


def take_out(
    place: tuple[Path, Path], shown: Sequence[dict[str, Any]], asked: dict[str, Any], now: datetime.datetime
) -> int:
    """Take the quotes out of one note; gives the number of its correction.

    Args:
        place: The parameter file and the working folder.
        shown: What ``quoting_shown`` gives now.
        asked: ``number``, ``name``, perhaps ``reason``, and the ``quotes`` that were shown for it.
        now: The time, with its offset.

    Raises:
        EditError: Something was not typed, it can't be done, or the note isn't the one that was shown.
    """
    name = needed(asked.get("name"), "请写姓名：谁办的，只留在登记里，不公布。")
    reason = str(asked.get("reason") or "").strip() or None
    looked_at = (asked.get("number"), asked.get("quotes"))
    number = next((one["number"] for one in shown if (one["number"], one["quotes"]) == looked_at), None)
    if number is None:
        raise EditError("刚才登记又有变动，没有改。这里已经是现在的情况，请看一遍再改。")
    try:
        return unquote(*place, number, name, now, reason).number
    except NianbaoError as error:
        raise EditError(in_desk_words(str(error))) from error
