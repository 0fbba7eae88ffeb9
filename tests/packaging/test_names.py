"""Names in a package: Chinese, and safe wherever it is unpacked."""

from __future__ import annotations

import pytest

from nianbao.packaging.names import folder_names
from nianbao.system.names import LONGEST, portable


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("云溪镇", "云溪镇"),
        ("con", "con_"),
        ("NUL", "NUL_"),
        ("com1", "com1_"),
        ("aux.镇", "aux_.镇"),
        ("连镇con", "连镇con"),
        ("云溪镇...", "云溪镇"),
        ("云溪镇 . ", "云溪镇"),
        ("..", "单位"),
        ("../../etc/passwd", "etc passwd"),
        ('甲\\乙:丙*?"<>|丁', "甲 乙 丙 丁"),
        ("云\u202e溪\u200b镇", "云溪镇"),
        ("cafe\u0301", "caf\u00e9"),
        ("", "单位"),
    ],
)
def test_a_name_is_one_that_windows_takes(name: str, safe: str) -> None:
    assert portable(name) == safe


def test_a_long_name_is_cut_so_that_its_path_stays_short() -> None:
    name = portable("云" * 80)
    assert len(name) == LONGEST
    (folder, other) = folder_names([("a" * 63, "云" * 80, 2024), ("b" * 63, "云" * 80, 2024)])
    assert folder != other
    longest = f"2024年/{folder}/{name}2024年政府信息公开工作年度报告.docx"
    assert len(longest) < 180  # so that 80 characters are left for where somebody unpacks it


def test_a_cut_leaves_no_dot_at_the_end() -> None:
    assert portable("云" * (LONGEST - 1) + ".镇") == "云" * (LONGEST - 1)


def test_units_of_one_name_have_folders_of_their_own() -> None:
    assert folder_names([("a", "城关镇", 2024), ("b", "城关镇", 2024), ("c", "河湾镇", 2024)]) == [
        "城关镇（a）",
        "城关镇（b）",
        "河湾镇",
    ]
    assert folder_names([("a", "ABC镇", 2024), ("b", "abc镇", 2024)]) == ["ABC镇（a）", "abc镇（b）"]


def test_a_folder_a_year_where_there_are_several() -> None:
    assert folder_names([("a", "云溪镇", 2023), ("a", "云溪镇", 2024)]) == ["2023年/云溪镇", "2024年/云溪镇"]
