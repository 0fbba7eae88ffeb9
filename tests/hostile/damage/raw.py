"""Bytes and text of any kind: stretches lost, doubled, exchanged, odd characters, another encoding."""

from __future__ import annotations

import random

PIECES = (
    "\0", "\x08", "\x1b[31m", "\u202e", "\u2066", "\u200f", "\ufeff", "\ufffe", "\U000e0001", "\u0600", "\U0010ffff",
    "e\u0301" * 40, "\u0300" * 200, "９９", "-1", "1e999", "nan", "-inf", "9" * 400, "9" * 5000, "0x7fffffff", "1_000", "①", "Ⅻ", "〇",
    "99999999999999999999", "0000-00-00", "9999-12-31", "2024-02-30", "10000-01-01", "0001年1月1日", "-719162",
    "{{ unit.name }}", "{{ x }}", "{{{{", "{% for x in y %}", "${HOME}", "%s%n", "'''\"\"\"\\", "\\x00", "\\ud800",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "]]>", "<!--", "&a;", "&#0;", "&#xD800;",
    "../../../../etc/passwd", "..\\..\\con", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/x", "\\\\host\\share\\x", "CON", "a" * 300,
    "=cmd|' /C calc'!A0", "=1+1", "@SUM(1)", '=HYPERLINK("http://127.0.0.1:9")', "=WEBSERVICE(\"http://127.0.0.1:9\")",
    "#read(\"/etc/passwd\")", "#import \"@preview/x:0.1.0\": *", "一、", "（一）", "\n\n\n", "\t" * 50, " " * 2000, "（" * 300, "**" * 200,
    "政府信息公开工作年度报告", "附件1", "2023年", "共计12件，其中5件，8件", "一减三等于",
)  # fmt: skip
"""Words that have made readers stumble somewhere."""

_ENCODINGS = ("gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "utf-7", "cp1252", "utf-8-sig")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Damage bytes in one to four places."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(
            (_cut, _cut, _doubled, _exchanged, _flipped, _with_piece, _with_piece, _with_piece, _recoded)
        )(data, chance)
    return data


def piece(chance: random.Random) -> str:
    """Give odd words."""
    return chance.choice(PIECES)


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 2, 5, 40, 400, 4_000)))


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] if chance.random() < 0.1 else data[:start] + data[end:]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[start:end] * chance.choice((2, 2, 3, 50)) + data[end:]


def _exchanged(data: bytes, chance: random.Random) -> bytes:
    (first, first_end), (second, second_end) = sorted((_span(data, chance), _span(data, chance)))
    if first_end > second:
        return data
    return (
        data[:first]
        + data[second:second_end]
        + data[first_end:second]
        + data[first:first_end]
        + data[second_end:]
    )


def _flipped(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    place = chance.randint(0, len(data) - 1)
    return (
        data[:place]
        + bytes((chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randint(0, 255))),))
        + data[place + 1 :]
    )


def _with_piece(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    odd = piece(chance).encode("utf-8", "surrogatepass")
    return data[:start] + odd + data[end if chance.random() < 0.5 else start :]


def _recoded(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.7:
        return data
    text = data.decode("utf-8", "surrogateescape")
    return text.encode(chance.choice(_ENCODINGS), "replace")
