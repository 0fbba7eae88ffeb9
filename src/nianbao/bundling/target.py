"""The kinds of computer that a portable folder can be made for."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A kind of computer.

    Attributes:
        name: As it is asked for.
        words: As the clerk's office calls it.
        wheels: What uv calls it; on Linux with the oldest glibc that packages may ask for, UOS 20's.
        machine: Its processor, as Python's ``platform.machine`` names it there.
        marker: What packages may ask about such a computer (PEP 508), apart from Python's version.
    """

    name: str
    words: str
    wheels: str
    machine: str
    marker: tuple[tuple[str, str], ...]

    @property
    def is_windows(self) -> bool:
        """Tell whether it runs Windows."""
        return self.name == "windows"

    @property
    def is_this(self) -> bool:
        """Tell whether this computer is one."""
        system = "win32" if self.is_windows else "linux"
        # Which machine it is made for is asked here, not what this one can do.
        here = sys.platform  # noqa: TID251
        return here == system and platform.machine().casefold() == self.machine.casefold()

    def environment(self, python: tuple[int, int, int]) -> dict[str, str]:
        """Give the values of markers on such a computer with a version of Python."""
        full = ".".join(map(str, python))
        return dict(self.marker) | {
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "implementation_version": full,
            "python_full_version": full,
            "python_version": f"{python[0]}.{python[1]}",
        }


def _linux(machine: str) -> tuple[tuple[str, str], ...]:
    return (
        ("os_name", "posix"),
        ("sys_platform", "linux"),
        ("platform_system", "Linux"),
        ("platform_machine", machine),
        ("platform_release", ""),
        ("platform_version", ""),
    )


TARGETS = {
    target.name: target
    for target in (
        Target(
            "windows",
            "Windows 10/11（64 位）",
            "x86_64-pc-windows-msvc",
            "AMD64",
            (
                ("os_name", "nt"),
                ("sys_platform", "win32"),
                ("platform_system", "Windows"),
                ("platform_machine", "AMD64"),
                ("platform_release", "10"),
                ("platform_version", "10.0.19045"),
            ),
        ),
        Target(
            "linux-x86_64",
            "麒麟、统信 UOS 等 Linux（x86_64：兆芯、海光、Intel、AMD）",
            "x86_64-manylinux_2_28",
            "x86_64",
            _linux("x86_64"),
        ),
        Target(
            "linux-aarch64",
            "麒麟、统信 UOS 等 Linux（aarch64：飞腾、鲲鹏）",
            "aarch64-manylinux_2_28",
            "aarch64",
            _linux("aarch64"),
        ),
    )
}
