"""The register of one report: ``params/<year>/<unit>.sign.jsonl`` beside its parameter file.

The words that were signed lie in the register itself, before the first step that is bound to them. So what
changed since can always be named, and nobody can take them away without breaking the chain. 更正登记 is kept the
same way (``nianbao.correcting.register``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import filelock

from nianbao.editor.desk_files import DeskFiles
from nianbao.errors import SigningError, WriteError
from nianbao.folder import why_not, write_atomically
from nianbao.signing.chain import Entry, Problem, in_short, linked, named, read, to_bytes, told
from nianbao.signing.content import Content

ENDING = ".sign.jsonl"
"""Ending of a register's name, which no reader of parameter files takes up."""

NOTE = "本登记是办理过程的记录，不是电子签名；以签字的纸质稿为准。"
"""Stands in the first line of every register."""

UNSEALED = "这台电脑上没有这份登记的封尾记录（换过电脑，或清理过 .nianbao），末尾有没有被删去的看不出。"


@dataclass(frozen=True)
class Reading:
    """What a register says.

    Attributes:
        entries: All entries, the oldest first.
        problems: What was done to it; empty where it is whole.
        sealed: This computer knows how far it went.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    sealed: bool = False

    @property
    def steps(self) -> tuple[Entry, ...]:
        """The steps that were written down, the oldest first; what was altered past use is left out."""
        return tuple(entry for entry in self.entries if entry.get("do") == "step" and _is_step(entry))

    def content(self, sha256: str) -> Content | None:
        """Give the words that a hash stands for; None where they aren't there."""
        for entry in self.entries:
            if entry.get("do") == "content" and entry.get("content") == sha256:
                return _content(entry)
        return None

    @property
    def contents(self) -> Iterator[Content]:
        """All words that are written down in it, the newest first."""
        for entry in reversed(self.entries):
            if entry.get("do") == "content" and (found := _content(entry)) is not None:
                yield found


def content_entry(content: Content) -> Entry:
    """Write words down: their hash, and they themselves."""
    lines = [list(line) for line in content.lines]
    own = {"own": list(content.own)} if content.own else {}
    return {"do": "content", "content": content.sha256, "lines": lines, **own}


def _content(entry: Entry) -> Content | None:
    """Read words that were written down; None where they aren't those of their hash."""
    lines, own = entry.get("lines"), entry.get("own", ())
    try:
        found = Content(tuple((str(place), str(words)) for place, words in lines or ()), tuple(map(int, own)))
        whole = found.sha256 == entry.get("content") and all(0 <= one < len(found.lines) for one in found.own)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if whole else None


_STEP_KEYS = ("step", "role", "name", "date", "remark", "content", "at")


def _is_step(entry: Entry) -> bool:
    return all(isinstance(entry.get(key), str) for key in _STEP_KEYS)


class SealedRegister:
    """A register on the disk, each line bound to the one before, with a seal that says how far it went.

    Attributes:
        called: What people call it.
        ending: Ending of its file's name.
        note: What its first line says of it.
        sealed_in: Folder of the seals, in a desk's own folder.
        path: Its file, beside the parameter file.
        seal: Where this computer keeps how far the register went when it last wrote it.
    """

    called: ClassVar[str]
    ending: ClassVar[str]
    note: ClassVar[str]
    sealed_in: ClassVar[str]

    def __init__(self, parameters: Path, folder: Path) -> None:
        """Stand for the register of a parameter file, which needn't be there yet."""
        self.path = register_path(parameters, self.ending)
        self._of = f"{parameters.resolve().parent.name}/{parameters.stem}"
        self._files = DeskFiles.of(parameters, folder)
        self.seal = self._files.folder / self.sealed_in / f"{self._files.name}.json"

    @property
    def is_there(self) -> bool:
        """Whether anything was ever written down here; a register that was deleted counts."""
        return self.path.exists() or self.seal.exists()

    def read(self) -> Reading:
        """Read it and say what was done to it.

        Raises:
            WriteError: It is there and can't be read.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            data = b""
        except OSError as error:
            raise WriteError(
                f"{self.called}「{self.path}」打不开：{why_not(error)}。请核对权限后再试。"
            ) from error
        entries, problems = read(data)
        if entries and entries[0]["number"] == 1 and entries[0].get("of") != self._of:
            problems.append(Problem(1, f"写的是「{told(entries[0].get('of'))}」，这是别的报告的登记。"))
        seal = self._seal()
        cut = _cut(entries, seal, self.sealed_in)
        return Reading(tuple(entries), (*problems, *cut), isinstance(seal, dict))

    def append(self, *bodies: Entry, at: str, after: Reading | None = None) -> None:
        """Write entries at its end.

        Args:
            bodies: What they say.
            at: When, ISO time with offset.
            after: The register as it was when they were made out, where what stands in them follows from it.

        Raises:
            SigningError: The register was altered, and nothing goes on top of that, or somebody else was quicker.
            WriteError: It can't be written.
        """
        self._files.prepare()
        lock = self.seal.with_suffix(".lock")
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(lock):
                reading = self.read()
                self.refuse_altered(reading)
                if after is not None and reading.entries != after.entries:
                    raise SigningError(
                        f"{self.called}刚才有别人登记过{named(reading.entries[-1])}，这一次没有登记。请看一遍再登记。"
                    )
                entries = list(reading.entries)
                opened: Entry = {"do": "opened", "of": self._of, "note": self.note}
                for body in bodies if entries else (opened, *bodies):
                    entries.append(linked({**body, "at": at}, entries))
                write_atomically(self.path, to_bytes(entries))
                seal = {"count": len(entries), "sha256": entries[-1]["sha256"]}
                write_atomically(self.seal, json.dumps(seal).encode("ascii"))
        except OSError as error:
            raise WriteError(
                f"写不进{self.called}「{self.path}」：{why_not(error)}。请看文件夹能否写入。"
            ) from error

    def refuse_altered(self, reading: Reading) -> None:
        """Refuse to go on with a register that was altered.

        Raises:
            SigningError: It was; the message says where, and what to do.
        """
        if reading.problems:
            raise SigningError(
                f"{self.called}「{self.path}」被改动过：{in_short(reading.problems)}请从备份取回原来的登记。"
                f"查明原因后确实要重来的，把这个文件和封尾记录「{self.seal}」移到别处存档，再从头登记。"
            )

    def _seal(self) -> Any:
        """Read the seal: None where there is none, anything else as it stands."""
        try:
            return json.loads(self.seal.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            return ""


class SignRegister(SealedRegister):
    """签发登记."""

    called = "签发登记"
    ending = ENDING
    note = NOTE
    sealed_in = "signing"


def register_path(parameters: Path, ending: str = ENDING) -> Path:
    """Give the place of a parameter file's register."""
    return parameters.with_name(parameters.stem + ending)


def _cut(entries: Sequence[Entry], seal: Any, sealed_in: str) -> list[Problem]:
    """Hold the end of a register against its seal."""
    if seal is None:
        return []
    count = seal.get("count") if isinstance(seal, dict) else None
    if type(count) is not int:
        return [Problem(0, f"封尾记录（.nianbao/{sealed_in}）读不出，被改动过。")]
    if not entries:
        return [Problem(0, f"登记不见了：原有 {count} 条。")]
    numbered = {entry["number"]: entry.get("sha256") for entry in entries}
    if count not in numbered:
        if entries[-1]["number"] < count:
            return [Problem(0, f"末尾少了 {count - entries[-1]['number']} 条：原有 {count} 条。")]
        return []  # lost in the middle, which the chain has named
    if numbered[count] != seal.get("sha256"):
        return [Problem(0, f"第 {count} 条与封尾记录不符，登记被换过。")]
    return []
