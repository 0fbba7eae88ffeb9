"""What runs for a unit: its own kernels in its own folder, its open pages, and how much it may use."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from traitlets import Unicode

from nianbao.county_server.allowance import Allowance
from nianbao.desk_server.kernels import DeskKernels, DeskKernelSpecs, transport
from nianbao.desk_server.pages import Presence
from nianbao.desk_server.tabs import Tabs
from nianbao.fence import VARIABLE, fence
from nianbao.resources import shipped

MOST_PAGES = 3
"""Pages that a unit may have open at a time."""

MOST_LINES = 4 * MOST_PAGES
"""Connections that a unit may hold open: a page has two, and the old ones may still be there when it is loaded anew."""

MOST_SAID, SAID_EACH_SECOND = 3000, 100
"""What browsers of a unit may say to kernels at once and in the long run; a message counts one and its size."""

BYTES_OF_ONE = 20_000
"""Bytes that count as one message more: two million a second in the long run."""

MOST_MEMORY = 1_500_000_000
"""Bytes of memory that a page's kernel may use with all that it starts."""

LEAST_FREE = 600_000_000
"""Bytes of memory that must be free for another page."""

MOST_DISK = 1_000_000_000
"""Bytes that a unit's folder may hold."""

MEASURE_EVERY = 30.0
"""Seconds between two looks at what a unit's folder holds."""

IDLE_AFTER = 2 * 3600.0
"""Seconds without a word from its browser after which a page is ended."""

PATIENCE = 2.0
"""Seconds within which a page must take in that its kernel ended."""

# What widgets need. No request to execute, complete, inspect, debug, or to answer a prompt gets to a kernel.
ALLOWED = ("comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request")


def fence_of(county: Path, private: Path, *open_: Path) -> str:
    """Describe a unit's fence: all of the county's folder and of the server's private one, but what is the unit's.

    Args:
        county: The county's working folder.
        private: The server's own folder.
        open_: What is the unit's.
    """
    # Where the county works in the very folder that nianbao was installed in, its code stays open.
    code = [Path(sys.prefix), Path(__file__).parents[1], *map(shipped, ("templates", "notebooks", "fonts"))]
    within = [path for path in code if path.resolve().is_relative_to(county.resolve())]
    return fence([county, private], [*open_, *within])


class UnitKernels(DeskKernels):
    """The kernels of one unit; none is started ahead, for there are many units."""

    fence = Unicode()
    """What they may not open."""

    def prepare(self) -> None:
        """Start none ahead."""

    def environment(self) -> dict[str, str]:
        """Give the kernels' environment, with the fence and a place of their own for temporary files."""
        place = Path(self.connection_dir) / "tmp"
        place.mkdir(exist_ok=True)
        # The system's own folder for temporary files is shared with other units.
        own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(place))
        return {**super().environment(), **own, VARIABLE: self.fence}


class House:
    """What runs for a unit.

    Args:
        unit: Its id.
        mark: Tells the link that it came in by from later ones.
        folder: Its working folder.
        county: The county's.
        private: A private folder of the server.
        own: The unit's part of that.
        app: Voilà.
        now: Tells the time, in seconds.

    Attributes:
        door: Lets one page in at a time, so that none slips past the limits.
    """

    def __init__(
        self,
        unit: str,
        mark: str | None,
        folder: Path,
        county: Path,
        private: Path,
        own: Path,
        app: Any,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.unit, self.mark, self.folder = unit, mark, folder
        self.tabs, self.pages = Tabs(now), dict[str, set[Presence]]()
        self.door = asyncio.Lock()
        self._now, self._heard = now, dict[str, float]()
        self._lines, self._said = 0, Allowance(MOST_SAID, SAID_EACH_SECOND, now)
        self._measure_at = now() + MEASURE_EVERY
        own.mkdir(mode=0o700, exist_ok=True)
        self.kernels = UnitKernels(  # type: ignore[no-untyped-call]
            parent=app,
            config=app.config.__class__({"KernelManager": transport(own)}),
            folder=str(folder),
            tabs=self.tabs,
            fence=fence_of(county, private, folder, own),
            connection_dir=str(own),
            kernel_spec_manager=DeskKernelSpecs(parent=app),
            allowed_message_types=list(ALLOWED),
        )

    def refusal(self) -> str | None:
        """Say in Chinese why no page can be opened now."""
        if len(self.kernels) >= MOST_PAGES:
            return f"本单位已经开着 {MOST_PAGES} 个编报台页面。请先关掉不用的，再刷新。"
        if psutil.virtual_memory().available < LEAST_FREE:
            return "现在同时编报的单位太多。写下的内容都在，请过一会儿再刷新。"
        if _size(self.folder) > MOST_DISK:
            return "本单位存的文件太多了。请联系县里的技术人员清理，再打开。"
        return None

    def heard(self, kernel: str) -> None:
        """Note that a page's browser said something."""
        self._heard[kernel] = self._now()

    def pause(self, size: int) -> float:
        """Give the seconds that the unit's browsers have to wait after a message, so that they don't flood the server.

        Args:
            size: Its size in bytes.
        """
        return self._said.take(1 + size / BYTES_OF_ONE)

    @contextlib.contextmanager
    def line(self) -> Iterator[bool]:
        """Hold a connection open; tells whether the unit may have one more."""
        self._lines += 1
        try:
            yield self._lines <= MOST_LINES
        finally:
            self._lines -= 1

    async def look(self) -> None:
        """End what nobody needs and what needs too much, and tell pages whose kernel is no more."""
        for kernel in self.tabs.abandoned():
            await self.kernels.end(kernel)
        full = await self._is_full()
        # A kernel without a page, which still starts or was left, counts like any other.
        for kernel in {*self.pages, *self.kernels.list_kernel_ids()}:
            if self._now() - self._heard.setdefault(kernel, self._now()) > IDLE_AFTER:
                await self._end(kernel, "idle")
            elif (
                full
                or _memory(self.kernels, kernel) > MOST_MEMORY
                or (kernel in self.pages and not await self.kernels.lives(kernel))
            ):
                await self._end(kernel, "dead")

    async def close(self) -> None:
        """End all of it; its pages say so."""
        await asyncio.gather(
            *(self._end(kernel, "closed") for kernel in list(self.pages)), return_exceptions=True
        )
        with contextlib.suppress(Exception):  # ended in the middle of starting one
            await self.kernels.end_all()

    async def _is_full(self) -> bool:
        """Tell, every half minute, whether the unit's folder holds too much; who then reopens is told so."""
        if self._now() < self._measure_at or not (self.pages or self.kernels.list_kernel_ids()):
            return False
        self._measure_at = self._now() + MEASURE_EVERY
        return await asyncio.to_thread(_size, self.folder) > MOST_DISK

    async def _end(self, kernel: str, why: str) -> None:
        self._heard.pop(kernel, None)
        await asyncio.gather(*(_tell(page, why) for page in self.pages.pop(kernel, set())))
        await self.kernels.end(kernel)


async def _tell(page: Presence, why: str) -> None:
    """Tell a page what became of its kernel; nobody waits for one that doesn't read, or has just gone."""
    with contextlib.suppress(Exception):
        await asyncio.wait_for(page.write_message(why), PATIENCE)


def _memory(kernels: DeskKernels, kernel: str) -> int:
    """Add up what a kernel and all that it started use, in bytes."""
    process = getattr(kernels.get_kernel(kernel).provisioner, "pid", None) if kernel in kernels else None
    if process is None:
        return 0
    used = 0
    with contextlib.suppress(psutil.Error):
        first = psutil.Process(process)
        for one in (first, *first.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                used += one.memory_info().rss
    return used


def _size(folder: Path) -> int:
    return sum(_sizes(folder))


def _sizes(folder: Path) -> Iterator[int]:
    for path, _, files in os.walk(folder):
        for name in files:
            with contextlib.suppress(OSError):
                yield (Path(path) / name).lstat().st_size
