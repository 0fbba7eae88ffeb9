"""Whose report it is: matched to the roster by what it says of itself, never by its file's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nianbao.county.names import plain, short
from nianbao.county.roster import Kind, Member, Roster
from nianbao.params.model import Unit


@dataclass(frozen=True)
class Match:
    """What a name was matched to.

    Attributes:
        member: The unit, or None when none or several fit.
        how: What it was recognised by, or why it wasn't, in Chinese.
        candidates: All units that fit.
    """

    member: Member | None
    how: str
    candidates: tuple[Member, ...] = ()


def match(roster: Roster, *, names: Iterable[str], code: str | None = None) -> Match:
    """Find the unit that a report, a form or a page speaks of.

    A code counts most, then names in their order; between two units that fit nothing is guessed.

    Args:
        roster: The county's units.
        names: What the material calls the unit, the surest first.
        code: 区划代码 or 统一社会信用代码 that it states.
    """
    given = [name for name in names if name and name.strip()]
    if code and (member := _by_code(roster, code)) is not None:
        return _unless_another_name(roster, member, given, code)
    for name in given:
        if found := _by_name(roster, name):
            if len(found) == 1:
                return Match(found[0], f"按名称「{name}」认出", found)
            others = "、".join(member.name for member in found)
            return Match(None, f"名称「{name}」可能是 {others}，分不清。请在名单的别名里写明。", found)
    said = f"名单里没有「{given[0]}」" if given else "材料里没有写单位名称"
    return Match(None, f"{said}。请核对是不是本县的单位，或在名单里补上这个单位、这个别名。")


def match_one(roster: Roster, *, names: Iterable[str], code: str | None = None) -> Match:
    """Match as ``match``, but nothing where the names are those of different units: a form lent to another unit."""
    given = [name for name in names if name and name.strip()]
    found = match(roster, names=given, code=code)
    member = found.member
    if member is None:
        return found
    for name in given:
        others = match(roster, names=[name]).candidates
        if others and member not in others:
            said = f"里面写了两个单位，{member.name}（{found.how}）和{others[0].name}（「{name}」）"
            return Match(None, f"{said}。请问清是哪个单位的，让对方改一致再发。", (member, *others))
    return found


def is_of_another(roster: Roster, member: Member, unit: Unit) -> bool:
    """Tell whether a parameter file under a unit's id names another unit of the roster, or none that is in it."""
    names = [name for name in (unit.name, unit.full_name) if name]
    return bool(names) and not any(member in match(roster, names=[name]).candidates for name in names)


def _unless_another_name(roster: Roster, member: Member, names: list[str], code: str) -> Match:
    """Take the code's unit, unless the material bears another one's name."""
    for name in names:
        found = _by_name(roster, name)
        if found and member not in found:
            return Match(
                None,
                f"代码 {code} 是{member.name}的，名称「{name}」却是{found[0].name}的。请问清是哪个单位的材料。",
                (member, *found),
            )
    return Match(member, f"按代码 {code} 认出", (member,))


def _by_code(roster: Roster, code: str) -> Member | None:
    wanted = plain(code)
    return next((m for m in roster.members if m.code and plain(m.code) == wanted), None)


def _by_name(roster: Roster, name: str) -> tuple[Member, ...]:
    """Find the units of a name: as written; else without county and office, as people say it."""
    wanted = plain(name)
    exact = tuple(m for m in roster.members if wanted in {plain(word) for word in m.names})
    if exact:
        return exact
    said = short(name, roster.county)
    if not said:
        # 示例县人民政府 itself: 政府本级, whatever the roster calls it.
        return roster.of_kind(Kind.OWN) if wanted.startswith(plain(roster.county)) else ()
    return tuple(m for m in roster.members if said in {short(word, roster.county) for word in m.names})
