"""The shipped faces, and how official ones take their place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from nianbao import fonts, resources
from nianbao.errors import UsageError

RARE = "\u3400"  # 㐀 lies in extension A: 宋 has it, 仿宋 doesn't.


def renamed_face(folder: Path, name: str = "仿宋_GB2312") -> Path:
    """Put a shipped face under an official name into a folder."""
    font = TTFont(resources.shipped("fonts") / fonts.face_of("heading").file)
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            font["name"].setName(name, record.nameID, 3, 1, 0x409)
        elif record.nameID == 6:
            font["name"].setName("StandIn", 6, 3, 1, 0x409)
    font.save(folder / "stand-in.ttf")
    return folder


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return renamed_face(tmp_path_factory.mktemp("official"))


def test_each_role_has_a_face_and_its_file_is_the_recorded_one() -> None:
    for role in (*fonts.STYLES, "heading-bold"):
        face = fonts.face_of(role)
        content = (resources.shipped("fonts") / face.file).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (face.bytes, face.sha256), role


def test_recorded_coverage_is_that_of_the_file() -> None:
    face = fonts.face_of("body")
    with TTFont(resources.shipped("fonts") / face.file, lazy=True) as font:
        have = set(font.getBestCmap())
    assert {code for code in range(0x20, 0x30000) if face.covers(chr(code))} == {c for c in have if c >= 0x20}


@pytest.mark.parametrize("text", ["莱阳市2017年（〔51〕号）“‘’”——……①°℃㎡×", "换行\n制表\t", "\u200b\ufe0f"])
def test_ordinary_text_is_covered(text: str) -> None:
    assert fonts.uncovered(text) == ()


def test_uncovered_names_each_character_once_in_order() -> None:
    assert fonts.uncovered("甲\ue001乙😀丙\ue001") == ("\ue001", "😀")


def test_fallbacks_are_what_the_face_lacks_and_song_has() -> None:
    assert fonts.fallbacks(f"报告{RARE}😀", "body") == (RARE,)
    assert fonts.fallbacks("报告", "title") == ()


def test_without_official_faces_the_shipped_ones_are_used() -> None:
    choice = fonts.choose()
    assert choice.used == {
        "title": "Nianbao Title",
        "body": "Nianbao Fang",
        "heading": "Nianbao Hei",
        "kai": "Nianbao Kai",
        "fallback": "Nianbao Song",
    }
    assert all("Nianbao Song" in families for families in choice.families.values())
    assert choice.paths == (resources.shipped("fonts"),)
    assert not choice.system


def test_an_official_face_in_the_folder_comes_first(official: Path) -> None:
    choice = fonts.choose(official)
    assert choice.families["body"][:3] == ("仿宋_GB2312", "Nianbao Fang", "Nianbao Song")
    assert choice.used["heading"] == "Nianbao Hei"
    assert "仿宋_GB2312" in choice.typst_fonts().families()


def test_what_kai_lacks_comes_from_fangsong() -> None:
    assert fonts.choose().families["kai"][:3] == ("Nianbao Kai", "Nianbao Fang", "Nianbao Song")


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到字体文件夹"):
        fonts.choose(tmp_path / "none")


def test_system_fonts_are_searched_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    class Installed:
        def families(self) -> list[str]:
            return ["SimHei", "DejaVu Sans"]

    def fake(_paths: tuple[Path, ...], system: bool) -> Installed:
        asked.append(system)
        return Installed()

    monkeypatch.setattr(fonts, "_typst_fonts", fake)
    assert fonts.choose().used["heading"] == "Nianbao Hei"
    assert asked == []
    choice = fonts.choose(system=True)
    assert choice.used["heading"] == "SimHei"
    assert choice.system
    assert "DejaVu Sans" not in choice.families["body"]


def test_fonts_are_loaded_once() -> None:
    assert fonts.choose().typst_fonts() is fonts.choose().typst_fonts()
