"""Install packages of Debian's. Standard library only: it runs before anything is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

APT_SECONDS = 900


class NotInstallableError(Exception):
    """Packages could not be installed; the message says why."""


def install(*packages: str) -> None:
    """Install packages with what they need and nothing more.

    Raises:
        NotInstallableError: apt-get isn't there, may not be used or failed.
    """
    prefix = _apt_prefix()
    if prefix is None:
        raise NotInstallableError("no apt-get that this user may run")
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments]
        try:
            # Output goes to stderr: the caller's stdout is its own.
            subprocess.run(command, check=True, stdout=sys.stderr, timeout=APT_SECONDS)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            raise NotInstallableError(f"installing it failed: {error}") from error


def _apt_prefix() -> list[str] | None:
    """Give what apt-get must be called with: nothing as root, sudo otherwise; None if it can't be."""
    if shutil.which("apt-get") is None:
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") else None
