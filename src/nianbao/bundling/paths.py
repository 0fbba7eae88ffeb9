"""Names and lengths that Windows refuses; every folder is held to them, since sticks go from system to system."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nianbao.system.names import is_reserved

LONGEST = 259
"""Characters of a whole path that any Windows program can open (MAX_PATH without its end)."""

ROOM = 80
"""Characters that must be left for the place where the folder lies, such as D:\\资料\\年报."""

_REFUSED = re.compile(r'[\x00-\x1f<>:"|?*\\]')


def longest_path(folder: Path) -> int:
    """Give the length of the longest path below a folder, in the units that Windows counts (UTF-16)."""
    return max(len(name.encode("utf-16-le")) // 2 for name in _names(folder))


def refused_paths(folder: Path) -> Iterator[str]:
    """Say which paths below a folder Windows can't have."""
    seen: dict[str, str] = {}
    for name in _names(folder):
        if any(
            is_reserved(part) or part.endswith((".", " ")) or _REFUSED.search(part)
            for part in name.split("/")
        ):
            yield f"{name}：Windows 不允许这个名称"
        if len(name.encode("utf-16-le")) // 2 > LONGEST - ROOM:
            yield f"{name}：路径太长，超过 {LONGEST - ROOM} 个字符"
        if (other := seen.setdefault(name.casefold(), name)) != name:
            yield f"{name}：与「{other}」只有大小写不同"


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        yield path.relative_to(folder).as_posix()
