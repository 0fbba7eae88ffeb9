"""A working folder of one's own for each test, as ``nianbao init`` makes it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.cli.init import fill

# One browser for all tests that look at pages, wherever they stand.
pytest_plugins = ("tests.browser.fixtures",)

# Kernels and their files stay out of the user's own folders.
os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")

SHARED = Path(__file__).resolve().parents[2] / "shared"

TOWN = """\
template: laiyang-2017
year: 2017
unit:
  id: {id}
  name: {name}
  full_name: 示例市{name}人民政府
  level: township
  parent: 示例市
issued:
  by: {name}人民政府
  date: 2018-01-20
sections:
  overview: |
    {{{{ year }}}}年的概述，由{{{{ unit.name }}}}编写。
  organization: |
    组织领导有力。
  interpretation_response: |
    解读及时。
  key_areas: |
    重点明确。
  proactive_disclosure: |
    公开信息3条。
  applications: |
    没有收到申请，没有行政复议和行政诉讼。
  fees: |
    没有收费。
  confidentiality: |
    逐条审查。
  problems: |
    一是更新不快。明年加快。
"""

Write = Callable[..., Path]


@pytest.fixture(scope="session", autouse=True)
def encodings_are_held_to_here() -> None:
    """Leave what is started from tests alone: it would warn of other people's files too, where a clerk reads."""
    os.environ.pop("PYTHONWARNDEFAULTENCODING", None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh working folder without samples, which is also the current folder."""
    place = tmp_path / "工作 folder"
    fill(place)
    for sample in place.glob("params/*/*.yaml"):
        sample.unlink()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def write(folder: Path) -> Write:
    """Write a small town's parameter file, with texts replaced: ``write("yunxi", 云溪=...)``."""

    def _write(unit: str = "yunxi", name: str = "云溪镇", **replace: str) -> Path:
        text = TOWN.format(id=unit, name=name)
        for old, new in replace.items():
            assert old in text
            text = text.replace(old, new)
        path = folder / "params" / "2017" / f"{unit}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return _write
