"""Ids of units: given once and kept, so that no row that moves takes another unit's record along.

``county/代号.jsonl`` holds what was given, a line a name. A folder that has none yet is known by its parameter files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from nianbao.county.names import short
from nianbao.county.place import COUNTY
from nianbao.county.register import Register
from nianbao.errors import ParameterFileError
from nianbao.params import load_parameters
from nianbao.params.draft import unit_id
from nianbao.params.model import UNIT_ID_PATTERN

REGISTER = "代号.jsonl"


def ids_for(county: str, units: Sequence[Sequence[str]], known: Mapping[str, str]) -> list[str]:
    """Give each unit its id.

    Whose name has an id keeps it; a renamed unit keeps the one of its old name; a new one gets its pinyin, with a
    number where another unit has or ever had that. The order of the units makes no difference.

    Args:
        county: The county's name; its own report has the id of that.
        units: Each unit's names, its own first.
        known: Ids that were given before, by name; of two names with one id the later has it.
    """
    given = _latest((_key(name, county), one) for name, one in known.items())
    ids: dict[int, str] = {}
    for names in ([unit[:1] for unit in units], [unit[1:] for unit in units]):
        owners = {_key(name, county): index for index, those in enumerate(names) for name in those}
        for name, one in reversed(given.items()):
            index = owners.get(name)
            if index is not None and index not in ids and one not in ids.values():
                ids[index] = one
    taken = {unit_id(county), *given.values()}
    for index in sorted(set(range(len(units))) - ids.keys(), key=lambda index: units[index][0]):
        base, number = unit_id(units[index][0]), 1
        ids[index] = base
        while ids[index] in taken:
            number += 1
            ids[index] = f"{base}-{number}"
        taken.add(ids[index])
    return [ids[index] for index in range(len(units))]


def known_ids(folder: Path, county: str, names: Iterable[str]) -> dict[str, str]:
    """Read the ids that were given in a working folder, by name, the latest last.

    Args:
        folder: The working folder.
        county: The county's name.
        names: The units that are asked for: parameter files are read only if one of them isn't registered.
    """
    lines = Register(folder / COUNTY / REGISTER).entries()
    pairs = ((str(line.get("name")), str(line.get("id"))) for line in lines)
    # What was written in by hand and is no id must name no file.
    written = _latest((name, one) for name, one in pairs if re.fullmatch(UNIT_ID_PATTERN, one))
    if written.keys() >= set(names):
        return written
    return {
        name: one for name, one in _latest(_of_params(folder, county)).items() if name not in written
    } | written


def keep_ids(folder: Path, ids: Mapping[str, str], known: Mapping[str, str]) -> None:
    """Register the ids that are new.

    Raises:
        WriteError: They can't be written.
    """
    register = Register(folder / COUNTY / REGISTER)
    written = {(str(entry.get("name")), str(entry.get("id"))) for entry in register.entries()}
    register.append(
        *(
            {"name": name, "id": one}
            for name, one in ids.items()
            if (name, one) not in written or known.get(name) != one
        )
    )


def succeeded(ids: Mapping[str, str], known: Mapping[str, str]) -> Iterable[str]:
    """Tell of new units that may be old ones under a new name: who had the id that theirs would have been."""
    for name, one in ids.items():
        before = [old for old, of in known.items() if of == unit_id(name)]
        if before and unit_id(name) not in ids.values():
            yield (
                f"「{name}」按新单位编了代号 {one}。如果是「{before[-1]}」改的名，请把旧名写进别名，"
                f"并删去 {COUNTY}/{REGISTER} 里「{name}」那一行，底稿和记录才接得上。"
            )


def _of_params(folder: Path, county: str) -> Iterable[tuple[str, str]]:
    """Read names and ids from the parameter files, the latest year last.

    A file counts whose id its own name gives: one that was put in the wrong place says nothing.
    """
    for path in sorted(folder.glob("params/[0-9]*/*.yaml")):
        try:
            unit = load_parameters(path, folder).parameters.unit
        except ParameterFileError:
            continue
        if not unit.name or unit.parent not in (None, county) or path.stem == unit_id(county):
            continue
        if re.fullmatch(rf"{re.escape(unit_id(unit.name))}(?:-\d+)?", path.stem):
            yield unit.name, path.stem


def _latest(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep the last id of each name, in the order in which they were last said."""
    found: dict[str, str] = {}
    for name, one in pairs:
        found.pop(name, None)
        found[name] = one
    return found


def _key(name: str, county: str) -> str:
    return short(name, county) or name
