"""XML and HTML: elements lost, doubled, nested too deep, entities, odd attributes, other encodings."""

from __future__ import annotations

import random
import re

from tests.hostile.damage import raw

_TAG = re.compile(rb"<[^<>]{1,2000}>")
_NUMBER = re.compile(rb'"[0-9]{1,6}"|>[0-9]{1,8}<')
_RANGE = re.compile(rb'"\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?"')
_RANGES = (
    b"A1:XFD1048576",
    b"XFD1048576",
    b"A0",
    b"A1:A",
    b"B2:A1",
    b"ZZZZ9",
    b"A99999999999",
    b"A1:IV65536",
    b"",
)
_TEXT = re.compile(rb">[^<>]{1,4000}<")
_NUMBERS = (
    b"0",
    b"-1",
    b"99999999",
    b"2147483648",
    b"1" * 30,
    b"9" * 5000,
    b"1e9",
    b"NaN",
    b"",
    b"a",
    b"0x10",
    "９".encode(),
    "²".encode(),
    b"1048577",
    b"16385",
    b"-0.5",
)
_LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
_DOCTYPES = (
    b'<!DOCTYPE x [<!ENTITY a0 "ha">' + _LAUGHS + b"]>",
    b'<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
)  # fmt: skip
_ODD = (
    b"<script src=http://127.0.0.1:9/x.js></script>", b"<svg onload=alert(1)>", b"<table>" * 30, b"<![CDATA[", b"<?php x ?>", b"</table></table>",
    b"<base href=//127.0.0.1:9>", b"<iframe srcdoc='<p>'>", b"<meta charset=utf-7>", b"<td colspan=99999 rowspan=99999>", b"<template>", b"<plaintext>",
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Damage markup in one to three places."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(
            (
                _lost,
                _doubled,
                _moved,
                _deep,
                _number,
                _number,
                _range,
                _text,
                _text,
                _odd,
                _doctype,
                _renamed,
                _raw,
            )
        )(data, chance)
    return data


def _tags(data: bytes) -> list[re.Match[bytes]]:
    return list(_TAG.finditer(data))


def _lost(data: bytes, chance: random.Random) -> bytes:
    tags = _tags(data)
    if not tags:
        return data
    tag = chance.choice(tags)
    return data[: tag.start()] + data[tag.end() :]


def _element(data: bytes, chance: random.Random) -> tuple[int, int]:
    """Give a stretch from a tag to one a little behind it, often a whole element."""
    tags = _tags(data)
    if not tags:
        return 0, len(data)
    start = chance.randint(0, len(tags) - 1)
    name = re.match(rb"<([\w:]+)", tags[start][0])
    end = next(
        (tag.end() for tag in tags[start:] if name and tag[0] == b"</" + name[1] + b">"),
        tags[min(len(tags) - 1, start + 3)].end(),
    )
    return tags[start].start(), end


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _element(data, chance)
    most = max(1, 400_000 // max(1, end - start))
    return data[:end] + data[start:end] * min(most, chance.choice((1, 1, 2, 60, 3_000))) + data[end:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    start, end = _element(data, chance)
    taken, rest = data[start:end], data[:start] + data[end:]
    place, _ = _element(rest, chance)
    return rest[:place] + (taken if chance.random() < 0.7 else b"") + rest[place:]


def _deep(data: bytes, chance: random.Random) -> bytes:
    start, end = _element(data, chance)
    name = re.match(rb"<([\w:]+)[^>]*[^/]?>", data[start:end])
    if name is None:
        return data
    times = chance.choice((2, 20, 300, 3_000))
    return data[:start] + name[0] * times + data[start:end] + (b"</" + name[1] + b">") * times + data[end:]


def _replaced(pattern: re.Pattern[bytes], data: bytes, make: bytes, chance: random.Random) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start() + 1] + make + data[one.end() - 1 :]


def _number(data: bytes, chance: random.Random) -> bytes:
    return _replaced(_NUMBER, data, chance.choice(_NUMBERS), chance)


def _range(data: bytes, chance: random.Random) -> bytes:
    return _replaced(_RANGE, data, chance.choice(_RANGES), chance)


def _text(data: bytes, chance: random.Random) -> bytes:
    return _replaced(
        _TEXT, data, raw.piece(chance).encode("utf-8", "surrogatepass").replace(b"<", b"&lt;"), chance
    )


def _odd(data: bytes, chance: random.Random) -> bytes:
    place, _ = _element(data, chance)
    return data[:place] + chance.choice(_ODD) + data[place:]


def _doctype(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.6:
        return data
    head, mark, rest = data.partition(b"?>")
    return head + mark + chance.choice(_DOCTYPES) + rest if mark else chance.choice(_DOCTYPES) + data


def _renamed(data: bytes, chance: random.Random) -> bytes:
    """Exchange two words of tags, so that elements stand where others should."""
    words = sorted(set(re.findall(rb"[\w:-]{2,40}", b" ".join(tag[0] for tag in _tags(data)[:3_000]))))
    if len(words) < 2:
        return data
    old, new = chance.choice(words), chance.choice(words)
    return data.replace(old, new, chance.choice((1, 2, -1)))


def _raw(data: bytes, chance: random.Random) -> bytes:
    return raw.damaged(data, chance)
