"""A cmd of a page, for the commands that our starters use; it reads lines as cmd does, one at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath


@dataclass
class Cmd:
    """Runs a batch file.

    Attributes:
        folder: What stands for the folder that the batch file lies in.
        shown: Its path as Windows would say it.
        run: Called with the words of each program; gives its exit code.
    """

    folder: Path
    shown: str
    run: Callable[[list[str], dict[str, str]], int]
    variables: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    def start(self, data: bytes, *arguments: str) -> int:
        """Run a file and give its exit code."""
        lines = data.decode("ascii").split("\r\n")
        labels = {
            line[1:].strip().lower(): number for number, line in enumerate(lines) if line.startswith(":")
        }
        at, steps = 0, 0
        while at < len(lines):
            steps += 1
            assert steps < 1000, "goes round"
            line = self._expanded(lines[at], arguments)
            at += 1
            command = self._chosen(line)
            if command.lower().startswith("goto "):
                at = labels[command[5:].strip().lower()]
            elif command.lower().startswith("exit /b"):
                return int(command[7:].strip() or self.variables.get("errorlevel", "0"))
            elif command:
                self._carry_out(command)
        return int(self.variables.get("errorlevel", "0"))

    def _expanded(self, line: str, arguments: tuple[str, ...]) -> str:
        for number in range(1, 10):
            given = arguments[number - 1] if len(arguments) >= number else ""
            line = line.replace(f"%~{number}", given)
        line = line.replace("%~dp0", self.shown.rstrip("\\") + "\\")
        return re.sub(r"%(\w+)%", lambda found: self.variables.get(found[1].lower(), ""), line)

    def _chosen(self, line: str) -> str:
        line = line.strip()
        if not line or line.startswith(":"):
            return ""
        while line.lower().startswith("if "):
            if found := re.fullmatch(r'if (not )?exist "([^"]+)" (.+)', line, re.IGNORECASE):
                place = found[2].removeprefix(self.shown.rstrip("\\") + "\\")
                holds = (self.folder / Path(*PureWindowsPath(place).parts)).exists() != bool(found[1])
                line = found[3]
            else:
                found = re.fullmatch(r'if "([^"]*)"=="([^"]*)" (.+)', line, re.IGNORECASE)
                assert found, f"not understood: {line}"
                holds, line = found[1] == found[2], found[3]
            if not holds:
                return ""
        return line

    def _carry_out(self, command: str) -> None:
        word = command.split()[0].lower().lstrip("@")
        if word == "set":
            found = re.fullmatch(r'set "(\w+)=(.*)"', command)
            assert found, f"not understood: {command}"
            self.variables[found[1].lower()] = found[2]
        elif command.startswith('"'):
            words = [one or two for one, two in re.findall(r'"([^"]*)"|(\S+)', command)]
            self.variables["errorlevel"] = str(self.run(words, dict(self.variables)))
        else:
            assert word in ("echo", "setlocal", "pushd", "popd", "pause", "start"), (
                f"not understood: {command}"
            )
            self.done.append(command)
