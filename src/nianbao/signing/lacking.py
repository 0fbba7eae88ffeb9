"""What is still lacking before a final version can be made, and what to do about each of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.signing.standing import AGAIN, StepStanding, by_changes

_NAMED = 3
"""Changes that a sentence names; ``--show`` lists them all."""


@dataclass(frozen=True)
class Lack:
    """One thing that is lacking.

    Attributes:
        words: What, without a full stop.
        remedy: What to do, as sentences.
    """

    words: str
    remedy: str

    def __str__(self) -> str:
        """The sentences that a clerk reads."""
        return f"{self.words}。{self.remedy}"


def lacks(steps: Sequence[StepStanding]) -> list[Lack]:
    """Say which steps are missing, and which are void by what changes, in the order of the steps."""
    found = list(_lacks(steps))
    return [lack for _, lack in sorted(found, key=lambda one: steps.index(one[0][0]))]


def _lacks(steps: Sequence[StepStanding]) -> Iterator[tuple[Sequence[StepStanding], Lack]]:
    again = [one for one in steps if one.returned]
    if returned := [one for one in again if not one.changes]:
        who = _names(returned)
        remedy = f"请改好再从头逐步登记；商量后不用改的，{who}再登记一次。"
        yield returned, Lack(f"{who}退回修改，还没有改", remedy)
    if never := [one for one in steps if one.entry is None or (one in again and one not in returned)]:
        yield never, Lack(f"{_names(never)}还没有登记", "请办完以后依次登记。")
    if sent_back := [one for one in steps if one.sent_back]:
        yield sent_back, Lack(f"{_names(sent_back)}{AGAIN}", "请依次再登记一次。")
    for changed, void in by_changes(steps):
        told = "；".join(map(str, changed[:_NAMED]))
        more = f"等 {len(changed)} 处" if len(changed) > _NAMED else ""
        words = f"{_names(void)}登记以后内容改过，已作废（{told}{more}）"
        yield void, Lack(words, "改得对的，请依次重新登记；不该改的，改回原样，登记就又有效。")


def lacking(steps: Sequence[StepStanding]) -> str:
    """Say what is lacking in one sentence."""
    return "；".join(one.words for one in lacks(steps))


def _names(steps: Sequence[StepStanding]) -> str:
    return "".join(f"「{one.step.name}」" for one in steps)
