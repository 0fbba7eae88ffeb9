"""Play the fictional county's whole January in a folder: ``python scripts/play_month.py FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from month.steps import Office, play

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    (folder / "params").mkdir()
    play(Office(folder, lambda words: sys.stdout.write(f"{words}\n") and None))
