"""Play the fictional county's whole January in a folder that isn't there yet: ``make month``."""

from __future__ import annotations

import sys
from pathlib import Path

from month.steps import Office, play


def main(folder: Path) -> int:
    """Play the month, and say what the office sees."""
    if folder.exists():
        sys.stderr.write(f"{folder} is there already; move it away or name another folder.\n")
        return 2
    (folder / "params").mkdir(parents=True)
    play(Office(folder.resolve(), lambda words: sys.stdout.write(f"{words}\n") and None))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
