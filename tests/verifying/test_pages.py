"""Pages of a site: what they are, what they offer, and what is no report."""

from __future__ import annotations

from typing import Any

import pytest

from nianbao.errors import ReportError
from nianbao.verifying import seeing
from nianbao.verifying.difference import Kind
from nianbao.verifying.fetching import PageError
from nianbao.verifying.page import Page
from nianbao.verifying.seeing import see
from nianbao.verifying.verify import Verdict, recognised, verify, year_of
from tests.verifying import cms
from tests.verifying.samples import ROOT, YUNXI, changed, compare, page, signed, written
from tests.verifying.site import Answer, Site

ATTACHED = """<html><head><title>年报</title></head><body><h1>{title}</h1>
<p>发布日期：2025-01-25</p><div class="article"><p>附件：<a href="{href}">{title}</a></p></div></body></html>"""


def _look(address: str) -> Verdict:
    return verify(see(address, ROOT), signed())


def _attached(href: str) -> str:
    return ATTACHED.format(title=signed().document.title.text, href=href)


def test_a_page_of_a_site_is_recognised_and_the_same(site: Site) -> None:
    seen = see(site.put("/nb/1.html", page()), ROOT)
    assert (year_of(seen), recognised(seen, ROOT, 2024)) == (2024, "yunxi")
    assert verify(seen, signed()).same


@pytest.mark.parametrize("declared", ["text/html; charset=gbk", "text/html; charset=GB2312", "text/html"])
def test_a_page_in_gbk_is_read_declared_or_not(site: Site, declared: str) -> None:
    source = page().replace('<meta charset="utf-8">', "").encode("gbk")
    assert _look(site.put("/gbk.html", source, Content_Type=declared)).same


def test_a_site_that_eats_digits_is_found_out(site: Site) -> None:
    verdict = _look(site.put("/eats.html", cms.eats_dates(page())))
    assert [one.kind for one in verdict.wrong] == [Kind.EATEN, Kind.EATEN]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_page_with_nothing_but_an_attachment_is_compared_by_it(site: Site, form: str) -> None:
    site.put(f"/upload/nb.{form}", written(YUNXI, form), Content_Type="application/octet-stream")
    verdict = _look(site.put("/a.html", _attached(f"/upload/nb.{form}")))
    assert verdict.same, [str(one) for one in verdict.wrong]
    assert any("附件" in note for note in verdict.notes)
    assert verdict.date == "2025-01-25"


def test_a_missing_attachment_is_told(site: Site) -> None:
    verdict = _look(site.put("/a.html", _attached("/upload/gone.pdf")))
    assert {one.kind for one in verdict.wrong} == {Kind.MISSING, Kind.ATTACHMENT}


def test_an_attachment_that_cannot_be_had_just_now_is_not_the_pages_fault(site: Site) -> None:
    source = changed(page(), "<div>上一篇", '<p><a href="nb.pdf">年报全文.pdf</a></p><div>上一篇')
    site.pages["/nb.pdf"] = Answer(b"", 502)
    verdict = _look(site.put("/a.html", source))
    assert verdict.same
    assert any("附件「年报全文.pdf」没有核对成" in note for note in verdict.notes)


def test_a_damaged_attachment_is_told_in_words_for_the_unit(site: Site) -> None:
    source = changed(page(), "<div>上一篇", '<p><a href="nb.docx">年报全文.docx</a></p><div>上一篇')
    site.put("/nb.docx", b"PK\x03\x04" + b"damaged" * 50)
    (one,) = _look(site.put("/a.html", source)).wrong
    assert one.message == "附件「年报全文.docx」读不出内容。"


def test_an_attachment_that_breaks_the_reader_ends_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = changed(page(), "<div>上一篇", '<p><a href="nb.docx">年报全文.docx</a></p><div>上一篇')
    site.put("/nb.docx", b"PK\x03\x04")
    usual = seeing.read_page

    def breaks(data: bytes, *args: Any, **options: Any) -> Page:
        if data.startswith(b"PK"):
            raise RecursionError
        return usual(data, *args, **options)

    monkeypatch.setattr(seeing, "read_page", breaks)
    verdict = _look(site.put("/a.html", source))
    assert verdict.same
    assert any("RecursionError" in note for note in verdict.notes)


def test_an_attachment_beside_the_text_is_compared_too(site: Site) -> None:
    site.put("/nb.docx", written(ROOT / "params/2024/yunxi.yaml", "docx"))
    link = '<p>附件：<a href="nb.docx">年报全文.docx</a></p>'
    source = changed(page(), "<div>上一篇", link + "<div>上一篇")
    assert _look(site.put("/a.html", source)).same
    other = changed(written(YUNXI, "html").decode("utf-8"), "云溪镇人民政府</p>", "云溪镇党政办</p>")
    site.put("/nb.html", other)
    linked = source.replace("nb.docx", "nb.html").replace("年报全文.docx", "年报全文.pdf")
    named = _look(site.put("/b.html", linked)).wrong
    assert [one.where for one in named] == ["附件「年报全文.pdf」署名"]


def test_an_old_word_file_is_seen_to_be_there_and_said_to_be_unread(site: Site) -> None:
    site.put("/nb.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    verdict = _look(site.put("/a.html", _attached("/nb.doc")))
    assert [one.kind for one in verdict.wrong] == [Kind.MISSING]
    assert any("另存为 docx" in note for note in verdict.notes)


def test_an_attachment_without_an_ending_in_its_address_is_read(site: Site) -> None:
    site.put("/download?id=3", written(YUNXI, "docx"), Content_Type="application/octet-stream")
    source = _attached("/download?id=3").replace("</a>", ".docx</a>")
    assert _look(site.put("/a.html", source)).same


def test_an_attachment_elsewhere_is_not_fetched(site: Site) -> None:
    _look(site.put("/a.html", changed(page(), "<h1>", '<a href="http://127.0.0.2/x.pdf">下载</a><h1>')))
    assert [path for path, _ in site.asked] == ["/a.html"]


LOGIN = """<html><title>统一身份认证</title><form><input name="u"><input type="password"><button>登录</button></form></html>"""
LOST = (
    "<html><title>提示</title><body><p>您访问的页面不存在或已删除</p><a href='/'>返回首页</a></body></html>"
)
SCRIPT = '<html><head><title>年报</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
NOSCRIPT = SCRIPT.replace("<script", "<noscript>请启用 JavaScript</noscript><script")
WORDS = SCRIPT.replace('<div id="app"></div>', '<div id="app">加载中…</div>')


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (LOGIN, "是登录页"),
        (LOST, "网页不存在"),
        (SCRIPT, "没有正文"),
        (NOSCRIPT, "没有正文"),
        (WORDS, "没有正文"),
        ("", "空的"),
        ("\x00\x01\x02" * 50, "不是文字文件|没有读出|读不出"),
        ("\x89PNG\r\n", "图片"),
    ],
)
def test_what_is_no_report_is_said_with_what_to_do(site: Site, source: str, words: str) -> None:
    with pytest.raises(ReportError, match=words) as refused:
        see(site.put("/a.html", source.encode("latin-1", "ignore") if "PNG" in source else source), ROOT)
    if source in (SCRIPT, NOSCRIPT, WORDS):
        assert isinstance(refused.value, PageError)
        assert "另存为" in str(refused.value)


def test_a_page_of_pictures_only_is_told() -> None:
    source = f"<html><body><h1>{signed().document.title.text}</h1><p><img src=1.jpg><img src=2.jpg></p></body></html>"
    found = compare(source).wrong
    assert [one.kind for one in found] == [Kind.MISSING]
    assert "图片" in found[0].message


def test_a_saved_page_is_read_and_its_attachments_are_said_to_be_unseen(tmp_path) -> None:  # type: ignore[no-untyped-def]
    saved = tmp_path / "年报.html"
    saved.write_text(changed(page(), "<h1>", '<a href="nb.pdf">下载</a><h1>'), encoding="utf-8")
    verdict = verify(see(str(saved), ROOT), signed())
    assert any("附件没有核对" in note for note in verdict.notes)


HOSTILE = {
    "deep": "<div>" * 20_000 + "年报" + "</div>" * 20_000,
    "zeros": "<p>" + "0 " * 100_000 + "</p>",
    "same": "<p>政府信息公开</p>" * 20_000,
    "cells": "<table>" + "<tr>" + "<td>0</td>" * 50 + "</tr>" * 400 + "</table>",
    "links": '<a href="http://[">坏</a><a href="\\\\x\\y">盘</a><base href="http://["><img src="http://[">'
    * 50,
    "entity": '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><p>&z;</p>',
    "nul": "年\x00报" * 100,
    "long": "一" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon_and_in_words(name: str) -> None:
    """Each is put around a true page, and stands alone."""
    for source in (HOSTILE[name], changed(page(), "<div>上一篇", HOSTILE[name] + "<div>上一篇")):
        try:
            verdict = compare(source)
        except ReportError as problem:
            assert str(problem)
        else:
            assert all(str(one) for one in verdict.differences)


def test_text_of_a_page_is_shown_as_text() -> None:
    from nianbao.verifying.readable import as_text

    verdict = compare(changed(page(), "云溪镇人民政府</p>", "&lt;script&gt;alert(1)&lt;/script&gt;政府</p>"))
    assert "<script>" in as_text(verdict)  # a terminal; the page escapes it


def test_silent_answers_do_not_confuse(site: Site) -> None:
    site.pages["/soft404.html"] = Answer(b"<html><title>404</title><body>404 Not Found</body></html>")
    with pytest.raises(PageError, match="不存在"):
        see(site.address + "/soft404.html", ROOT)
