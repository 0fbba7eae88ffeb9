"""When a page says that it was published, and what its report is told for it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from nianbao.importer import read_report
from nianbao.importer.page_date import page_date
from nianbao.reviewing.published import review_published

TEXT = """云溪镇2024年政府信息公开工作年度报告
发布时间：{day} 10:09 来源：云溪镇
统计期限自2024年1月1日起至2024年12月31日止。
一、总体情况
2024年，主动公开政府信息32条。
"""


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布时间：2025-01-20 10:09 来源：云溪镇", (2025, 1, 20)),
        ("文号： | 公开日期： | 2025-02-03 |", (2025, 2, 3)),
        ("时间：2025年01月08日", (2025, 1, 8)),
        ("2025-03-01 08:40 来源：云溪镇", (2025, 3, 1)),
        ("生效日期：2025-03-01", None),
        ("发布时间：2025-13-41", None),
    ],
)
def test_the_day_is_read_from_what_stands_around_a_report(
    line: str, day: tuple[int, int, int] | None
) -> None:
    assert page_date([("chrome", "发布信息", line)]) == (datetime.date(*day) if day else None)
    assert page_date([("section", "overview", line)]) is None


def test_of_several_the_first_counts() -> None:
    kept = [("chrome", "", "发布时间：2025-05-01"), ("chrome", "", "发布日期：2025-01-10")]
    assert page_date(kept) == datetime.date(2025, 1, 10)


@pytest.mark.parametrize(
    ("day", "code"), [("2024-12-25", "T103"), ("2025-01-20", "T102"), ("2025-06-07", "T209")]
)
def test_a_page_too_early_or_too_late_is_told(day: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "2024-云溪镇.txt"
    path.write_text(TEXT.format(day=day), encoding="utf-8")
    assert read_report(path).as_file(path).page_date == datetime.date.fromisoformat(day)
    found = {finding.code: finding for finding in review_published(path, None)[0]}
    assert found[code].severity != "error"
