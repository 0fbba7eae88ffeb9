"""单位名单 in the desk: who reports to the county, and what the roster lacks."""

from __future__ import annotations

from typing import Any

from nianbao.county.roster import Kind, Roster


def units_page(roster: Roster) -> dict[str, Any]:
    """Give the roster as the page shows it."""
    counts = [f"{kind} {len(found)} 个" for kind in Kind if (found := roster.of_kind(kind))]
    return {
        "counts": f"{'，'.join(counts)}，共 {len(roster.members)} 个单位" if counts else "还没有单位",
        "remarks": list(roster.remarks),
        "rows": [
            {
                "id": member.id,
                "name": member.name,
                "kind": str(member.kind),
                "full_name": member.full_name,
                "code": member.code or "",
                "contact": member.contact,
                "phone": member.phone,
                "aliases": "、".join(member.aliases),
            }
            for member in roster.members
        ],
    }
