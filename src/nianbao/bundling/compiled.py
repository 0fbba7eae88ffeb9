"""Compiled code, so that a slow computer needn't compile at each start; the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from nianbao.bundling.interpreter import Interpreter
from nianbao.bundling.target import Target


def compile_all(folder: Path, program: Path, interpreter: Interpreter, target: Target) -> bool:
    """Compile all Python code below a folder, if a Python of the same version can be run here.

    Compiled code is the same on all systems. It isn't held against its source at each start, for nobody
    changes that; nor does it hold the place where it was made.

    Args:
        folder: The portable folder.
        program: Its Python.
        interpreter: What it was made from.
        target: The computer it is for.

    Returns:
        Whether it was compiled.
    """
    if target.is_this:
        python = program
    elif interpreter.version[:2] == sys.version_info[:2]:
        python = Path(sys.executable)
    else:
        return False
    command = [str(python), "-E", "-m", "compileall", "-q", "-q", "-f", "-j", "0"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", str(folder), str(folder)]
    # Sets of constants are written in the order of their hashes.
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run(command, check=False, env=env, capture_output=True)  # noqa: S603
    return True
