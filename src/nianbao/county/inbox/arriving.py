"""The files that lie in the inbox: what an officer saved from WeChat, OA and mail, folders, archives, mails too."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from nianbao.county.inbox.mailed import Mail, attached, is_mail, mail_of
from nianbao.county.inbox.packed import Budget, Packed, is_archive, packed_at, unpacked
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
class Letter:
    """What a mail says.

    Attributes:
        name: The mail's name, as the officer sees it.
        mail: The mail.
    """

    name: str
    mail: Mail


@dataclass(frozen=True)
class Lying:
    """A file of the inbox that isn't read yet: all of them together may be more than the memory holds.

    Attributes:
        name: As the officer sees it.
        modified: When it was last changed, in seconds.
        path: The file on the disk.
        inside: Which one of the archive or mail that ``path`` is, of the archive in that, and so on.
        problem: Why it can't be read, in Chinese.
        empty: Whether there is a problem that leaves nothing to keep.
        letters: Mails that brought it and that nothing before it told of.
    """

    name: str
    modified: float
    path: Path
    inside: tuple[int, ...] = ()
    problem: str = ""
    empty: bool = False
    letters: tuple[Letter, ...] = ()


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
    opened: tuple[tuple[Path, tuple[int, ...]], Callable[[int], Packed]] | None = None
    for one in files:
        if one.empty or not one.inside:
            whole = Arrived(one.name, b"", one.modified) if one.empty else _read(one.path, one.name)
            yield replace(whole, modified=one.modified, problem=whole.problem or one.problem)
            continue
        if opened is None or opened[0] != (one.path, one.inside[:-1]):
            data = _read(one.path, one.name).data
            for index in one.inside[:-1]:
                data = _opened(data)(index).data or b""
            opened = (one.path, one.inside[:-1]), _opened(data)
        packed = opened[1](one.inside[-1])
        yield Arrived(one.name, packed.data or b"", one.modified, one.problem or packed.problem)


def _opened(data: bytes) -> Callable[[int], Packed]:
    """Open an archive or a mail, for its files by their place."""
    return mail_of(data, "").files.__getitem__ if is_mail(data) else functools.partial(packed_at, data)


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
    mailed = is_mail(one.data)
    if not one.data or not (mailed or is_archive(one.data)):
        yield here
        return
    if not depth:
        yield replace(here, problem="压缩包套得太深。请解压后再收。")
        return
    letters: tuple[Letter, ...] = ()
    try:
        files = unpacked(one.data, one.words[0], budget)
        if mailed:
            letters = (Letter(one.name, mail_of(one.data, one.words[0])),)
            files = attached(letters[0].mail, one.words[0], budget)
        for index, packed in enumerate(files):
            inside = _tidy(packed.name)
            name = f"{one.name}{IN_ARCHIVE}{inside}"
            if _is_leftover(inside.split("/")):
                passed.append(name)
                continue
            inner = Arrived(name, packed.data or b"", packed.modified or one.modified, packed.problem)
            there = replace(place, inside=(*place.inside, index))
            for found in _listed(inner, there, passed, budget, depth - 1):
                yield replace(found, letters=(*letters, *found.letters))
                letters = ()
    except SourceError as problem:
        yield replace(here, problem=str(problem))
    if letters:  # nothing that is attached told of it
        yield replace(here, problem="邮件里没有附件。年报请对方作为附件发来。", letters=letters)


def _tidy(name: str) -> str:
    """Show a path of an archive without what could be taken for a place on this machine."""
    parts = [part for part in re.split(r"[/\\:]", name) if part not in ("", ".", "..")]
    return _shown("/".join(parts)) or "无名"


def _shown(name: str) -> str:
    """Show a name whose characters can't all be: half ones, line ends, whatever a disk allows."""
    return "".join(char if char.isprintable() or char == "\u3000" else "·" for char in name)
