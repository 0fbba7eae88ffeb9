"""Where the same unit's parameter file for the year before lies."""

from __future__ import annotations

import re
from pathlib import Path

from nianbao.params.model import UNIT_ID_PATTERN, Parameters


def is_same_unit(now: Parameters, then: Parameters) -> bool:
    """Tell whether two reports are one unit's; an id alone doesn't say so, for namesakes share their pinyin.

    A short name may change (河洛镇, 河洛镇人民政府) while the full name stays, or the other way round: one
    that agrees is enough. What either report leaves out can't be compared; when nothing can be, the id
    has to do.
    """
    pairs = ((now.unit.name, then.unit.name), (now.unit.full_name, then.unit.full_name))
    known = [this == last for this, last in pairs if this and last]
    return any(known) or not known


def path_before(parameters: Parameters, folder: Path) -> Path | None:
    """Give the path of last year's file, there or not; None for a unit without a legal id."""
    unit_id = parameters.unit.id
    if unit_id is None or not re.fullmatch(UNIT_ID_PATTERN, unit_id):
        return None
    return folder / "params" / str(parameters.year - 1) / f"{unit_id}.yaml"
