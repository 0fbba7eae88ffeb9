"""Where a desk keeps what isn't the parameter file: ``.nianbao/`` in the working folder.

It ignores itself for git, and every command passes over folders that begin with a dot.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from nianbao.errors import WriteError
from nianbao.folder import write_atomically

DESK_FOLDER = ".nianbao"


@dataclass(frozen=True)
class DeskFiles:
    """Paths of a desk's own files for one parameter file.

    Attributes:
        folder: ``.nianbao`` itself.
        name: Such as ``2024-yunxi``.
    """

    folder: Path
    name: str

    @classmethod
    def of(cls, path: Path, folder: Path | None) -> DeskFiles:
        """Give the paths for a parameter file, in its working folder or else beside it."""
        path = path.resolve()
        root = folder.resolve() if folder else path.parent
        usual = path.parent.parent == root / "params" and re.fullmatch(r"\d{4}", path.parent.name)
        name = f"{path.parent.name}-{path.stem}" if usual else path.stem
        if not usual:
            # Files of one name may lie in several places.
            name += "-" + hashlib.sha256(str(path).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return cls(root / DESK_FOLDER, name)

    @property
    def journal(self) -> Path:
        """The journal of edits."""
        return self.folder / "journal" / f"{self.name}.jsonl"

    @property
    def history(self) -> Path:
        """The folder of saved versions."""
        return self.folder / "history" / self.name

    @property
    def lock(self) -> Path:
        """The lock of the desk that has the file open."""
        return self.folder / "locks" / f"{self.name}.lock"

    @property
    def holder(self) -> Path:
        """Who that is."""
        return self.folder / "locks" / f"{self.name}.json"

    @property
    def seal(self) -> Path:
        """How far the unit's 签发登记 went when this computer last wrote it."""
        return self.folder / "signing" / f"{self.name}.json"

    def prepare(self) -> None:
        """Keep the folder out of git; where that can't be written, whoever writes there next says why."""
        ignored = self.folder / ".gitignore"
        if not ignored.exists():
            with contextlib.suppress(WriteError):
                write_atomically(ignored, b"*\n")
