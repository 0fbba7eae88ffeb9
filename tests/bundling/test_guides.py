"""The guides beside the starters: all are there, and nothing in them leads out of the folder."""

from __future__ import annotations

import re
from pathlib import Path

from nianbao.bundling.guides import GUIDES, INDEX, write_guides
from nianbao.resources import shipped


def test_every_chinese_guide_is_a_page_whose_links_and_pictures_are_there(tmp_path: Path) -> None:
    count = write_guides(shipped("docs"), tmp_path)
    place = tmp_path / GUIDES
    pages = {path.name: path.read_text(encoding="utf-8") for path in place.glob("*.html")}
    assert count == len(list(shipped("docs").glob("*.zh-CN.md"))) == len(pages) - 1
    assert "编报台使用说明.html" in pages[INDEX].split("</li>")[0], "the clerk's own comes first"
    targets = {one for text in pages.values() for one in re.findall(r'(?:href|src)="([^"]*)"', text)}
    assert {one for one in targets if one.endswith(".png")}
    assert not [one for one in targets if not (place / one).is_file()]
    assert set(pages) - {INDEX} <= set(re.findall(r'href="([^"]*)"', pages[INDEX]))
    assert "<table>" in pages["便携文件夹.html"]


def test_what_a_guide_says_is_text(tmp_path: Path) -> None:
    docs, folder = tmp_path / "docs", tmp_path / "folder"
    docs.mkdir()
    folder.mkdir()
    (docs / "a.zh-CN.md").write_text(
        "# 甲 <b>\n\n一行\n又一行 <script>x</script> [乙](b.md) [网](https://example.cn)\n", encoding="utf-8"
    )
    write_guides(docs, folder)
    (page,) = (path for path in (folder / GUIDES).iterdir() if path.name != INDEX)
    text = page.read_text(encoding="utf-8")
    assert "<script>" not in text and "<b>" not in text
    assert "一行又一行" in text
    assert "href" not in text and ">乙</a>" in text
