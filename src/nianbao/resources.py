"""Where the files that ship with nianbao lie: templates, notebooks, fonts and sample parameters."""

from __future__ import annotations

import functools
from pathlib import Path


@functools.cache
def shipped(name: str) -> Path:
    """Give the folder of shipped files by name: templates, notebooks, fonts, params, requirements or docs.

    A wheel carries them inside the package; a checkout (editable install) has them at its top.
    """
    package = Path(__file__).resolve().parent
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parents[1] / name
