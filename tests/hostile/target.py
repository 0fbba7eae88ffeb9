"""What bad input is thrown at: a reader or a renderer, its good inputs, and how these are damaged."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.hostile import targets

Seeds = Mapping[str, Callable[[], bytes]]
"""Good inputs by name; each is made when it is first wanted."""

Throw = Callable[[bytes, Path], object]
"""Hand an input to the code, with a working folder of its own; asserts what must hold of the result."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """A reader or renderer under fire.

    Attributes:
        name: Its name, also of its folder in ``kept``.
        about: What it is, for the table of counts.
        file: Name of the input as a user would know it; a refusal has to say it.
        seeds: Good inputs.
        throw: Hands one input to the code.
        damage: How inputs are damaged: a module of ``tests.hostile.damage``.
        says: What a refusal must name; the file as a rule.
        programs: Whether the reader has a process of its own, which it may start.
        slow: Whether one input takes so long that the short form throws few.
    """

    name: str
    about: str
    file: str
    seeds: Seeds
    throw: Throw
    damage: str
    says: str | None = None
    programs: bool = False
    slow: bool = False

    @property
    def named(self) -> str:
        """What a refusal must hold."""
        return self.file if self.says is None else self.says

    def seed(self, name: str) -> bytes:
        """Give a good input."""
        return _made(self.seeds[name])


@functools.cache
def _made(make: Callable[[], bytes]) -> bytes:
    return make()


@functools.cache
def all_targets() -> dict[str, Target]:
    """Give every target by its name."""
    found = [
        target
        for module in sorted(one.name for one in pkgutil.iter_modules(targets.__path__))
        for target in importlib.import_module(f"{targets.__name__}.{module}").TARGETS
    ]
    names = [target.name for target in found]
    assert len(set(names)) == len(names), names
    return {target.name: target for target in found}
