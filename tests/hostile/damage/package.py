"""Zip packages: parts lost, exchanged, damaged inside, cut, bombs, links, odd names, locked parts."""

from __future__ import annotations

import io
import random
import stat
import zipfile

from tests.hostile.damage import markup, raw

_NAMES = (
    "../../outside.txt",
    "/etc/outside.txt",
    "C:\\outside.txt",
    "word\\document.xml",
    "a\0b",
    "\u202egnp.xml",
    "x" * 500,
    "con",
    "年报/../../x",
    "",
)
_BOMB = 70_000_000


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Damage a package: mostly a part of it, sometimes its directory or its bytes."""
    if chance.random() < 0.12:
        return raw.damaged(data, chance)
    try:
        parts = _parts(data)
    except Exception:
        return raw.damaged(data, chance)
    if not parts:
        return raw.damaged(data, chance)
    way = chance.choice((_inside,) * 8 + (_lost, _exchanged, _renamed, _twice, _added, _linked, _bomb))
    made = _written(way(parts, chance), chance)
    return _locked(made) if chance.random() < 0.02 else made


_Parts = list[tuple[zipfile.ZipInfo, bytes]]


def _parts(data: bytes) -> _Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(one, archive.read(one)) for one in archive.infolist()[:400] if one.file_size < 5_000_000]


def _written(parts: _Parts, chance: random.Random) -> bytes:
    stream = io.BytesIO()
    way = chance.choice(
        (zipfile.ZIP_DEFLATED,) * 6 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    )
    with zipfile.ZipFile(stream, "w", way) as archive:
        for one, content in parts:
            about = zipfile.ZipInfo(one.filename)
            about.external_attr, about.compress_type = one.external_attr, way
            archive.writestr(about, content)
    return stream.getvalue()


def _index(parts: _Parts, chance: random.Random) -> int:
    """Choose a part; those with much in them more often than small ones."""
    return max((chance.randint(0, len(parts) - 1) for _ in range(2)), key=lambda place: len(parts[place][1]))


def _inside(parts: _Parts, chance: random.Random) -> _Parts:
    place = _index(parts, chance)
    one, content = parts[place]
    if content.startswith(b"PK"):
        content = damaged(content, chance)
    elif one.filename.endswith((".xml", ".rels", ".html", ".vml")):
        content = markup.damaged(content, chance)
    else:
        content = raw.damaged(content, chance)
    return [*parts[:place], (one, content), *parts[place + 1 :]]


def _lost(parts: _Parts, chance: random.Random) -> _Parts:
    place = chance.randint(0, len(parts) - 1)
    return [*parts[:place], *parts[place + 1 :]]


def _exchanged(parts: _Parts, chance: random.Random) -> _Parts:
    first, second = chance.randint(0, len(parts) - 1), chance.randint(0, len(parts) - 1)
    made = list(parts)
    made[first], made[second] = (parts[first][0], parts[second][1]), (parts[second][0], parts[first][1])
    return made


def _named(name: str, like: zipfile.ZipInfo | None = None) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo()
    # Set afterwards: the library would put a name like these right.
    about.filename = name
    about.external_attr = like.external_attr if like else 0
    return about


def _renamed(parts: _Parts, chance: random.Random) -> _Parts:
    place = _index(parts, chance)
    name = chance.choice((*_NAMES, parts[place][0].filename.upper(), "/" + parts[place][0].filename))
    return [*parts[:place], (_named(name), parts[place][1]), *parts[place + 1 :]]


def _twice(parts: _Parts, chance: random.Random) -> _Parts:
    one, content = parts[_index(parts, chance)]
    return [*parts, (one, markup.damaged(content, chance))]


def _added(parts: _Parts, chance: random.Random) -> _Parts:
    extra = chance.choice((b"", b"x" * 100, b"MZ\x90", b"<a/>"))
    names = (
        *_NAMES,
        "word/vbaProject.bin",
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "word/embeddings/oleObject1.bin",
        "_rels/.rels",
    )
    return [*parts, (_named(chance.choice(names)), extra)]


def _linked(parts: _Parts, chance: random.Random) -> _Parts:
    place = _index(parts, chance)
    about = _named(parts[place][0].filename)
    about.external_attr = (stat.S_IFLNK | 0o777) << 16
    return [*parts[:place], (about, b"/etc/passwd"), *parts[place + 1 :]]


def _bomb(parts: _Parts, chance: random.Random) -> _Parts:
    if chance.random() < 0.8:
        return _inside(parts, chance)
    place = _index(parts, chance)
    return [
        *parts[:place],
        (parts[place][0], chance.choice((b" ", b"\0", b"<a>")) * (_BOMB // 3)),
        *parts[place + 1 :],
    ]


def _locked(data: bytes) -> bytes:
    made = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := made.find(mark, place + 1)) >= 0 and place + offset < len(made):
            made[place + offset] |= 1
    return bytes(made)
