"""Print the path of a Chromium for the browser tests; install Debian's when there is none.

NIANBAO_CHROMIUM names one; otherwise the usual names are looked up on PATH, and as a last resort
``apt-get install chromium`` is tried. Without any, a message goes to stderr and the exit code is 1.
Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

VARIABLE = "NIANBAO_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
APT_SECONDS = 900


class NoChromiumError(Exception):
    """There is no Chromium and none could be installed; the message says what was tried."""


def find() -> str | None:
    """Give the path of a Chromium that is there, or None.

    Raises:
        NoChromiumError: NIANBAO_CHROMIUM names something that can't be run.
    """
    named = os.environ.get(VARIABLE)
    if named:
        path = shutil.which(named)
        if path is None:
            raise NoChromiumError(f"{VARIABLE} is set to {named!r}, which is not an executable file")
        return path
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def apt_prefix() -> list[str] | None:
    """Give what apt-get must be called with: nothing as root, sudo otherwise; None if it can't be."""
    if shutil.which("apt-get") is None:
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") else None


def install() -> None:
    """Install Debian's Chromium.

    Raises:
        NoChromiumError: apt-get isn't there, may not be used or failed.
    """
    prefix = apt_prefix()
    if prefix is None:
        raise NoChromiumError("no apt-get that this user may run")
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments]
        try:
            # Output goes to stderr: stdout carries the path and nothing else.
            subprocess.run(command, check=True, stdout=sys.stderr, timeout=APT_SECONDS)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            raise NoChromiumError(f"installing it failed: {error}") from error


def ensure() -> str:
    """Give the path of a Chromium, installed if need be.

    Raises:
        NoChromiumError: There is none and none could be installed.
    """
    path = find()
    if path is None:
        install()
        path = find()
    if path is None:
        raise NoChromiumError("apt-get installed the package chromium, but none of its names is on PATH")
    return path


def main() -> int:
    """Print the path, or say on stderr why there is none."""
    try:
        print(ensure())  # noqa: T201
    except NoChromiumError as error:
        message = f"No Chromium for the browser tests: {error}.\nInstall one, or name it in {VARIABLE}."
        print(message, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
