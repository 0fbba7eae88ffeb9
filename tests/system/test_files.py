"""Reading beside a writer, with and without the system's own way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nianbao.system.files import is_private, read_at, sync_folder


@pytest.mark.parametrize("own", [True, False])
def test_what_is_appended_after_a_look_comes_behind(
    own: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not own:
        monkeypatch.delattr(os, "pread", raising=False)
    with (tmp_path / "said").open("a+b", buffering=0) as file:
        file.write("一二".encode())
        assert read_at(file.fileno(), 3, 0).decode("utf-8") == "一"
        file.write("三".encode())
        assert read_at(file.fileno(), 6, 3).decode("utf-8") == "二三"


def test_a_system_that_syncs_no_folders_or_has_no_users_is_fine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY", raising=False)
    monkeypatch.delattr(os, "getuid", raising=False)
    sync_folder(tmp_path)
    assert is_private(tmp_path)
