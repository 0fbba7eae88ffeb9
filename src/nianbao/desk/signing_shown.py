"""What the browser shows of 签发登记, as JSON holds it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nianbao.signing.changes import Changed
from nianbao.signing.register import NOTE, UNSEALED, SignRegister
from nianbao.signing.standing import AGAIN, Standing, StepStanding, by_changes, printed_mark

MOST = 40
"""Places shown where many were changed; another format changes all of them."""


def signing_shown(
    found: Standing, register: SignRegister, folder: Path, errors: int, today: datetime.date
) -> dict[str, Any]:
    """Give steps, what voided them, the next one to take, and what is wrong with the register.

    Args:
        found: How far the report is.
        register: Its register.
        folder: The working folder, below which files are named.
        errors: How many findings must be put right.
        today: The day on which a step is taken, unless somebody says otherwise.
    """
    return {
        "state": printed_mark(found, errors=bool(errors)),
        "said": _said(found, errors),
        "problems": [str(problem) for problem in found.problems],
        "register": _named(register.path, folder),
        "seal": _named(register.seal, folder),
        "steps": [_step(found, number) for number in range(len(found.steps))],
        "void": [_void(changed, steps) for changed, steps in by_changes(found.steps)],
        "former": list(_former(found)),
        "due": found.steps.index(found.missing[0]) if found.missing else None,
        "errors": errors,
        "today": today.isoformat(),
        "content": found.content.sha256,
        "codes": _codes(found),
        "unsealed": UNSEALED if found.reading.entries and not found.reading.sealed else "",
        "note": NOTE,
    }


def _said(found: Standing, errors: int) -> str:
    """Say in a sentence where it stands and what comes next."""
    if found.problems:
        return "登记被改动过，查清以前按初稿算，也不能接着登记。"
    if found.is_approved:
        more = f"但还有 {errors} 处必须修改，只能生成初稿。" if errors else "可以生成正式稿。"
        return f"各步都有效，{more}"
    due = found.missing[0]
    if due.is_void:
        return f"登记以后内容改过，各步要从「{due.step.name}」起重新登记。"
    if due.returned and due.entry is not None and not due.changes:
        return f"「{due.step.name}」退回修改：{str(due.entry['remark']).rstrip('。')}。改好以后从头登记。"
    if due.sent_back:
        return f"「{due.step.name}」{AGAIN}。"
    if all(one.entry is None for one in found.steps):
        return "还没有登记。每办完一步，在这里登记一步。"
    return f"下一步：{due.step.name}。"


def _step(found: Standing, number: int) -> dict[str, Any]:
    one = found.steps[number]
    mark, words = _mark(one, whole=not found.problems)
    entries = [entry for entry in found.reading.steps if entry["step"] == one.step.name]
    keys = ("name", "date", "remark")
    earliest, latest = found.earliest(number), found.latest(number)
    return {
        "name": one.step.name,
        "role": one.step.role,
        "mark": mark,
        "words": words,
        "entry": {key: one.entry[key] for key in keys} if one.entry else None,
        "unsettled": one.entry.get("unsettled", 0) if one.entry and one.holds else 0,
        "names": list(dict.fromkeys(entry["name"] for entry in reversed(entries))),
        "earliest": earliest.date if earliest else "",
        "latest": latest.entry_date if latest else "",
    }


def _mark(one: StepStanding, *, whole: bool) -> tuple[str, str]:
    if one.entry is None:
        return "none", "未登记"
    if not whole:
        return "doubt", "存疑"
    if one.holds:
        return "holds", "有效"
    if one.sent_back:
        return "void", AGAIN
    return ("returned", "退回") if one.returned else ("void", "作废")


def _void(changed: tuple[Changed, ...], steps: list[StepStanding]) -> dict[str, Any]:
    return {
        "steps": [one.step.name for one in steps],
        "count": len(changed),
        "places": [
            {
                "place": one.place,
                "words": one.words,
                "pieces": [[piece.kind, piece.text] for piece in one.pieces],
            }
            for one in changed[:MOST]
        ],
    }


def _former(found: Standing) -> Iterator[str]:
    """Name steps that were taken and are none of the flow any more."""
    known = {one.step.name for one in found.steps}
    for entry in found.reading.steps:
        if entry["step"] not in known:
            yield f"{entry['step']}（{entry['name']}，{entry['date']}）：这一步已不在流程里。"


def _codes(found: Standing) -> str:
    if not found.reading.entries or found.problems:
        return ""
    end = str(found.reading.entries[-1].get("sha256"))[:12]
    return f"内容校验码 {found.content.sha256[:12]}，登记校验码 {end}，可抄在发文稿纸上备查。"


def _named(path: Path, folder: Path) -> str:
    path, folder = path.resolve(), folder.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
