"""Looks at many pages politely: a few sites at once, each site one page after the other."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

from nianbao.county.publishing.listing import Asked
from nianbao.verifying.web import host_of

SITES = 4
"""So many sites are asked at once."""

PAUSE = 1
"""Seconds between two pages of one site."""

_Result = TypeVar("_Result")


def look_at_all(
    pages: Iterable[Asked], look: Callable[[Asked], _Result], pause: float = PAUSE
) -> Iterator[tuple[Asked, _Result]]:
    """Look at pages, as they come in.

    Args:
        pages: The pages.
        look: Looks at one and never raises.
        pause: Seconds between two pages of one site.
    """
    sites: dict[str, list[Asked]] = defaultdict(list)
    for number, one in enumerate(pages):
        # Each saved page is a site of its own.
        sites[host_of(one.address) or f"file {number}"].append(one)
    found: SimpleQueue[tuple[Asked, _Result] | None] = SimpleQueue()
    ended = threading.Event()

    def visit(own: list[Asked]) -> None:
        try:
            for number, one in enumerate(own):
                if ended.wait(pause if number else 0):
                    return
                found.put((one, look(one)))
        finally:
            found.put(None)

    with ThreadPoolExecutor(SITES) as pool:
        visits = [pool.submit(visit, own) for own in sites.values()]
        try:
            for _ in visits:
                yield from iter(found.get, None)
        finally:
            # Whoever interrupts a run needn't wait for the pages that nobody has looked at.
            ended.set()
            pool.shutdown(cancel_futures=True)
    for visited in visits:
        visited.result()
