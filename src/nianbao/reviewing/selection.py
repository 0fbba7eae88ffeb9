"""Which findings are wanted: ``--select`` and ``--ignore``, by codes or how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nianbao.checks import examples
from nianbao.errors import UsageError
from nianbao.finding import Finding
from nianbao.suggest import did_you_mean, quoted

_SEPARATORS = re.compile(r"[,，、\s]+")


@dataclass(frozen=True)
class Selection:
    """Codes that are wanted; the longer of two beginnings that fit has the say.

    Attributes:
        select: Beginnings of codes that are wanted; none given means all.
        ignore: Beginnings of codes that aren't.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @classmethod
    def of(cls, select: str | None, ignore: str | None) -> Selection:
        """Read the two options: ``A,B1`` is all of A and what begins with B1.

        Raises:
            UsageError: There is no code that begins so.
        """
        return cls(_codes(select), _codes(ignore))

    def takes(self, code: str) -> bool:
        """Tell whether findings of a code are wanted."""
        wanted = _longest(code, self.select or ("",))
        return wanted is not None and wanted > (_longest(code, self.ignore) or -1)

    def of_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """Keep the findings that are wanted."""
        return [finding for finding in findings if self.takes(finding.code)]


def _longest(code: str, beginnings: tuple[str, ...]) -> int | None:
    return max((len(one) for one in beginnings if code.startswith(one)), default=None)


def _codes(text: str | None) -> tuple[str, ...]:
    codes = tuple(part.upper() for part in _SEPARATORS.split(text or "") if part)
    known = examples()
    for code in codes:
        if not any(one.startswith(code) for one in known):
            letters = sorted({one[0] for one in known})
            advice = did_you_mean(code, known if len(code) > 1 else letters)
            raise UsageError(f"没有「{quoted(code)}」开头的代号。{advice}")
    return codes
