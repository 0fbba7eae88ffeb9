"""JSON files, and files of one JSON value a line: values of other kinds, keys lost, nesting, odd numbers."""

from __future__ import annotations

import json
import random
from typing import Any

from tests.hostile.damage import raw

_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**31, 2**63, 10**40, 0.5, float("nan"), float("inf"), "", "x", "一", [], {}, [[]], [None], {"": None}, "\ud800", "\0", "\u202e", "2024-02-30", "9999-12-31",
    "../../x", "/etc/passwd", "<script>alert(1)</script>", "javascript:alert(1)", "data:text/html,x", "a" * 3_000, ["a"] * 50, {"kind": "paragraph"}, {"spans": [[]]},
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Damage a JSON file: mostly its values, sometimes its bytes."""
    if chance.random() < 0.15:
        return raw.damaged(data, chance)
    try:
        return _dumped(changed(json.loads(data), chance))
    except (ValueError, RecursionError):
        pass
    lines = data.split(b"\n")
    place = chance.randint(0, len(lines) - 1)
    try:
        lines[place] = _dumped(changed(json.loads(lines[place]), chance))
    except (ValueError, RecursionError):
        lines[place] = raw.damaged(lines[place], chance)
    if chance.random() < 0.2:
        lines.insert(chance.randint(0, len(lines)), lines[place])
    if chance.random() < 0.2:
        del lines[chance.randint(0, len(lines) - 1)]
    return b"\n".join(lines)


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def changed(value: Any, chance: random.Random) -> Any:
    """Change one to three places of a value."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        value = _changed(value, chance)
    return value


def _changed(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.06:
            return {name: one for name, one in value.items() if name != key}
        if chance.random() < 0.04:
            return {
                **value,
                chance.choice((raw.piece(chance), "kind", "version", "x")): chance.choice(_VALUES),
            }
        return {**value, key: _changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randint(0, len(value) - 1)
        if chance.random() < 0.1:
            return [
                *value[:place],
                *value[place : place + 1] * chance.choice((0, 2, 400)),
                *value[place + 1 :],
            ]
        return [*value[:place], _changed(value[place], chance), *value[place + 1 :]]
    if chance.random() < 0.03:
        for _ in range(chance.choice((10, 500))):
            value = [value] if chance.random() < 0.5 else {"a": value}
        return value
    if isinstance(value, str) and chance.random() < 0.5:
        at = chance.randint(0, len(value))
        return value[:at] + raw.piece(chance) + value[at:]
    return chance.choice(_VALUES)
