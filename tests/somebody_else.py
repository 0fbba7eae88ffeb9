"""What root may do tells nothing of modes: call a function as another user of the machine."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest


def as_somebody_else(say: Callable[[], str]) -> str:
    """Call a function as a user who isn't root, for root may write anywhere; give what it says."""
    if not hasattr(os, "fork"):
        pytest.skip("about another user of the machine, whom only a fork can become")
    read, back = os.pipe()
    child = os.fork()
    if child == 0:
        said = "died"
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            said = say()
        except Exception as error:  # what it raised is the answer
            said = f"{type(error).__name__}: {error}"
        finally:
            os.write(back, said.encode("utf-8"))
            os._exit(0)
    os.close(back)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        return pipe.read().decode("utf-8")
