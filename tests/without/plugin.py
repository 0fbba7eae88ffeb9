"""``pytest -p tests.without.plugin``: all tests where nothing is that Windows hasn't (``make test-portable``).

Fork, ``resource``, ``fcntl``, SIGALRM, symbolic links, groups of processes and sockets that are files are taken away
from this process and from each Python that it starts.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SITE = Path(__file__).with_name("site")


def _begin() -> None:
    if os.environ.get("NIANBAO_WITHOUT"):
        return  # a worker of pytest-xdist: its own sitecustomize has done it
    early = {"filelock", "zmq", "nianbao"} & sys.modules.keys()
    assert not early, f"{early} were imported before anything could be taken away from them"
    os.environ["NIANBAO_WITHOUT"] = "1"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(SITE), os.environ.get("PYTHONPATH"))))
    sys.path.insert(0, str(SITE))
    sys.modules.pop("sitecustomize", None)
    import sitecustomize  # type: ignore[import-not-found]  # noqa: F401 - takes away as it is imported

    sys.path.remove(str(SITE))


_begin()
