"""The county's own report, begun from the sums: tables from 汇总.json, prose that quotes them.

An existing draft is never touched; what a new one would say is offered as a difference.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from nianbao.county.place import CountyPlace
from nianbao.county.roster import Kind, Roster
from nianbao.errors import ParameterFileError, TemplateError
from nianbao.folder import find_resource, write_atomically
from nianbao.ledgers.sums import SUMS
from nianbao.params import ParameterFile, load_parameters
from nianbao.params.draft import draft_text, full_name_of
from nianbao.params.model import Unit
from nianbao.plain_yaml import plain_yaml
from nianbao.suggest import visible
from nianbao.template import Template
from nianbao.template_notebook import COUNTY_TEMPLATES

JSON_NAME = "汇总.json"
TEXTS = "county/draft.yaml"


def county_draft(roster: Roster, place: CountyPlace, template: Template) -> str:
    """Write the county's parameter file as text.

    Raises:
        TemplateError: The county's own texts to begin with aren't in order.
    """
    own = roster.of_kind(Kind.OWN)
    unit = Unit(
        id=roster.county_id,
        name=roster.county,
        full_name=own[0].full_name if own else full_name_of(roster.county, "county", None),
        level="county",
        code=own[0].code if own else None,
    )
    texts = _texts(place.folder) if template.name in COUNTY_TEMPLATES else {}
    return draft_text(
        template, place.year, unit, _last(roster, place), sections=texts, counted={SUMS: _sums(place)}
    )


def _sums(place: CountyPlace) -> str:
    """Give the sums as a parameter file names them."""
    return (place.sums / JSON_NAME).relative_to(place.folder).as_posix()


def begin(path: Path, text: str) -> bool:
    """Write the draft unless there is one; tell whether it was written."""
    if path.exists():
        return False
    write_atomically(path, text.encode("utf-8"))
    return True


def kept_words(path: Path, place: CountyPlace) -> str:
    """Say of a draft that was there whether its tables follow these sums; one that is older may read other ones.

    Raises:
        ParameterFileError: The draft can't be read.
    """
    read = load_parameters(path, place.folder).parameters.ledgers.get(SUMS)
    if read and (place.folder / read).resolve() == (place.sums / JSON_NAME).resolve():
        return f"表里的数随{JSON_NAME} 变"
    said = f"表里的数读自「{read}」" if read else "表里的数是底稿里自己写的"
    return f"{said}，不随这次的汇总变；要跟着变，请把底稿改成 ledgers: {{{SUMS}: {_sums(place)}}}"


def offered(path: Path, text: str) -> str:
    """Tell how a new draft differs from the one there is; empty where it doesn't."""
    there = path.read_text(encoding="utf-8", errors="replace")
    return "".join(
        difflib.unified_diff(
            there.splitlines(keepends=True),
            text.splitlines(keepends=True),
            f"{path.name}（现有，不改动）",
            f"{path.name}（新起草）",
        )
    )


def _last(roster: Roster, place: CountyPlace) -> ParameterFile | None:
    try:
        before = CountyPlace(place.folder, place.year - 1)
        return load_parameters(before.parameter_file(roster.county_id), place.folder)
    except ParameterFileError:
        return None


def _texts(folder: Path) -> Mapping[str, str]:
    path = find_resource("templates", TEXTS, folder)
    return _read(path, path.stat().st_mtime_ns) if path else {}


@functools.lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Mapping[str, str]:
    wrong = TemplateError(
        f"县级年报初稿的文字「{path}」读不出，或有看不见的字符。请改正，或删去这个文件用自带的。"
    )
    try:
        sections: Any = plain_yaml(path.read_text(encoding="utf-8"))["sections"]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as problem:
        raise wrong from problem
    texts: list[Any] = list(sections.values()) if isinstance(sections, dict) else [None]
    # With a character that can't be seen the draft couldn't be read again.
    if not all(isinstance(text, str) and visible(text, keep="\n\t") == text for text in texts):
        raise wrong
    return dict(sections)
