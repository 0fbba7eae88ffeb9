"""A file's name and folder against the unit and year it states."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.params.conftest import read_path

TEXT = "template: laiyang-2017\nyear: 2017\nunit:\n  id: heluo\n"


def put(folder: Path, where: str, text: str = TEXT) -> Path:
    path = folder / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("where", "places"),
    [
        ("params/2017/heluo.yaml", []),
        ("params/2017/qingshi.yaml", [("P122", 4, 7)]),
        ("params/2018/heluo.yaml", [("P123", 2, 7)]),
        ("params/2018/qingshi.yaml", [("P123", 2, 7), ("P122", 4, 7)]),
        ("params/heluo.yaml", [("P123", 2, 7)]),
        ("params/2017/old/heluo.yaml", [("P123", 2, 7)]),
        ("elsewhere/qingshi.yaml", []),
    ],
)
def test_name_and_folder(tmp_path: Path, where: str, places: list[tuple[str, int, int]]) -> None:
    (tmp_path / "params").mkdir()
    assert read_path(put(tmp_path, where), tmp_path).places == places


def test_messages_name_both_sides(tmp_path: Path) -> None:
    year, unit = read_path(put(tmp_path, "params/2018/qingshi.yaml"), tmp_path).findings
    assert "2017" in year.message
    assert "「2018」" in year.message
    assert "params/2017/" in (year.suggestion or "")
    assert "「heluo」" in unit.message
    assert "「qingshi.yaml」" in unit.message
    assert "heluo.yaml" in (unit.suggestion or "")


def test_mismatches_are_told_along_with_wrong_shape(tmp_path: Path) -> None:
    path = put(tmp_path, "params/2018/qingshi.yaml", TEXT + "abc: 1\n")
    assert read_path(path, tmp_path).codes == ["P123", "P122", "P109"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("id: heluo", "id: ../../x"), ("year: 2017", "year: 20177"), ("year: 2017", "year: true")],
)
def test_nobody_is_asked_to_name_a_file_after_what_is_illegal(tmp_path: Path, old: str, new: str) -> None:
    path = put(tmp_path, "params/2017/heluo.yaml", TEXT.replace(old, new))
    assert read_path(path, tmp_path).codes == ["P119"]


def test_without_a_unit_id_the_name_is_free(tmp_path: Path) -> None:
    path = put(tmp_path, "params/2017/qingshi.yaml", TEXT.replace("  id: heluo", "  name: 河洛镇"))
    assert read_path(path, tmp_path).file


def test_a_file_by_itself_is_not_held_against_its_folder(tmp_path: Path) -> None:
    assert read_path(put(tmp_path, "params/2018/qingshi.yaml")).file


def test_the_working_folders_own_template_is_found(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "templates/laiyang-2017/template.yaml"
    own = shipped.read_text(encoding="utf-8").replace("name: laiyang-2017", "name: ours-2017")
    put(tmp_path, "templates/ours-2017/template.yaml", own)
    path = put(tmp_path, "params/2017/heluo.yaml", TEXT.replace("laiyang-2017", "ours-2017"))
    assert read_path(path, tmp_path).file
    assert read_path(path).codes == ["P120"]


def test_a_broken_template_is_a_finding(tmp_path: Path) -> None:
    put(tmp_path, "templates/ours-2017/template.yaml", "name: ours-2017\n")
    path = put(tmp_path, "params/2017/heluo.yaml", TEXT.replace("laiyang-2017", "ours-2017"))
    assert read_path(path, tmp_path).places == [("P120", 1, 11)]
