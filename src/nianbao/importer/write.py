"""An imported report as a parameter file: block style, with comments that say where things come from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nianbao.params.yaml_text import KeyPath

_PLAIN = re.compile(r"[\u4e00-\u9fff（）]+|[a-z][a-z0-9_-]{3,}")
_WORDS = frozenset({"null", "true", "false"})


def parameters_text(values: Mapping[str, Any], comments: Mapping[KeyPath, str], head: Sequence[str]) -> str:
    """Write a parameter file.

    Args:
        values: Top-level keys with their values; texts of sections become literal blocks.
        comments: What to say beside a value, by its path.
        head: Comment lines at the top.
    """
    lines = [f"# {line}" for line in head]
    for key, value in values.items():
        lines += _entry(key, value, (key,), comments, 0)
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any, path: KeyPath, comments: Mapping[KeyPath, str], depth: int) -> Iterator[str]:
    pad = "  " * depth
    remark = f"  # {_one_line(comments[path])}" if path in comments else ""
    if isinstance(value, Mapping):
        if not value:
            return
        yield f"{pad}{key}:{remark}"
        for name, inner in value.items():
            yield from _entry(name, inner, (*path, name), comments, depth + 1)
    elif isinstance(value, list):
        if not value:
            return
        yield f"{pad}{key}:{remark}"
        for place, item in enumerate(value):
            lines = [
                line
                for name, inner in item.items()
                for line in _entry(name, inner, (*path, place, name), comments, 0)
            ]
            yield from (f"{pad}  {'- ' if not number else '  '}{line}" for number, line in enumerate(lines))
    elif isinstance(value, str) and (path[0] == "sections" or "\n" in value):
        yield f"{pad}{key}:{' |' if value.strip() else ''}{remark}"
        yield from (f"{pad}  {line}".rstrip() for line in value.rstrip().split("\n") if value.strip())
    else:
        yield f"{pad}{key}:{'' if value is None else ' ' + scalar(value)}{remark}"


def scalar(value: Any) -> str:
    """Write a value plainly where every reader takes it for the same, else quoted."""
    if isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, float):
        return _decimal(value)
    # JSON's quoting is valid in YAML's double quotes.
    plain = _PLAIN.fullmatch(value) and value not in _WORDS
    return (
        value if plain or re.fullmatch(r"20\d\d-\d\d-\d\d", value) else json.dumps(value, ensure_ascii=False)
    )


def _decimal(value: float) -> str:
    text = repr(value)
    return f"{value:f}" if "e" in text else text


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
