"""The kernel of a desk: code comes from where it is installed, never from the working folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager
from traitlets.config import Config

from nianbao.desk_server import kernels
from nianbao.desk_server.kernels import SPEC, DeskKernelSpecs, transport


def test_a_module_in_the_working_folder_is_no_code(tmp_path: Path) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit('code of the folder ran')\n", encoding="utf-8")
    command = DeskKernelSpecs().get_kernel_spec(SPEC).argv
    assert command[0] == sys.executable
    options = command[1 : command.index("-m")]
    done = subprocess.run(
        [sys.executable, *options, "-c", "import yaml; print(yaml.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert str(tmp_path) not in done.stdout


def test_where_sockets_are_no_files_what_is_said_to_a_kernel_is_encrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernels, "has_socket_files", lambda: False)
    manager = KernelManager(
        kernel_name=SPEC,
        kernel_spec_manager=DeskKernelSpecs(),
        connection_file=str(tmp_path / "kernel.json"),
        config=Config({"KernelManager": transport(tmp_path)}),
    )
    said = tmp_path / "said.txt"
    with said.open("wb") as file:
        manager.start_kernel(cwd=str(tmp_path), stdout=file, stderr=file)
    try:
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        client.stop_channels()
    finally:
        manager.shutdown_kernel(now=True)
    assert manager.transport == "tcp" and manager.curve_publickey
    assert not said.read_text(encoding="utf-8"), "it stands in the clerk's window"
