"""The kernel of a desk: code comes from where it is installed, never from the working folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from nianbao.desk_server.kernels import SPEC, DeskKernelSpecs


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
