"""Open JupyterLab on the drafting notebook: in Chinese, with settings that aren't the user's own."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nianbao.desk_server.instance import HOST
from nianbao.desk_server.surroundings import keep_apart
from nianbao.editor.desk_files import DESK_FOLDER
from nianbao.folder import write_atomically
from nianbao.resources import shipped

NOTEBOOK = "notebooks/drafting.ipynb"

SETTINGS: dict[str, dict[str, Any]] = {
    "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},
    # The pop-up that asks to fetch news, and the fetching.
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": False},
    # A desk as high as the window must not be cut into a box of its own within the page.
    "@jupyterlab/notebook-extension:tracker": {"scrollPastEnd": False, "windowingMode": "none"},
}
"""What differs from JupyterLab's own settings, until the user chooses otherwise."""

DISABLED = {"@voila-dashboards/jupyterlab-preview": True}
"""Its button would run the desk in a second kernel, which can't have the same report."""


def prepare(folder: Path) -> None:
    """Put the drafting notebook into a working folder that has none; an own one stays as it is."""
    target = folder / NOTEBOOK
    if not target.exists():
        write_atomically(target, (shipped("notebooks") / target.name).read_bytes())


def launch(folder: Path, port: int, *, browser: bool, started: Callable[[str], None]) -> None:
    """Run JupyterLab until it is ended.

    Args:
        folder: The working folder.
        port: Where to listen.
        browser: Open one.
        started: Called with the link, once it listens.

    Raises:
        WriteError: The drafting notebook can't be put into the folder.
    """
    prepare(folder)
    place = Path(tempfile.mkdtemp(prefix="nianbao-"))  # this user's alone
    try:
        _settle(place, folder)
        token = secrets.token_hex()
        from jupyterlab.labapp import LabApp

        logging.captureWarnings(True)  # of what is deprecated: for the programmers of Jupyter
        logging.getLogger("py.warnings").setLevel(logging.ERROR)
        server = LabApp.initialize_server(
            argv=[*_options(folder, port, token, browser=browser), *_kernels(place)]
        )
        with contextlib.suppress(KeyboardInterrupt):
            started(f"http://{HOST}:{port}/lab/tree/{NOTEBOOK}?token={token}")
            server.start()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _settle(place: Path, folder: Path) -> None:
    """Write the settings; what the user chooses in JupyterLab is kept with the working folder."""
    keep_apart(place)
    own = folder / DESK_FOLDER / "lab"
    if os.access(folder, os.W_OK):
        os.environ["JUPYTERLAB_SETTINGS_DIR"] = str(own / "settings")
        os.environ["JUPYTERLAB_WORKSPACES_DIR"] = str(own / "workspaces")
        ignored = folder / DESK_FOLDER / ".gitignore"
        if not ignored.exists():
            write_atomically(ignored, b"*\n")
    config = place / "config" / "labconfig"
    write_atomically(config / "default_setting_overrides.json", json.dumps(SETTINGS).encode("utf-8"))
    write_atomically(
        config / "page_config.json", json.dumps({"disabledExtensions": DISABLED}).encode("utf-8")
    )


def _kernels(place: Path) -> list[str]:
    from nianbao.desk_server.kernels import transport

    chosen = transport(place / "runtime")
    return [f"--KernelManager.transport={chosen['transport']}"] if "transport" in chosen else []


def _options(folder: Path, port: int, token: str, *, browser: bool) -> list[str]:
    return [
        *(f"--ServerApp.ip={HOST}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
        *(f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={token}"),
        *(
            f"--ServerApp.open_browser={browser}",
            "--ServerApp.answer_yes=True",
            "--ServerApp.allow_root=True",
        ),
        *("--ServerApp.jpserver_extensions=nianbao.lab=True", "--Application.log_level=ERROR"),
        *(f"--LabApp.default_url=/lab/tree/{NOTEBOOK}", "--LabApp.extension_manager=readonly"),
    ]
