"""What browsers send to kernels, looked at before Jupyter's server takes it apart.

It believes what a message says of itself: one that claims 2^62 parts would keep it, and all units, busy for good. The
older kind of message is one JSON value, of which forty megabytes fill gigabytes once they are read; browsers of today speak
the newer one, of which the server reads the header alone.
"""

from __future__ import annotations

import struct
from itertools import pairwise

PROTOCOL = "v1.kernel.websocket.jupyter.org"
"""The one way to speak to kernels that is served: parts with their places before them."""

MOST_PARTS = 1000
MOST_HEADER = 16_000
_LEAST_PARTS = 6
"""Where channel, header, parent header, metadata and content begin, and where it ends; there may be buffers, too."""


def is_sound(message: str | bytes) -> bool:
    """Tell whether a message is what it says that it is.

    Args:
        message: As the browser sent it.
    """
    if isinstance(message, str) or len(message) < 8:
        return False
    count = int.from_bytes(message[:8], "little")
    start = 8 * (count + 1)
    if not _LEAST_PARTS <= count <= MOST_PARTS or len(message) < start:
        return False
    places = struct.unpack_from(f"<{count}Q", message, 8)
    if places[0] != start or places[-1] != len(message) or any(a > b for a, b in pairwise(places)):
        return False
    # The server reads the name of the channel as text.
    return bool(places[2] - places[0] <= MOST_HEADER) and message[places[0] : places[1]].isascii()
