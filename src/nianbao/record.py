"""The record: an executed notebook as a file. Same input, same bytes."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any


def record_bytes(notebook: Any) -> bytes:
    """Write an executed notebook without run times and paths of this machine.

    The bytes are those of ``nbformat.writes``. The engine has validated the notebook already, and it
    is changed in place: this is the last that is done with it.
    """
    from nbformat.v4.rwbase import split_lines, strip_transient  # late: the engine imports it its own way

    notebook["metadata"].pop("papermill", None)
    # A kernel adds the version of the Python at hand.
    notebook["metadata"]["language_info"] = {"name": "python"}
    for cell in notebook["cells"]:
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
        if not cell["metadata"].get("tags", True):
            del cell["metadata"]["tags"]
        if "injected-parameters" in cell["metadata"].get("tags", ()):
            cell["id"] = "injected-parameters"
    text = _json(strip_transient(split_lines(notebook)))  # type: ignore[no-untyped-call]  # nbformat is untyped
    return (text + "\n").encode("utf-8")


def _json(value: Any, margin: str = "\n") -> str:
    """Write JSON as ``json.dumps(value, indent=1, sort_keys=True)`` does; that takes twice as long."""
    inner = margin + " "
    match value:
        case str():
            return encode_basestring(value)
        case dict() if value:
            rows = [f"{inner}{encode_basestring(key)}: {_json(value[key], inner)}" for key in sorted(value)]
            return "{" + ",".join(rows) + margin + "}"
        case list() | tuple() if value:
            return "[" + ",".join([inner + _json(item, inner) for item in value]) + margin + "]"
        case _:
            return json.dumps(value)
