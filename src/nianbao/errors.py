"""The errors of nianbao. Messages are for clerks, in Chinese, and say what to do.

::

    NianbaoError
    ├── UsageError            the command can't be carried out as typed            (exit 2)
    │   ├── FolderError       no working folder, or a path that leaves it
    │   ├── EditError         a parameter file can't be changed in this way; it stays as it was
    │   └── ChangedOnDiskError  somebody else wrote the file meanwhile; nothing was overwritten
    ├── ParameterFileError    a parameter file that can't be read; holds findings  (exit 2)
    ├── TemplateError         a template that is missing or isn't in order         (exit 2)
    └── ReportError           this report can't be finished                        (exit 1)
        ├── NotebookError     a cell failed, or ended the run
        ├── PdfError          Typst could not set the page
        ├── DocxError         a Word file can't hold it
        ├── OwnLookError         a county's own CSS or styles can't be used
        ├── PackageError      a package isn't what was to be packed
        ├── WriteError        a file can't be written
        │   └── HeldError     another program has it open; the new one may lie beside it
        ├── CorrectionError   there is nothing to put right after publication
        ├── SigningError      a step can't be written into the register of signing, or it was altered
        │   └── UnsettledError   it would be the last step of a report that can't be built
        └── SelfCheckError    the written output isn't what the parameters say
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from nianbao.finding import Finding


class NianbaoError(Exception):
    """Base of all errors that nianbao raises on purpose.

    Attributes:
        exit_code: Exit status of a command that ends with this error.
    """

    exit_code = 2


class UsageError(NianbaoError):
    """The command can't be carried out as typed."""


class FolderError(UsageError):
    """There is no working folder, or a path leaves it."""


class EditError(UsageError):
    """A parameter file can't be changed in this way; it stays as it was."""


class ChangedOnDiskError(UsageError):
    """Somebody else changed or removed the file since it was opened; nothing was overwritten."""


class ParameterFileError(NianbaoError):
    """A parameter file can't be read or isn't of the right shape.

    Attributes:
        findings: Everything that is wrong with it, in the order of the file.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = list(findings)

    def __reduce__(self) -> tuple[type[ParameterFileError], tuple[list[Finding]]]:
        return type(self), (self.findings,)


class TemplateError(NianbaoError):
    """A template is missing or isn't in order."""


class ReportError(NianbaoError):
    """This report can't be finished; the others can."""

    exit_code = 1


class NotebookError(ReportError):
    """A cell of the notebook failed, or ended the run.

    Attributes:
        source: The cell's source, where one cell is known to be the cause.
    """

    def __init__(self, message: str, source: str | None = None) -> None:
        super().__init__(message)
        self.source = source


class PdfError(ReportError):
    """Typst could not set the page.

    Attributes:
        characters: Those that no face has, where that is why.
    """

    def __init__(self, message: str, characters: str = "") -> None:
        super().__init__(message)
        self.characters = characters


class DocxError(ReportError):
    """A Word file can't hold what is to be printed, or the base document lacks something."""


class OwnLookError(ReportError):
    """A county's own CSS or styles have in them what a report may not have, or can't be read."""


class PackageError(ReportError):
    """A package isn't what was to be packed; none was written."""


class WriteError(ReportError):
    """A file can't be written; what stood there before still stands."""


class HeldError(WriteError):
    """Another program, such as WPS, has files open and doesn't let them be replaced.

    Attributes:
        kept: Where the new ones lie: held file → file beside it; empty where none was kept.
    """

    def __init__(self, held: Sequence[Path], kept: Mapping[Path, Path]) -> None:
        self.held, self.kept = tuple(held), dict(kept)
        names = "".join(f"「{file.name}」" for file in self.held)
        said = f"{names}正被别的程序打开（如 WPS），换不下来。"
        for file, beside in self.kept.items():
            said += f"新的「{file.name}」已另存为「{beside}」。"
        super().__init__(f"{said}请先关闭 WPS 中的{names}，再试一次。")

    def __reduce__(self) -> tuple[type[HeldError], tuple[tuple[Path, ...], dict[Path, Path]]]:
        return type(self), (self.held, self.kept)


class CorrectionError(ReportError):
    """A correction can't be written down: nothing changed since, or there is none to write anew."""


class SigningError(ReportError):
    """A step of 签发登记 can't be written down: those before it are missing, or a register was altered."""


class UnsettledError(SigningError):
    """The last step would be taken for a report with findings that must be put right; whoever means it says so."""


class SelfCheckError(ReportError):
    """The written output isn't what the parameters say."""
