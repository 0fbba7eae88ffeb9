"""The desk's server: Voilà with one notebook, one page template, and nothing else to read.

It listens on the loopback address alone and ends with its last page.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.ioloop import IOLoop, PeriodicCallback
from traitlets import Unicode
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.utils import get_voila_labextensions_path

from nianbao.desk_server.instance import HOST
from nianbao.desk_server.kernels import DeskKernels, DeskKernelSpecs, transport
from nianbao.desk_server.pages import Enter, Keys, Leaving, Link, Page, Presence
from nianbao.desk_server.tabs import Tabs
from nianbao.resources import shipped

NOTEBOOK = "drafting.ipynb"
PAGE = Path(__file__).parent / "page"
KERNEL = r"(\w+-\w+-\w+-\w+-\w+)"
EXTENSIONS = ["anywidget", "@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager"]
KERNEL_STARTS = 180
"""Seconds a kernel may take to start: an old office computer reads a thousand files of a stick, each watched over."""
LOOK_EVERY = 500
"""Milliseconds between two looks at pages and kernels."""

# Widgets come as modules from memory and webpack evaluates; nothing is fetched from or sent to another machine.
POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline' blob:; connect-src 'self' {line} blob: data:; "
    "frame-src 'self' blob: data:; object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
)


class DeskServer(Voila):  # type: ignore[misc]  # Voilà has no types
    """Serves the desk of one working folder."""

    folder = Unicode()
    """The working folder."""

    def prepare(self, folder: Path, place: Path, port: int, token: str, started: Callable[[], None]) -> None:
        """Set everything up; ``start`` then serves until the last page is closed.

        Args:
            folder: The working folder.
            place: A private folder for the kernels' connections.
            port: Where to listen.
            token: What opens the doors to programs of this user.
            started: Called when the server listens.
        """
        self.folder, self.port, self.ip, self.token = str(folder), port, HOST, token
        self.open_browser = False
        self.log_level = logging.ERROR
        for name in ("tornado.access", "tornado.general"):  # refused requests, advice to programmers
            logging.getLogger(name).setLevel(logging.ERROR)
        self.keys, self.tabs, self.pages = Keys(), Tabs(), dict[str, set[Presence]]()
        self._started = started
        self.connection_dir = str(place)
        self.settle(_kernels_for(self.folder, self.tabs), Config({"KernelManager": transport(place)}))
        self.tornado_settings = {
            "allow_remote_access": False,
            "local_hostnames": ["localhost", HOST],
            "headers": {"Content-Security-Policy": POLICY.format(line=f"ws://{HOST}:{port}")},
            "static_path": [str(PAGE)],  # Jupyter's pages of errors ask for it
            "static_handler_class": FileFindHandler,
            "desk_keys": self.keys,
            "desk_tabs": self.tabs,
            "desk_pages": self.pages,
            "websocket_max_message_size": 100 * 2**20,
        }
        self.initialize(argv=[])
        self.template_paths: list[str] = [str(PAGE), *self.template_paths]

    def settle(self, kernels: type[Any], more: Config) -> None:
        """Have Voilà serve the desk's notebook alone, whatever is set up on this computer.

        Args:
            kernels: The class of its manager of kernels.
            more: Further settings.
        """
        self.config_file_paths: list[str] = []  # a voila.json lying about somewhere is none of ours
        self.notebook_path = str(shipped("notebooks") / NOTEBOOK)
        own = {
            "template": "lab",
            "multi_kernel_manager_class": kernels,
            "kernel_spec_manager_class": DeskKernelSpecs,
            "file_allowlist": [],
            "extension_allowlist": EXTENSIONS,
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
        }
        patience = {"startup_timeout": KERNEL_STARTS}
        self.update_config(Config({"VoilaConfiguration": own, "VoilaExecutor": patience, **more}))

    def init_handlers(self) -> list[Any]:
        """Serve the page, its kernels' channels and its scripts; no files."""
        return [
            (r"/link", Link),
            (r"/enter", Enter),
            (rf"/presence/{KERNEL}", Presence),
            (rf"/api/kernels/(?P<kernel_id>{KERNEL[1:-1]})", KernelHandler),
            (rf"/api/kernels/(?P<kernel_id>{KERNEL[1:-1]})/channels", VoilaKernelWebsocketHandler),
            (rf"/voila/api/shutdown/{KERNEL}", Leaving),
            *self.scripts(),
            (r"/", Page, self.of_page()),
        ]

    def of_page(self) -> dict[str, Any]:
        """Give what the handler of the page needs."""
        return {
            "notebook_path": NOTEBOOK,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }

    def scripts(self, below: str = "") -> list[Any]:
        """Serve the scripts and styles that were installed with nianbao.

        Args:
            below: Pattern of a path that they are served below.
        """
        extensions = get_voila_labextensions_path()
        themes = {
            "themes_url": "/voila/api/themes",
            "path": self.themes_dir,
            "labextensions_path": extensions,
            "no_cache_paths": ["/"],
        }
        return [
            (rf"{below}/voila/templates/(.*)", TemplateStaticFileHandler),
            (rf"{below}/voila/static/(.*)", MultiStaticFileHandler, {"paths": self.static_paths}),
            (
                rf"{below}/voila/labextensions/(.*)",
                FileFindHandler,
                {"path": extensions, "no_cache_paths": ["/"]},
            ),
            (rf"{below}/voila/api/themes/(.*)", ThemesHandler, themes),
        ]

    def start(self) -> None:
        """Serve until the last page is closed, or the process is told to end."""
        self.app = tornado.web.Application(**self.init_settings())
        self.app.settings.update(self.tornado_settings)
        self.app.add_handlers(".*$", self.init_handlers())
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self.ioloop = IOLoop.current()
        self.stopped = asyncio.Event()
        server = self.app.listen(self.port, HOST)
        for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            with contextlib.suppress(NotImplementedError):  # loops of Windows know none
                asyncio.get_running_loop().add_signal_handler(number, self.stopped.set)
        self.kernel_manager.prepare()
        look = PeriodicCallback(self._look, LOOK_EVERY)
        look.start()
        self._started()
        try:
            await self.stopped.wait()
        except asyncio.CancelledError:  # Ctrl+C, where there are no signal handlers
            pass
        finally:
            look.stop()
            server.stop()
            with contextlib.suppress(Exception):  # ended in the middle of starting one
                await self.kernel_manager.end_all()

    async def _look(self) -> None:
        """End what nobody needs, and tell pages whose kernel died."""
        for kernel in self.tabs.abandoned():
            await self.kernel_manager.end(kernel)
        for kernel, pages in list(self.pages.items()):
            if pages and not await self.kernel_manager.lives(kernel):
                for page in list(pages):
                    pages.discard(page)  # it needs telling once
                    await page.write_message("dead")
        if self.tabs.over:
            self.stopped.set()


def _kernels_for(folder: str, tabs: Tabs) -> type[DeskKernels]:
    """Give a class as Voilà wants it, which makes its own instance."""

    class Kernels(DeskKernels):
        def __init__(self, **given: Any) -> None:
            super().__init__(folder=folder, tabs=tabs, **given)  # type: ignore[no-untyped-call]

    return Kernels
