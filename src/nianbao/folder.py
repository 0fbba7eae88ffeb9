"""The working folder and its files: found upward, never left, written atomically."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import filelock

from nianbao.errors import FolderError, HeldError, UsageError, WriteError
from nianbao.resources import shipped
from nianbao.system.replacing import is_held, name_beside, replace


def working_folder(start: Path | None = None) -> Path:
    """Find the working folder: the nearest one upward that holds ``params``.

    Raises:
        FolderError: There is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "params").is_dir():
            return folder
    raise FolderError(
        f"从「{here}」往上没有找到工作文件夹（含有 params 文件夹的文件夹）。"
        "请先进入工作文件夹，或用「nianbao init 文件夹名」新建一个。"
    )


def folder_for(paths: Sequence[Path]) -> Path:
    """Find the working folder from here, else from the first of some files.

    Raises:
        FolderError: There is none.
    """
    try:
        return working_folder()
    except FolderError:
        if not paths:
            raise
        return working_folder(paths[0].resolve().parent)


def shown(path: Path) -> Path:
    """Show a path below the current folder without that folder's name."""
    here = Path.cwd()
    return path.resolve().relative_to(here) if path.resolve().is_relative_to(here) else path


def find_resource(kind: str, name: str, folder: Path | None) -> Path | None:
    """Look a template or notebook up: the working folder's own first, then the shipped one.

    Args:
        kind: ``templates`` or ``notebooks``.
        name: Path below that folder, such as ``laiyang-2017/template.yaml``.
        folder: The working folder, or None to look among the shipped files only.
    """
    places = [*([folder / kind] if folder else []), shipped(kind)]
    return next((place / name for place in places if (place / name).is_file()), None)


def inside(folder: Path, relative: str, what: str) -> Path:
    """Join a path from a parameter file to the working folder, refusing one that leaves it.

    Args:
        folder: The working folder.
        relative: The path as written.
        what: What the path is for, in the clerk's words.

    Raises:
        FolderError: The path is absolute or points outside, through links too.
    """
    root = folder.resolve()
    target = (root / relative).resolve()
    if not target.is_relative_to(root):
        raise FolderError(f"{what}「{relative}」不在工作文件夹内。请把文件放进工作文件夹，写相对路径。")
    return target


def write_atomically(target: Path, data: bytes) -> None:
    """Write a file so that it is never seen half-written: to a neighbour first, then renamed.

    Raises:
        HeldError: Another program has it open.
        WriteError: The target can't be written; nothing of it was changed.
    """
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".nianbao-", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        replace(Path(temporary), target)
        temporary = None
    except OSError as error:
        if temporary is not None and is_held(error, target):
            raise HeldError([target], {}) from error
        raise _not_written(target, error) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


_LONGEST_PATH = 240
"""Characters from which a path may be too long for Windows: 260, less what a temporary file's name has more."""


def _not_written(target: Path, error: OSError) -> WriteError:
    if (way := _in_the_way(target)) is not None:
        return WriteError(
            f"写不进「{target}」：「{shown(way)}」是一个文件，这里要放文件夹。请把它移走或改名，再试一次。"
        )
    if error.errno == errno.ENAMETOOLONG or (
        isinstance(error, FileNotFoundError) and len(str(target.absolute())) >= _LONGEST_PATH
    ):
        return WriteError(
            f"写不进「{target}」：名字或路径太长。请把工作文件夹移到短一些的地方（如 D:\\年报），或把名字改短，再试一次。"
        )
    return WriteError(
        f"写不进「{target}」：{why_not(error)}。请看磁盘是否已满、文件夹能否写入，或关闭正打开它的 WPS 再试。"
    )


def _in_the_way(target: Path) -> Path | None:
    """Find the file that lies where a folder above the target should be."""
    return next((one for one in reversed(target.absolute().parents) if _is_no_folder(one)), None)


def _is_no_folder(path: Path) -> bool:
    return (path.exists() or path.is_symlink()) and not path.is_dir()


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files that people are handed; one that is open elsewhere keeps none of the others from being written.

    Raises:
        HeldError: Some are open; what was to be in them lies beside them.
        WriteError: One can't be written at all.
    """
    kept: dict[Path, Path] = {}
    for target, data in files.items():
        try:
            write_atomically(target, data)
        except HeldError:
            kept[target] = name_beside(target)
            write_atomically(kept[target], data)
    if kept:
        raise HeldError(list(kept), kept)


def move_into_place(staged: Path, target: Path) -> None:
    """Give a file that ``write_atomically`` wrote in a staging folder its final name, whole.

    Raises:
        HeldError: A program has the file open that stands there; the new one lies beside it.
        WriteError: It can't be moved there; what stood there still stands.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(staged, target)
    except OSError as error:
        if error.errno == errno.EXDEV:
            write_all({target: staged.read_bytes()})  # a folder of another disk was mounted there
        elif is_held(error, target):
            _keep_beside(staged, target, error)
        else:
            raise _not_written(target, error) from error


def _keep_beside(staged: Path, target: Path, error: OSError) -> NoReturn:
    beside = name_beside(target)
    try:
        staged.replace(beside)
    except OSError as second:
        raise _not_written(target, second) from second
    raise HeldError([target], {target: beside}) from error


def move_all(files: Mapping[Path, Path]) -> None:
    """Move staged files into their places, as ``move_into_place`` does; a held one doesn't stop the others.

    Args:
        files: Staged file → its place.

    Raises:
        HeldError: Programs have files open; the new ones lie beside them.
        WriteError: One can't be moved at all.
    """
    kept: dict[Path, Path] = {}
    for staged, target in files.items():
        try:
            move_into_place(staged, target)
        except HeldError as error:
            kept |= error.kept
    if kept:
        raise HeldError(list(kept), kept)


def _no_folder(out: Path, error: OSError) -> WriteError:
    if (way := _in_the_way(out / "x")) is not None:
        return WriteError(
            f"写不进「{out}」：「{shown(way)}」是一个文件，这里要放文件夹。请把它移走或改名，或用 --out 换一个文件夹。"
        )
    return WriteError(f"写不进「{out}」：{why_not(error)}。请换一个文件夹（--out），或看磁盘是否已满。")


@contextlib.contextmanager
def staging_folder(out: Path) -> Iterator[str]:
    """Give a folder beside the outputs for files that aren't checked yet; it goes in any case.

    Raises:
        WriteError: There is no place for it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=".nianbao-", dir=out, ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_folder(out, error) from error
    with folder as name:
        yield name


@contextlib.contextmanager
def only_run(out: Path) -> Iterator[None]:
    """Hold an output folder for this run alone, and clear what a killed run left half done.

    Raises:
        UsageError: Another run holds it.
        WriteError: The folder can't be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(out / ".nianbao.lock", timeout=0)
        lock.acquire()
    except filelock.Timeout as error:
        raise UsageError(
            f"另一个 nianbao build 正在往「{out}」里生成。请等它结束再运行，或用 --out 换一个文件夹。"
        ) from error
    except OSError as error:
        raise _no_folder(out, error) from error
    try:
        _clear(out)
        yield
    finally:
        # A worker that is ended in the middle of a report, by Ctrl-C say, can't clear up itself.
        _clear(out)
        lock.release()


def _clear(out: Path) -> None:
    """Remove what was left half done."""
    for left in sorted(out.glob("**/.nianbao-*")):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):  # a scanner looks at it: the next run clears it
                left.unlink(missing_ok=True)


def why_not(error: OSError) -> str:
    """Say in Chinese why a file could not be used."""
    match error:
        case FileNotFoundError():
            return "没有这个文件"
        case IsADirectoryError():
            return "这是一个文件夹"
        case FileExistsError() | NotADirectoryError():
            named = Path(error.filename) / "x" if isinstance(error.filename, str) else None
            way = _in_the_way(named) if named else None
            return f"「{shown(way)}」是一个文件，不是文件夹" if way else "这里已有一个同名的文件，不是文件夹"
        case PermissionError():
            return "没有权限，或者它正被别的程序占用"
        case _ if error.errno == errno.ENOSPC:
            return "磁盘已满"
        case _:
            return f"系统说「{error.strerror or error}」"


def _umask() -> int:
    # The only way to read it is to set it; mkstemp makes files that nobody else can read.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def parameter_files(paths: list[Path]) -> Iterator[Path]:
    """List the parameter files that files and folders stand for, each once, in a stable order.

    Raises:
        UsageError: A path doesn't exist, or a folder holds no parameter file.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到「{path}」。请核对文件名和所在文件夹。")
        found = sorted(_files(path, "*.yaml")) if path.is_dir() else [path]
        if not found:
            raise UsageError(f"文件夹「{path}」里没有年报底稿（.yaml 文件）。")
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def passed_over(paths: list[Path]) -> Iterator[Path]:
    """List files in folders that look like parameter files but have another ending."""
    for path in paths:
        if path.is_dir():
            yield from sorted(_files(path, "*.yml"))


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    # JupyterLab keeps copies of what it saves in .ipynb_checkpoints; office programs hide theirs too.
    for path in folder.rglob(pattern):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path
