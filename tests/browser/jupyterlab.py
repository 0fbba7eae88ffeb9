"""A real JupyterLab for the browser tests: its own settings, the loopback address, Chinese menus."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from playwright.sync_api import Page

_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/lab\?token=")
_SETTINGS = {
    "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},
    # The pop-up that asks to fetch news, and the fetching.
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # Cells out of sight stay in the page, so that a test can look at all of them.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
_NOTEBOOK = "window.jupyterapp.shell.currentWidget"


@contextlib.contextmanager
def jupyterlab(folder: Path, home: Path) -> Iterator[str]:
    """Run JupyterLab over a folder; give the address to open, token included.

    Args:
        folder: The folder it shows.
        home: Where all its own files go.
    """
    settings = home / "config" / "labconfig" / "default_setting_overrides.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(_SETTINGS), encoding="utf-8")
    token = secrets.token_hex()
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", f"--IdentityProvider.token={token}"),
        *(f"--ServerApp.root_dir={folder}", "--LabApp.expose_app_in_browser=True"),
        "--LabApp.extension_manager=readonly",
    ]
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    own |= {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces"}
    own |= {"IPYTHONDIR": "ipython", "HOME": "."}
    environment = {**os.environ, **{name: str(home / place) for name, place in own.items()}}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", env=environment
    ) as server:
        assert server.stderr is not None
        # Its log is read to the end: it must never block on a full pipe.
        reader = threading.Thread(target=deque, args=(server.stderr, 0), daemon=True)
        try:
            address = _address(server.stderr)
            reader.start()
            yield f"{address}/lab?token={token}"
        finally:
            server.terminate()
            server.wait()
            if reader.ident:
                reader.join()


def _address(log: IO[str]) -> str:
    """Wait until the server says where it listens."""
    said: list[str] = []
    for line in log:
        said.append(line)
        if match := _ADDRESS.search(line):
            return match[1]
    raise RuntimeError("JupyterLab ended:\n" + "".join(said))


@dataclass(frozen=True)
class Lab:
    """A JupyterLab in a page, by what its user does."""

    page: Page

    def open(self, path: str) -> None:
        """Open a notebook and wait until its kernel is ready."""
        self.page.wait_for_function("window.jupyterapp?.started")
        self.page.evaluate(
            """async path => {
                await window.jupyterapp.restored;
                const panel = await window.jupyterapp.commands.execute('docmanager:open', {path});
                await panel.context.ready;
                await panel.sessionContext.ready;
            }""",
            path,
        )

    def choose(self, menu: str, entry: str) -> None:
        """Choose an entry of a menu of the menu bar, by their Chinese names."""
        self.page.get_by_role("menubar").get_by_role("menuitem", name=menu, exact=True).click()
        self.page.locator(".lm-Menu-item", has_text=entry).first.click()

    def wait_until_run(self) -> None:
        """Wait until every code cell has run; none may show an error."""
        self.page.wait_for_function(
            f"""() => {{
                const code = {_NOTEBOOK}.content.widgets.filter(cell => cell.model.type === 'code');
                return code.every(cell => cell.model.executionCount && !cell.node.textContent.includes('[*]'))
                    && {_NOTEBOOK}.sessionContext.session.kernel.status === 'idle';
            }}"""
        )
        errors = self.page.locator(
            "[data-mime-type='application/vnd.jupyter.error'], [data-mime-type*='stderr']"
        )
        assert errors.all_inner_texts() == []

    def insert_below(self, cell: str, source: str, *, markdown: bool = False) -> None:
        """Add a cell below the one whose source contains a text, as a user does with the keyboard."""
        self.page.locator(".jp-CodeCell .jp-InputArea-editor", has_text=cell).click()
        for key in ("Escape", "b", *(["m"] if markdown else []), "Enter"):
            self.page.keyboard.press(key)
        # The new cell's editor takes the keyboard when it is drawn, and is empty.
        self.page.wait_for_function(
            f"""() => {{
                const cell = {_NOTEBOOK}.content.activeCell;
                return cell.editor?.hasFocus() && cell.model.sharedModel.getSource() === '';
            }}"""
        )
        self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Control+Enter")

    def save(self) -> None:
        """Save with the keyboard and wait until it is done."""
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function(f"!{_NOTEBOOK}.context.model.dirty")

    def use_theme(self, name: str) -> None:
        """Change the theme and wait until it shows."""
        self.page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name
        )
        self.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=name)
