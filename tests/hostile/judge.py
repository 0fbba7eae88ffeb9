"""What came of one input: accepted, refused in the house's words, or a fault."""

from __future__ import annotations

import hashlib
import re
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nianbao.errors import NianbaoError
from nianbao.finding import Finding
from tests.hostile.target import Target
from tests.hostile.watch import watched

Outcome = Literal["accepted", "refused", "fault"]

_HAN = re.compile("(?:[\u4e00-\u9fff][^\u4e00-\u9fff]*){6}")
_ADVICE = re.compile("请|是不是|可以|只能|应|要|改|用|须")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_TECHNICAL = re.compile(r"Traceback|object at 0x|\bErrno\b|<class '")
_LONGEST = 2_000


@dataclass(frozen=True)
class Verdict:
    """What came of one input.

    Attributes:
        outcome: What it was.
        said: The refusal's words, or what went wrong.
        mark: The same fault has the same mark; faults are kept once.
    """

    outcome: Outcome
    said: str = ""
    mark: str = ""


def judge(target: Target, data: bytes, folder: Path) -> Verdict:
    """Throw one input at a target and say what came of it.

    Args:
        target: What to throw at.
        data: The input.
        folder: A working folder of the target's own; nothing may be written elsewhere.
    """
    with watched(folder, programs=target.programs) as tried:
        verdict = _thrown(target, data, folder)
    if tried:
        return _fault(f"forbidden: {tried[0]}", tried[0].split(" ")[0])
    return verdict


def _thrown(target: Target, data: bytes, folder: Path) -> Verdict:
    try:
        found = target.throw(data, folder)
    except NianbaoError as refusal:
        if wrong := wrong_in(str(refusal), target.named, advice=target.advice):
            return _fault(f"{type(refusal).__name__} {wrong}: {str(refusal)[:400]!r}", wrong)
        return Verdict("refused", str(refusal))
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException as problem:  # a library written in Rust panics with an error that is no Exception
        if "hypothesis" in type(problem).__module__:
            raise
        return _fault("".join(traceback.format_exception(problem)), _place(problem))
    for finding in found if isinstance(found, list | tuple) else ():
        if isinstance(finding, Finding) and (wrong := wrong_in(finding.message, "", advice=False)):
            return _fault(f"{finding.code} {wrong}: {finding.message[:400]!r}", f"{finding.code} {wrong}")
    return Verdict("accepted")


def wrong_in(words: str, name: str, *, advice: bool = True) -> str:
    """Say what a message to a clerk lacks, or has and shouldn't; nothing when it is in order."""
    if not _HAN.search(words):
        return "isn't Chinese"
    if name not in words:
        return "doesn't name the file"
    if advice and not _ADVICE.search(words):
        return "doesn't say what to do"
    if _UNSEEN.search(words):
        return "holds characters that can't be seen"
    if _TECHNICAL.search(words):
        return "holds a program's words"
    return "has a line that is too long" if max(map(len, words.split("\n"))) > _LONGEST else ""


def _fault(said: str, place: str) -> Verdict:
    return Verdict("fault", said[-4_000:], hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:12])


def _place(problem: BaseException) -> str:
    """Name a fault by its kind and the place in our own code nearest to it."""
    frames = traceback.extract_tb(problem.__traceback__)
    own = [frame for frame in frames if "nianbao" in frame.filename or "hostile" in frame.filename]
    last = (own or frames)[-1]
    return f"{type(problem).__name__} {Path(last.filename).name} {last.name} {last.line}"
