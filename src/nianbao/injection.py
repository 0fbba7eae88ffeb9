"""The injected parameters cell, readable: Chinese stays Chinese, long text keeps its lines.

papermill's own translator escapes every Han character and changes its layout with what else is
installed. The text below is made of ``repr`` alone, so no value can become code.
"""

from __future__ import annotations

import keyword
import math
from typing import Any

from papermill.translators import PythonTranslator, papermill_translators

_INDENT = "    "


class ReadableTranslator(PythonTranslator):  # type: ignore[misc]  # papermill is untyped
    """Writes parameters as Python assignments that a person can read."""

    @classmethod
    def codify(cls, parameters: dict[str, Any], comment: str = "Parameters") -> str:
        """Write all parameters, one assignment each.

        Raises:
            ValueError: A name isn't an identifier. Parameter files are validated long before.
        """
        for name in parameters:
            if not name.isidentifier() or keyword.iskeyword(name):
                raise ValueError(f"not an identifier: {name!r}")
        return "".join(
            [f"# {comment}\n", *(f"{name} = {_text(value)}\n" for name, value in parameters.items())]
        )


def register() -> None:
    """Make papermill use the readable translator for Python notebooks in this process."""
    papermill_translators.register("python", ReadableTranslator)


def _text(value: Any, depth: int = 0) -> str:
    outer, inner = _INDENT * depth, _INDENT * (depth + 1)
    if isinstance(value, dict) and value:
        rows = "".join(f"{inner}{key!r}: {_text(item, depth + 1)},\n" for key, item in value.items())
        return f"{{\n{rows}{outer}}}"
    if isinstance(value, list | tuple) and value:
        rows = "".join(f"{inner}{_text(item, depth + 1)},\n" for item in value)
        return f"[\n{rows}{outer}]"
    if isinstance(value, str) and "\n" in value.rstrip("\n"):
        rows = "".join(f"{inner}{line!r}\n" for line in value.splitlines(keepends=True))
        return f"(\n{rows}{outer})"
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'  # its repr would be a name
    return repr(value)
