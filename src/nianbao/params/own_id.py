"""A unit's id where its parameter file doesn't say it: the file's name."""

from __future__ import annotations

import re
from dataclasses import replace

from nianbao.params import ParameterFile
from nianbao.params.model import UNIT_ID_PATTERN


def with_own_id(file: ParameterFile) -> ParameterFile:
    """Take the unit's id from the file's name where the file doesn't say it."""
    if file.parameters.unit.id is not None:
        return file
    from nianbao.params.draft import unit_id as pinyin_id

    stem = file.path.stem
    unit_id = stem if re.fullmatch(UNIT_ID_PATTERN, stem) else pinyin_id(stem)
    unit = file.parameters.unit.model_copy(update={"id": unit_id})
    values = {**file.text.values, "unit": {**(file.text.values.get("unit") or {}), "id": unit_id}}
    return replace(
        file,
        parameters=file.parameters.model_copy(update={"unit": unit}),
        text=replace(file.text, values=values),
    )
