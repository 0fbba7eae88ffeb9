"""Where the same unit's parameter file for the year before lies."""

from __future__ import annotations

import re
from pathlib import Path

from nianbao.params.model import UNIT_ID_PATTERN, Parameters


def path_before(parameters: Parameters, folder: Path) -> Path | None:
    """Give the path of last year's file, there or not; None for a unit without a legal id."""
    unit_id = parameters.unit.id
    if unit_id is None or not re.fullmatch(UNIT_ID_PATTERN, unit_id):
        return None
    return folder / "params" / str(parameters.year - 1) / f"{unit_id}.yaml"
