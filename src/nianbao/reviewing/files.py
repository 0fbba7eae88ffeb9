"""Which files a review is of: parameter files, or published reports where a folder has none of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from nianbao.errors import UsageError
from nianbao.folder import parameter_files
from nianbao.reviewing.reviewed import PARAMETER_FILE

PUBLISHED = (".txt", ".html", ".htm", ".mht", ".mhtml", ".docx", ".docm", ".pdf")
"""What a folder may hold of published reports; a file that is named is read whatever its ending."""

_LOG = ".读入记录.txt"


def files_in(paths: Sequence[Path]) -> list[Path]:
    """List the files to be reviewed below some paths, each once, in a stable order.

    Raises:
        UsageError: A path doesn't exist, or a folder holds nothing to review.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _below(path) if path.is_dir() else parameter_files([path]):
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _below(folder: Path) -> list[Path]:
    """Parameter files stand for the reports that lie beside them."""
    files = sorted(_seen(folder))
    found = [file for file in files if file.suffix == PARAMETER_FILE] or [
        file for file in files if file.suffix.lower() in PUBLISHED and not file.name.endswith(_LOG)
    ]
    if not found:
        kinds = "、".join(ending[1:] for ending in PUBLISHED)
        raise UsageError(f"文件夹「{folder}」里没有年报底稿（.yaml 文件），也没有已公布的报告（{kinds}）。")
    return found


def _seen(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        parts = file.relative_to(folder).parts
        if file.is_file() and not any(part.startswith((".", "~$")) for part in parts):
            yield file
