"""A county's own CSS and styles: they are used, and what a report may not have is refused with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from nianbao.build import build_report
from nianbao.errors import OwnLookError
from nianbao.export.base import Look, load_form
from nianbao.export.own_looks import BODY, MAX_BYTES, OWN_LOOKS, PAGE, PUBLISH, body_styles, own_css
from nianbao.export.safe_css import RefusedError, checked_declarations, checked_sheet
from nianbao.freshness import is_fresh
from nianbao.manifest import read_entries, record
from nianbao.resources import shipped
from nianbao.task import Task
from tests.browser.fixtures import OpenPage
from tests.conftest import Write
from tests.sample_document import document

GREEN = "/* 本县 */ .title { color: rgb(1, 99, 2) }\n@media print { .title { color: #000 } }\n"
HOSTILE = {
    "a { color: red }\n</style><script>alert(1)</script>": ("读不懂|打断网页", None),
    'a::x { --x: "\\3c/style>" }': ("打断网页", None),
    '.title { font-family: "\\3c!--" }': ("打断网页", None),
    '.a {}\n@import "https://example.org/x.css";': ("@import", 2),
    "@import url(//example.org/x.css);": ("@import", 1),
    '@charset "gbk";': ("@charset", 1),
    "@namespace url(http://example.org);": ("不能用", 1),
    "\n\na { background: url(https://example.org/x.png) }": ("不联网", 3),
    'a { background: url("//example.org/x.png") }': ("不联网", 1),
    "a { background: URL( 'logo.png' ) }": ("不联网", 1),
    "a { background: u\\72l(http://example.org) }": ("不联网", 1),
    "a { background: url(data:text/html,x) }": ("不联网", 1),
    'a { background: image-set("http://example.org/x.png" 1x) }': ("image-set", 1),
    "@media print { a { background: url(x) } }": ("不联网", 1),
    "@supports (background: url(http://x)) { a { color: red } }": ("不联网", 1),
    "a { color: red; b { background: url(x) } }": ("不联网", 1),
    "a { --x: {url(http://x)} }": ("不联网", 1),
    "@font-face { font-family: x; src: url(x.woff2) }": ("不联网", 1),
    "a { width: expression(alert(1)) }": ("不能带程序", 1),
    "a { behavior: x }": ("不能带程序", 1),
    "a { -MOZ-binding: x }": ("不能带程序", 1),
    ".signature { display: none }": ("看不见", 1),
    "td { visibility: hidden !important }": ("看不见", 1),
    "nav, td { display: none }": ("看不见", 1),
    '.title::after { content: "（修订）" }': ("写进底稿", 1),
    "@page :first { @top-center { content: none } }": ("留给「初稿」", 1),
    "a { color: red;\nwidth }": ("读不懂", 2),
    "a b c": ("读不懂", 1),
    "a { color: url(x y) }": ("读不懂", 1),
}
FINE = [
    "",
    GREEN,
    ".a > .b ~ c:not(.d)::before { color: red !important }",
    "nav { display: none }",
    "@page { @bottom-left { content: '云溪镇 ' counter(page) } }",
    ".title { background: url(data:image/png;base64,iVBORw0KGgo=) no-repeat }",
    "@font-face { font-family: x; src: local('方正小标宋简体') }",
    "a { color: red",
]


def put(folder: Path, name: str, text: str) -> None:
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def rendered(form: str, folder: Path | None, *, draft: bool = False) -> str:
    return load_form(form).render(document(), Look(draft=draft, folder=folder)).decode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_load_run_or_hide_is_refused_with_its_line(text: str, tmp_path: Path) -> None:
    words, line = HOSTILE[text]
    with pytest.raises(RefusedError, match=words) as caught:
        checked_sheet(text)
    assert line in (None, caught.value.line)
    put(tmp_path, PAGE, text)
    with pytest.raises(OwnLookError, match=rf"templates/html/page\.css 第 \d+ 行：.*({words})"):
        rendered("html", tmp_path)


@pytest.mark.parametrize("text", FINE)
def test_other_css_is_taken_without_its_comments(text: str) -> None:
    css = checked_sheet(text)
    assert "本县" not in css
    assert checked_sheet(css) == css
    assert css.count("{") == css.count("}") == text.count("{")


@pytest.mark.parametrize(("form", "name"), [("html", PAGE), ("publish", PUBLISH)])
def test_own_css_comes_after_ours(form: str, name: str, tmp_path: Path) -> None:
    put(tmp_path, name, GREEN)
    page = rendered(form, tmp_path)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert style[1].rstrip().endswith(checked_sheet(GREEN))
    assert checked_sheet(GREEN) not in rendered(form, None)
    assert load_form(form).read_text(page.encode()) == load_form(form).read_text(
        rendered(form, None).encode()
    )


def test_a_draft_stays_one(tmp_path: Path) -> None:
    put(tmp_path, PAGE, "a { color: red")  # never closed: what follows isn't swallowed
    page = rendered("html", tmp_path, draft=True)
    assert page.index("color: red") < page.index('@page { @top-center { content: "初稿"')
    assert "color: red}" in page.replace("red }", "red}")


def test_own_css_is_seen(tmp_path: Path, open_page: OpenPage) -> None:
    put(tmp_path, PAGE, GREEN)
    path = tmp_path / "page.html"
    path.write_text(rendered("html", tmp_path), encoding="utf-8")
    page: Page
    page, _ = open_page(path.as_uri())
    assert page.eval_on_selector(".title", "e => getComputedStyle(e).color") == "rgb(1, 99, 2)"


def test_own_styles_of_the_body_take_the_place_of_ours_one_by_one(tmp_path: Path) -> None:
    put(
        tmp_path, BODY, "paragraph: text-indent:2em;line-height:2;font-family:仿宋_GB2312\nnote: color:#666\n"
    )
    assert body_styles(tmp_path)["caption"] == body_styles(None)["caption"]
    root = html.fragment_fromstring(rendered("fragment", tmp_path), create_parent="div")
    styles = {one.get("style") for one in root.iter("p")}
    assert "text-indent:2em;line-height:2;font-family:仿宋_GB2312" in styles
    assert "color:#666" in styles
    assert not root.xpath("./p[@style='text-indent:2em' and contains(., '全年共发布信息')]")
    assert rendered("fragment", tmp_path).strip() in rendered("publish", tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("note: a\nparagraph: [", "第 2 行：写法不对"),
        ("- a", "一行一个"),
        ("paragraf: x", "没有叫「paragraf」的一项.*paragraph"),
        ("paragraph: 3", "应是文字"),
        ("paragraph: 2em", "不是样式"),
        ("paragraph: 'background:url(http://x)'", "不联网"),
        ("paragraph: 'font-family:\"a\"'", "不要用双引号"),
        ("paragraph: 'display:none'", "看不见"),
        ("paragraph: 'color:red}p{color:blue'", "不是样式|读不懂"),
    ],
)
def test_styles_that_are_not_in_order_are_said(text: str, words: str, tmp_path: Path) -> None:
    put(tmp_path, BODY, text)
    with pytest.raises(OwnLookError, match=words):
        rendered("fragment", tmp_path)


def test_declarations_cannot_leave_their_attribute() -> None:
    assert checked_declarations("COLOR: red !important; ; width:calc(1px + 2px)") == (
        "COLOR:red!important;width:calc(1px + 2px)"
    )


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "templates" / "html").mkdir(parents=True)
    path = tmp_path / "templates" / PAGE
    path.write_bytes("标题".encode("gbk"))
    with pytest.raises(OwnLookError, match="不是 UTF-8"):
        own_css(tmp_path, PAGE)
    path.write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(OwnLookError, match="太大"):
        own_css(tmp_path, PAGE)


def test_a_changed_look_makes_a_report_stale(folder: Path, write: Write) -> None:
    task = Task(write(), folder, folder / "out", forms=("html", "fragment"))
    for name in OWN_LOOKS:
        record(folder / "out", [build_report(task)])
        assert is_fresh(task, read_entries(folder / "out")[0])
        put(folder, name, "paragraph: text-indent:2em" if name == BODY else GREEN)
        assert not is_fresh(task, read_entries(folder / "out")[0])


def test_a_broken_look_fails_the_report_and_says_so(folder: Path, write: Write) -> None:
    put(folder, PAGE, "@import 'x';")
    outcome = build_report(Task(write(), folder, folder / "out", forms=("html",)))
    assert outcome.status == "failed"
    assert "templates/html/page.css 第 1 行" in str(outcome.error)
    assert not (folder / "out" / "2017").exists()


def test_the_shipped_look_is_nobodys_own_in_the_projects_own_folder() -> None:
    root = Path(__file__).resolve().parents[2]
    assert own_css(root, PAGE) == ""
    assert body_styles(root) == body_styles(None)


def test_a_copy_of_the_shipped_look_is_nobodys_own(tmp_path: Path) -> None:
    own = tmp_path / "templates" / PAGE
    own.parent.mkdir(parents=True)
    own.write_bytes((shipped("templates") / PAGE).read_bytes())
    assert own_css(tmp_path, PAGE) == ""
