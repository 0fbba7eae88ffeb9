"""Talk between processes: one JSON object a message, over a local socket or pipe.

JSON, not pickle: what a notebook's cells send must never become code in the process that reads it.
"""

from __future__ import annotations

import json
import queue
import secrets
import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from typing import Any

Message = dict[str, Any]


class Channel:
    """One end of a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._process: Any = None

    def keep(self, process: Any) -> None:
        """Hold the process at the other end, which ends once nobody holds it."""
        self._process = process

    def send(self, message: Message) -> None:
        """Send one message.

        Raises:
            OSError: The other end is gone.
        """
        self._connection.send_bytes(json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def receive(self, timeout: float | None = None) -> Message | None:
        """Wait for one message.

        Args:
            timeout: Seconds to wait, or None for as long as it takes.

        Returns:
            The message, or None when the time is over.

        Raises:
            EOFError: The other end is gone.
        """
        try:
            if not self._connection.poll(timeout):
                return None
            data = self._connection.recv_bytes()
        except OSError as error:
            raise EOFError(str(error)) from error
        message: Message = json.loads(data.decode("utf-8", "surrogatepass"))
        return message

    def has_ended(self) -> bool:
        """Tell whether the other end, which has nothing to say, is gone."""
        try:
            return self._connection.poll()
        except OSError:
            return True

    def close(self) -> None:
        """Close this end; the other one reads an end of file."""
        self._connection.close()

    def fileno(self) -> int:
        """Give the descriptor, for waiting on several channels at once."""
        return self._connection.fileno()


class Door:
    """Where other processes of ours connect: an address with a key that only they know."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._listener = Listener(authkey=self._key)
        self._came: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._doorman: threading.Thread | None = None

    @property
    def address(self) -> Message:
        """What another process needs to connect, as JSON."""
        place = self._listener.address
        return {"place": list(place) if isinstance(place, tuple) else place, "key": self._key.hex()}

    def accept(self, is_alive: Callable[[], bool]) -> Channel:
        """Wait for the next process to connect.

        Args:
            is_alive: Tells whether it can still come.

        Raises:
            EOFError: It ended before it came.
        """
        if self._doorman is None:
            self._doorman = threading.Thread(target=self._let_in, daemon=True)
            self._doorman.start()
        while True:
            try:
                return Channel(self._came.get(timeout=0.1))
            except queue.Empty:
                if not is_alive():
                    raise EOFError("the process ended before it connected") from None

    def _let_in(self) -> None:
        """Take in whoever has the key, until the door is closed.

        A listener can't be asked to wait for a time only, so a thread waits; one for all, as a second that waited
        for a process that never came would take the next one's place.
        """
        while True:
            try:
                self._came.put(self._listener.accept())
            except (AuthenticationError, EOFError, ConnectionError):
                continue  # a stranger, or one of ours that ended meanwhile
            except OSError:
                return

    def close(self) -> None:
        """Let nobody in any more."""
        self._listener.close()


def connect(address: Message) -> Channel:
    """Connect to a door by its address."""
    place = address["place"]
    where = tuple(place) if isinstance(place, list) else place
    connection: Any = Client(where, authkey=bytes.fromhex(address["key"]))  # on Windows of another kind
    return Channel(connection)
