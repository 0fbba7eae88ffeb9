"""The faces a page is set in: the official ones where an office has them, the shipped ones otherwise.

GB/T 9704 asks for 小标宋, 仿宋, 黑体 and 楷体. Those of 方正 and 中易 aren't free, so the kit ships open
faces for each role (``fonts/fonts.json``) with a large 宋体 behind them. A character that no face has
must never become a blank: ``uncovered`` finds it before the page is set.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from nianbao import resources
from nianbao.errors import UsageError

if TYPE_CHECKING:
    import typst

Role = Literal["title", "body", "fallback", "heading", "heading-bold", "kai"]
"""What a face is for: 小标宋, 仿宋, the 宋 behind them all, 黑体 and its bold, 楷体."""

STYLES: tuple[Role, ...] = ("title", "body", "heading", "kai", "fallback")
"""The roles that have a family of their own (the bold of 黑体 is a weight of its family)."""

OFFICIAL: dict[Role, tuple[str, ...]] = {
    "title": (
        "方正小标宋简体",
        "方正小标宋_GBK",
        "方正小标宋_GB18030",
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "FZXBSJW--GB1-0",
        "FZXBSK--GBK1-0",
    ),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02"),
    "heading": ("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03"),
}
"""Family names, best first, under which the official faces come."""


class Face(BaseModel):
    """One shipped font file.

    Attributes:
        role: What it is for.
        family: Family name inside the file.
        weight: Weight of the face, 100–900.
        file: File name in the folder of shipped fonts.
        sha256: Hash of the file.
        bytes: Size of the file.
        source: The package it was made from: name, version, file and hash.
        licence: Under what licence.
        coverage: Code points it has, as sorted hexadecimal ranges such as ``20-7e``.
    """

    model_config = ConfigDict(frozen=True)

    role: Role
    family: str
    weight: int
    file: str
    sha256: str
    bytes: int
    source: dict[str, str]
    licence: str
    coverage: tuple[str, ...]

    @cached_property
    def _ranges(self) -> tuple[list[int], list[int]]:
        pairs = [item.partition("-") for item in self.coverage]
        return [int(first, 16) for first, _, _ in pairs], [int(last or first, 16) for first, _, last in pairs]

    def covers(self, character: str) -> bool:
        """Tell whether the face has a glyph for a character."""
        starts, ends = self._ranges
        place = bisect_right(starts, ord(character)) - 1
        return place >= 0 and ord(character) <= ends[place]


@lru_cache(maxsize=1)
def shipped_faces() -> tuple[Face, ...]:
    """Read the list of shipped faces."""
    text = (resources.shipped("fonts") / "fonts.json").read_text(encoding="utf-8")
    return TypeAdapter(tuple[Face, ...]).validate_json(text)


def face_of(role: Role) -> Face:
    """Give the shipped face of a role."""
    return next(face for face in shipped_faces() if face.role == role)


# Never drawn, so no face needs them: line ends, joiners, marks of direction and of variation.
_UNDRAWN = frozenset("\t\n\r\u0085\u00ad\u2028\u2029\u2060") | {
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
    for code in range(first, last + 1)
}


# Characters found to be in a shipped face, or never drawn: a report has few others.
_KNOWN_COVERED: set[str] = set()


def _drawn(text: str) -> Iterator[str]:
    return (character for character in dict.fromkeys(text) if character not in _UNDRAWN)


def uncovered(text: str) -> tuple[str, ...]:
    """List the characters of a text that no shipped face has, each once, in order."""
    unknown = set(text) - _KNOWN_COVERED
    if not unknown:
        return ()
    faces = shipped_faces()
    lacking = {c for c in unknown if c not in _UNDRAWN and not any(face.covers(c) for face in faces)}
    _KNOWN_COVERED.update(unknown - lacking)
    return tuple(c for c in _drawn(text) if c in lacking)


def fallbacks(text: str, role: Role) -> tuple[str, ...]:
    """List the characters that the face of a role lacks but 宋 has, each once, in order."""
    face, behind = face_of(role), face_of("fallback")
    return tuple(c for c in _drawn(text) if not face.covers(c) and behind.covers(c))


@dataclass(frozen=True)
class FontChoice:
    """The families to set each role in, and where their files are.

    Attributes:
        families: For each role of ``STYLES`` the families to try, in order.
        paths: Folders that hold the files.
        system: The machine's own fonts are used too.
    """

    families: dict[Role, tuple[str, ...]]
    paths: tuple[Path, ...]
    system: bool = False

    @property
    def used(self) -> dict[Role, str]:
        """The face each role is set in, for the record of a build."""
        return {role: families[0] for role, families in self.families.items()}

    def typst_fonts(self) -> typst.Fonts:
        """Give the fonts as Typst wants them; loaded once a process, for loading is the slow part."""
        return _typst_fonts(self.paths, self.system)


def choose(folder: Path | None = None, system: bool = False) -> FontChoice:
    """Choose the faces: official ones found, then the shipped one, then 宋, then any other there is.

    Args:
        folder: Folder with official faces; what else lies in it is tried for rare characters.
        system: Search the machine's own fonts for official faces too.

    Raises:
        UsageError: There is no such folder.
    """
    if folder and not folder.is_dir():
        raise UsageError(f"找不到字体文件夹：{folder}。请改正设置中的 fonts，或删去这一项。")
    official = (folder,) if folder else ()
    own = _families(official)
    there = {**own, **(_families((), system=True) if system else {})}
    last = (*(face.family for face in shipped_faces()), *own.values())
    return FontChoice(
        families={role: tuple(dict.fromkeys((*_order(role, there), *last))) for role in STYLES},
        paths=(*official, resources.shipped("fonts")),
        system=system,
    )


def _order(role: Role, there: dict[str, str]) -> tuple[str, ...]:
    official = [there[name.lower()] for name in OFFICIAL.get(role, ()) if name.lower() in there][:1]
    # What 楷体 lacks looks better in 仿宋 than in 宋.
    behind = _order("body", there) if role == "kai" else (face_of("fallback").family,)
    return (*official, face_of(role).family, *behind)


def _families(paths: tuple[Path, ...], system: bool = False) -> dict[str, str]:
    if not (paths or system):
        return {}
    return {name.lower(): name for name in _typst_fonts(paths, system).families()}


@lru_cache(maxsize=8)
def _typst_fonts(paths: tuple[Path, ...], system: bool) -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(path) for path in paths]
    )
