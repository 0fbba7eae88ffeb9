"""Files that are open in WPS on Windows, which lets nobody replace or remove them: as if, on any system."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nianbao.system import replacing

Hold = Callable[..., list[int]]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Hold files: ``hold(path, ...)``; ``times=2`` for the first two tries only. Gives a list that counts tries."""
    monkeypatch.setattr(replacing, "PAUSES", (0.0, 0.0))

    def _hold(*paths: Path, times: int | None = None) -> list[int]:
        tries: list[int] = []
        held = {path.resolve() for path in paths}

        def refusing(really: Callable[..., Any], at: int) -> Callable[..., Any]:
            def call(*names: Any, **options: Any) -> Any:
                if Path(names[at]).resolve() in held and (times is None or len(tries) < times):
                    tries.append(1)
                    raise PermissionError(13, "另一个程序正在使用此文件，进程无法访问。", str(names[at]))
                return really(*names, **options)

            return call

        monkeypatch.setattr(os, "replace", refusing(os.replace, 1))
        monkeypatch.setattr(os, "unlink", refusing(os.unlink, 0))
        return tries

    return _hold
