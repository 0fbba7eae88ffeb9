"""``nianbao county table``: read every report, write the long table and its codebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.folder import move_into_place, staging_folder, write_all
from nianbao.longtable.codebook import codebook_csv, codebook_page, entries
from nianbao.longtable.numbers import header
from nianbao.longtable.parquet import write_parquet
from nianbao.longtable.reading import Read, read_all
from nianbao.longtable.repeats import Repeats

NAME = "长表"
CODEBOOK = "指标说明"
FORMS = ("csv", "parquet")


@dataclass
class Made:
    """What was written.

    Attributes:
        files: The files.
        reports: How many reports were read.
        numbers: How many numbers the table has.
        empty: How many of its lines have no value.
        unreadable: Files that couldn't be read.
        odd: Files with cells that hold no number that can be read.
        partial: Published reports of which tables or rows weren't found.
        repeats: Units and years that were read more than once.
    """

    files: list[Path] = field(default_factory=list)
    reports: int = 0
    numbers: int = 0
    empty: int = 0
    unreadable: list[Read] = field(default_factory=list)
    odd: list[Read] = field(default_factory=list)
    partial: list[Read] = field(default_factory=list)
    repeats: Repeats = field(default_factory=Repeats)

    def takes(self, read: Read) -> bool:
        """Take notice of one file; tell whether it goes into the table."""
        if read.problem is not None:
            self.unreadable.append(read)
            return False
        if self.repeats.is_copy(read):
            return False
        self.reports += 1
        self.numbers += read.count
        self.empty += read.empty
        if read.unread:
            self.odd.append(read)
        if read.missing:
            self.partial.append(read)
        return True


def make_table(
    files: Sequence[Path],
    folder: Path | None,
    out: Path,
    forms: Sequence[str] = ("csv",),
    jobs: int | None = None,
    tell: Callable[[int], None] = lambda _: None,
) -> Made:
    """Write the long table and its codebook.

    Args:
        files: The files to read, absolute.
        folder: The working folder, or None.
        out: The folder to write into.
        forms: ``csv``, ``parquet`` or both.
        jobs: How many processes read; None for one a core where there are many files.
        tell: Called with the number of files read so far.

    Raises:
        WriteError: A file can't be written; what stood there still stands.
    """
    made = Made()
    with staging_folder(out) as staging:
        staged = Path(staging) / f"{NAME}.csv"
        # A byte order mark, or Excel and WPS take the text for the machine's own encoding.
        with staged.open("w", encoding="utf-8-sig", newline="") as table:
            table.write(header())
            for count, read in enumerate(read_all(files, folder, jobs), 1):
                if made.takes(read):
                    table.write(read.lines)
                tell(count)
        if "parquet" in forms and made.reports:
            write_parquet(staged, out / f"{NAME}.parquet", Path(staging))
            made.files.append(out / f"{NAME}.parquet")
        if "csv" in forms and made.reports:
            move_into_place(staged, out / f"{NAME}.csv")
            made.files.insert(0, out / f"{NAME}.csv")
    if made.reports:
        known = entries(folder)
        words = {
            out / f"{CODEBOOK}.csv": codebook_csv(known),
            out / f"{CODEBOOK}.html": codebook_page(known),
        }
        write_all(words)
        made.files += words
    return made
