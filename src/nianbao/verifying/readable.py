"""A verdict as a text for people, and as data for programs."""

from __future__ import annotations

from typing import Any

from nianbao.verifying.verify import Verdict


def as_text(verdict: Verdict) -> str:
    """Write a verdict for the screen."""
    head = f"{verdict.unit} {verdict.year} 年年报　{verdict.address}"
    lines = [head, f"比较的是：{verdict.source}", *(f"注意：{note}" for note in verdict.notes), ""]
    wrong = verdict.wrong
    hints = [one for one in verdict.differences if one not in wrong]
    if wrong:
        lines.append(f"发布核对：不同 {len(wrong)} 处。")
        lines += [f"{number}. ［{one.kind}］{one}" for number, one in enumerate(wrong, 1)]
    else:
        lines.append("发布核对：标题、文字和数字与签发稿一致。")
    if hints:
        lines += ["", "意思不变、不用改的：", *(f"- {one}" for one in hints)]
    return "\n".join(lines)


def as_data(verdict: Verdict) -> dict[str, Any]:
    """Give a verdict for JSON."""
    return {
        "address": verdict.address,
        "unit": verdict.unit,
        "year": verdict.year,
        "source": verdict.source,
        "title": verdict.title,
        "date": verdict.date,
        "sha256": verdict.sha256,
        "same": verdict.same,
        "differences": [one.as_dict() for one in verdict.differences],
        "notes": list(verdict.notes),
    }
