"""What an author's own cells show belongs to the words that are signed, and only running the notebook tells it.

Who signs, builds or corrects has it run; who only looks how far a report is takes what was known last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from nianbao.blocks import Block
from nianbao.export.reader import shown_blocks
from nianbao.own_cells import left_out
from nianbao.report import Report
from nianbao.running import run_report
from nianbao.signing.content import Content


def shows_more(report: Report) -> bool:
    """Tell whether a report's notebook has to run before all that it shows is known."""
    return left_out(report) is not None


def whole_content(report: Report, notebook: Any = None) -> Content:
    """Give all words of a report; where an author added cells, the notebook is run for them.

    Args:
        report: The report.
        notebook: Its notebook, where it has been run already.

    Raises:
        NotebookError: A cell of the notebook fails.
        ReportError: There is no notebook.
    """
    if not shows_more(report):
        return Content.of(report)
    return Content.of(report, _told_apart(report, shown_blocks(notebook or _run(report))))


def likely_content(report: Report, known: Iterable[Content]) -> Content:
    """Give the words of a report without running its notebook.

    Args:
        report: The report.
        known: Words of earlier days, the newest first. Where they agree with all that is known without running,
            own cells are taken to show what they showed then.
    """
    return as_known(Content.of(report), known)


def as_known(plain: Content, known: Iterable[Content]) -> Content:
    """Complete words that aren't whole by the first known ones that agree with them; else give them as they are."""
    if plain.whole:
        return plain
    return next((one for one in known if one.own and one.plain.lines == plain.lines), plain)


def _run(report: Report) -> Any:
    values = report.parameters.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return run_report(report, values, report.folder)


def _told_apart(report: Report, shown: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Tell an author's blocks from the report's own."""
    expected = list(report.blocks())
    for block in shown:
        is_own = block not in expected
        if not is_own:
            expected.remove(block)
        yield block, is_own
