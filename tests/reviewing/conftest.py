"""A report of 2021 with tables, comments, and something wrong of each severity."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import run as run

TEXT = """\
template: national-2021  # 格式
year: 2024
unit: {id: yunxi, name: 云溪镇, full_name: 示例县云溪镇人民政府, level: township, parent: 示例县}
issued: {by: 云溪镇人民政府, date: 2025-01-20}
sections:
  # 这是第一部分
  overview: |
    （一）主动公开。共公开{{ yaer }}条,含公告 。

    （二）依申请公开。信息管理，平台，监督保障，考核，评议，追责。
  problems: 存在的问题是慢. 改进是快。  # 待补充
  other: >
    没有其他
    事项,没有。
tables:
  applications:
    new_received: {natural_person: 3件}   # 自然人
    disclosed: {natural_person: '３'}
  review_litigation:
    reconsideration:
      upheld: 10
      corrected: 1
      other_result: 0
      pending: 0
      total: 0   # 照旧稿抄的
"""

OWN = ("--select", "A,D,N,Y")
"""The families that the report was written for; more of them may have more to say."""

Report = Callable[..., Path]


@pytest.fixture
def report(folder: Path) -> Report:
    """Write the report below the working folder's ``params``, with texts replaced."""

    def _write(*changes: tuple[str, str], name: str = "yunxi") -> Path:
        text = TEXT
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path = folder / "params" / "2024" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path.relative_to(folder)

    return _write
