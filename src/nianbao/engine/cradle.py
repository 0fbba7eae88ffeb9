"""The process of the nursery: imports everything once, then is forked for each kernel.

It never compiles Typst: a process that has once done so can't be forked any more.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import threading
from collections.abc import Iterable
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from nianbao.engine.absent import absent
from nianbao.engine.channel import Channel, Message, connect
from nianbao.system import processes


def main() -> None:
    """Import everything, then give birth to kernels until all who may ask are gone."""
    settings = json.loads(os.environ.pop("NIANBAO_NURSERY"))
    if "address" in settings:  # no fork here: this process itself becomes the kernel
        _end_with_parent()
        try:
            channel = connect(settings["address"])
        except (EOFError, OSError):  # the run ended before the next kernel was asked for
            return
        with contextlib.suppress(EOFError):
            kernel = _prepare()
            wishes = channel.receive()
            assert wishes is not None
            kernel.serve(channel, wishes)
        return
    born: dict[Channel, set[int]] = {Channel(Connection(line)): set() for line in settings["lines"]}
    kernel = _prepare()
    while born:
        asking: list[Any] = list(born)  # the stub knows nothing of objects that have a descriptor
        for line in wait(asking):
            assert isinstance(line, Channel)
            try:
                wishes = line.receive()
            except EOFError:
                # Whoever asked is gone, perhaps killed: a cell that never ends must not outlive it.
                _end(born.pop(line))
                continue
            assert wishes is not None
            born[line].add(_give_birth(kernel, wishes, born))
            _reap(born)


def _end_with_parent() -> None:
    """End once whoever started this process is gone, even in the midst of a cell that never ends."""
    parent = os.dup(0)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)  # cells, and what they start, read nothing

    def watch() -> None:
        os.read(parent, 1)
        processes.end(os.getpid())

    threading.Thread(target=watch, daemon=True).start()


def _give_birth(kernel: Any, wishes: Message, lines: Iterable[Channel]) -> int:
    _know_templates(wishes["folder"])
    child = processes.fork()
    if child == 0:
        for line in lines:
            line.close()
        _live(kernel, wishes)
    return child


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


def _reap(born: dict[Channel, set[int]]) -> None:
    """Let ended kernels go."""
    for ended in processes.ended_children():
        for children in born.values():
            children.discard(ended)


def _end(children: set[int]) -> None:
    """Kill kernels that still run, with what their cells started."""
    for child in children:
        processes.end(child)


if __name__ == "__main__":
    main()
    os._exit(0)  # nothing is to be done at exit, and the folder it would be done in may be gone
