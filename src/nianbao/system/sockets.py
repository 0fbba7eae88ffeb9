"""Sockets: files that processes speak through, or ports on the loopback address."""

from __future__ import annotations

import socket


def has_socket_files() -> bool:
    """Tell whether kernels can be spoken to through files; else it is ports on the loopback address."""
    if not hasattr(socket, "AF_UNIX"):
        return False
    import zmq

    return bool(zmq.has("ipc"))


def claim(one: socket.socket) -> None:
    """Have a socket take its port as servers do: soon after another left it, but never beside another."""
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # where reuse would let two programs have one port
        one.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
