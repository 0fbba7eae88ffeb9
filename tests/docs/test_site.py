"""The documentation as a site: it builds without a warning, asks nothing of a network, and finds Chinese words."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from tests.browser.fixtures import OpenPage
from tests.browser.pages import accessibility_report, scrolls_sideways

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FETCHED = (
    "//script/@src",
    "//link[not(@rel='canonical')]/@href",
    "//img/@src",
    "//iframe/@src",
    "//source/@src",
)


def build(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Build a site as ``make docs`` does."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-c", str(DOCS / "_site"), "-d", f"{out}-trees"),
            *("-E", "-W", "--keep-going", "-q", str(source), str(out)),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    out = tmp_path_factory.mktemp("site") / "年报 docs"
    done = build(DOCS, out)
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_is_there_and_every_code_is_reached(site: Path) -> None:
    for page in DOCS.rglob("*.md"):
        assert (site / page.relative_to(DOCS)).with_suffix(".html").is_file(), page
    index = html.parse(site / "checks" / "README.zh-CN.html")
    linked = set(index.xpath("//article//a/@href"))
    assert {f"{page.stem}.html" for page in (DOCS / "checks").glob("*.md")} - {"README.zh-CN.html"} <= linked


def test_lines_of_chinese_are_joined_without_a_gap(site: Path) -> None:
    tree = html.parse(site / "county.zh-CN.html")
    paragraphs = [paragraph.text_content() for paragraph in tree.xpath("//article//p")]
    assert any("核对网上登的。乡镇和部门" in text for text in paragraphs)
    assert not [text for text in paragraphs if re.search(r"[㐀-鿿，。、；：]\n[㐀-鿿]", text)]


def test_links_inside_the_site_lead_somewhere(site: Path) -> None:
    broken = []
    for page in site.rglob("*.html"):
        for link in html.parse(page).xpath("//article//a/@href"):
            target = link.partition("#")[0].partition("?")[0]
            if target and not re.match(r"\w+:", target) and not (page.parent / target).is_file():
                broken.append((page.name, link))
    assert not broken


def test_no_page_fetches_anything_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        tree = html.parse(page)
        fetched = [address for query in FETCHED for address in tree.xpath(query)]
        assert not [address for address in fetched if re.match(r"(https?:)?//", address)], page
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", text), sheet


def test_each_page_names_its_language(site: Path) -> None:
    languages = {
        name: html.parse(site / f"{name}.html").getroot().get("lang")
        for name in ("index", "clerk.zh-CN", "search", "desk", "start")
    }
    assert languages == {
        "index": "zh-CN",
        "clerk.zh-CN": "zh-CN",
        "search": "zh-CN",
        "desk": "en",
        "start": "en",
    }


@pytest.mark.parametrize(
    ("sought", "among_first"),
    [("签发", "签发登记"), ("签发登记", "签发登记"), ("勾稽关系", None), ("papermill", None)],
)
def test_the_search_finds_words_from_the_disk(
    site: Path, open_page: OpenPage, sought: str, among_first: str | None
) -> None:
    page, seen = open_page((site / "index.html").as_uri())
    page.locator(".sidebar-search").fill(sought)
    page.locator(".sidebar-search").press("Enter")
    found = page.locator("#search-results li a")
    found.first.wait_for(timeout=60_000)
    titles = found.all_inner_texts()
    assert among_first is None or any(among_first in title for title in titles[:3]), titles
    found.first.click()
    assert sought in page.locator("article").inner_text(), titles
    seen.assert_quiet()


def test_pages_fit_a_phone_and_can_be_read_by_all(site: Path, open_page: OpenPage) -> None:
    for name in ("index", "county.zh-CN"):
        page, seen = open_page(
            (site / f"{name}.html").as_uri(), viewport={"width": 390, "height": 844}, color_scheme="dark"
        )
        assert not scrolls_sideways(page), name
        seen.assert_quiet()  # axe itself reads style sheets, which a page from the disk may not
        assert not accessibility_report(page), name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# 页\n\n[别的](nowhere.md)\n", "nowhere.md"),
        ("# 页\n\n![图](pictures/nowhere.png)\n", "image file not readable"),
        ("# 页\n", "isn't included in any toctree"),
    ],
)
def test_a_page_with_a_fault_stops_the_build(tmp_path: Path, text: str, said: str) -> None:
    source = tmp_path / "docs"
    source.mkdir()
    placed = "isn't" not in said
    page = "page\n" if placed else ""
    (source / "index.md").write_text(f"# 首页\n\n```{{toctree}}\ncoming*\n{page}```\n", encoding="utf-8")
    (source / "page.md").write_text(text, encoding="utf-8")
    done = build(source, tmp_path / "out")
    assert done.returncode
    assert said in done.stderr
    assert done.stderr.count("WARNING") == 1, done.stderr
