"""What the desk's server is set up with."""

from __future__ import annotations

import nbformat
from traitlets.config import Config
from voila.app import Voila
from voila.execute import VoilaExecutor

from nianbao.desk_server.app import KERNEL_STARTS, DeskServer
from nianbao.desk_server.kernels import DeskKernels


class Bare(DeskServer):
    """A server that isn't for any folder."""

    def __init__(self) -> None:
        Voila.__init__(self)


def test_a_slow_computer_has_time_to_start_a_kernel() -> None:
    server = Bare()
    server.settle(DeskKernels, Config())
    executor = VoilaExecutor(nbformat.v4.new_notebook(), config=server.config)
    assert executor.startup_timeout == KERNEL_STARTS > VoilaExecutor.startup_timeout.default_value
