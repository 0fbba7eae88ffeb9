"""A ledger that can't be read at all."""

from __future__ import annotations

from nianbao.errors import NianbaoError
from nianbao.finding import Finding, error_finding


class LedgerError(NianbaoError):
    """A ledger can't be opened; the others can.

    Attributes:
        finding: What is wrong and what to do, as yet without the file's name.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding

    @classmethod
    def of(cls, code: str, message: str, suggestion: str) -> LedgerError:
        """Make the error from its words."""
        return cls(error_finding(code, message, suggestion))
