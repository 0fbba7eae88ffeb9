"""Forms read by the folderful: each matched to its unit, taken into its parameter file, or said why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from nianbao.county.forms.opening import MAX_BYTES, FormError
from nianbao.county.forms.reading import FormReading, read_form
from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.taking import Taken, take_form
from nianbao.county.matching import match_one
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Member, Roster
from nianbao.errors import NianbaoError, UsageError
from nianbao.folder import why_not

_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ett"})
"""Files of a folder that are looked at; others are no workbooks."""


@dataclass(frozen=True)
class Collected:
    """What became of one file.

    Attributes:
        path: The file.
        member: The unit it was matched to, or None.
        how: What the unit was recognised by, or why nothing was taken, in Chinese.
        reading: What it says; None where it can't be read.
        taken: What was written; None where nothing was.
    """

    path: Path
    member: Member | None
    how: str
    reading: FormReading | None = None
    taken: Taken | None = None

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All that is to be said of it."""
        return (*(self.reading.remarks if self.reading else ()), *(self.taken.remarks if self.taken else ()))


def form_files(paths: Iterable[Path]) -> list[Path]:
    """List the workbooks that files and folders stand for, each once; what office programs keep aside isn't one.

    Raises:
        UsageError: A path doesn't exist.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到「{path}」。请核对文件名和所在文件夹。")
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            aside = file.name.startswith(("~$", "."))
            if not aside and (file == path or (file.is_file() and file.suffix.lower() in _ENDINGS)):
                found.setdefault(file.resolve(), file)
    return list(found.values())


def collect(place: CountyPlace, roster: Roster, files: Iterable[Path]) -> Iterator[Collected]:
    """Read forms and take them into parameter files, one after the other.

    A second form of one unit is read and not taken: which of the two holds is for the officer to say.
    """
    seen: dict[str, Path] = {}
    for path in files:
        found = _matched(place, roster, path)
        if found.member is None or found.reading is None:
            yield found
            continue
        if found.reading.untouched:
            yield replace(found, how="还没有人填过，没有读入。")
            continue
        first = seen.setdefault(found.member.id, path)
        if first != path:
            how = f"{found.member.name}已经读入了「{first.name}」，这一份没有读入。请确定用哪一份，只留一份再读。"
            yield replace(found, how=how)
            continue
        try:
            yield replace(found, taken=take_form(place, roster.county, found.member, found.reading))
        except NianbaoError as problem:
            yield replace(found, how=str(problem))


def _matched(place: CountyPlace, roster: Roster, path: Path) -> Collected:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as problem:
        return Collected(path, None, f"打不开：{why_not(problem)}。请关闭正打开它的 WPS。")
    if size > MAX_BYTES:
        return Collected(path, None, f"有 {size / 1e6:.0f} MB，太大了。请删去图片，另存为新的 xlsx。")
    try:
        reading = read_form(data, path.name, place.folder)
    except FormError as problem:
        return Collected(path, None, str(problem))
    matched = match_one(roster, names=reading.names, code=reading.code)
    return Collected(path, matched.member, matched.how, reading)
