"""What bad input is thrown at: a reader or a renderer, its good inputs, and how these are damaged."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nianbao.resources import shipped
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
        advice: Whether a refusal must say what to do; words that stand beside what was typed needn't.
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
    advice: bool = True

    @classmethod
    def at(
        cls,
        place: str,
        name: str,
        about: str,
        read: Callable[[Path], object],
        seeds: Seeds,
        damage: str,
        *,
        says: str | None = None,
        slow: bool = False,
    ) -> Target:
        """Make the target of a file that lies at a place of the working folder.

        Args:
            place: Path below the working folder; the folders in between are made.
            name: Name of the target.
            about: What it is.
            read: Reads what lies there; gets the working folder.
            seeds: Good inputs.
            damage: How inputs are damaged.
            says: What a refusal must name, if not the file.
            slow: Whether one input takes long.
        """

        def throw(data: bytes, folder: Path) -> object:
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            return read(folder)

        file = Path(place).name
        return cls(
            name=name, about=about, file=file, seeds=seeds, throw=throw, damage=damage, says=says, slow=slow
        )

    @property
    def named(self) -> str:
        """What a refusal must hold."""
        return self.file if self.says is None else self.says

    def seed(self, name: str) -> bytes:
        """Give a good input."""
        return _made(self.seeds[name])


def in_templates(
    name: str,
    about: str,
    place: str,
    read: Callable[[Path], object],
    seeds: Seeds | None = None,
    *,
    says: str | None = None,
    damage: str = "lines",
    slow: bool = False,
) -> Target:
    """Make the target of a file that lies in the ``templates`` of a working folder; the shipped one is good."""
    good = seeds or {"shipped": lambda: (shipped("templates") / place).read_bytes()}
    return Target.at(f"templates/{place}", name, about, read, good, damage, says=says, slow=slow)


@functools.cache
def _made(make: Callable[[], bytes]) -> bytes:
    return make()


@functools.cache
def all_targets() -> dict[str, Target]:
    """Give every target by its name."""
    found = [target for module in _modules() for target in targets_of(module)]
    names = [target.name for target in found]
    assert len(set(names)) == len(names), names
    return {target.name: target for target in found}


def targets_of(module: str) -> Sequence[Target]:
    """Give the targets of one module; a process of one target needn't import what all others need."""
    found: Sequence[Target] = importlib.import_module(f"{targets.__name__}.{module}").TARGETS
    return found


@functools.cache
def module_of(name: str) -> str:
    """Say which module a target is in."""
    return next(module for module in _modules() if name in {one.name for one in targets_of(module)})


def _modules() -> list[str]:
    return sorted(one.name for one in pkgutil.iter_modules(targets.__path__))
