"""What a web page holds besides its words: links, pictures, a form to log in, programs."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from nianbao.importer.characters import fold
from nianbao.importer.readers.html import page_text

_UNREAD = frozenset({"script", "style", "template", "noscript", "head"})
_BASE64 = re.compile(r"data:([\w/+.-]{1,60});base64,[A-Za-z0-9+/=\s]+")


@dataclass(frozen=True)
class Link:
    """A link.

    Attributes:
        target: As written.
        address: The same in full, where the page's own address is known.
        text: What one clicks.
        offset: Characters of the page's folded text before it.
    """

    target: str
    address: str
    text: str
    offset: int


@dataclass(frozen=True)
class Picture:
    """A picture.

    Attributes:
        source: As written.
        alt: Its alternative text; None where it has none.
        offset: Characters of the page's folded text before it.
    """

    source: str
    alt: str | None
    offset: int


@dataclass(frozen=True)
class WebFacts:
    """What a web page holds.

    Attributes:
        title: What the browser's frame shows.
        text: All text, folded.
        links: Its links.
        pictures: Its pictures.
        asks_password: It has a field for a password.
        programs: How many programs it has.
    """

    title: str
    text: str
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    asks_password: bool
    programs: int


def web_facts(data: bytes, name: str, address: str, encoding: str | None = None) -> WebFacts | None:
    """Look a web page over; None where it can't be taken apart.

    Args:
        data: The page.
        name: Its name, for messages.
        address: Where it was fetched from; empty for a file.
        encoding: What it was sent as.

    Raises:
        SourceError: Its encoding can't be told.
    """
    text, _ = page_text(data, name, encoding)
    text = _BASE64.sub(r"data:\1,", re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, remove_pis=True))
    except (etree.ParserError, ValueError):
        return None
    base = address
    if address and (found := root.find(".//base[@href]")) is not None:
        base = _joined(address, found.get("href"))
    walk = _Walk(base)
    walk.read(root)
    return WebFacts(
        title=" ".join(" ".join("".join(map(str, one.itertext())) for one in root.iter("title")).split()),
        text="".join(walk.texts),
        links=tuple(walk.links),
        pictures=tuple(walk.pictures),
        asks_password=any((one.get("type") or "").lower() == "password" for one in root.iter("input")),
        programs=sum(1 for _ in root.iter("script")),
    )


class _Walk:
    """Goes through a page once, counting the text."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.texts: list[str] = []
        self.length = 0
        self.links: list[Link] = []
        self.pictures: list[Picture] = []

    def read(self, root: html.HtmlElement) -> None:
        walker = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, element in walker:
            if event == "start":
                if element.tag in _UNREAD:
                    walker.skip_subtree()
                    continue
                self._element(element)
                self._add(element.text)
            elif element is not root:
                self._add(element.tail)

    def _element(self, element: html.HtmlElement) -> None:
        target = " ".join((element.get("href") or "").split())
        if element.tag == "a" and target:
            words = " ".join("".join(map(str, element.itertext())).split())
            self.links.append(Link(target, _joined(self.base, target), words, self.length))
        elif element.tag in ("iframe", "embed", "object"):
            source = (element.get("src") or element.get("data") or "").strip()
            if source:
                # A reader of PDFs in the page: what it shows is as good as linked.
                self.links.append(Link(source, _joined(self.base, source), "", self.length))
        elif element.tag == "img":
            source = (element.get("src") or "").strip()
            self.pictures.append(Picture(source, element.get("alt"), self.length))

    def _add(self, text: str | None) -> None:
        if text and (bare := fold(text)):
            self.texts.append(bare)
            self.length += len(bare)


def host_of(address: str) -> str | None:
    """Give an address's host; None where it has none, or is no address."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def path_of(address: str) -> str:
    """Give an address's path; empty where it is no address."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _joined(base: str, target: str | None) -> str:
    with contextlib.suppress(ValueError):
        return urljoin(base, target or "")
    return target or ""


def between(facts: WebFacts, start: int, end: int) -> Iterator[Picture]:
    """List the pictures between two places of the page's text."""
    return (one for one in facts.pictures if start <= one.offset <= end)
