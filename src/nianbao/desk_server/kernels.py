"""The kernels of the desk's pages: this Python, the working folder, and nothing of the user's IPython.

One is started ahead, with all it will import, and given to the next page.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Instance, Unicode

from nianbao.desk_server.tabs import Tabs
from nianbao.system.sockets import has_socket_files

SPEC = "python3"
"""What notebooks ask for; another Python may go by this name on a user's computer."""

LONGEST_SOCKET = 90
"""Characters a socket's path may have, well below what systems allow."""

_NEXT_AFTER = 3.0
"""Seconds after which the next kernel is started, so that it doesn't slow the page that takes this one."""


class DeskKernelSpecs(KernelSpecManager):
    """Knows one kernel: this Python with ``nianbao.desk_server.kernel``."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Give the one kernel, whatever it is called."""
        command = [
            # -P: the working folder, in which it runs, holds no code.
            *(sys.executable, "-P", "-m", "nianbao.desk_server.kernel", "-f", "{connection_file}"),
            "--HistoryManager.enabled=False",
        ]
        return KernelSpec(
            argv=command,
            display_name="Python 3",
            language="python",
            resource_dir="",
            metadata={"supported_encryption": "curve"},
        )

    def find_kernel_specs(self) -> dict[str, str]:
        """Name the one kernel."""
        return {SPEC: ""}

    def get_all_specs(self) -> dict[str, Any]:
        """Describe the one kernel."""
        return {SPEC: {"resource_dir": "", "spec": self.get_kernel_spec(SPEC).to_dict()}}


class DeskKernels(AsyncMappingKernelManager):
    """Starts kernels in the working folder, the next one ahead of time."""

    folder = Unicode()
    """The working folder."""

    tabs = Instance(Tabs)
    """Is told of kernels that pages get and that end."""

    _ahead: asyncio.Task[str] | None = None

    async def start_kernel(self, **asked: Any) -> str:  # type: ignore[override]  # Voilà's own names
        """Give a page its kernel."""
        ahead, self._ahead = self._ahead, None
        kernel = await ahead if ahead is not None else await self._fresh()
        if not await self.lives(kernel):
            await self.end(kernel)
            kernel = await self._fresh()
        self.tabs.started(kernel)
        asyncio.get_running_loop().call_later(_NEXT_AFTER, self.prepare)
        return kernel

    def prepare(self) -> None:
        """Start the next kernel."""
        if self._ahead is None:
            self._ahead = asyncio.get_running_loop().create_task(self._fresh())

    async def _fresh(self) -> str:
        return await super().start_kernel(kernel_name=SPEC, cwd=self.folder, env=self.environment())

    def environment(self) -> dict[str, str]:
        """Give the kernels' environment."""
        return {**os.environ, "IPYTHONDIR": str(Path(self.connection_dir) / "ipython")}

    async def lives(self, kernel: str) -> bool:
        """Tell whether a kernel's process runs."""
        if kernel not in self:
            return False
        return bool(await ensure_async(self.get_kernel(kernel).is_alive()))

    async def end(self, kernel: str) -> None:
        """End a kernel, gently first."""
        self.tabs.ended(kernel)
        if kernel in self:
            await ensure_async(self.shutdown_kernel(kernel))  # type: ignore[no-untyped-call]

    async def end_all(self) -> None:
        """End all kernels, that of the next page too."""
        if self._ahead is not None:
            self._ahead.cancel()
        await self.shutdown_all(now=False)


def transport(place: Path) -> dict[str, Any]:
    """Choose how kernels are spoken to: through files in a private folder, where the system has such sockets.

    Elsewhere, as on Windows, it is ports that others on the computer could listen to: what is said there is encrypted.
    """
    chosen: dict[str, Any] = {"autorestart": False, "shutdown_wait_time": 3.0}
    if has_socket_files() and len(str(place)) < LONGEST_SOCKET - len("/kernel-.json-ipc-1") - 36:
        chosen["transport"] = "ipc"
    elif zmq.has("curve"):
        chosen["transport_encryption"] = "auto"
    return chosen
