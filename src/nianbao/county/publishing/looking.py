"""Looks at many pages politely: a few sites at once, each site one page after the other."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
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
    found: list[tuple[Asked, _Result]] = []

    def visit(own: list[Asked]) -> list[tuple[Asked, _Result]]:
        seen = []
        for number, one in enumerate(own):
            if number:
                time.sleep(pause)
            seen.append((one, look(one)))
        return seen

    with ThreadPoolExecutor(SITES) as pool:
        for site in as_completed([pool.submit(visit, own) for own in sites.values()]):
            found += site.result()
            yield from found
            found.clear()
