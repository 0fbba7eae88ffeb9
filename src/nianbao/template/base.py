"""What all data of a template have in common."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

_ID = re.compile("[a-z][a-z0-9_]*")


def _legal_id(name: str) -> str:
    if not _ID.fullmatch(name):
        raise ValueError(f"代号「{name}」只能用小写英文字母、数字和下划线，以字母开头")
    return name


Id = Annotated[str, AfterValidator(_legal_id)]
"""Id of a section, table, row, column or group: a part of the names by which prose quotes figures."""


class Data(BaseModel):
    """Data of a template: never changed once read, and nothing in it that isn't known."""

    model_config = ConfigDict(extra="forbid", frozen=True)
