"""Forms that ``county forms --read`` put into parameter files become versions, as those of the inbox are."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nianbao.county.forms.collecting import Collected
from nianbao.county.forms.remarks import Remark
from nianbao.county.inbox.arriving import Arrived
from nianbao.county.inbox.receive import alone
from nianbao.county.inbox.taking import Taking
from nianbao.county.inbox.versions import Versions
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Roster


def registered(
    place: CountyPlace, roster: Roster, collected: Iterable[Collected], now: datetime.datetime
) -> Iterator[Collected]:
    """Register each form that was taken, after it was; a form that is registered already isn't again.

    Args:
        place: The county's places.
        roster: The units.
        collected: What became of the forms, one after the other.
        now: The time.

    Raises:
        UsageError: The inbox is being looked into in another window.
    """
    with alone(place):
        versions = Versions(place)
        for one in collected:
            yield _registered(place, roster, versions, one, now) if one.taken else one


def _registered(
    place: CountyPlace, roster: Roster, versions: Versions, one: Collected, now: datetime.datetime
) -> Collected:
    if one.member is None or one.taken is None:
        return one
    form = Arrived(one.path.name, one.path.read_bytes(), one.path.stat().st_mtime)
    known = versions.with_hash(form.sha256, one.member.id)
    if known is None:
        arrival = Taking(place, roster, versions, now, (), one.member).take(form)
        if not arrival.is_new:
            said = Remark(None, None, None, f"没有登记为这个单位报来的一版：{arrival.said}", "warning")
            return replace(one, taken=replace(one.taken, remarks=(*one.taken.remarks, said)))
        known = versions.of(one.member.id)[-1]
    elif one.taken.changed and known != versions.of(one.member.id)[-1]:
        known = versions.keep_again(known, "又读入了填报表", now)
    if not known.filed:  # all that it says is in the parameter file already
        digest = hashlib.sha256(one.taken.path.read_bytes()).hexdigest()
        versions.filed(known, digest, (), now)
    return one
