"""What a build makes of 更正登记: the note says the truth only where the last correction leads to today's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nianbao.correcting.kept import Change, Correction, in_force
from nianbao.correcting.note import HIDDEN, change_sentence
from nianbao.correcting.register import CorrectionRegister
from nianbao.correcting.unfit import fit_changes
from nianbao.correcting.words import seen_words
from nianbao.report import Report
from nianbao.signing.chain import Problem, in_short
from nianbao.signing.content import Content
from nianbao.signing.own import as_known

_NAMED = 3
"""Changes that a sentence names; the command itself lists them all."""


@dataclass(frozen=True)
class CorrectedState:
    """How a report stands to its corrections.

    Attributes:
        corrections: Those in force, the oldest first.
        problems: What was done to the register.
        changes: What changed since the last one.
    """

    corrections: tuple[Correction, ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def why_not(self) -> str:
        """Say why nothing can be made that is fit to publish; empty where it can."""
        if self.problems:
            return f"更正登记被改动过：{in_short(self.problems)}请用「nianbao correct --verify」核对，从备份取回原来的登记。"
        if not self.changes:
            return ""
        last = self.corrections[-1]
        return (
            f"底稿在第 {last.number} 次更正（{last.date}）以后又改过（{_named(self.changes)}），更正说明里没有。"
            "请用「nianbao correct」再登记一次更正；那次更正确实还没有公布的，可用「nianbao correct --again」重写；不是要更正的，请改回去。"
        )


def _named(found: Sequence[Change]) -> str:
    said = "；".join(change_sentence(one).rstrip("。") for one in found[:_NAMED])
    return f"{said}等 {len(found)} 处" if len(found) > _NAMED else said


def corrected_state(
    parameters: Path, report: Report, folder: Path, words: Callable[[], Content] | None = None
) -> CorrectedState:
    """Read how a report stands to its corrections.

    Args:
        parameters: The parameter file.
        report: What that says.
        folder: The working folder.
        words: Gives all words of the report, asked only where something was corrected; None for what is known of
            them without running anything.

    Raises:
        WriteError: The register can't be read.
    """
    register = CorrectionRegister(parameters, folder)
    if not register.is_there:
        return CorrectedState()
    reading = register.read()
    done = in_force(reading.entries)
    if reading.problems or not done:
        return CorrectedState(done, reading.problems)
    now = as_known(seen_words(words() if words else Content.of(report)), reading.contents)
    last = done[-1].now
    if now.sha256 == last:
        return CorrectedState(done)
    was = reading.content(last)
    if was and not now.whole:
        was = was.plain
        if was.lines == now.lines:
            return CorrectedState(done)
    return CorrectedState(done, (), fit_changes(was, now, folder) if was else (HIDDEN,))
