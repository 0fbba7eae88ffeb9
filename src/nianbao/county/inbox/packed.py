"""Zip archives, looked into in memory: nothing is unpacked to the disk, so no name in one leads anywhere."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.importer import SourceError
from nianbao.importer.source import MAX_BYTES
from nianbao.unpacking import UNPACK_ERRORS

MOST_FILES = 2_000
"""Files of an archive and of all archives in it; a county has some sixty units."""

MOST_BYTES = 400_000_000
"""Bytes of an archive and of all archives in it, unpacked."""

_TOO_LARGE = "解压后太大，不像一份年度报告，没有读。"
_LISTED = b"PK\x01\x02"
_IS_UTF8 = 0x800
_OFFICE = ("[Content_Types].xml", "OFD.xml", "mimetype")
"""Files that a document has at its top, and no archive that people make."""


@dataclass(frozen=True)
class Packed:
    """A file in an archive.

    Attributes:
        name: Path as the archive has it, for people only.
        data: Its bytes; None where it wasn't read.
        modified: When it was last changed, by the archive.
        problem: Why it wasn't read, in Chinese.
    """

    name: str
    data: bytes | None
    modified: float = 0.0
    problem: str = ""


@dataclass
class Budget:
    """What may still be unpacked of one file of the inbox, at whatever depth.

    Attributes:
        files: How many files.
        size: How many bytes.
    """

    files: int = MOST_FILES
    size: int = MOST_BYTES


def is_archive(data: bytes) -> bool:
    """Tell whether bytes are a zip that people packed, not a docx or xlsx, which are zips too."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or data.count(_LISTED) > 20 * MOST_FILES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/") for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return not names.intersection(_OFFICE)


def unpacked(data: bytes, name: str, budget: Budget) -> Iterator[Packed]:
    """Give the files of an archive, one after the other.

    Sizes are counted while reading: what an archive says of itself may be untrue. What is too large and isn't
    kept was unpacked all the same, and counts.

    Args:
        data: The archive.
        name: Its name, for people.
        budget: What may still be unpacked; it is used up.

    Raises:
        SourceError: It holds too much, or can't be opened.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = _files(archive)
        if len(files) > budget.files:
            raise SourceError(
                f"「{name}」里的文件太多（{len(files)} 个）。请解压后只留年报，放进文件夹再收。"
            )
        budget.files -= len(files)
        for one in files:
            if budget.size <= 0:
                raise SourceError(f"「{name}」解压后太大，没有看完。请解压后只留年报，放进文件夹再收。")
            packed = _read(archive, one, min(budget.size, MAX_BYTES))
            budget.size -= len(packed.data) if packed.data is not None else min(one.file_size, MAX_BYTES)
            yield packed


def packed_at(data: bytes, index: int) -> Packed:
    """Give one file of an archive by its place among those that ``unpacked`` gives."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _read(archive, _files(archive)[index], MAX_BYTES)


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [one for one in archive.infolist() if not one.filename.endswith("/")]


def _read(archive: zipfile.ZipFile, one: zipfile.ZipInfo, most: int) -> Packed:
    name, when = _name(one), _modified(one)
    if one.flag_bits & 1:
        return Packed(name, None, when, "压缩包设了密码。请用密码解压后再收。")
    try:
        with archive.open(one) as file:
            data = file.read(most + 1)
    except UNPACK_ERRORS:
        return Packed(name, None, when, "压缩包损坏，这个文件取不出来。请让对方重新打包，或直接发文件。")
    except MemoryError:
        return Packed(name, None, when, _TOO_LARGE)
    if len(data) > most:
        return Packed(name, None, when, _TOO_LARGE)
    return Packed(name, data, when)


def _name(one: zipfile.ZipInfo) -> str:
    """Give a name as it was meant: Windows packs Chinese names in GBK and doesn't say so."""
    name = one.filename
    if not one.flag_bits & _IS_UTF8:
        try:
            name = one.filename.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = one.filename
    return name.replace("\\", "/")


def _modified(one: zipfile.ZipInfo) -> float:
    try:
        return datetime.datetime(*one.date_time, tzinfo=datetime.UTC).timestamp()
    except ValueError:
        return 0.0
