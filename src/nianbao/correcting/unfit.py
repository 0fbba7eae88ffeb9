"""What may not be told of a change: what a person is known by is not published a second time by the note on it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from nianbao.correcting.kept import Change
from nianbao.correcting.told import Stretch, told
from nianbao.report import Report
from nianbao.sensitive.scan import scan
from nianbao.sensitive.words import Words
from nianbao.signing.content import Content
from nianbao.wordlists import compiled

_words = compiled("sensitive", Words.of)


def unfit_in(text: str, folder: Path | None) -> tuple[Stretch, ...]:
    """Find what looks like personal data or a mark of secrecy, however unsure.

    Nothing is masked instead: half of an address or of a row of names still says who it was.
    """
    return tuple((hit.start, hit.end) for hit in scan(text, _words(folder)))


def fit_changes(was: Content, now: Content, folder: Path | None) -> tuple[Change, ...]:
    """List what changed, in printed order; what may not be published is told by its place alone."""
    return told(was, now, lambda text: unfit_in(text, folder))


def concealed(changes: Collection[Change], cells: Collection[str]) -> tuple[Change, ...]:
    """Tell all changes by their places alone, but for those in cells of tables.

    Args:
        changes: The changes.
        cells: Places of the cells.
    """
    return tuple(dict.fromkeys(one if one.place in cells else Change(one.place, "", "") for one in changes))


def cells_of(report: Report) -> frozenset[str]:
    """Name the cells of a report's tables, whose numbers are told whatever is concealed."""
    forms = [table.form for table in report.tables.values()]
    return frozenset(form.place(cell) for form in forms for cell in form.cells)
