"""Fixtures: a working folder with the sample, a workspace that has it open, a watched page for a widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from nianbao.desk.component import Component
from nianbao.desk.workspace import Workspace
from tests.desk.host import page_comms, sample, show

Show = Callable[..., Page]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with 云溪镇's report for 2024 open."""
    folder = tmp_path / "work"
    path = sample(folder)
    found = Workspace(folder)
    found.open(path)
    yield found
    found.close()


@pytest.fixture
def show_widget(open_page: Any) -> Iterator[Show]:
    """A factory: what makes a widget in, the page that shows it out. Its console must stay quiet."""
    seen = []
    with page_comms():

        def open_(make: Callable[[], Component], **options: Any) -> Page:
            page, watched = open_page("about:blank", **options)
            seen.append(watched)
            show(page, make())
            return page

        yield open_
    for watched in seen:
        watched.assert_quiet()
