"""Last year's words in a new parameter file: kept word for word, marked where they speak of last year."""

from __future__ import annotations

import pytest

from nianbao.params.draft_reference import reference_lines, still_of


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("2023年1月1日至2023年12月31日", ["2023年→2024年"]),
        ("2024 年将继续努力", ["2024 年→2025年"]),
        ("二〇二三年公开信息", ["二〇二三年→2024年"]),
        ("按〔2023〕5号文件", ["文号「〔2023〕5号」"]),
        ("按国办公开办函〔2021〕30号编制", []),
        ("《条例》自2019年5月15日施行", ["日期「5月15日」"]),
        ("公开信息12条，办理申请3件，收费1.5万元", ["数字「12条」", "数字「3件」", "数字「1.5万元」"]),
        ("比去年增长5%", ["「去年」", "数字「5%」"]),
        ("1月16日召开培训会", ["日期「1月16日」"]),
        ("组织领导有力，制度健全。", []),
        ("电话0535-7000001，共{{ applications.new_received.total }}件", []),
    ],
)
def test_what_still_speaks_of_last_year(line: str, marks: list[str]) -> None:
    assert still_of(line, 2023) == marks


def test_prose_is_kept_word_for_word_and_marked_below() -> None:
    text = "2023年公开信息12条。\n\n制度健全。"
    lines = list(reference_lines(text, 2023))
    assert lines[1] == "  # 2023年公开信息12条。"
    assert lines[2].startswith("  # ↑") and "2023年→2024年" in lines[2] and "12条" in lines[2]
    assert lines[3:5] == ["  #", "  # 制度健全。"]
    assert all(line.startswith("  # ") or line == "  #" for line in lines)


def test_a_line_full_of_figures_is_marked_with_some() -> None:
    marks = still_of("、".join(f"{number}件" for number in range(10, 90)), 2023)
    assert len(marks) == 13
    assert "80 处" in marks[-1]
