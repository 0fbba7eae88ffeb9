"""YAML files: lines lost, moved, values of other kinds, anchors without end, tags that name code."""

from __future__ import annotations

import random
import re

from tests.hostile.damage import raw

_VALUES = (
    "null", "~", "[]", "{}", "[{a: [1]}, null]", "true", "no", "010", "0o17", "0x1f", "12:30", "1,234", "1_000", ".inf", "-.Inf", ".nan", "1e400", "-1", "9" * 400, "9" * 5000,
    "1.5", "2024-01-20", "2024-13-45", "9999999-01-01", "0000-00-00", "2024-01-20T25:00:00", "!!python/object/apply:os.system ['touch x']", "!!python/name:os.system",
    "!!binary aGFsbG8=", "!!set {a, b}", "!!timestamp 1", "!!float x", "!!int ''", "!include /etc/passwd", "*a", "&a [*a]", "<<: *a", "? [a]", "'", '"', '"\\ud800"', '"\\0"', '"\\u202e倒"',
    "|", ">", "|9", "|+\n\n\n", "- - - - -", "@", "`", "%", "文字", "'" + "长" * 3000 + "'", "{" * 60, "[" * 60, "{a: " * 40, "../../etc/passwd", "/etc/passwd", "http://127.0.0.1:9/x",
)  # fmt: skip
_LAUGHS = "a0: &a0 [哈,哈]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
)
_LINES = (
    "---", "...", "%YAML 1.2", "%TAG ! tag:x,2000:", "<<: {template: x}", "template: other", "__class__: x", "self: 1", "0: 1", "null: 1", "? {a: b}\n: c", "\t键: 1", "true: 1", "[1, 2]: 3",
    "import os: 1", "'年份': 1", "accepted: [{code: L101, where: overview, reason: ''}]", "settings: {forms: [exe, 1, null]}", "ledgers: {applications: ../../x.xlsx}", "fonts: [1]", "x" * 200 + ": 1",
)  # fmt: skip
_VALUE = re.compile(r"^(\s*(?:- )?[^:#\n]*: ?)(.*)$")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Damage a YAML file in one to four lines; sometimes its bytes."""
    if chance.random() < 0.15:
        return raw.damaged(data, chance)
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    for _ in range(chance.choice((1, 1, 2, 4))):
        lines = chance.choice(
            (_value, _value, _value, _value, _lost, _doubled, _moved, _indented, _added, _odd)
        )(lines, chance)
    if chance.random() < 0.03:
        lines.insert(0, _LAUGHS)
    return "\n".join(lines).encode("utf-8", "surrogatepass" if chance.random() < 0.3 else "replace")


def _place(lines: list[str], chance: random.Random) -> int:
    return chance.randint(0, len(lines) - 1)


def _value(lines: list[str], chance: random.Random) -> list[str]:
    place = _place(lines, chance)
    found = _VALUE.match(lines[place])
    if not found:
        return lines
    return [*lines[:place], found[1] + chance.choice(_VALUES), *lines[place + 1 :]]


def _lost(lines: list[str], chance: random.Random) -> list[str]:
    place = _place(lines, chance)
    return [*lines[:place], *lines[place + chance.choice((1, 1, 3)) :]] or [""]


def _doubled(lines: list[str], chance: random.Random) -> list[str]:
    place = _place(lines, chance)
    return [*lines[:place], *lines[place : place + 3] * chance.choice((2, 2, 200)), *lines[place + 3 :]]


def _moved(lines: list[str], chance: random.Random) -> list[str]:
    place, other = _place(lines, chance), _place(lines, chance)
    made = list(lines)
    made[place], made[other] = made[other], made[place]
    return made


def _indented(lines: list[str], chance: random.Random) -> list[str]:
    place = _place(lines, chance)
    text = lines[place]
    made = (
        text.lstrip()
        if chance.random() < 0.5
        else chance.choice((" ", "  ", "\t", "- ", "\u3000", " " * 300)) + text
    )
    return [*lines[:place], made, *lines[place + 1 :]]


def _added(lines: list[str], chance: random.Random) -> list[str]:
    place = _place(lines, chance)
    indent = re.match(r" *", lines[place])
    return [*lines[:place], (indent[0] if indent else "") + chance.choice(_LINES), *lines[place:]]


def _odd(lines: list[str], chance: random.Random) -> list[str]:
    place = _place(lines, chance)
    at = chance.randint(0, len(lines[place]))
    return [*lines[:place], lines[place][:at] + raw.piece(chance) + lines[place][at:], *lines[place + 1 :]]
