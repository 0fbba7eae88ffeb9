"""The words by which published reports are recognised: ``templates/import/*.yaml``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from nianbao.errors import TemplateError
from nianbao.importer.characters import fold
from nianbao.plain_yaml import plain_yaml
from nianbao.resources import shipped

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class HeadingWords:
    """How headings of one section are written.

    Attributes:
        section: Section id.
        exact: Headings without their number, folded.
        like: What a heading of it contains.
    """

    section: str
    exact: frozenset[str]
    like: tuple[Pattern, ...]


@dataclass(frozen=True)
class Wording:
    """All words.

    Attributes:
        headings: Headings by section, the first that fits counts.
        nearest: Where a section goes in a template that has none of it.
        anywhere: Site chrome wherever it stands: what it is, and its pattern.
        around: Site chrome before the title and after the signature.
        cities: Names of cities at prefecture level, without 市.
        municipalities: Names of cities at province level, without 市.
    """

    headings: tuple[HeadingWords, ...]
    nearest: dict[str, tuple[str, ...]]
    anywhere: tuple[tuple[str, Pattern], ...]
    around: tuple[tuple[str, Pattern], ...]
    cities: frozenset[str]
    municipalities: frozenset[str]


def wording(folder: Path | None = None) -> Wording:
    """Read the shipped words and those that a working folder adds.

    Raises:
        TemplateError: A file isn't in order.
    """
    files = tuple(
        path
        for place in (shipped("templates"), *([folder / "templates"] if folder else []))
        for path in sorted((place / "import").glob("*.yaml"))
    )
    return _joined(files, tuple(path.stat().st_mtime_ns for path in files))


@functools.lru_cache(maxsize=8)
def _joined(files: tuple[Path, ...], _changed: tuple[int, ...]) -> Wording:
    sections: dict[str, tuple[set[str], list[Pattern]]] = {}
    nearest: dict[str, tuple[str, ...]] = {}
    places: dict[str, set[str]] = {"cities": set(), "municipalities": set()}
    chrome: dict[str, list[tuple[str, Pattern]]] = {"anywhere": [], "around": []}
    for path in files:
        try:
            data = plain_yaml(path.read_text(encoding="utf-8")) or {}
            for section, words in (data.get("sections") or {}).items():
                exact, like = sections.setdefault(section, (set(), []))
                exact |= {fold(heading) for heading in words.get("exact") or ()}
                like += [re.compile(one) for one in words.get("like") or ()]
            for section, others in (data.get("nearest") or {}).items():
                nearest[section] = tuple(others)
            for kind, names in places.items():
                names.update((data.get(kind) or "").split())
            for where, found in chrome.items():
                found += _patterns(data.get(where) or ())
        except (yaml.YAMLError, re.error, AttributeError, TypeError, ValueError, OSError) as problem:
            raise TemplateError(f"读入用的词表「{path}」有误，请对照自带的同名文件改正。") from problem
    headings = tuple(
        HeadingWords(section, frozenset(exact), tuple(like)) for section, (exact, like) in sections.items()
    )
    return Wording(
        headings,
        nearest,
        tuple(chrome["anywhere"]),
        tuple(chrome["around"]),
        frozenset(places["cities"]),
        frozenset(places["municipalities"]),
    )


def _patterns(items: Any) -> Iterator[tuple[str, Pattern]]:
    for item in items:
        for kind, pattern in item.items():
            yield kind, re.compile(pattern)
