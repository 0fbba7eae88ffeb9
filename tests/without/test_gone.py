"""``tests.without.plugin`` does take away what it says, here and in what is started from here."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import zmq

from nianbao.desk_server.kernels import transport
from nianbao.engine.nursery import Nursery, shared_lines
from nianbao.system import processes
from nianbao.system.sockets import has_socket_files

pytestmark = pytest.mark.skipif(
    "NIANBAO_WITHOUT" not in os.environ, reason="nothing is taken away; make test-portable does"
)

LOOK = (
    "import importlib, os, signal, socket\n"
    "def there(name):\n"
    "    try: return importlib.import_module(name) is not None\n"
    "    except ImportError: return False\n"
    "print([hasattr(os, 'fork'), hasattr(os, 'symlink'), hasattr(signal, 'SIGALRM'), hasattr(socket, 'AF_UNIX'),"
    " there('fcntl'), there('resource')])"
)


def test_it_is_gone_here() -> None:
    assert not hasattr(os, "fork")
    assert not hasattr(os, "symlink")
    assert not hasattr(signal, "SIGALRM")
    assert not hasattr(socket, "AF_UNIX")
    for name in ("fcntl", "resource"):
        with pytest.raises(ImportError):
            importlib.import_module(name)
    with (
        zmq.Context() as context,
        context.socket(zmq.PUB) as publisher,
        pytest.raises(OSError, match="taken away"),
    ):
        publisher.bind("ipc://here")


def test_it_is_gone_in_each_python_that_is_started() -> None:
    look = subprocess.run(
        [sys.executable, "-P", "-c", LOOK], capture_output=True, check=True, encoding="utf-8"
    )
    assert look.stdout.strip() == str([False] * 6)


def test_the_kit_knows_it() -> None:
    assert not processes.can_fork()
    assert not processes.can_limit_memory()
    assert not has_socket_files()
    assert "transport" not in transport(Path("/a"))
    assert processes.quick_pool().get_start_method() == "spawn"
    assert shared_lines(2) == [None, None]
    assert Nursery()._fork is False
    assert multiprocessing.get_context("spawn").Queue
