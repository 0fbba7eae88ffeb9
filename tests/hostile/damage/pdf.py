"""PDF files: objects and streams damaged, with everything around them written again as it should be."""

from __future__ import annotations

import io
import random

import pikepdf

from tests.hostile.damage import raw

_VALUES = (0, -1, 1, 2**31, 10**9, -(2**40), 0.5)
_CONTENT = (
    b"q\n" * 400,
    b"BT (x) Tj ET\n",
    b"0 0 0 0 0 0 cm\n",
    b"1e30 0 0 1e30 0 0 cm\n",
    b"/X0 Do\n",
    b"0 0 m 99999999 99999999 l S\n",
    b"0 0 m 9 0 l S\n" * 3_000,
    b"-1 w\n",
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Damage a PDF: half the time its bytes, else an object inside it."""
    if chance.random() < 0.5:
        return raw.damaged(data, chance)
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for _ in range(chance.choice((1, 1, 3))):
                _change(document, chance)
            stream = io.BytesIO()
            document.save(stream)
            return stream.getvalue()
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        RuntimeError,
        KeyError,
        NotImplementedError,
        IndexError,
        AttributeError,
    ):
        return raw.damaged(data, chance)


def _change(document: pikepdf.Pdf, chance: random.Random) -> None:
    objects = [
        one
        for one in document.objects
        if isinstance(one, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array)
    ]
    victim = objects[chance.randint(0, len(objects) - 1)]
    if isinstance(victim, pikepdf.Stream) and chance.random() < 0.7:
        content = victim.read_bytes()
        victim.write(
            chance.choice(_CONTENT) + content if chance.random() < 0.4 else raw.damaged(content, chance)
        )
        return
    if isinstance(victim, pikepdf.Array):
        if len(victim):
            victim[chance.randint(0, len(victim) - 1)] = _value(document, chance)
        return
    keys = sorted(victim.keys())
    if not keys:
        return
    key = chance.choice(keys)
    if chance.random() < 0.2:
        del victim[key]
    else:
        victim[key] = _value(document, chance)


def _value(document: pikepdf.Pdf, chance: random.Random) -> object:
    return chance.choice(
        (
            chance.choice(_VALUES),
            pikepdf.Name("/Odd"),
            pikepdf.Array([]),
            pikepdf.String(raw.piece(chance).encode("utf-8", "replace")),
            document.Root,
        )
    )
