"""The process of the nursery: imports everything once, then is forked for each kernel.

It never compiles Typst: a process that has once done so can't be forked any more.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
from pathlib import Path
from typing import Any

from nianbao.engine.absent import absent
from nianbao.engine.channel import Message, connect


def main() -> None:
    """Import everything, then give birth to kernels until the parent is gone."""
    address = json.loads(os.environ.pop("NIANBAO_NURSERY"))
    channel = connect(address)
    kernel = _prepare()
    born: set[int] = set()
    with contextlib.suppress(EOFError):
        while True:
            wishes = channel.receive()
            assert wishes is not None
            if not address["fork"]:
                kernel.serve(channel, wishes)
                return
            _know_templates(wishes["folder"])
            child = os.fork()
            if child == 0:
                channel.close()
                _live(kernel, wishes)
            born.add(child)
            _reap(born)
    # The parent is gone, perhaps killed: a cell that never ends must not outlive it.
    _end(born)


def _prepare() -> Any:
    """Import all that a report's cells use, and use it once, so that each fork finds it ready."""
    from nianbao.display import bundle
    from nianbao.params import load_parameters
    from nianbao.report import Report
    from nianbao.resources import shipped

    with absent("debugpy"):  # a third of a second, and memory that each fork would carry along
        from nianbao.engine.warm_kernel import WarmKernel

        kernel = WarmKernel()
    kernel.warm_up("from nianbao import open_report\nimport nianbao.authoring")
    for sample in sorted(shipped("params").glob("*/*.yaml"))[:1]:
        for block in Report.of(load_parameters(sample).parameters).blocks():
            bundle(block)
    # What lives now lives for good; collecting it in a fork would only copy its pages.
    gc.collect()
    gc.freeze()
    return kernel


def _know_templates(folder: str) -> None:
    """Read the templates of a working folder, once, so that each fork finds them read."""
    from nianbao.errors import TemplateError
    from nianbao.template import load_template, template_names

    for name in template_names(Path(folder)):
        # The report whose template is out of order says so itself.
        with contextlib.suppress(TemplateError, OSError):
            load_template(name, Path(folder))


def _live(kernel: Any, wishes: Message) -> None:
    """Be a kernel until the end; never return into the nursery's own loop."""
    status = 1
    try:
        kernel.serve(connect(wishes["address"]), wishes)
        status = 0
    finally:
        os._exit(status)


def _reap(born: set[int]) -> None:
    """Let ended kernels go."""
    with contextlib.suppress(ChildProcessError):
        while ended := os.waitpid(-1, os.WNOHANG)[0]:
            born.discard(ended)


def _end(born: set[int]) -> None:
    """Kill kernels that still run, with what their cells started."""
    _reap(born)
    for child in born:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)


if __name__ == "__main__":
    main()
