"""The files that lie in the inbox: what an officer saved from WeChat, OA and mail, folders and archives too."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from nianbao.county.inbox.packed import Budget, is_archive, packed_at, unpacked
from nianbao.errors import UsageError
from nianbao.folder import why_not
from nianbao.importer import SourceError
from nianbao.importer.source import MAX_BYTES

_LEFTOVERS = re.compile(
    r"~\$.*|\.~.*|\..*|~wrl.*|thumbs\.db|desktop\.ini|.*\.(?:tmp|temp|bak|lnk|url|crdownload|part|lock)|__macosx",
    re.IGNORECASE,
)
"""What office programs, browsers and systems leave behind."""

_DEEPEST = 2
"""Archives within archives that are looked into."""

IN_ARCHIVE = " › "


@dataclass(frozen=True)
class Arrived:
    """A file of the inbox.

    Attributes:
        name: As the officer sees it.
        data: Its bytes, empty where there is a problem.
        modified: When it was last changed, in seconds.
        problem: Why it can't be read, in Chinese.
    """

    name: str
    data: bytes
    modified: float
    problem: str = ""

    @property
    def sha256(self) -> str:
        """Hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def words(self) -> tuple[str, ...]:
        """Its own name, then the folders and archives that it lies in: hints of whose it is, the best first."""
        return tuple(reversed(re.split(rf"/|{IN_ARCHIVE}", self.name)))


@dataclass(frozen=True)
class Lying:
    """A file of the inbox that isn't read yet: all of them together may be more than the memory holds.

    Attributes:
        name: As the officer sees it.
        modified: When it was last changed, in seconds.
        path: The file on the disk.
        inside: Which one of the archive that ``path`` is, of the archive in that, and so on.
        problem: Why it can't be read, in Chinese.
        empty: Whether there is a problem that leaves nothing to keep.
    """

    name: str
    modified: float
    path: Path
    inside: tuple[int, ...] = ()
    problem: str = ""
    empty: bool = False


def lying(inbox: Path, own: Path) -> tuple[list[Lying], list[str]]:
    """List the files of the inbox, the oldest first: of two versions the later one counts.

    Args:
        inbox: A folder, or one file.
        own: The folder that the county's steps write to, which is no part of any inbox.

    Returns:
        The files, and the names of what was passed over: temporary files and the like.

    Raises:
        UsageError: There is no such folder or file.
    """
    if not inbox.exists():
        raise UsageError(f"找不到「{inbox}」。请核对收到的文件放在哪个文件夹。")
    found: list[Lying] = []
    passed: list[str] = []
    for path, name in _paths(inbox, own, passed):
        found += _listed(_read(path, name), Lying(name, 0.0, path), passed, Budget(), _DEEPEST)
    return sorted(found, key=lambda one: (one.modified, one.name)), passed


def arrived(files: Iterable[Lying]) -> Iterator[Arrived]:
    """Read files one after the other; the archive that a file lies in is opened once for all that follow."""
    opened: tuple[tuple[Path, tuple[int, ...]], bytes] | None = None
    for one in files:
        if one.empty or not one.inside:
            whole = Arrived(one.name, b"", one.modified) if one.empty else _read(one.path, one.name)
            yield replace(whole, modified=one.modified, problem=whole.problem or one.problem)
            continue
        if opened is None or opened[0] != (one.path, one.inside[:-1]):
            data = _read(one.path, one.name).data
            for index in one.inside[:-1]:
                data = packed_at(data, index).data or b""
            opened = (one.path, one.inside[:-1]), data
        packed = packed_at(opened[1], one.inside[-1])
        yield Arrived(one.name, packed.data or b"", one.modified, one.problem or packed.problem)


def _paths(inbox: Path, own: Path, passed: list[str]) -> Iterator[tuple[Path, str]]:
    if inbox.is_file():
        yield inbox, _shown(inbox.name)
        return
    for path in sorted(inbox.rglob("*")):
        name = _shown(path.relative_to(inbox).as_posix())
        if path.is_dir() or path.resolve().is_relative_to(own.resolve()):
            continue
        if _is_leftover(path.relative_to(inbox).parts) or not path.is_file():
            passed.append(name)
        else:
            yield path, name


def _is_leftover(parts: Iterable[str]) -> bool:
    return any(_LEFTOVERS.fullmatch(part) for part in parts)


def _read(path: Path, name: str) -> Arrived:
    try:
        state = path.stat()
        if state.st_size > MAX_BYTES:
            size = state.st_size / 1e6
            return Arrived(name, b"", state.st_mtime, f"有 {size:.0f} MB，太大。请删去图片，另存后再收。")
        return Arrived(name, path.read_bytes(), state.st_mtime)
    except MemoryError:
        return Arrived(name, b"", 0.0, "太大，内存里放不下。请删去图片，另存后再收。")
    except OSError as problem:
        return Arrived(name, b"", 0.0, f"打不开：{why_not(problem)}。请关闭正打开它的 WPS 再收。")


def _listed(one: Arrived, place: Lying, passed: list[str], budget: Budget, depth: int) -> Iterator[Lying]:
    """List a file, or what an archive holds in its place."""
    here = replace(
        place,
        name=one.name,
        modified=one.modified,
        problem=one.problem,
        empty=bool(one.problem) and not one.data,
    )
    if not one.data or not is_archive(one.data):
        yield here
        return
    if not depth:
        yield replace(here, problem="压缩包套得太深。请解压后再收。")
        return
    try:
        for index, packed in enumerate(unpacked(one.data, one.words[0], budget)):
            inside = _tidy(packed.name)
            name = f"{one.name}{IN_ARCHIVE}{inside}"
            if _is_leftover(inside.split("/")):
                passed.append(name)
            else:
                inner = Arrived(name, packed.data or b"", packed.modified, packed.problem)
                there = replace(place, inside=(*place.inside, index))
                yield from _listed(inner, there, passed, budget, depth - 1)
    except SourceError as problem:
        yield replace(here, problem=str(problem))


def _tidy(name: str) -> str:
    """Show a path of an archive without what could be taken for a place on this machine."""
    parts = [part for part in re.split(r"[/\\:]", name) if part not in ("", ".", "..")]
    return _shown("/".join(parts)) or "无名"


def _shown(name: str) -> str:
    """Show a name whose characters can't all be: half ones, line ends, whatever a disk allows."""
    return "".join(char if char.isprintable() or char == "\u3000" else "·" for char in name)
