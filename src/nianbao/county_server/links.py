"""One private link a unit. Whoever has it is the unit; only its hash lies on the disk.

The secret is 256 random bits, so that its plain SHA-256 can't be turned back; a link that is lost is replaced by a
new one, never looked up.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import filelock

from nianbao.county.place import COUNTY
from nianbao.errors import UsageError
from nianbao.folder import why_not, write_atomically

DESKS = "编报台"
"""Folder below ``county`` with all that the server keeps."""

FILE = "链接登记.json"


class Links:
    """The register of a county's links; a server that runs sees what another process changes.

    Args:
        folder: The county's working folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / COUNTY / DESKS / FILE
        self._seen: tuple[int, int, int] | None = None
        self._known: dict[str, dict[str, Any]] = {}

    def make(
        self,
        units: Iterable[str],
        anew: Iterable[str] = (),
        tell: Callable[[Mapping[str, str]], None] | None = None,
    ) -> dict[str, str]:
        """Make links for units that never had one; those that were withdrawn stay so.

        Args:
            units: Those units.
            anew: Units that get a new link in any case.
            tell: Hands the secrets out before they are good: where it fails, all links stay as they were.

        Returns:
            The new secrets, by unit; they are told this once.

        Raises:
            UsageError: The register can't be read.
            WriteError: It can't be written.
        """
        with self._alone():
            made = {unit: self._new(unit) for unit in anew}
            made |= {unit: self._new(unit) for unit in units if unit not in self._known}
            if made:
                if tell is not None:
                    tell(made)
                self._write()
        return made

    def renew(self, unit: str) -> str:
        """Give a unit a new link; the old one and whoever came in by it are out.

        Raises:
            UsageError: The register can't be read.
            WriteError: It can't be written.
        """
        return self.make((), [unit])[unit]

    def withdraw(self, unit: str) -> None:
        """Take a unit's link back, until it is renewed.

        Raises:
            UsageError: The register can't be read.
            WriteError: It can't be written.
        """
        with self._alone():
            self._known[unit] = {"withdrawn": _now()}
            self._write()

    def unit_of(self, secret: str) -> str | None:
        """Tell whose link a secret is; takes the same time whatever it is."""
        given, found = _hash(secret), None
        for unit, entry in self._read().items():
            if hmac.compare_digest(_bytes(entry.get("sha256", "")), _bytes(given)):
                found = unit
        return found

    def mark(self, unit: str) -> str | None:
        """Give what tells a unit's present link from its earlier ones; None while it has none."""
        known = self._read().get(unit, {}).get("sha256")
        return str(known)[:24] if known else None

    @property
    def units(self) -> list[str]:
        """The units that have a link now."""
        return [unit for unit, entry in self._read().items() if entry.get("sha256")]

    def _new(self, unit: str) -> str:
        secret = secrets.token_urlsafe(32)
        self._known[unit] = {"sha256": _hash(secret), "made": _now()}
        return secret

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(self._path.with_suffix(".lock")):
            self._read()
            try:
                yield
            finally:
                self._seen = None  # what couldn't be written down isn't known

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            stat = self._path.stat()
            seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if seen != self._seen:
                said = json.loads(self._path.read_text(encoding="utf-8"))
                if not isinstance(said, dict) or not all(isinstance(one, dict) for one in said.values()):
                    raise ValueError("no register")
                self._known, self._seen = said, seen
        except FileNotFoundError:
            self._known, self._seen = {}, None
        except (OSError, ValueError) as error:
            why = why_not(error) if isinstance(error, OSError) else "内容坏了"
            raise UsageError(
                f"链接登记「{self._path}」读不了：{why}。请从备份恢复；没有备份的，移走它，重新发链接。"
            ) from error
        return self._known

    def _write(self) -> None:
        write_privately(self._path, json.dumps(self._known, indent=1).encode("utf-8"))


def write_privately(target: Path, data: bytes) -> None:
    """Write a file that nobody but this user can read at any moment.

    Raises:
        WriteError: It can't be written.
    """
    mask = os.umask(0o077)  # commands write these, and no other thread with them
    try:
        write_atomically(target, data)
    finally:
        os.umask(mask)


def _bytes(text: object) -> bytes:
    """Give what can be compared in constant time: words of the register's that aren't ours can't."""
    return str(text).encode("utf-8", "surrogatepass")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
