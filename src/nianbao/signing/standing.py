"""How far a report is: which steps hold, which are void and why, and what it is called on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nianbao.report import Report
from nianbao.signing.chain import Entry, Problem
from nianbao.signing.changes import Changed, changes
from nianbao.signing.content import Content
from nianbao.signing.flow import Flow, Step, load_flow
from nianbao.signing.own import likely_content
from nianbao.signing.register import Reading, SignRegister


class Result(StrEnum):
    """What came of a step."""

    PASSED = "通过"
    RETURNED = "退回修改"


class State(StrEnum):
    """What a report is called until it is published."""

    DRAFT = "初稿"
    SUBMITTED = "送审稿"
    APPROVED = "审定稿"


@dataclass(frozen=True)
class StepStanding:
    """One step.

    Attributes:
        step: The step.
        entry: What was written down last for it; None where nothing was.
        holds: It was passed, for the words as they are now.
        changes: What changed since, where it doesn't hold.
        sent_back: It was passed for these words, and a step ahead of it sent the report back afterwards.
    """

    step: Step
    entry: Entry | None
    holds: bool
    changes: tuple[Changed, ...] = ()
    sent_back: bool = False

    @property
    def entry_date(self) -> str:
        """The day that was written down, ISO; empty where nothing was."""
        return str(self.entry["date"]) if self.entry else ""

    @property
    def returned(self) -> bool:
        """Whether whoever took it last sent the report back; the words may have been changed since."""
        return self.entry is not None and self.entry.get("result") == Result.RETURNED

    @property
    def is_void(self) -> bool:
        """Whether it was passed, and the words were changed afterwards."""
        return self.entry is not None and not (self.holds or self.returned or self.sent_back)


AGAIN = "退回以后须重新登记"
"""Told of a step that was passed before a step ahead of it sent the report back."""


def by_changes(steps: Sequence[StepStanding]) -> list[tuple[tuple[Changed, ...], list[StepStanding]]]:
    """Group the void steps by what changed since, so that it is told once."""
    void = [one for one in steps if one.is_void]
    found = dict.fromkeys(one.changes for one in void)
    return [(changed, [one for one in void if one.changes == changed]) for changed in found]


@dataclass(frozen=True)
class Bound:
    """What must have happened before a step is taken.

    Attributes:
        name: What it is called.
        date: Its day, ISO.
    """

    name: str
    date: str


@dataclass(frozen=True)
class Standing:
    """All steps.

    Attributes:
        content: The words as they are now.
        steps: The steps in their order.
        reading: The register.
        corrected: The last 更正, whose note is among the words that are signed; None where there was none.
    """

    content: Content
    steps: tuple[StepStanding, ...]
    reading: Reading
    corrected: Bound | None = None

    @property
    def state(self) -> State:
        """初稿 until the first step holds, 审定稿 when all do; an altered register holds for nothing."""
        if self.problems or not self.steps[0].holds:
            return State.DRAFT
        return State.SUBMITTED if self.missing else State.APPROVED

    @property
    def missing(self) -> tuple[StepStanding, ...]:
        """The steps that are still to be taken, or taken again."""
        return tuple(one for one in self.steps if not one.holds)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was done to the register."""
        return self.reading.problems

    def earliest(self, number: int) -> Bound | None:
        """Give what bounds the day of a step from below: the last 更正, or a step before it that holds."""
        before = [
            Bound(f"「{one.step.name}」", one.entry_date)
            for one in self.steps[:number]
            if one.entry and one.holds
        ]
        bounds = [*filter(None, [self.corrected]), *before]
        return max(bounds, key=lambda one: one.date, default=None)

    def latest(self, number: int) -> StepStanding | None:
        """Give the step behind one that bounds the day to which that one's entry can be corrected.

        A step that doesn't hold is taken today, whatever holds behind it because words were put back.
        """
        behind = [one for one in self.steps[number + 1 :] if one.holds]
        return min(behind, key=lambda one: one.entry_date, default=None) if self.steps[number].holds else None

    @property
    def is_approved(self) -> bool:
        """Whether every step holds."""
        return self.state is State.APPROVED


def standing(parameters: Path, report: Report, folder: Path, content: Content | None = None) -> Standing:
    """Read how far a report is.

    Args:
        parameters: Its parameter file.
        report: What that says.
        folder: The working folder.
        content: All its words (``nianbao.signing.own``); None for what is known of them without running anything.

    Raises:
        TemplateError: The steps aren't in order.
        WriteError: The register can't be read.
    """
    reading = SignRegister(parameters, folder).read()
    if content is None:
        content = likely_content(report, reading.contents)
    steps = tuple(_steps(load_flow(folder), reading, content))
    return Standing(content, steps, reading, _corrected(report))


def _corrected(report: Report) -> Bound | None:
    if not report.corrections:
        return None
    last = report.corrections[-1]
    return Bound(f"第 {last.number} 次更正", last.date)


def kept_standing(
    parameters: Path, report: Report, folder: Path, words: Callable[[], Content] | None = None
) -> Standing | None:
    """Read how far a report is; None where nobody keeps a register for it.

    Args:
        parameters: Its parameter file.
        report: What that says.
        folder: The working folder.
        words: Gives all its words, asked only where there is a register; None as for ``standing``.

    Raises:
        TemplateError: The steps aren't in order.
        WriteError: The register can't be read.
    """
    kept = SignRegister(parameters, folder).is_there
    return standing(parameters, report, folder, words() if words else None) if kept else None


def printed_mark(found: Standing | None, *, errors: bool, draft: bool = False, final: bool = False) -> str:
    """Give the word that is printed on each page.

    Without a register only a draft that was asked for has one, as ever. With one every page says how far it
    is, until the final version is asked for, which is what gets published and has none.

    Args:
        found: How far the report is; None without a register.
        errors: There are findings that must be put right, so whatever was signed it is a draft.
        draft: A draft was asked for.
        final: The final version was asked for.
    """
    if final:
        return ""
    if found is None:
        return State.DRAFT if draft else ""
    return State.DRAFT if errors else found.state


def approved_in_turn(reading: Reading, steps: Sequence[str]) -> Iterator[str]:
    """List the hashes of the words that every step held for, each time that they all did, the oldest first.

    Args:
        reading: The register.
        steps: Names of the steps.
    """
    last: dict[str, Entry] = {}
    for entry in reading.steps:
        last[str(entry["step"])] = entry
        if entry.get("result") == Result.RETURNED and entry["step"] in steps:
            for later in steps[steps.index(str(entry["step"])) + 1 :]:
                last.pop(later, None)  # whoever signed behind it relied on what is taken back
        held = {_passed_for(last.get(step)) for step in steps}
        if len(held) == 1 and (sha256 := held.pop()) is not None:
            yield sha256


def _passed_for(entry: Entry | None) -> str | None:
    """Give the hash of the words that a step's last entry passed; None without one, or where it sent them back."""
    if entry is None or entry.get("result", Result.PASSED) != Result.PASSED:
        return None
    return str(entry["content"])


def _steps(flow: Flow, reading: Reading, content: Content) -> Iterator[StepStanding]:
    last = {str(entry["step"]): (number, entry) for number, entry in enumerate(reading.steps)}
    returned = _last_returns(reading)
    sent_back_at = -1  # by any step ahead; whoever signs after them relies on what they said
    told: dict[str, tuple[Changed, ...]] = {content.sha256: ()}
    for step in flow.steps:
        number, entry = last.get(step.name, (-1, None))
        sha256 = str(entry.get("content")) if entry else content.sha256
        if sha256 not in told:
            told[sha256] = _changes(reading.content(sha256), content)
        fits = _passed_for(entry) == content.sha256
        since = fits and number < sent_back_at
        yield StepStanding(step, entry, fits and not since, told[sha256], since)
        sent_back_at = max(sent_back_at, returned.get(step.name, -1))


def _last_returns(reading: Reading) -> dict[str, int]:
    """Find where in the register each step last sent the report back."""
    returned = Result.RETURNED
    found = enumerate(reading.steps)
    return {str(entry["step"]): number for number, entry in found if entry.get("result") == returned}


def _changes(was: Content | None, now: Content) -> tuple[Changed, ...]:
    if was is None:
        return (Changed("全文", "登记时的文字不在登记里，改了哪里无法说明"),)
    return tuple(changes(was, now))
