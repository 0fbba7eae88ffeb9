"""Fetching: bounded, without cookies, and what goes wrong is said in Chinese."""

from __future__ import annotations

import gzip
import ssl
import tracemalloc

import httpx
import pytest

from nianbao.verifying.fetching import Bounds, GoneError, PageError, checked, fetch
from tests.verifying.site import Answer, Site

QUICK = Bounds(size=200_000, seconds=1.5, silence=1.0, redirects=3)


def test_a_page_is_fetched_with_the_encoding_that_the_server_names(site: Site) -> None:
    address = site.put("/a.html", "年报".encode("gbk"), Content_Type="text/html; charset=GBK")
    fetched = fetch(address)
    assert (fetched.data, fetched.encoding) == ("年报".encode("gbk"), "gbk")


def test_nothing_is_told_of_who_asks(site: Site) -> None:
    site.put("/b.html", "到了")
    site.pages["/a.html"] = Answer(b"", 302, {"Location": "/b.html", "Set-Cookie": "who=me; Path=/"})
    assert fetch(site.address + "/a.html").final == site.address + "/b.html"
    assert [path for path, _ in site.asked] == ["/a.html", "/b.html"]
    for _, headers in site.asked:
        assert not {"cookie", "authorization", "referer"} & {name.lower() for name in headers}


def test_redirects_in_a_circle_end(site: Site) -> None:
    site.pages["/a"] = Answer(b"", 302, {"Location": "/b"})
    site.pages["/b"] = Answer(b"", 302, {"Location": "/a"})
    with pytest.raises(PageError, match="转来转去"):
        fetch(site.address + "/a", QUICK)
    assert len(site.asked) == QUICK.redirects + 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/a", "javascript:alert(1)"])
def test_a_redirect_off_the_web_is_refused(site: Site, target: str) -> None:
    site.pages["/a"] = Answer(b"", 302, {"Location": target})
    with pytest.raises(PageError, match="不是网址"):
        fetch(site.address + "/a", QUICK)


@pytest.mark.parametrize("target", ["http://127.0.0.1:1/", "http://10.1.2.3/", "http://oa/", "http://[::1]/"])
def test_a_redirect_from_outside_into_the_offices_network_is_refused(
    monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    """The page's site is outside; what answers is made up."""
    made = httpx.MockTransport(lambda _: httpx.Response(302, headers={"Location": target}))
    usual = httpx.Client.__init__
    monkeypatch.setattr(
        httpx.Client, "__init__", lambda self, **options: usual(self, **{**options, "transport": made})
    )
    with pytest.raises(PageError, match="内部网络"):
        fetch("http://www.example.org/a")


def test_a_huge_page_is_not_read_to_its_end(site: Site) -> None:
    address = site.put("/huge.html", b"a" * 2_000_000)
    with pytest.raises(PageError, match="超过"):
        fetch(address, QUICK)


def test_a_page_that_unpacks_to_more_is_not_read_to_its_end(site: Site) -> None:
    address = site.put("/bomb.html", gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip")
    with pytest.raises(PageError, match="超过"):
        fetch(address, QUICK)


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "GZIP", "gzip, utf-8"])
def test_a_packed_page_is_unpacked(site: Site, name: str) -> None:
    words = "年报".encode() * 700_000
    address = site.put("/a.html", gzip.compress(words), Content_Encoding=name)
    assert fetch(address).data == words
    assert {"gzip"} == {headers["Accept-Encoding"] for _, headers in site.asked}


@pytest.mark.parametrize("name", ["gzip, gzip", "gzip,gzip , gzip", "deflate", "br", "zstd", "br, gzip"])
def test_what_is_packed_otherwise_or_twice_is_refused_unread(site: Site, name: str) -> None:
    """Packed twice, some hundred bytes are tens of millions; nobody may have to hold them."""
    bomb = gzip.compress(gzip.compress(b"a" * 20_000_000))
    address = site.put("/bomb.html", bomb, Content_Encoding=name)
    tracemalloc.start()
    try:
        with pytest.raises(PageError, match=r"压缩.*另存为网页"):
            fetch(address, QUICK)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_page_that_is_not_packed_as_said_is_explained(site: Site) -> None:
    address = site.put("/a.html", "没有压缩", Content_Encoding="gzip")
    with pytest.raises(PageError, match="传到一半"):
        fetch(address)


def test_an_encoding_named_otherwise_packs_nothing(site: Site) -> None:
    assert fetch(site.put("/a.html", "年报", Content_Encoding="utf-8")).data == "年报".encode()


def test_a_server_that_drips_byte_by_byte_is_left(site: Site) -> None:
    """Long before it has sent as much as is usually handed on at once."""
    site.pages["/slow"] = Answer(b"a" * 400, pause=0.05, piece=10)
    with pytest.raises(PageError, match="还没有传完"):
        fetch(site.address + "/slow", Bounds(seconds=0.3, silence=1.0))


@pytest.mark.parametrize(
    ("status", "gone"), [(404, True), (410, True), (403, False), (412, False), (502, False)]
)
def test_what_is_gone_is_told_from_what_cannot_be_reached(site: Site, status: int, gone: bool) -> None:
    site.pages["/a"] = Answer(b"", status)
    with pytest.raises(PageError) as refused:
        fetch(site.address + "/a")
    assert isinstance(refused.value, GoneError) is gone


def test_a_server_that_drips_is_left(site: Site) -> None:
    site.pages["/slow"] = Answer(b"a" * 160_000, pause=0.2)
    with pytest.raises(PageError, match="还没有传完"):
        fetch(site.address + "/slow", QUICK)


def test_a_server_that_says_nothing_is_left(site: Site) -> None:
    def silent() -> Answer:
        import time

        time.sleep(3)
        return Answer()

    site.pages["/silent"] = silent
    with pytest.raises(PageError, match="没有回音"):
        fetch(site.address + "/silent", QUICK)


@pytest.mark.parametrize(
    ("status", "words"), [(404, "没有这个网页"), (403, "不让访问"), (412, "当成了机器"), (500, "打不开")]
)
def test_answers_that_are_no_page_are_explained(site: Site, status: int, words: str) -> None:
    site.pages["/a"] = Answer("出错".encode(), status)
    with pytest.raises(PageError, match=words):
        fetch(site.address + "/a")


def test_no_server_and_no_such_host_are_told_apart(site: Site) -> None:
    site.put("/", "")
    with pytest.raises(PageError, match="连不上"):
        fetch("http://127.0.0.1:9/", QUICK)
    with pytest.raises(PageError, match=r"找不到网站「no\.such\.invalid」"):
        fetch("http://no.such.invalid/", QUICK)


def test_a_bad_certificate_is_explained(site: Site) -> None:
    """The site speaks plain HTTP, which is no TLS at all."""
    site.put("/", "")
    with pytest.raises(PageError, match="证书有问题"):
        fetch(site.address.replace("http:", "https:"), QUICK)
    assert ssl.OPENSSL_VERSION


@pytest.mark.parametrize(
    "address", ["", "www.example.org", "file:///a.html", "http://", "http://[", "gopher://a/b", "http://a:0/"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(PageError, match="不是网址"):
        checked(address)


def test_an_address_with_a_password_is_refused_without_repeating_it() -> None:
    with pytest.raises(PageError) as refused:
        checked("http://me:secret@www.example.org/a")
    assert "secret" not in str(refused.value)
