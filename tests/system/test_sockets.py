"""Kernels are spoken to through files only where there are such sockets; a port is one server's."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from nianbao.desk_server.kernels import transport
from nianbao.system.sockets import claim, has_socket_files


def test_without_socket_files_kernels_have_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_UNIX", raising=False)
    assert not has_socket_files()
    assert "transport" not in transport(Path("/a"))


def test_a_port_that_is_taken_is_not_had_twice() -> None:
    with socket.socket() as first, socket.socket() as second:
        claim(first)
        first.bind(("127.0.0.1", 0))
        first.listen()
        claim(second)
        with pytest.raises(OSError):
            second.bind(first.getsockname())
