"""How the programs of a folder are run: here, emulated, under Wine; always without network."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

# Without the loopback there is no desk; nothing else is up.
CUT_OFF = (
    "unshare",
    "--map-root-user",
    "--net",
    "--mount",
    "sh",
    "-c",
    'ip link set lo up && exec "$@"',
    "sh",
)


def say(words: str) -> None:
    """Tell what is being done."""
    sys.stderr.write(f"{words}\n")


def must(holds: object, what: str, seen: object = "") -> None:
    """End the proof where something doesn't hold, with what was seen instead."""
    if not holds:
        sys.exit(f"NOT PROVED: {what}: {seen}")
    say(f"  ok: {what}")


@dataclass(frozen=True)
class Computer:
    """A computer with a portable folder and a home of its own.

    Attributes:
        folder: The portable folder.
        home: What is the user's home on Linux.
        python: The folder's Python, as it is called from the folder.
        shell: What runs a starter.
        ending: How the starters' names end.
        env: What else is set.
        drive: What stands before a path of this computer there, such as ``Z:``.
        prefix: What cuts the network off; empty where it is cut off already.
    """

    folder: Path
    home: Path
    python: tuple[str, ...] = ("python/bin/python3",)
    shell: tuple[str, ...] = ("sh",)
    ending: str = ".sh"
    env: Mapping[str, str] = field(default_factory=dict)
    drive: str = ""
    prefix: tuple[str, ...] = CUT_OFF

    def environment(self) -> dict[str, str]:
        """Give all that is set there."""
        path = "/usr/sbin:/usr/bin:/sbin:/bin"
        return {"PATH": path, "HOME": str(self.home), "LANG": "C", **self.env}

    def run(self, *command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run something as a clerk's computer would."""
        return subprocess.run(  # noqa: S603
            [*self.prefix, *command], cwd=cwd or self.folder, env=self.environment(), stdin=subprocess.DEVNULL,
            capture_output=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip

    def ask(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run the folder's Python; from elsewhere by its whole path."""
        *before, program = self.python
        return self.run(*before, str(self.folder / program), "-X", "utf8", "-B", *arguments, cwd=cwd)

    def starter(self, name: str) -> list[str]:
        """Give the command of what is clicked twice."""
        return [*self.shell, f"{name}{self.ending}"]
