"""What a desk offers for a finding: the safe edits that settle it, and whether a 情况说明 may answer it."""

from __future__ import annotations

from collections.abc import Iterable

from nianbao.checks import fixes
from nianbao.checks.accepted import may_be_answered
from nianbao.checks.fixes import Fix
from nianbao.editor.round import Round
from nianbao.editor.underlines import Underline
from nianbao.finding import Finding


def fixes_for(round_: Round, section: str, underlined: Iterable[Underline]) -> dict[Underline, list[Fix]]:
    """Give for each underlined finding the edits of ``nianbao check --fix`` that settle it, in order.

    One finding may speak for several places, such as all half-width marks of a section; each edit goes to
    the finding that stands nearest to it.
    """
    underlined = list(underlined)
    found: dict[Underline, list[Fix]] = {}
    for fix in fixes(round_.subject) if underlined else ():
        own = [one for one in underlined if fix.section == section and fix.code == one.finding.code]
        if own:
            found.setdefault(min(own, key=lambda one, fix=fix: _distance(fix, one)), []).append(fix)  # type: ignore[misc]
    return found


def _distance(fix: Fix, underline: Underline) -> tuple[bool, int]:
    apart = fix.start > underline.end or underline.start > fix.end
    return apart, abs(fix.start - underline.start)


def can_be_answered(finding: Finding) -> bool:
    """Tell whether a desk offers a 情况说明 for a finding: not for what must be changed."""
    return finding.severity != "error" and may_be_answered(finding.code)
