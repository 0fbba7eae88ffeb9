"""One report to build, and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from nianbao.engine import DEFAULT_ENGINE, Engine, Limits
from nianbao.finding import Finding

OUTPUT_PATH = re.compile(
    r"\d{4}/(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])/)[a-z0-9][a-z0-9-]{0,62}/(?:report|publish)(?:\.[a-z]+)+"
)
"""Where outputs lie; nothing else that a manifest or a cluster names is linked, written or deleted."""

Status = Literal["built", "fresh", "failed", "blocked"]

BlockedBy = Literal["findings", "signing", "correction"]
"""What keeps a report back: findings that must be put right, 签发登记, or a 更正 that isn't written down."""


@dataclass(frozen=True)
class Task:
    """One report to build.

    Attributes:
        path: The parameter file.
        folder: The working folder.
        out: Folder of all outputs.
        forms: Forms asked for, or None for the report's own choice or the default.
        draft: Build despite error findings, with 初稿 on each page.
        engine: How notebooks are run.
        limits: What a notebook may use.
        final: Build only what every step of 签发登记 holds for, with no mark on its pages.
        foot: Lines at the foot of each page, for what goes to be signed; it always bears its mark, too.
    """

    path: Path
    folder: Path
    out: Path
    forms: tuple[str, ...] | None = None
    draft: bool = False
    engine: Engine = DEFAULT_ENGINE
    limits: Limits = field(default_factory=Limits)
    final: bool = False
    foot: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The parameter file's path below the working folder; in full when it lies elsewhere."""
        path, folder = self.path.resolve(), self.folder.resolve()
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


@dataclass
class Outcome:
    """What became of one report.

    Attributes:
        params: The parameter file, as the user gave it.
        source: The same below the working folder, by which the manifest knows it.
        status: ``built``, ``fresh`` (nothing changed since), ``failed``, or ``blocked``.
        unit: Unit id, when the file could be read.
        unit_name: Its Chinese name.
        year: Report year.
        outputs: Written files, form → path below the output folder.
        seconds: Time taken.
        error: Why it failed or was blocked.
        findings: What the checks say.
        warnings: What the exporters say.
        fallback_characters: Face → characters that had to be set in the 宋 behind it.
        faces: Role → family used in the PDF.
        readable: The parameter file could be read at all.
        recipe: The code and options it was made by.
        inputs: Path → hash of the files it was made from.
        sha256: Output path → hash of the file.
        mark: 初稿, 送审稿 or 审定稿 as printed on its pages; empty for what may be published.
        blocked_by: What it is blocked by.
    """

    params: str
    status: Status
    source: str = ""
    unit: str | None = None
    unit_name: str | None = None
    year: int | None = None
    outputs: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    error: str | None = None
    findings: list[Finding] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    fallback_characters: dict[str, str] = field(default_factory=dict)
    faces: dict[str, str] = field(default_factory=dict)
    readable: bool = True
    recipe: dict[str, Any] | None = None
    inputs: dict[str, str | None] = field(default_factory=dict)
    sha256: dict[str, str | None] = field(default_factory=dict)
    mark: str = ""
    blocked_by: BlockedBy | None = None
