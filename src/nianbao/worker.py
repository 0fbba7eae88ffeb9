"""What a process that builds reports does; all it needs is imported with this module.

Where the platform has a fork server, that imports this module once, for all workers.
"""

from __future__ import annotations

import signal
from contextlib import suppress
from multiprocessing.connection import Connection

from nianbao.build import build_report
from nianbao.engine import import_papermill
from nianbao.engine.nursery import shared_nursery
from nianbao.export.base import form_names, load_form

import_papermill()
# Imported, never used here: a process that has compiled Typst once must not fork.
for _name in form_names():
    load_form(_name)


def work(connection: Connection, nursery: Connection | None) -> None:
    """Build one report after the other, until the other end is closed.

    Args:
        connection: Where reports come from and outcomes go.
        nursery: A line to the nursery that all workers share, or None for one of its own.
    """
    # Ctrl-C reaches every process of the terminal; the first one alone decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if nursery is not None:
        shared_nursery().share(nursery)
    with suppress(EOFError, OSError):
        while True:
            connection.send(build_report(connection.recv()))
