"""One thing that screening has found, with what may be shown of it."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.finding import Severity


@dataclass(frozen=True)
class Hit:
    """A stretch of text that looks like personal data or a mark of secrecy.

    Attributes:
        code: Code of the rule.
        severity: How certain it is.
        start: Where it begins.
        end: Where it ends.
        what: What it is, in the clerk's words.
        shown: The text with its personal part masked; the whole is never repeated.
        advice: What to do.
    """

    code: str
    severity: Severity
    start: int
    end: int
    what: str
    shown: str
    advice: str
