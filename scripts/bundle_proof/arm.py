"""The folder for linux-aarch64, its program run by an emulator of that processor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bundle_proof.computer import Computer, say
from bundle_proof.everywhere import prove_build, prove_commands, prove_imports, prove_same


def prove_emulated(made: Path, place: Path, emulator: str) -> dict[str, Any]:
    """Run a folder for another processor: its program is replaced by one that calls an emulator."""
    folder, home = place / "搬到 别处" / "我的 年报（2024）", place / "home-emulated"
    folder.parent.mkdir()
    home.mkdir()
    made.rename(folder)
    program = folder / "python/bin/python3"
    program.rename(program.with_name("emulated"))
    program.write_text(
        f'#!/bin/sh\nexec {emulator} -0 "$0" "$(dirname "$0")/emulated" "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    computer = Computer(folder, home)
    say("linux-aarch64: run it emulated, without network")
    facts: dict[str, Any] = {"emulator": emulator.split()[0], "imported": prove_imports(computer)}
    facts["build"] = prove_build(computer)
    facts["same_files"] = prove_same(computer, place)
    prove_commands(computer, place)
    return facts
