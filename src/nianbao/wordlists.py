"""Word lists, gazetteers and registries (``templates/checks/<name>.yaml``): shipped, and added to by a county.

A county writes a file of the same name below its working folder's ``templates/checks/``. What stands
there is added: lists are joined, groups are merged key by key, and nothing shipped can be taken away.
The words are data: whoever uses them escapes them; none ever becomes a pattern or code.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml

from nianbao.errors import TemplateError
from nianbao.plain_yaml import UnreadableValueError, plain_yaml
from nianbao.resources import shipped
from nianbao.suggest import did_you_mean, quoted
from nianbao.wordlist_merge import MisfitError, line_of, merged

FOLDER = "checks"
"""Folder of the lists below ``templates``."""

MAX_LIST_BYTES = 1_000_000
"""A county's own list of names is a few kilobytes; a larger file is another kind of file."""

MAX_LIST_DEPTH = 8
"""Registries lie four deep; aliases that go round have no end."""

Built = TypeVar("Built")


class WordListError(TemplateError):
    """A word list isn't in order.

    Attributes:
        path: The file.
        line: 1-based line where reading stopped, or None.
    """

    def __init__(self, path: Path, what: str, line: int | None = None) -> None:
        place = f"第 {line} 行，" if line and not what.startswith("第") else ""
        super().__init__(f"词表「{path.name}」有误：{place}{what}")
        self.path, self.what, self.line = path, what, line

    def __reduce__(self) -> tuple[type[WordListError], tuple[Path, str, int | None]]:
        return type(self), (self.path, self.what, self.line)


class Source(NamedTuple):
    """What a list is read from, as it is now; equal as long as nothing has changed.

    Attributes:
        name: Such as ``laws``.
        own: The county's file, or None.
        state: Its time of change (nanoseconds) and size (bytes).
    """

    name: str
    own: Path | None = None
    state: tuple[int, int] = (0, 0)


def load_words(name: str, folder: Path | None = None) -> dict[str, Any]:
    """Load a word list, the county's own additions merged in. It is remembered, so leave it as it is.

    Args:
        name: File name without ``.yaml``.
        folder: The working folder, or None for the shipped words alone.

    Raises:
        WordListError: There is no such list, or the county's file isn't in order.
    """
    return _load(source_of(name, folder))


def compiled(name: str, build: Callable[[dict[str, Any]], Built]) -> Callable[[Path | None], Built]:
    """Make a loader of something that is built out of a list, such as patterns, and kept while its files last.

    Args:
        name: The list.
        build: Makes it of the merged list.

    Returns:
        A function of the working folder; it raises ``WordListError`` as ``load_words`` does.
    """

    @functools.lru_cache(maxsize=16)
    def of(source: Source) -> Built:
        words = _load(source)
        try:
            return build(words)
        except (AttributeError, KeyError, TypeError, ValueError) as problem:
            # The shipped list is in order, so it is what the county has added.
            what = "有的项写法不对，请对照随软件的同名词表改写。"
            raise WordListError(source.own or _shipped_path(name), what) from problem

    return lambda folder: of(source_of(name, folder))


def list_names() -> list[str]:
    """List the names of the shipped word lists."""
    return list(_shipped_names(shipped("templates") / FOLDER))


@functools.cache
def _shipped_names(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def existing_files(folder: Path) -> list[Path]:
    """List the files of a working folder that add to word lists."""
    try:
        with os.scandir(folder / "templates" / FOLDER) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.name.endswith(".yaml"))
    except OSError:
        return []


def own_files(folder: Path) -> list[Path]:
    """List the files of a working folder that add to word lists, there or not yet there."""
    own = folder / "templates" / FOLDER
    return sorted({*own.glob("*.yaml"), *(own / f"{name}.yaml" for name in list_names())})


def source_of(name: str, folder: Path | None) -> Source:
    """Say what a list is read from, as it is now."""
    if folder is None:
        return Source(name)
    own = _own_path(name, folder)
    try:
        state = own.stat()
    except OSError:
        return Source(name)
    if own.resolve() == _shipped_path(name).resolve():  # a checkout is a working folder too
        return Source(name)
    return Source(name, own, (state.st_mtime_ns, state.st_size))


@functools.lru_cache(maxsize=256)
def _own_path(name: str, folder: Path) -> Path:
    """Give the path, put together once: every check of every report asks for it."""
    return folder / "templates" / FOLDER / f"{name}.yaml"


def _shipped_path(name: str) -> Path:
    return shipped("templates") / FOLDER / f"{name}.yaml"


@functools.lru_cache(maxsize=64)
def _load(source: Source) -> dict[str, Any]:
    path = _shipped_path(source.name)
    if not path.is_file():
        raise WordListError(
            source.own or path, f"没有名为「{source.name}」的词表。{did_you_mean(source.name, list_names())}"
        )
    base = _read(path)
    if source.own is None:
        return base
    if source.state[1] > MAX_LIST_BYTES:
        raise WordListError(source.own, "文件太大，请核对是否放错了文件。")
    own = _read(source.own)
    # In a list of groups a new group would be read by nobody: it is a slip of the pen.
    if all(isinstance(value, dict | list) for value in base.values()):
        for key in own:
            if key not in base:
                advice = did_you_mean(key, base) or f"可以写的有：{'、'.join(base)}。"
                line = line_of(source.own, (key,))
                raise WordListError(source.own, f"没有「{quoted(key)}」这一组。{advice}", line)
    try:
        whole: dict[str, Any] = merged(base, own)
    except MisfitError as problem:
        raise WordListError(source.own, problem.what, line_of(source.own, problem.where)) from problem
    return whole


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = plain_yaml(text, fast=True)
    except UnreadableValueError as problem:
        raise WordListError(path, "读不出，请看它是不是一个完整的文字文件。") from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        # What is never closed is noticed behind the last line.
        line = min(mark.line + 1, len(text.splitlines())) if mark else None
        place = f"第 {line} 行" if line else "文件"
        raise WordListError(path, f"{place}的格式读不懂，请检查缩进、冒号和引号。", line) from problem
    except UnicodeDecodeError as problem:
        raise WordListError(path, "不是 UTF-8 编码，请在编辑器里「另存为」，编码选 UTF-8。") from problem
    except (OSError, ValueError, RecursionError) as problem:
        raise WordListError(path, "读不出，请看它是不是一个完整的文字文件。") from problem
    if data is None:  # nothing but comments
        return {}
    if not isinstance(data, dict) or not _is_plain(data):
        raise WordListError(path, "应是一组「项: 值」，项的名称是文字；纯数字的名称请加引号。")
    return data


def _is_plain(value: Any, depth: int = 0) -> bool:
    """Tell whether a value is made of groups with names, lists and scalars, not too deep."""
    if depth > MAX_LIST_DEPTH:
        return False
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(part, depth + 1) for key, part in value.items())
    return not isinstance(value, list) or all(_is_plain(part, depth + 1) for part in value)
