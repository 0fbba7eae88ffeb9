"""Several processes find what one finds, in the same order."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
import yaml

from nianbao.reviewing import many
from nianbao.reviewing.many import review_all
from tests.checks.whole import whole


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for number in range(12):
        values = whole(unit__id=f"t{number}", unit__name="云溪镇")
        if number % 3 == 1:
            values["tables"]["applications"]["new_received"]["total"] = 9
        path = tmp_path / "params" / "2024" / f"t{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
        paths.append(path)
    paths[5].write_text("template: [", encoding="utf-8")
    published = tmp_path / "2024-云溪镇.txt"
    published.write_text("云溪镇2024年政府信息公开工作年度报告\n一、总体情况\n公开12条。\n", encoding="utf-8")
    return [*paths, published, tmp_path / "空.txt"]


def test_the_same_is_found_in_the_same_order(tmp_path: Path, files: list[Path]) -> None:
    alone, together = (review_all(files, tmp_path, None, count) for count in (1, 2))
    assert [one.path for one in together] == files
    assert [one.findings for one in together] == [one.findings for one in alone]
    assert [one.readable for one in together] == [one.readable for one in alone]
    assert [one.name for one in together] == [one.name for one in alone]
    assert any(one.findings for one in together) and not all(one.readable for one in together)


def test_when_a_process_is_killed_this_one_goes_on(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(many, "_shared_out", broken)
    assert len(review_all(files, tmp_path, None, 2)) == len(files)
