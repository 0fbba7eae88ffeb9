"""The ledgers that tables of a report can be filled from: which there are, and taking in one from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nianbao.desk.workspace import Workspace
from nianbao.errors import EditError
from nianbao.folder import write_atomically
from nianbao.ledgers.words import KINDS, load_words
from nianbao.system.names import portable_file
from nianbao.template import TableForm

LEDGERS = Path("ledgers")
"""Where a new report's empty ledger lies, and what the clerk takes in goes."""

PLACES = (LEDGERS, Path("params"))
"""Where ledgers are looked for."""

ENDINGS = (".xlsx", ".xls", ".csv")
MOST_FILES = 300
MOST_BYTES = 20_000_000


def kinds_of(form: TableForm) -> list[str]:
    """List the kinds of ledger that can fill a table."""
    used = {*form.ledgers, *(counts.ledger for row in form.rows for counts in row.counts)}
    return [kind for kind in KINDS if kind in used]


def ledgers_of(workspace: Workspace, form: TableForm) -> list[dict[str, Any]]:
    """Tell, for each kind of ledger that can fill a table, its name and the file that is given."""
    given = workspace.round.report.parameters.ledgers
    return [{"kind": kind, "name": load_words(kind).name, "path": given.get(kind)} for kind in kinds_of(form)]


def ledger_files(folder: Path) -> list[str]:
    """List the files of a working folder that may be ledgers, as a parameter file names them."""
    found = sorted(_files(folder), key=lambda path: (path.parent != folder / LEDGERS, str(path)))
    return [path.relative_to(folder).as_posix() for path in found[:MOST_FILES]]


def _files(folder: Path) -> Iterator[Path]:
    for path in (one for place in PLACES for one in (folder / place).rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in ENDINGS and path.is_file() and not hidden:
            yield path


def take_in(folder: Path, name: str, data: bytes) -> str:
    """Put a file that the clerk chose into the working folder; another of its name stays.

    Returns:
        Its path, as a parameter file names it.

    Raises:
        EditError: It can't be a ledger, or is too large.
        WriteError: It can't be written.
    """
    plain = portable_file(name.replace("\\", "/").rpartition("/")[2], otherwise="台账")
    stem, ending = Path(plain).stem, Path(plain).suffix.lower()
    if ending not in ENDINGS:
        raise EditError(f"「{plain}」不是台账能用的文件。请在 WPS 中另存为 xlsx 再选。")
    if len(data) > MOST_BYTES:
        raise EditError(f"「{plain}」太大（超过 {MOST_BYTES // 1_000_000} 兆），请只留下本单位本年的台账。")
    for number in range(1, MOST_FILES):
        target = folder / LEDGERS / (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}")
        if not target.exists():
            write_atomically(target, data)
        elif target.read_bytes() != data:
            continue
        return target.relative_to(folder).as_posix()
    raise EditError(f"「{plain}」这个名字的台账太多了，请换一个文件名。")
