"""P13: the word lists that a county adds to."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.finding import Finding
from nianbao.suggest import did_you_mean
from nianbao.wordlists import existing_files, list_names, load_words


def check(subject: Subject) -> Iterator[Finding]:
    """Find a county's word list that isn't in order (P130) or that nothing reads (P131)."""
    folder, names = subject.report.folder, list_names()
    for path in existing_files(folder) if folder else ():
        if path.stem in names:
            load_words(path.stem, folder)
        else:
            yield Finding(
                code="P131",
                severity="warning",
                message=f"没有名为「{path.name}」的词表，这个文件没有用到。",
                suggestion=did_you_mean(path.stem, names),
            ).in_file(str(path))
