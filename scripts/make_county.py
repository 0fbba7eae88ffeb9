"""Write the fictional county 示例县 into ``params/``: parameter files of two years and some ledgers.

Everything follows from ``county/words`` and a fixed seed; each run writes the same bytes (``make county``).
"""

from __future__ import annotations

import sys
from pathlib import Path

from county.files import files

ROOT = Path(__file__).resolve().parents[1]


def write(folder: Path) -> int:
    """Write all files below a folder; tell how many changed."""
    changed = 0
    for name, data in files().items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            changed += 1
    return changed


if __name__ == "__main__":
    sys.stdout.write(f"{write(ROOT / 'params')} files changed\n")
