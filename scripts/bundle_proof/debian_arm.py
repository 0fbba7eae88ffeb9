"""Debian's Python for aarch64 in a folder, with the libraries a computer of that kind has: an emulator runs with them.

apt is called with a state of its own, so that nothing of this computer's own packages is touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

PACKAGES = ("python3.11", "libstdc++6")
"""libstdc++ belongs to the system, as glibc does; whoever has a desktop has it."""

_SETTINGS = """\
APT::Architecture "arm64";
APT::Architectures {{ "arm64"; }};
Dir::State "{place}/state";
Dir::State::status "{place}/status";
Dir::Cache "{place}/cache";
"""


class NotFetchedError(Exception):
    """It could not be had; the message says why."""


def fetch(place: Path) -> Path:
    """Fetch and unpack it below a folder.

    Returns:
        The folder that stands for the root of such a system.

    Raises:
        NotFetchedError: This isn't Debian, or its packages can't be had.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise NotFetchedError("no apt-get to fetch Debian's Python for aarch64 with")
    for name in ("state/lists/partial", "cache/archives/partial", "root"):
        (place / name).mkdir(parents=True)
    (place / "status").touch()
    (place / "apt.conf").write_text(_SETTINGS.format(place=place), encoding="utf-8")
    env = {**os.environ, "APT_CONFIG": str(place / "apt.conf"), "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", "--download-only", *PACKAGES]):
        command = ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", *arguments]
        done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
        if done.returncode:
            raise NotFetchedError(f"apt-get {arguments[0]} for arm64 failed: {done.stderr[-200:]}")
    root = place / "root"
    for archive in sorted((place / "cache/archives").glob("*.deb")):
        subprocess.run(["dpkg-deb", "--extract", str(archive), str(root)], check=True)  # noqa: S603, S607
    return root
