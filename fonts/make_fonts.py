"""Makes the font files of this folder from released packages; run by hand, never by set-up.

    python fonts/make_fonts.py            fetch the packages, make every file and fonts.json
    python fonts/make_fonts.py --check    no network: do the files agree with fonts.json?

Making needs `npm`, `apt-get` and `dpkg` (a Debian 12 machine) and fontTools. Everything that decides what
a file holds stands in the tables at the top: packages with versions, hashes of what is taken from them, the
faces. Times are fixed, so that a second run gives the same bytes.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import hashlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

from fontTools import subset  # type: ignore[import-untyped]  # has no types
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]  # has no types
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # has no types
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]  # has no types

FOLDER = Path(__file__).resolve().parent
MANIFEST = "fonts.json"
MAX_TOTAL = 35_000_000
"""Bytes the whole folder may take; the project's decision."""
MODIFIED = "2026-11-22"
"""The day the changes were made: licences ask for it, and it is written into the fonts."""
MODIFIED_TIME = 1_795_305_600
"""The same day as seconds since 1970, in place of the clock."""
MAC_EPOCH_OFFSET = 2_082_844_800
"""Seconds from 1904, where OpenType counts from, to 1970."""

# ---------------------------------------------------------------------------------------------- packages


@dataclass(frozen=True)
class Package:
    """A released package that files are taken from."""

    name: str
    version: str
    registry: Literal["npm", "debian"]


@dataclass(frozen=True)
class Source:
    """One file inside a package, with the hash it must have."""

    package: Package
    file: str
    sha256: str


@dataclass(frozen=True)
class Licence:
    """A licence: its SPDX expression, the file beside the fonts and the texts it is made of."""

    spdx: str
    file: str
    texts: tuple[Source, ...]


SERIF = Package("@expo-google-fonts/noto-serif-sc", "0.4.3", "npm")
SANS = Package("@expo-google-fonts/noto-sans-sc", "0.4.3", "npm")
TEXLIVE = Package("texlive-lang-chinese", "2022.20230122-1", "debian")
WENKAI = Package("fonts-lxgw-wenkai", "1.250+repack-1", "debian")
UNICODE = Package("unicode-data", "15.0.0-1", "debian")
PACKAGES = (SERIF, SANS, TEXLIVE, WENKAI, UNICODE)

UNIHAN = Source(
    UNICODE,
    "usr/share/unicode/Unihan_OtherMappings.txt.bz2",
    "bdeef44d75d914e793b7f27ddc3bee01b2d11dd34f4e52de1a9fba74a1612dc2",
)
STANDARD_SIZE = 8_105
"""How many characters 通用规范汉字表 (2013) has: Unihan's field kTGH must give as many."""

SERIF_LICENCE = Licence(
    "OFL-1.1",
    "LICENSE.noto-serif-sc.txt",
    (
        Source(
            SERIF, "package/LICENSE_FONT", "5e0da210fb04058a8c0087985d2d456b931c2579811a49655721d3cf0c36b6d6"
        ),
    ),
)
SANS_LICENCE = Licence(
    "OFL-1.1",
    "LICENSE.noto-sans-sc.txt",
    (
        Source(
            SANS, "package/LICENSE_FONT", "1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9"
        ),
    ),
)
FANDOL_LICENCE = Licence(
    "GPL-3.0-only WITH Font-exception-2.0",
    "LICENSE.fandol.txt",
    (
        Source(
            TEXLIVE,
            "usr/share/doc/texlive-doc/fonts/fandol/README",
            "32537e063f4c7d4aebf016d5c8279cbce13f34fc8970f24b2578a3c04d0f8ca6",
        ),
        Source(
            TEXLIVE,
            "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz",
            "b94928591ae23ad41681fe34991e5d95d793666e751af505453a0152e6bc1a10",
        ),
    ),
)
WENKAI_LICENCE = Licence(
    "OFL-1.1",
    "LICENSE.lxgw-wenkai.txt",
    (
        Source(
            WENKAI,
            "usr/share/doc/fonts-lxgw-wenkai/copyright",
            "897241f829ddde020676de9cc6506533d755f5e6b516538dfd5f6ed59cbf3ff8",
        ),
    ),
)

# ------------------------------------------------------------------------------------------------- faces

Change = Literal["full-width quotes", "Chinese defaults"]
Scope = Literal["standard", "whole"]


@dataclass(frozen=True)
class Face:
    """One shipped font file.

    Every face has a family name of its own, so that a reserved name is nobody's worry and a font that
    happens to be installed can't stand in for ours.
    """

    role: str
    family: str
    weight: Literal[400, 700]
    file: str
    source: Source
    licence: Licence
    scope: Scope
    changes: tuple[Change, ...] = ()

    @property
    def style(self) -> str:
        """Subfamily name; each weight here is one that every program knows."""
        return "Bold" if self.weight == 700 else "Regular"

    @property
    def postscript_name(self) -> str:
        """Name by which a PDF knows the face."""
        return f"{self.family.replace(' ', '')}-{self.style}"


FACES = (
    Face(
        role="title",
        family="Nianbao Title",
        # 小标宋 is darker than 宋 but open. At 900 the stems are 160/1000 em and the counters close up; at
        # 700 they are 128 (at 400: 68).
        weight=700,
        file="NianbaoTitle-Bold.ttf",
        source=Source(
            SERIF,
            "package/700Bold/NotoSerifSC_700Bold.ttf",
            "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
        ),
        licence=SERIF_LICENCE,
        scope="standard",
        changes=("Chinese defaults",),
    ),
    Face(
        role="body",
        family="Nianbao Fang",
        weight=400,
        file="NianbaoFang-Regular.ttf",
        source=Source(
            TEXLIVE,
            "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
            "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
        ),
        licence=FANDOL_LICENCE,
        scope="whole",
    ),
    Face(
        role="fallback",
        family="Nianbao Song",
        weight=400,
        file="NianbaoSong-Regular.ttf",
        source=Source(
            SERIF,
            "package/400Regular/NotoSerifSC_400Regular.ttf",
            "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        ),
        licence=SERIF_LICENCE,
        scope="whole",
        changes=("Chinese defaults",),
    ),
    Face(
        role="heading",
        family="Nianbao Hei",
        weight=400,
        file="NianbaoHei-Regular.ttf",
        source=Source(
            SANS,
            "package/400Regular/NotoSansSC_400Regular.ttf",
            "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        ),
        licence=SANS_LICENCE,
        scope="standard",
        changes=("Chinese defaults",),
    ),
    Face(
        role="heading-bold",
        family="Nianbao Hei",
        weight=700,
        file="NianbaoHei-Bold.ttf",
        source=Source(
            SANS,
            "package/700Bold/NotoSansSC_700Bold.ttf",
            "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        ),
        licence=SANS_LICENCE,
        scope="standard",
        changes=("Chinese defaults",),
    ),
    Face(
        role="kai",
        family="Nianbao Kai",
        weight=400,
        file="NianbaoKai-Regular.ttf",
        source=Source(
            WENKAI,
            "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
            "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
        ),
        licence=WENKAI_LICENCE,
        scope="standard",
        changes=("full-width quotes",),
    ),
)

SYMBOLS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x2010, 0x2027),  # dashes, curly quotes, bullets, ellipsis
    (0x2030, 0x203B),  # per mille, primes, reference mark
    (0x2070, 0x208E),  # superscripts and subscripts
    (0x20AC, 0x20AC),  # €
    (0x2100, 0x2126),  # ℃ № ™ Ω
    (0x2150, 0x217F),  # fractions, Roman numerals
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x22BF),  # mathematics
    (0x2460, 0x249B),  # ① ⑴ ⒈
    (0x24EA, 0x24EA),  # ⓪
    (0x25A0, 0x25EF),  # □ ■ ○ ● △ ▲
    (0x2605, 0x2612),  # ★ ☆ ☐ ☑ ☒
    (0x2713, 0x2717),  # ✓ ✗
    (0x3000, 0x301F),  # Chinese punctuation
    (0x3220, 0x3243),  # ㈠
    (0x3251, 0x325F),  # ㉑
    (0x32B1, 0x32BF),  # ㊱
    (0x338E, 0x33A6),  # ㎎ ㎡
    (0x33C4, 0x33D5),  # ㏄ ㏑
    (0xFE30, 0xFE4F),  # forms for vertical text, as old files have them
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),  # ￥
)
FOREIGN = (
    (0x0000, 0x001F),  # control characters: FandolFang shows them as blanks, and that would hide them
    (0x007F, 0x009F),
    (0x1EA0, 0x1EFF),  # Vietnamese
    (0x3131, 0x318E),  # Hangul
    (0x31F0, 0x31FF),  # small Katakana
    (0x3200, 0x321E),  # Hangul in brackets
    (0x3260, 0x327F),  # Hangul in circles
    (0x32D0, 0x3357),  # Katakana in circles and squares
    (0xA000, 0xA4CF),  # Yi, without the layout it would need
    (0xE000, 0xF8FF),  # private use: PDF/UA refuses it
    (0xFF61, 0xFFDC),  # half-width Katakana and Hangul
    (0x1B000, 0x1FFFF),  # historic Kana, letters and words in boxes
)
"""What even a whole face leaves out: no page of ours has them, and the folder has its limit."""
STAND_INS = {0x00A0: 0x0020, 0x2015: 0x2014}
"""Characters that may use another's glyph where a source lacks their own."""
FEATURES = ["ccmp", "mark"]
"""What horizontal Chinese text needs: above all the joined dash of two ems.

Ligatures such as fi would trouble those who copy from the PDF; pair kerning is for Latin and Kana, and the
body face has none.
"""
DROPPED_TABLES = ["BASE", "STAT", "VORG", "vhea", "vmtx", "DSIG", "prep", "fpgm", "cvt ", "gasp"]
"""Vertical setting, traces of the variable font and of hinting: a page of ours uses none of them."""
ASCENT, DESCENT = 880, -120
"""Line metrics of every face, the typographic ones that all sources already have."""
MAX_ERROR = 3.0
"""Units of 1000 an em by which a converted curve may stray: at 16 pt, a sixtieth of a millimetre."""
KEPT_NAMES = {0, 7, 8, 9, 11, 12, 13, 14}
"""Name records of copyright, trademark, makers and licence: they stay as they are."""


class FontsError(Exception):
    """Something that stops the making, in words for whoever runs the script."""


# --------------------------------------------------------------------------------------------- packages


class Fetcher:
    """Fetches each package once and hands out single files, their hashes checked."""

    def __init__(self, folder: Path) -> None:
        """Makes a fetcher.

        Args:
            folder: Where downloads go; the caller removes it.
        """
        self._folder = folder
        self._archives: dict[Package, Path] = {}

    def read(self, source: Source) -> bytes:
        """Reads one file out of its package.

        Args:
            source: What to read.

        Returns:
            The file's bytes.

        Raises:
            FontsError: If the package lacks the file, or it is another than recorded.
        """
        with tarfile.open(self._archive(source.package)) as archive:
            wanted = PurePosixPath(source.file)
            member = next((m for m in archive if PurePosixPath(m.name) == wanted), None)
            stream = archive.extractfile(member) if member else None
            if stream is None:
                raise FontsError(f"{source.package.name} {source.package.version} has no {source.file}")
            data = stream.read()
        found = hashlib.sha256(data).hexdigest()
        if found != source.sha256:
            raise FontsError(f"{source.file}: sha256 is {found}, not {source.sha256} as recorded")
        return data

    def _archive(self, package: Package) -> Path:
        if package not in self._archives:
            place = self._folder / str(len(self._archives))
            place.mkdir()
            fetch = self._fetch_npm if package.registry == "npm" else self._fetch_debian
            self._archives[package] = fetch(package, place)
        return self._archives[package]

    @staticmethod
    def _fetch_npm(package: Package, place: Path) -> Path:
        _run(["npm", "pack", "--ignore-scripts", "--silent", f"{package.name}@{package.version}"], place)
        return _only(place, "*.tgz")

    @staticmethod
    def _fetch_debian(package: Package, place: Path) -> Path:
        _run(["apt-get", "download", f"{package.name}={package.version}"], place)
        archive = place / "data.tar"
        archive.write_bytes(_run(["dpkg", "--fsys-tarfile", str(_only(place, "*.deb"))], place))
        return archive


def _run(command: list[str], folder: Path) -> bytes:
    program = shutil.which(command[0])
    if program is None:
        raise FontsError(f"{command[0]} is needed and not installed")
    # The commands are written above, with nothing from outside but a path of our own.
    result = subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, check=False)  # noqa: S603
    if result.returncode:
        raise FontsError(f"{' '.join(command)} failed:\n{result.stderr.decode(errors='replace')}")
    return result.stdout


def _only(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise FontsError(f"expected one {pattern}, found {len(found)}")
    return found[0]


# -------------------------------------------------------------------------------------------- characters


def standard_characters(unihan: bytes) -> set[int]:
    """Reads 通用规范汉字表 out of Unihan.

    Args:
        unihan: The file Unihan_OtherMappings.txt.bz2.

    Returns:
        The code points with a field kTGH.

    Raises:
        FontsError: If they aren't as many as the standard has.
    """
    rows = (line.split("\t") for line in bz2.decompress(unihan).decode().splitlines())
    found = {int(row[0].removeprefix("U+"), 16) for row in rows if len(row) == 3 and row[1] == "kTGH"}
    if len(found) != STANDARD_SIZE:
        raise FontsError(f"Unihan gives {len(found)} standard characters, not {STANDARD_SIZE}")
    return found


def gb2312_characters() -> set[int]:
    """Lists GB 2312-1980, Han characters and symbols.

    Returns:
        Its code points.
    """
    cells = itertools.product(range(0xA1, 0xF8), range(0xA1, 0xFF))
    decoded = (bytes(cell).decode("gb2312", errors="ignore") for cell in cells)
    return {ord(char) for char in decoded if len(char) == 1}


def characters_for(scope: Scope, available: Iterable[int], standard: set[int]) -> set[int]:
    """Chooses the characters a face keeps.

    Args:
        scope: How much of the source is kept.
        available: The code points the source has.
        standard: Those of 通用规范汉字表.

    Returns:
        The code points to keep.
    """
    has = set(available)
    if scope == "whole":
        return has - _spread(FOREIGN)
    return has & (standard | gb2312_characters() | _spread(SYMBOLS))


def _spread(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


def to_ranges(codes: Iterable[int]) -> list[str]:
    """Writes code points compactly.

    Args:
        codes: Code points in any order.

    Returns:
        Ranges in hexadecimal, such as `20-7e`, or `a0` for a single one.
    """
    ranges: list[list[int]] = []
    for code in sorted(set(codes)):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return [f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in ranges]


# ------------------------------------------------------------------------------------------------- fonts
# fontTools has no types: its objects are Any here, and every function that touches one says so.


def to_truetype(font: Any) -> None:
    """Turns CFF outlines into TrueType ones; a font that has those already stays as it is.

    Chromium writes CFF as Type 3, and one PDF/A validator cries wolf over it.

    Args:
        font: A TTFont, changed in place.
    """
    if "CFF " not in font:
        return
    order = font.getGlyphOrder()
    drawings = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        # PostScript fills contours that run the other way round.
        drawings[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph(dropImpliedOnCurves=True)
    font["loca"] = newTable("loca")
    font["glyf"] = outlines = newTable("glyf")
    outlines.glyphOrder, outlines.glyphs = order, glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(outlines)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    del font["CFF "]
    _set_maximum_profile(font)
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def _set_maximum_profile(font: Any) -> None:
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    unused = ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements")
    for field in unused:
        setattr(profile, f"max{field}", 0)
    profile.maxZones = 1
    profile.maxSizeOfInstructions = 0
    profile.maxComponentElements = max(
        (len(glyph.components) for glyph in font["glyf"].glyphs.values() if glyph.isComposite()), default=0
    )


def remap(font: Any, mapping: Mapping[int, str]) -> None:
    """Gives characters other glyphs.

    Args:
        font: A TTFont, changed in place.
        mapping: Code points with the names of their new glyphs.
    """
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap.update(
                {code: name for code, name in mapping.items() if table.format == 12 or code < 65536}
            )


def use_chinese_defaults(font: Any) -> None:
    """Makes even digits and the joining dash the glyphs that a Noto face shows by default.

    Noto keeps two sets behind language tags: digits of equal width only for text that is *not* tagged as
    Chinese, a dash of a full em only for text that is. A table of numbers in a Chinese report wants both.

    Args:
        font: A TTFont, changed in place.
    """
    table = font["GSUB"].table
    chosen: dict[int, str] = {}
    names = {font.getBestCmap()[code]: code for code in (*range(ord("0"), ord("9") + 1), ord("—"))}
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "locl"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            mapping = getattr(subtable, "ExtSubTable", subtable).mapping
            chosen.update({names[old]: new for old, new in mapping.items() if old in names})
    if chosen.keys() != set(names.values()):
        raise FontsError("the Noto face has no longer a Chinese set of digits and dash")
    remap(font, chosen)


def widen_quotes(font: Any) -> None:
    """Gives curly quotes a full em, as Chinese type has them and as the other faces do.

    The opening ones stand at the right of their square, the closing ones at the left. Typst takes a curly
    quote for a Chinese one only if it is an em wide.

    Args:
        font: A TTFont, changed in place.
    """
    em = font["head"].unitsPerEm
    names = font.getBestCmap()
    for char in "“”‘’":
        name = names[ord(char)]
        width, left = font["hmtx"][name]
        shift = em - width if char in "“‘" else 0
        glyph = font["glyf"][name]
        if glyph.isComposite():
            for component in glyph.components:
                component.x += shift
        else:
            glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (em, left + shift)


def add_stand_ins(font: Any) -> None:
    """Maps a few characters without a glyph to the glyph of an equal one.

    Args:
        font: A TTFont, changed in place.
    """
    names = font.getBestCmap()
    remap(font, {code: names[like] for code, like in STAND_INS.items() if code not in names})


def cut_down(font: Any, codes: set[int]) -> Any:
    """Keeps some characters and what they need.

    Args:
        font: A TTFont.
        codes: The code points to keep.

    Returns:
        The font, without the rest.
    """
    options = subset.Options(
        hinting=False,
        layout_features=FEATURES,
        name_IDs=["*"],
        name_languages=["*"],
        name_legacy=True,
        notdef_outline=True,
        glyph_names=False,
        legacy_cmap=False,
        symbol_cmap=False,
        recalc_timestamp=False,
    )
    options.drop_tables = [*options.drop_tables, *DROPPED_TABLES]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def set_metrics(font: Any) -> None:
    """Gives every face the same line metrics and heights.

    Noto's `hhea` is 1.45 em high, FandolFang's has a line gap and its heights of capitals and small letters
    are zero: with one rule a line is as high as its size says, whatever face stands in it.

    Args:
        font: A TTFont, changed in place.
    """
    if font["head"].unitsPerEm != 1000:
        raise FontsError("a face is expected to have 1000 units an em")
    horizontal, windows, names = font["hhea"], font["OS/2"], font.getBestCmap()
    horizontal.ascent = windows.sTypoAscender = ASCENT
    horizontal.descent = windows.sTypoDescender = DESCENT
    horizontal.lineGap = windows.sTypoLineGap = 0
    windows.sCapHeight = font["glyf"][names[ord("H")]].yMax
    windows.sxHeight = font["glyf"][names[ord("x")]].yMax
    # Every licence here allows embedding and more; FandolFang's bits said less.
    windows.fsType = 0


def set_names(font: Any, face: Face) -> None:
    """Renames the face and says that it was changed; copyright and licence stay.

    Args:
        font: A TTFont, changed in place.
        face: What it becomes.
    """
    table = font["name"]
    original = table.getDebugName(16) or table.getDebugName(1)
    version = table.getDebugName(5)
    table.names = [
        record
        for record in table.names
        if record.platformID == 3 and record.nameID in KEPT_NAMES and str(record)
    ]
    kinds = {record.nameID for record in table.names}
    package = face.source.package
    texts = {
        1: face.family,
        2: face.style,
        3: f"{face.postscript_name};{MODIFIED};{package.name} {package.version}",
        4: f"{face.family} {face.style}",
        5: f"{version}; changed for nianbao {MODIFIED}",
        6: face.postscript_name,
        10: f"A modified version of {original}, made for the project nianbao on {MODIFIED}: "
        "fewer characters, new names and line metrics, no hinting, TrueType outlines.",
    }
    if 13 not in kinds:
        texts[13] = f"{face.licence.spdx}; the text is in {face.licence.file}"
    for kind, text in texts.items():
        table.setName(text, kind, 3, 1, 0x409)
    table.names.sort()


def set_style(font: Any, face: Face) -> None:
    """Sets weight, style bits and times.

    Args:
        font: A TTFont, changed in place.
        face: What it becomes.
    """
    bold = face.weight == 700
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = 1 << 5 if bold else 1 << 6
    font["head"].macStyle = int(bold)
    font["head"].created = font["head"].modified = MODIFIED_TIME + MAC_EPOCH_OFFSET


def make_face(face: Face, data: bytes, standard: set[int]) -> bytes:
    """Makes one font file.

    Args:
        face: What to make.
        data: The source font.
        standard: The code points of 通用规范汉字表.

    Returns:
        The file's bytes.
    """
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    to_truetype(font)
    if "Chinese defaults" in face.changes:
        use_chinese_defaults(font)
    if "full-width quotes" in face.changes:
        widen_quotes(font)
    add_stand_ins(font)
    font = cut_down(font, characters_for(face.scope, font.getBestCmap(), standard))
    set_metrics(font)
    set_names(font, face)
    set_style(font, face)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


# ----------------------------------------------------------------------------------------------- reading


class FontFacts(NamedTuple):
    """What a program sees when it opens a font file."""

    family: str
    weight: int
    coverage: list[str]
    truetype: bool
    copyright: str


def read_facts(data: bytes) -> FontFacts:
    """Opens a font file and reads what fonts.json states.

    Args:
        data: The file's bytes.

    Returns:
        Its facts.
    """
    font = TTFont(BytesIO(data), lazy=True)
    return FontFacts(
        family=str(font["name"].getDebugName(1)),
        weight=int(font["OS/2"].usWeightClass),
        coverage=to_ranges(font.getBestCmap()),
        truetype="glyf" in font and "fvar" not in font,
        copyright=str(font["name"].getDebugName(0)),
    )


# ---------------------------------------------------------------------------------------------- licences


def licence_text(licence: Licence, notices: Iterable[str], texts: Iterable[bytes]) -> str:
    """Puts a licence file together: who holds the copyright, then the package's text.

    Args:
        licence: Which licence.
        notices: The copyright records of the faces under it.
        texts: The package's files, in the order of `licence.texts`.

    Returns:
        The text to write.
    """
    parts = [*dict.fromkeys(notices)]
    for source, data in zip(licence.texts, texts, strict=True):
        text = (gzip.decompress(data) if source.file.endswith(".gz") else data).decode()
        parts.append(_from_debian(text) if source.file.endswith("/copyright") else text)
    lines = "\n\n".join(part.strip() for part in parts).replace("\r\n", "\n").splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _from_debian(text: str) -> str:
    """Takes the font's own paragraph and licence out of a Debian copyright file, without its indenting."""
    start = text.index("Files: *")
    notice = text[start : text.index("Files: debian/*")]
    body = text[text.index("License: OFL-1.1\n --") : text.index("\nLicense: GPL-3+\n This")]
    lines = [line[1:] if line.startswith(" ") else line for line in body.splitlines()[1:]]
    return notice.strip() + "\n\n" + "\n".join("" if line == "." else line for line in lines)


# ------------------------------------------------------------------------------------------------- making


def describe(face: Face, data: bytes, facts: FontFacts) -> dict[str, Any]:
    """Writes a face's entry in fonts.json.

    Args:
        face: The face.
        data: Its file.
        facts: What the file says of itself.

    Returns:
        The entry.
    """
    package = face.source.package
    return {
        "role": face.role,
        "family": face.family,
        "weight": face.weight,
        "file": face.file,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "source": {
            "package": package.name,
            "version": package.version,
            "registry": package.registry,
            "file": face.source.file,
            "sha256": face.source.sha256,
        },
        "licence": face.licence.spdx,
        "licence_file": face.licence.file,
        "coverage": facts.coverage,
    }


def to_json(entries: list[dict[str, Any]]) -> str:
    """Writes fonts.json: one line a value, the coverage on a single line.

    Args:
        entries: The faces' entries.

    Returns:
        The text to write.
    """
    marks = {f"@{index}@": entry["coverage"] for index, entry in enumerate(entries)}
    bare = [entry | {"coverage": mark} for entry, mark in zip(entries, marks, strict=True)]
    text = json.dumps(bare, ensure_ascii=False, indent=2)
    for mark, coverage in marks.items():
        text = text.replace(f'"{mark}"', json.dumps(coverage))
    return text + "\n"


def make(folder: Path) -> None:
    """Makes every font file, the licences and fonts.json.

    Args:
        folder: Where they go.
    """
    # fontTools asks the environment before it asks the clock.
    os.environ["SOURCE_DATE_EPOCH"] = str(MODIFIED_TIME)
    entries: list[dict[str, Any]] = []
    notices: dict[Licence, list[str]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        fetcher = Fetcher(Path(temporary))
        standard = standard_characters(fetcher.read(UNIHAN))
        for face in FACES:
            data = make_face(face, fetcher.read(face.source), standard)
            facts = read_facts(data)
            (folder / face.file).write_bytes(data)
            entries.append(describe(face, data, facts))
            notices.setdefault(face.licence, []).append(facts.copyright)
            _say(f"{face.file}: {len(data):,} bytes")
        for licence, found in notices.items():
            text = licence_text(licence, found, map(fetcher.read, licence.texts))
            (folder / licence.file).write_text(text, encoding="utf-8", newline="\n")
    (folder / MANIFEST).write_text(to_json(entries), encoding="utf-8", newline="\n")


# ----------------------------------------------------------------------------------------------- checking


def check(folder: Path) -> list[str]:
    """Compares the folder with its fonts.json; needs no network.

    Args:
        folder: The folder with the fonts.

    Returns:
        What is wrong, one line each; empty when all is well.
    """
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [f"{MANIFEST}: {error}"]
    wrong = [f"{MANIFEST}: roles differ from those of the script"] * (
        [entry["role"] for entry in entries] != [face.role for face in FACES]
    )
    for entry in entries:
        wrong += [f"{entry['file']}: {problem}" for problem in _check_face(folder, entry)]
    listed = {entry["file"] for entry in entries}
    present = {
        path.name for path in folder.iterdir() if path.suffix.lower() in {".ttf", ".otf", ".ttc", ".woff2"}
    }
    wrong += [f"{name}: not listed in {MANIFEST}" for name in sorted(present - listed)]
    total = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    if total > MAX_TOTAL:
        wrong.append(f"the folder takes {total:,} bytes, more than {MAX_TOTAL:,}")
    return wrong


def _check_face(folder: Path, entry: Mapping[str, Any]) -> list[str]:
    path = folder / entry["file"]
    if not path.is_file():
        return ["the file is missing"]
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        return ["sha256 differs"]
    facts = read_facts(data)
    tests = {
        "size differs": len(data) == entry["bytes"],
        "family name differs": facts.family == entry["family"],
        "weight differs": facts.weight == entry["weight"],
        "coverage differs": facts.coverage == entry["coverage"],
        "is not a plain TrueType font": facts.truetype,
        f"{entry['licence_file']} is missing": (folder / entry["licence_file"]).is_file(),
    }
    return [problem for problem, good in tests.items() if not good]


# ---------------------------------------------------------------------------------------------- the script


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def main(arguments: list[str] | None = None) -> int:
    """Runs the script.

    Args:
        arguments: The command line without the program's name; None for the real one.

    Returns:
        0 if all is well, 1 otherwise.
    """
    parser = argparse.ArgumentParser(description="Make, or check, the fonts of this folder.")
    parser.add_argument("--check", action="store_true", help=f"only compare the files with {MANIFEST}")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the files are or go")
    options = parser.parse_args(arguments)
    if not options.check:
        try:
            make(options.folder)
        except FontsError as error:
            _say(str(error))
            return 1
    wrong = check(options.folder)
    for line in wrong:
        _say(line)
    if not wrong:
        total = sum(path.stat().st_size for path in options.folder.iterdir() if path.is_file())
        _say(f"{len(FACES)} faces agree with {MANIFEST}; {total:,} bytes in all")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
