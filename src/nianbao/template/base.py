"""What all data of a template have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Data(BaseModel):
    """Data of a template: never changed once read, and nothing in it that isn't known."""

    model_config = ConfigDict(extra="forbid", frozen=True)
