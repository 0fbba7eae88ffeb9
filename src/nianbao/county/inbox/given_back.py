"""What is left of a version that turned out to be another unit's, and how the one before it comes back."""

from __future__ import annotations

from nianbao.county.inbox.versions import Versions
from nianbao.county.roster import Member
from nianbao.folder import shown


def way_back(versions: Versions, unit: str, name: str) -> str:
    """Say how a unit's last version that counts comes back into its parameter file.

    Args:
        versions: What was received.
        unit: Id of the unit, which has such a version.
        name: Its name.
    """
    last = versions.of(unit)[-1]
    kept = shown(versions.place.received / last.file)
    return f"要换回第 {last.number} 版，请收「{kept}」，加上 --take {name}。"


def not_its_own(versions: Versions, member: Member) -> str:
    """Say that a unit's parameter file still holds another unit's report, and what to do; nothing where it doesn't.

    Checking it would tell the unit of another's mistakes, and passing it would pass another's report.

    Args:
        versions: What was received.
        member: The unit, from which something was received that counts.
    """
    number = versions.last_filed(member.id)
    if not versions.is_withdrawn(member.id, number):
        return ""
    said = f"{member.name}的底稿里还是第 {number} 版的内容，那一版是别的单位的，不再算。"
    return said + way_back(versions, member.id, member.name)
