"""Import a module as though another one weren't installed: what nobody here needs isn't loaded."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def absent(name: str) -> Iterator[None]:
    """Let imports find that a module isn't there, unless it has been imported already.

    Args:
        name: A module that others import where it is installed, and do without where it isn't.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # Python's own mark of "not there"
    try:
        yield
    finally:
        del sys.modules[name]
