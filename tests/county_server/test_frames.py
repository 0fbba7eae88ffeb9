"""What browsers send to kernels is what it says that it is, or goes no further."""

from __future__ import annotations

import pytest

from nianbao.county_server.frames import MOST_HEADER, MOST_PARTS, is_sound
from tests.county_server.visitor import framed

GOOD = framed(b"shell", b"{}", b"{}", b"{}", b"{}", b"buffer")


def _with_place(at: int, place: int) -> bytes:
    return GOOD[: 8 * (at + 1)] + place.to_bytes(8, "little") + GOOD[8 * (at + 2) :]


@pytest.mark.parametrize(
    "frame", [GOOD, framed(b"shell", b"{}", b"{}", b"{}", b"{}"), framed(b"", *[b""] * 4)]
)
def test_a_message_of_a_browser_passes(frame: bytes) -> None:
    assert is_sound(frame)


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        b"",
        GOOD[:7],
        GOOD[:8],
        GOOD[:-1],
        GOOD + b"x",
        b"\0" * 8,
        b"\xff" * 8 + GOOD[8:],
        (2**62).to_bytes(8, "little"),
        _with_place(0, 0),
        _with_place(1, 0),
        _with_place(2, 2**63),
        framed(b"shell", b"{}", b"{}", b"{}"),
        framed(*[b"x"] * MOST_PARTS),
        framed(b"shell", b" " * MOST_HEADER, b"{}", b"{}", b"{}"),
        framed(b"\xff", b"{}", b"{}", b"{}", b"{}"),
        framed(b" " * MOST_HEADER, b"{}", b"{}", b"{}", b"{}"),
    ],
)
def test_what_is_not_what_it_says_does_not(frame: str | bytes) -> None:
    assert not is_sound(frame)
