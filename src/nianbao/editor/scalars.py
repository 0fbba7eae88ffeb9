"""How a value is written in a parameter file: plainly where every reader agrees, else quoted."""

from __future__ import annotations

import functools
import json
import re
from decimal import Decimal

from nianbao.params.yaml_text import read_yaml

Scalar = int | float | Decimal | str | None
"""What a part of a parameter file may hold; None for nothing."""

MOST_DIGITS = 15
"""A number of more digits isn't the same to every reader."""

_WHOLE = re.compile(r"0|-?[1-9]\d*")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)\.\d+")
_LEVELS = 9
"""An indentation indicator has one digit."""


def typed_number(text: str) -> int | float | None:
    """Give the number that a text plainly is; None where it is anything else, full-width digits too."""
    text = text.strip()
    if len(re.sub(r"\D", "", text)) > MOST_DIGITS:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else None


def written(value: Scalar, style: str | None = None, *, flow: bool = False) -> str:
    """Write a value on one line.

    Args:
        value: The value.
        style: ``'`` or ``"`` where the value before stood in such quotes.
        flow: It stands in braces.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return _number(value)
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or not _is_plain(value, flow):
        # JSON's quoting is valid between YAML's double quotes.
        return json.dumps(value, ensure_ascii=False)
    return value


def _number(value: float | Decimal) -> str:
    if isinstance(value, Decimal | float) and value == int(value):
        return str(int(value))
    # Never 1e-05, which YAML 1.1 takes for text.
    return f"{Decimal(str(value)):f}" if isinstance(value, Decimal | float) else str(value)


@functools.lru_cache(maxsize=1024)
def _is_plain(text: str, flow: bool) -> bool:
    """Tell whether a text without quotes is the same text to every reader."""
    if not text.isprintable() or len(text) > 200:
        return False
    read = read_yaml(f"a: {{b: {text}}}\n" if flow else f"a:\n  b: {text}\n")
    return not read.findings and read.values == {"a": {"b": text}}


def literal(text: str, header: str, key_column: int, indent: int, newline: str) -> tuple[str, list[str]]:
    """Write a text as a literal block.

    Args:
        text: The text, its lines ended by a line feed, none at its end.
        header: The header so far, such as ``|`` or ``|2-``.
        key_column: Column of the key it belongs to.
        indent: Column at which its lines begin.
        newline: What ends a line of the file.

    Returns:
        The header and the lines. ``|+``, which would make blank lines behind it part of the text, is
        given up.
    """
    chomp = "-" if "-" in header else ""
    digit = re.sub(r"\D", "", header)
    if opens_with_space(text):
        digit = str(indent - key_column)
    lines = [(" " * indent + line if line else "") + newline for line in text.split("\n")] if text else []
    return f"|{digit}{chomp}", lines


def opens_with_space(text: str) -> bool:
    """Tell whether a block's indentation couldn't be told from its first line that isn't empty."""
    for line in text.split("\n"):
        if line.startswith(" "):
            return True
        if line:
            return False
    return False


def block_indent(key_column: int, found: int | None, text: str) -> int:
    """Give the column for a block's lines: as they stand, where the header could still say so."""
    usual = key_column + 2
    if found is None or found <= key_column:
        return usual
    return found if found - key_column <= _LEVELS or not opens_with_space(text) else usual
