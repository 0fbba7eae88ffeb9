"""Jupyter's own folders, away from the user's: what others set up there must not change the desk, nor it theirs."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDERS = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "IPYTHONDIR": "ipython",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
}


def keep_apart(place: Path) -> None:
    """Have Jupyter in this process and its kernels use folders below a place; call it before it is imported."""
    for name, folder in _FOLDERS.items():
        os.environ[name] = str(place / folder)
    # Extensions of the user's own Python must not come before those that are installed with nianbao.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
