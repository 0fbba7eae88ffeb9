"""网页正文 and 发布页: what a site's editor gets, and the page from which it is copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from nianbao.blocks import plain_text
from nianbao.build import build_report, with_companions
from nianbao.export.base import Look, load_form
from nianbao.selfcheck import squeeze
from nianbao.task import Task
from tests.browser.fixtures import OpenPage
from tests.browser.pages import accessibility_report, picture_folder, scrolls_sideways
from tests.conftest import Write
from tests.sample_document import TITLE, document, every_kind

FRAGMENT, PUBLISH = load_form("fragment"), load_form("publish")


def body(look: Look | None = None) -> str:
    return FRAGMENT.render(document(), look or Look()).decode("utf-8")


def test_the_body_has_all_but_the_title_in_order() -> None:
    assert squeeze(FRAGMENT.read_text(body().encode())) == squeeze("".join(map(plain_text, every_kind())))
    assert TITLE.text not in body()


def test_the_body_has_only_what_editors_keep() -> None:
    root = html.fragment_fromstring(body(), create_parent="div")
    tags = {element.tag for element in root.iter()}
    assert tags <= {"div", "p", "h2", "h3", "h4", "strong", "a", "table", "tr", "th", "td", "img", "pre"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert attributes <= {
        "style",
        "href",
        "src",
        "alt",
        "scope",
        "rowspan",
        "colspan",
        "border",
        "cellspacing",
        "cellpadding",
    }
    empty = [
        one.tag for one in root.iter() if one.tag not in ("img",) and not one.text_content() and not len(one)
    ]
    assert empty == []


def test_styles_are_few_and_none_takes_back_another() -> None:
    styles = {one.get("style") for one in html.fragment_fromstring(body(), create_parent="div").iter()} - {
        None
    }
    assert len(styles) <= 14
    for style in styles:
        names = [declaration.partition(":")[0] for declaration in style.split(";")]
        assert len(names) == len(set(names)), style


def test_digits_and_brackets_stand_in_one_piece() -> None:
    # Editors lose what is wrapped or written as entities: 〔2017〕51号 must be one run of characters.
    assert "莱政办字〔2017〕51号" in body()
    assert "全年共发布信息128条" in body()
    assert "&#" not in body()


def test_a_draft_says_that_it_may_not_be_published() -> None:
    assert "不得发布" in body(Look(draft=True))
    assert "初稿" not in FRAGMENT.read_text(body(Look(draft=True)).encode())


def test_the_page_comes_along_with_the_body(write: Write, folder: Path) -> None:
    assert with_companions(["html", "fragment"]) == ("html", "fragment", "publish")
    outcome = build_report(Task(write(), folder, folder / "out", forms=("fragment",)))
    assert set(outcome.outputs) == {"fragment", "publish", "ipynb"}
    names = {path.name for path in (folder / "out" / "2017" / "yunxi").iterdir()}
    assert names == {"report.fragment.html", "publish.html", "report.ipynb"}


@pytest.fixture
def page(open_page: OpenPage, tmp_path: Path) -> Page:
    path = tmp_path / "publish.html"
    path.write_bytes(PUBLISH.render(document(), Look()))
    page, _ = open_page(path.as_uri(), permissions=["clipboard-read", "clipboard-write"])
    return page


def copied(page: Page, media: str) -> str:
    """Give what the last copy put on the clipboard, as a page that is pasted into gets it."""
    page.evaluate(
        """media => {
            const place = Object.assign(document.createElement('div'), {id: 'paste', contentEditable: 'true'});
            document.querySelector('#paste')?.remove();
            document.body.append(place);
            place.addEventListener('paste', event => {
                event.preventDefault();
                window.pasted = event.clipboardData.getData(media);
            });
            place.focus();
        }""",
        media,
    )
    page.keyboard.press("Control+v")
    return str(page.evaluate("window.pasted"))


def test_each_field_and_the_body_can_be_copied(page: Page) -> None:
    page.get_by_role("button", name="复制标题").click()
    expect(page.get_by_role("status")).to_contain_text("已复制标题")
    assert copied(page, "text/plain") == TITLE.text
    page.get_by_role("button", name="复制发布机构").click()
    assert copied(page, "text/plain") == "河洛镇人民政府"
    page.get_by_role("button", name="复制成文日期").click()
    assert copied(page, "text/plain") == "2018年1月27日"
    page.get_by_role("button", name="复制 2018-01-27").click()
    assert copied(page, "text/plain") == "2018-01-27"
    page.get_by_role("button", name="复制正文", exact=True).click()
    assert "全年共发布信息128条" in copied(page, "text/plain")
    assert "第30项\t30\t0\t30" in copied(page, "text/plain")
    pasted = html.fragment_fromstring(copied(page, "text/html"), create_parent="div")
    assert squeeze(pasted.text_content()) == squeeze(FRAGMENT.read_text(body().encode()))
    page.get_by_role("button", name="复制网页代码").click()
    assert squeeze(copied(page, "text/plain")) == squeeze(body())


def test_what_an_editor_makes_of_the_pasted_body_has_every_sign_and_span(page: Page) -> None:
    page.get_by_role("button", name="复制正文", exact=True).click()
    page.evaluate(
        """() => {
            document.body.innerHTML = '<div id="editor" contenteditable="true"></div>';
            document.querySelector('#editor').focus();
        }"""
    )
    page.keyboard.press("Control+v")
    pasted = html.fragment_fromstring(page.inner_html("#editor"), create_parent="div")
    meant = html.fragment_fromstring(body(), create_parent="div")
    assert squeeze(pasted.text_content()) == squeeze(meant.text_content())
    for name in ("colspan", "rowspan", "href", "alt"):
        assert pasted.xpath(f"//@{name}") == meant.xpath(f"//@{name}")
    assert len(pasted.xpath("//tr")) == len(meant.xpath("//tr"))


def test_the_page_has_every_field_of_a_catalogue() -> None:
    page = html.fromstring(PUBLISH.render(document(), Look()).decode())
    assert [one.text for one in page.iter("dt")] == [
        "标题",
        "索引号",
        "组配分类",
        "发布机构",
        "成文日期",
        "发布日期",
        "文号",
        "主题词",
        "信息名称",
        "内容概述",
        "公开方式",
        "有效性",
    ]


def test_pictures_that_a_site_may_drop_are_spoken_of() -> None:
    assert "正文里有 2 张图" in PUBLISH.render(document(), Look()).decode()
    assert "张图" not in PUBLISH.render(document(*every_kind()[:3]), Look()).decode()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_by_everyone(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal of two words
    page.set_viewport_size({"width": 1093, "height": 614})
    page.screenshot(path=picture_folder() / f"publish-{scheme}.png", full_page=True)
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)
