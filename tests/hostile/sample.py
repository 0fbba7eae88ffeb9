"""The sample town's parameter file in a working folder."""

from __future__ import annotations

from pathlib import Path

from nianbao.resources import shipped


def parameters_in(folder: Path) -> Path:
    """Lay the file into a working folder, unless it is there."""
    path = folder / "params" / "2024" / "yunxi.yaml"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((shipped("params") / "2024" / "yunxi.yaml").read_bytes())
    return path
