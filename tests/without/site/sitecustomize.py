"""Takes away what Windows hasn't, in each Python that finds this file on its path (``tests/without/plugin.py``).

The standard library and the packages choose their ways by the system's name; what they need of the following on
Linux stays theirs, see ``_NEEDED``.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib.abc
import importlib.machinery
import os
import signal
import socket
import sys
from typing import Any

GONE = {
    os: (
        "fork",
        "forkpty",
        "killpg",
        "setsid",
        "pread",
        "symlink",
        "O_DIRECTORY",
        "O_PATH",
        "sched_getaffinity",
    ),
    signal: ("SIGALRM", "setitimer", "alarm"),
    socket: ("AF_UNIX",),
}
MODULES = ("fcntl", "resource")

_NEEDED = {
    "fcntl": (
        "filelock",
        "jupyter_lsp",
        "locket",
        "pexpect",
        "prompt_toolkit",
        "pty",
        "ptyprocess",
        "terminado",
        "tornado",
    ),
    "resource": ("ptyprocess", "distributed"),
}
"""Packages that import a module by the system's name and have another way on Windows."""


class _Refuse(importlib.abc.MetaPathFinder):
    """Has modules not be there, except for those who have another way on Windows but don't ask."""

    open = False

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name in MODULES and not self.open:
            raise ModuleNotFoundError(f"No module named {name!r} (taken away by tests/without)", name=name)
        after = {"zmq.sugar.socket": _refuse_files, "tornado.netutil": _refuse_unix}.get(name)
        if after is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            really = spec.loader.exec_module

            def load(module: Any) -> None:
                really(module)
                after(module)

            spec.loader.exec_module = load  # type: ignore[method-assign]
        return spec


def _lend(refuse: _Refuse) -> None:
    """Have those who need a module get it; nobody else finds it afterwards."""
    really = builtins.__import__
    lent: dict[str, Any] = {}

    def importing(name: str, globals: Any = None, *rest: Any, **named: Any) -> Any:  # noqa: A002 - as it is called
        about = (globals or {}).get("__spec__")  # of what is run by -m, __name__ says nothing
        asking = str(about.name if about else (globals or {}).get("__name__", "")).partition(".")[0]
        if name not in MODULES or asking not in _NEEDED[name]:
            return really(name, globals, *rest, **named)
        if name not in lent:
            refuse.open = True
            lent[name] = really(name, globals, *rest, **named)
            refuse.open = False
            del sys.modules[name]
        return lent[name]

    builtins.__import__ = importing


def _refuse_files(module: Any) -> None:
    """Have kernels' sockets be no files."""
    for name in ("bind", "connect"):
        really = getattr(module.Socket, name)

        def refusing(self: Any, address: str, *rest: Any, _really: Any = really) -> Any:
            if str(address).startswith("ipc:"):
                raise OSError(f"{address}: taken away by tests/without")
            return _really(self, address, *rest)

        setattr(module.Socket, name, refusing)


def _refuse_unix(module: Any) -> None:
    """Let Jupyter's server, which goes by the system's name, import what it can't use here."""

    def refusing(file: str, *rest: Any, **named: Any) -> Any:
        raise OSError(f"{file}: taken away by tests/without")

    module.bind_unix_socket = refusing


def take_away() -> None:
    """Take it all away from this process."""
    with contextlib.suppress(ImportError):  # asks for the system's name and takes the rest as given
        import psutil  # noqa: F401
    pair = socket.socketpair  # asyncio's own; on Windows it is made of two ports
    socket.socketpair = lambda family=1, *rest: pair(family, *rest)  # type: ignore[misc, assignment]
    for module, names in GONE.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name in MODULES:
        sys.modules.pop(name, None)
    refuse = _Refuse()
    sys.meta_path.insert(0, refuse)
    _lend(refuse)


if os.environ.get("NIANBAO_WITHOUT"):
    take_away()
