"""Print the path of the program that checks Word and Excel files in the tests; install it when it isn't there.

It is Microsoft's Open XML SDK in one executable, from the npm registry as ``tests/ooxml/package-lock.json``
says, hashes checked; nothing of it is in what we ship. NIANBAO_OFFLINE=1 says that no registry can be reached:
then what isn't there is missed without an error, and the tests that need it are skipped.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from build_face import npm

ROOT = Path(__file__).resolve().parents[1]
LOCKED = ROOT / "tests" / "ooxml"
WORK = ROOT / "build" / "ooxml"
OFFLINE = "NIANBAO_OFFLINE"
PLATFORM = ("Linux", "x86_64")
"""The one for which the lock has the program: what CI runs on."""


class NoValidatorError(Exception):
    """There is no validator; the message says why.

    Attributes:
        excused: The tests may do without it here.
    """

    def __init__(self, why: str, *, excused: bool) -> None:
        super().__init__(why)
        self.excused = excused


def ensure() -> Path:
    """Give the path of the validator, installed if need be.

    Raises:
        NoValidatorError: There is none.
    """
    if (platform.system(), platform.machine()) != PLATFORM:
        raise NoValidatorError(f"there is one for {' '.join(PLATFORM)} only", excused=True)
    program = WORK / "node_modules" / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
    lock = (LOCKED / "package-lock.json").read_bytes()
    stamp = WORK / "package-lock.json"
    if program.exists() and os.access(program, os.X_OK) and stamp.read_bytes() == lock:
        return program
    if os.environ.get(OFFLINE):
        raise NoValidatorError(f"{OFFLINE} is set, and it isn't installed", excused=True)
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(LOCKED, WORK)
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        subprocess.run([*npm(), "ci", *quiet], cwd=WORK, check=True, stdout=sys.stderr)  # noqa: S603
        program.chmod(0o755)  # the package's own script would do it, and no package's script is run
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(WORK, ignore_errors=True)
        raise NoValidatorError(f"it could not be installed: {error}", excused=False) from error
    return program


def main() -> int:
    """Print the path, or say on stderr why there is none; 2 says that the tests may be skipped."""
    try:
        print(ensure())  # noqa: T201
    except NoValidatorError as error:
        print(f"No check of Word and Excel files: {error}.", file=sys.stderr)  # noqa: T201
        return 2 if error.excused else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
