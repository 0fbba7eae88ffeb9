"""Print the path of a Chromium for the browser tests; install Debian's when there is none.

NIANBAO_CHROMIUM names one; otherwise the usual names are looked up on PATH, and as a last resort
``apt-get install chromium`` is tried. Without any, a message goes to stderr and the exit code is 1.
Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import sys

from debian import NotInstallableError, install

VARIABLE = "NIANBAO_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


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


def ensure() -> str:
    """Give the path of a Chromium, installed if need be.

    Raises:
        NoChromiumError: There is none and none could be installed.
    """
    path = find()
    if path is None:
        try:
            install("chromium")
        except NotInstallableError as error:
            raise NoChromiumError(str(error)) from error
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
