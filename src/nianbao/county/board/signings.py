"""What the units' own 签发登记 say: 已签发 where every step holds for the report as it is, and nothing was left open."""

from __future__ import annotations

from nianbao.county.board.states import Event, State
from nianbao.county.place import CountyPlace
from nianbao.errors import NianbaoError
from nianbao.signing.register import SignRegister
from nianbao.signing.sign import report_of
from nianbao.signing.standing import Standing, standing

SOURCE = "签发登记"


def signings(unit: str, place: CountyPlace) -> list[Event]:
    """Tell what a unit's register says; nothing where there is none, or where the report can't be read.

    What was signed and changed afterwards isn't signed: then nothing is told, and the state is what it was before.
    """
    path = place.parameter_file(unit)
    if not path.is_file() or not SignRegister(path, place.folder).is_there:
        return []
    try:
        found = standing(path, report_of(path, place.folder), place.folder)
    except NianbaoError:
        return []
    return _events(found)


def _events(found: Standing) -> list[Event]:
    if not found.reading.steps:
        return []
    last = found.reading.steps[-1]
    if found.problems:
        note = "".join(map(str, found.problems))
        return [Event(str(last["at"]), f"{SOURCE}被改动过", None, 0, SOURCE, note)]
    if not found.is_approved:
        return []
    taken = found.steps[-1]
    assert taken.entry is not None
    if taken.entry.get("unsettled"):
        return []  # signed though findings had to be put right: no final version can come of it
    note = f"{taken.step.name}　{taken.entry['date']}"
    return [Event(str(last["at"]), State.SIGNED, State.SIGNED, 0, str(taken.entry["name"]), note)]
