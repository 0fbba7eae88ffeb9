"""The register of links: secrets are told once, only hashes are kept, another process's changes are seen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nianbao.county_server.links import Links
from nianbao.errors import UsageError


def test_a_secret_is_told_once_and_never_kept(tmp_path: Path) -> None:
    links = Links(tmp_path)
    made = links.make(["yunxi", "bailu"])
    assert set(made) == {"yunxi", "bailu"}
    assert len(set(made.values())) == 2
    assert all(len(secret) >= 43 for secret in made.values()), "256 bits"
    (kept,) = (tmp_path / "county" / "编报台").glob("*.json")
    assert not [secret for secret in made.values() if secret in kept.read_text(encoding="utf-8")]
    if os.name == "posix":
        assert kept.stat().st_mode & 0o077 == 0
    assert links.make(["yunxi", "bailu"]) == {}


def test_a_secret_opens_its_unit_alone(tmp_path: Path) -> None:
    links = Links(tmp_path)
    made = links.make(["yunxi", "bailu"])
    assert {unit: links.unit_of(secret) for unit, secret in made.items()} == {
        "yunxi": "yunxi",
        "bailu": "bailu",
    }
    for wrong in ("", "x", made["yunxi"][:-1], made["yunxi"] + "A", "yunxi", "\ud800", "None"):
        assert links.unit_of(wrong) is None, wrong


def test_a_server_that_runs_sees_what_another_process_changes(tmp_path: Path) -> None:
    server, command = Links(tmp_path), Links(tmp_path)
    old = command.make(["yunxi"])["yunxi"]
    mark = server.mark("yunxi")
    new = command.renew("yunxi")
    assert server.unit_of(old) is None
    assert server.unit_of(new) == "yunxi"
    assert server.mark("yunxi") != mark
    command.withdraw("yunxi")
    assert server.unit_of(new) is None
    assert server.mark("yunxi") is None
    assert command.make(["yunxi"]) == {}, "withdrawn stays withdrawn"
    assert server.unit_of(command.renew("yunxi")) == "yunxi"


def test_a_broken_register_lets_nobody_in(tmp_path: Path) -> None:
    links = Links(tmp_path)
    secret = links.make(["yunxi"])["yunxi"]
    (kept,) = (tmp_path / "county" / "编报台").glob("*.json")
    kept.write_text("[1]", encoding="utf-8")
    with pytest.raises(UsageError, match="链接登记"):
        links.unit_of(secret)
    with pytest.raises(UsageError):
        links.renew("yunxi")
