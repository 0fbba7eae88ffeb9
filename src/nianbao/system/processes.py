"""Processes: forked or started anew, ended with all they started, with or without a limit."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

_MEMORY_IN_USE = Path("/proc/self/statm")


def can_fork() -> bool:
    """Tell whether a process can be doubled as it is; else it is started and imports everything anew."""
    return hasattr(os, "fork")


def quick_pool() -> BaseContext:
    """Give the quickest way to start processes that is safe in a process that has done other work.

    Only on Linux do a system's own libraries live on in a fork.
    """
    return multiprocessing.get_context("fork" if can_fork() and sys.platform == "linux" else "spawn")


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def fork() -> int:
    """Double this process; 0 in the new one, its number in the old.

    Raises:
        NotImplementedError: The system can't; ask ``can_fork`` first.
    """
    if not hasattr(os, "fork"):
        raise NotImplementedError("this system has no fork")
    child: int = os.fork()
    return child


def ended_children() -> Iterator[int]:
    """Let forked processes that have ended go; gives their numbers."""
    if hasattr(os, "WNOHANG"):
        with contextlib.suppress(ChildProcessError):
            while ended := os.waitpid(-1, os.WNOHANG)[0]:
                yield ended


def apart() -> dict[str, Any]:
    """Give what ``subprocess.Popen`` needs so that Ctrl-C in a terminal doesn't reach the new process."""
    if hasattr(os, "setsid"):
        return {"start_new_session": True}
    return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}


def lead() -> None:
    """Make this process the first of a group, where there are groups, so that ``end`` finds what it starts."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(PermissionError):  # it is already
            os.setsid()


def end(process: int, *, gently: bool = False) -> None:
    """End a process that is ``apart`` or has taken the ``lead``, with all it started; one that is gone is fine.

    Args:
        process: Its number.
        gently: As Ctrl-C would, where processes have groups; elsewhere nothing gentle reaches all of them.
    """
    if not hasattr(os, "killpg"):
        _end_one_by_one(process)
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody of the group is left
        os.killpg(process, signal.SIGINT if gently else getattr(signal, "SIGKILL", signal.SIGTERM))


def _end_one_by_one(process: int) -> None:
    import psutil  # a tenth of a second that other systems need not wait for

    with contextlib.suppress(psutil.Error):
        first = psutil.Process(process)
        own = process == os.getpid()
        if not own:
            first.suspend()  # from here on it starts nothing
        started = first.children(recursive=True)
        # Another ends from the top: if it outlived what it had started, it would report that as a failure.
        for one in (*started, first) if own else (first, *started):
            with contextlib.suppress(psutil.Error):
                one.kill()


def _resource() -> Any:
    """Give the module that sets limits; None where there is none."""
    try:
        import resource
    except ImportError:
        return None
    return resource


def can_limit_memory() -> bool:
    """Tell whether a process can be kept from taking more memory."""
    return _resource() is not None and _MEMORY_IN_USE.exists()


def limit_memory(most: int) -> None:
    """Limit this process's memory, where the system can.

    Args:
        most: Bytes of address space beyond what is in use now.
    """
    if (resource := _resource()) is None:
        return
    try:
        pages = int(_MEMORY_IN_USE.read_text(encoding="ascii").split()[0])
    except OSError:  # what is in use can't be told
        return
    limit = pages * resource.getpagesize() + most
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
