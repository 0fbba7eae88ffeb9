"""X: 敏感信息筛查 of what an author's own cells in the template's notebook show; it is printed like the rest.

Markdown cells are read as they are. What code shows only running it tells: who has run the notebook, a build or
a signature, puts ``with_own`` in the place of what was found before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from nianbao.blocks import Figure, plain_text
from nianbao.checks.accepted import answered
from nianbao.checks.base import Subject
from nianbao.checks.sensitive import NOTE, screening_words
from nianbao.finding import Finding
from nianbao.own_cells import own_markdown
from nianbao.passages.whole import passage, within
from nianbao.report import Report
from nianbao.sensitive import scan
from nianbao.template_notebook import notebook_of

CALLED = "模板的记事本"
_PICTURE = "（图）"


def check(subject: Subject) -> Iterator[Finding]:
    """Find personal data and marks of secrecy in an author's own Markdown cells, without running anything."""
    report = subject.report
    headings = {section: heading for heading, section in _sections(report).items()}
    for part, blocks in own_markdown(report):
        for block in blocks:
            words = [plain_text(block), block.alt] if isinstance(block, Figure) else [plain_text(block)]
            yield from _found(report, ((headings.get(part, ""), one) for one in words if one))


def with_own(findings: Sequence[Finding], report: Report, lines: Iterable[tuple[str, str]]) -> list[Finding]:
    """Complete what the checks found by what own cells show.

    Args:
        findings: What the checks found without running the notebook.
        report: The report.
        lines: Place (a heading) and words of what own cells show, once they were run.
    """
    accepted = report.parameters.accepted
    found = [answered(one, accepted) for one in _found(report, lines)]
    return [*(one for one in findings if not is_own(one)), *dict.fromkeys(found)]


def is_own(finding: Finding) -> bool:
    """Tell whether a finding is about what an author's own cell shows."""
    return (finding.file or "").endswith(".ipynb")


def _found(report: Report, lines: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    words, sections = screening_words(report.folder), _sections(report)
    for place, shown in lines:
        heading = place.removesuffix(_PICTURE)
        where = f"{CALLED}里（{heading}）" if heading in sections else f"{CALLED}里"
        for piece in re.split(r"[\t\n]", shown):  # numbers of two cells of a table are no number
            text = passage(piece, (), where)
            for hit in scan(text.text, words):
                if not within(hit.start, text.links):
                    yield Finding(
                        code=hit.code,
                        severity=hit.severity,
                        message=f"{where}有{hit.what}「{hit.shown}」。",
                        suggestion=hit.advice + NOTE,
                        file=f"notebooks/{notebook_of(report.parameters)}",
                        section=sections.get(heading),
                        quote=hit.shown,
                    )


def _sections(report: Report) -> dict[str, str]:
    return {report.heading(one) or one.label: one.id for one in report.template.sections}
