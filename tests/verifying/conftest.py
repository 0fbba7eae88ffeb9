"""A site of one's own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.verifying.site import Site, running


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on this machine, asked directly whatever proxy the machine has."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with running() as one:
        yield one
