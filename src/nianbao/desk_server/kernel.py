"""What a kernel of the desk runs: ipykernel, after all that opening a first report would have to wait for.

A kernel is started before a page asks for it (``kernels``), so that its page finds this done.
"""

from __future__ import annotations

import contextlib

from ipykernel.kernelapp import launch_new_instance

from nianbao.desk.component import STATIC
from nianbao.editor.document import Document
from nianbao.editor.kept import Keeper
from nianbao.editor.preview import preview
from nianbao.editor.round import Round
from nianbao.errors import NianbaoError
from nianbao.resources import shipped

SAMPLE = "2024/yunxi.yaml"


def warm_up() -> None:
    """Make a round of the shipped sample: word lists are read, patterns compiled, modules imported."""
    import nianbao.desk.desk  # noqa: F401

    path = shipped("params") / SAMPLE
    with contextlib.suppress(NianbaoError, OSError):
        round_ = Round(Document.open(path, path.parents[2]), Keeper())
        _ = round_.findings
        preview(round_)
    for file in STATIC.glob("*"):
        file.read_bytes()  # into the system's memory


if __name__ == "__main__":
    warm_up()
    launch_new_instance()
