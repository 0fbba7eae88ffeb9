"""Write a correction down: what was published, what stands in its place, which words changed and why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from nianbao.correcting.kept import Change, Correction, in_force
from nianbao.correcting.published import Published, is_approved, published
from nianbao.correcting.register import CorrectionRegister
from nianbao.correcting.typed import fit_name, fit_reason, require_place
from nianbao.correcting.unfit import cells_of, concealed, fit_changes
from nianbao.correcting.words import words_of
from nianbao.errors import CorrectionError, UsageError
from nianbao.report import Report
from nianbao.signing.chain import Entry
from nianbao.signing.content import Content
from nianbao.signing.register import Reading, content_entry
from nianbao.signing.sign import report_of


@dataclass(frozen=True)
class Wanted:
    """What a clerk says of a correction.

    Attributes:
        reason: Why; it is published.
        name: Who answers for it; it is not.
        date: The day of the correction.
    """

    reason: str
    name: str
    date: datetime.date


@dataclass(frozen=True)
class Start:
    """What a correction starts from and how it is told.

    Attributes:
        given: The published page or file, where one is named, or what was read of one.
        again: Put this in place of the last correction, which wasn't published yet.
        conceal: Tell changes of words by their places alone; None for as the correction that is written anew did.
        unpublished: The last correction was signed by all and still was not published.
    """

    given: str | Published | None = None
    again: bool = False
    conceal: bool | None = None
    unpublished: bool = False


START = Start()
"""What the registers say, told in full."""


@dataclass(frozen=True)
class Comparison:
    """The published words and those of today.

    Attributes:
        report: The report of today.
        before: What was published.
        now: The words of today.
        changes: What changed, in printed order, with what may not be published told by its place alone.
        conceal: All changes of words are told so.
        kept: The register.
        number: Number that the correction has or would get.
        signed: The correction that is written anew was signed by all.
    """

    report: Report
    before: Published
    now: Content
    changes: tuple[Change, ...]
    conceal: bool
    kept: Reading
    number: int
    signed: bool

    @property
    def done(self) -> tuple[Correction, ...]:
        """The corrections in force."""
        return in_force(self.kept.entries)


def compare(parameters: Path, folder: Path, start: Start = START) -> Comparison:
    """Tell what changed since a report was published.

    Args:
        parameters: The parameter file.
        folder: The working folder.
        start: What it starts from and how it is told. A correction written anew starts from what the last did.

    Raises:
        UsageError: The file lies elsewhere, or nothing says what was published.
        CorrectionError: There is no correction to write anew, or it was signed by all.
        SigningError: A register was altered.
    """
    report = report_of(parameters, folder)
    require_place(parameters, report, folder)
    register = CorrectionRegister(parameters, folder)
    kept = register.read()
    register.refuse_altered(kept)
    done = in_force(kept.entries)
    if start.again and not done:
        raise CorrectionError("还没有登记过更正，没有可以重写的。请去掉 --again。")
    signed = start.again and is_approved(done[-1], parameters, folder)
    if signed and not start.unpublished:
        raise CorrectionError(_signed(done[-1]))
    if start.again and start.given is None:
        last = done[-1]
        content = kept.content(last.was)
        assert (
            content is not None
        )  # it is written before the correction that names it, and the chain is whole
        before = Published(content, last.source, last.file_sha256)
    elif isinstance(start.given, Published):
        before = start.given
    else:
        before = published(parameters, report, kept, start.given, folder)
    now = words_of(report)
    found = fit_changes(before.content, now, folder)
    conceal = start.conceal
    if conceal is None:
        conceal = start.again and done[-1].conceal
    if conceal:
        found = concealed(found, cells_of(report))
    return Comparison(report, before, now, found, conceal, kept, len(done) + (not start.again), signed)


def _signed(last: Correction) -> str:
    return (
        f"第 {last.number} 次更正（{last.date}）已经各步签过，可能已经公布，不能重写。请去掉 --again，再登记一次更正；"
        "确实没有公布过的，再加上 --unpublished。"
    )


def correct(
    parameters: Path,
    folder: Path,
    wanted: Wanted,
    now: datetime.datetime,
    start: Start = START,
) -> Comparison:
    """Write a correction down.

    Args:
        parameters: The parameter file, already put right.
        folder: The working folder.
        wanted: Reason, name and day.
        now: The time, with its offset.
        start: What it starts from and how it is told.

    Returns:
        The comparison that was written down, with the register as it is then.

    Raises:
        UsageError: Reason, name or day aren't in order, or nothing says what was published.
        CorrectionError: Nothing changed, or the correction to be written anew was signed by all.
        SigningError: A register was altered.
        WriteError: The register can't be written.
    """
    wanted = Wanted(fit_reason(wanted.reason, folder), fit_name(wanted.name), wanted.date)
    found = compare(parameters, folder, start)
    if not found.changes:
        raise CorrectionError(_nothing_changed(found))
    _refuse_date(found, wanted.date, now.date(), again=start.again)
    entry: Entry = {
        "do": "correction",
        "correction": found.number,
        "date": wanted.date.isoformat(),
        "reason": wanted.reason,
        "name": wanted.name,
        "was": found.before.content.sha256,
        "now": found.now.sha256,
        "source": found.before.source,
        "file_sha256": found.before.file_sha256,
        "changes": [[one.place, one.was, one.now] for one in found.changes],
        **({"conceal": True} if found.conceal else {}),
    }
    if start.again and _same(found.done[-1], entry):
        raise CorrectionError(f"第 {found.number} 次更正已经这样登记过，没有重复登记。")
    register = CorrectionRegister(parameters, folder)
    contents = [one for one in (found.before.content, found.now) if found.kept.content(one.sha256) is None]
    bodies = [content_entry(one) for one in contents]
    register.append(*bodies, entry, at=now.isoformat(timespec="seconds"), after=found.kept)
    return replace(found, report=report_of(parameters, folder), kept=register.read())


def _same(last: Correction, entry: Entry) -> bool:
    keys = ("date", "reason", "name", "was", "now")
    told = [[one.place, one.was, one.now] for one in last.changes]
    return told == entry["changes"] and all(getattr(last, key) == entry[key] for key in keys)


def _nothing_changed(found: Comparison) -> str:
    told = f"底稿现在的文字和数字与{found.before.source}一样，没有要更正的。请先在底稿里改好，再登记更正。"
    if found.done:
        return told
    return (
        f"{told}已经改好并重新签过的，请用 --published 写明公布的那一份（网址、存下来的文件，或当时的底稿）。"
    )


def _refuse_date(found: Comparison, date: datetime.date, today: datetime.date, *, again: bool) -> None:
    if date > today:
        raise UsageError(f"日期 {date} 还没有到（今天是 {today}）。请写实际更正的日期。")
    # One that may have been published is not made out to be older than it was.
    earlier = found.done[:-1] if again and not found.signed else found.done
    if earlier and date.isoformat() < earlier[-1].date:
        raise UsageError(
            f"日期 {date} 早于第 {earlier[-1].number} 次更正的 {earlier[-1].date}。请核对是哪一个写错了。"
        )
    issued = found.report.parameters.issued.date
    if issued and date.isoformat() < issued:
        raise UsageError(f"日期 {date} 早于成文日期 {issued}，那时还没有公布。请核对是哪一个写错了。")
    signed = found.before.signed_on
    if date.isoformat() < signed:
        raise UsageError(
            f"日期 {date} 早于签发登记里最后一步的 {signed}，那时还没有公布。请核对是哪一个写错了。"
        )
