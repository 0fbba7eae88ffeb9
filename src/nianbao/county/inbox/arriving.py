"""The files that lie in the inbox: what an officer saved from WeChat, OA and mail, folders and archives too."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao.county.inbox.packed import is_archive, unpacked
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


def arrived(inbox: Path, own: Path) -> tuple[list[Arrived], list[str]]:
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
    found: list[Arrived] = []
    passed: list[str] = []
    for path, name in _paths(inbox, own, passed):
        found += _opened(_read(path, name), passed, _DEEPEST)
    return sorted(found, key=lambda one: (one.modified, one.name)), passed


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
    except OSError as problem:
        return Arrived(name, b"", 0.0, f"打不开：{why_not(problem)}。请关闭正打开它的 WPS 再收。")


def _opened(one: Arrived, passed: list[str], depth: int) -> Iterator[Arrived]:
    """Give a file, or what an archive holds in its place."""
    if not one.data or not is_archive(one.data):
        yield one
        return
    if not depth:
        yield Arrived(one.name, one.data, one.modified, "压缩包套得太深。请解压后再收。")
        return
    try:
        for packed in unpacked(one.data, one.words[0]):
            inside = _tidy(packed.name)
            name = f"{one.name}{IN_ARCHIVE}{inside}"
            if _is_leftover(inside.split("/")):
                passed.append(name)
            else:
                inner = Arrived(name, packed.data or b"", packed.modified, packed.problem)
                yield from _opened(inner, passed, depth - 1)
    except SourceError as problem:
        yield Arrived(one.name, one.data, one.modified, str(problem))


def _tidy(name: str) -> str:
    """Show a path of an archive without what could be taken for a place on this machine."""
    parts = [part for part in re.split(r"[/\\:]", name) if part not in ("", ".", "..")]
    return _shown("/".join(parts)) or "无名"


def _shown(name: str) -> str:
    """Show a name whose characters can't all be: half ones, line ends, whatever a disk allows."""
    return "".join(char if char.isprintable() or char == "\u3000" else "·" for char in name)
