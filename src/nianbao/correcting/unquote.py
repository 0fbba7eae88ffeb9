"""Take the quotes out of the note on an earlier correction, when what it quotes turns out to be unfit to be read.

The lines of the register stay as they are, the quotes in them too: it is kept by the office and published nowhere.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from nianbao.correcting.kept import Correction, in_force
from nianbao.correcting.register import CorrectionRegister
from nianbao.correcting.typed import fit_name, fit_reason, require_place
from nianbao.correcting.unfit import cells_of, concealed
from nianbao.errors import CorrectionError
from nianbao.signing.chain import Entry
from nianbao.signing.sign import report_of


def unquote(
    parameters: Path, folder: Path, number: int, name: str, now: datetime.datetime, reason: str | None = None
) -> Correction:
    """Write down that an earlier correction is to be told by its places alone; numbers of tables are told still.

    Args:
        parameters: The parameter file.
        folder: The working folder.
        number: Which correction, counted from 1.
        name: Who answers for it.
        now: The time, with its offset.
        reason: Told in place of its reason, where that is unfit too.

    Returns:
        The correction as its note tells it from now on.

    Raises:
        UsageError: Name or reason aren't in order, or the file lies elsewhere.
        CorrectionError: There is no such correction, or its note quotes no words.
        SigningError: The register was altered.
        WriteError: It can't be written.
    """
    name = fit_name(name)
    reason = None if reason is None else fit_reason(reason, folder)
    report = report_of(parameters, folder)
    require_place(parameters, report, folder)
    register = CorrectionRegister(parameters, folder)
    kept = register.read()
    register.refuse_altered(kept)
    was = _numbered(number, in_force(kept.entries))
    changes = concealed(was.changes, cells_of(report))
    if changes == was.changes and reason in (None, was.reason):
        raise CorrectionError(f"第 {number} 次更正的说明里没有引文字，不用再改。")
    entry: Entry = {
        "do": "unquote",
        "correction": number,
        "name": name,
        "changes": [[one.place, one.was, one.now] for one in changes],
        **({"reason": reason} if reason else {}),
    }
    register.append(entry, at=now.isoformat(timespec="seconds"), after=kept)
    return _numbered(number, in_force(register.read().entries))


def _numbered(number: int, done: tuple[Correction, ...]) -> Correction:
    if found := [one for one in done if one.number == number]:
        return found[0]
    there = f"登记过第 1 到第 {len(done)} 次" if done else "还没有登记过更正"
    raise CorrectionError(f"没有第 {number} 次更正：{there}。请用「nianbao correct --show」看是哪一次。")
