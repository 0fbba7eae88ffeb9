"""Web pages: running text line by line, real tables row by row. Nothing is fetched, no script is run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from nianbao.importer.characters import put_right
from nianbao.importer.source import MAX_LINES, Line, Source, SourceError, Span, decoded

_SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "select"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_LONG_CELL = 160
"""A cell with more characters holds text: the table is there for the page's layout."""

_MAX_DEPTH = 400


def looks_like_html(data: bytes) -> bool:
    """Tell whether a file is a web page."""
    head = data[:4_000].replace(b"\0", b"").lower()
    return re.search(rb"<(?:!doctype html|html|head|body|table|div|p|meta)\b", head) is not None


def read(data: bytes, name: str) -> Source:
    """Read a web page.

    Raises:
        SourceError: It can't be read.
    """
    text, encoding = _text(data, name)
    try:
        # Positions are counted in lines of the page; a declaration of its encoding is no longer true.
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, ValueError) as problem:
        raise SourceError(f"「{name}」里没有读出内容。请核对是否选错了文件。") from problem
    reader = _Reader()
    reader.walk(root, 0)
    reader.end_line()
    if not reader.lines:
        raise SourceError(
            f"「{name}」里没有文字。内容可能由网页里的程序另外取来；请在浏览器里另存为完整的网页，或复制成文字。"
        )
    if len(reader.lines) > MAX_LINES:
        raise SourceError(f"「{name}」太长，不像一份年度报告。请核对是否选错了文件。")
    return Source(name, "html", tuple(reader.lines), reader.changed, (f"网页，编码：{encoding}。",))


def _text(data: bytes, name: str) -> tuple[str, str]:
    declared = _CHARSET.search(data[:4_000])
    if declared:
        encoding = declared[1].decode("ascii").lower()
        # What calls itself GB2312 holds characters of its successors.
        encoding = "gb18030" if encoding in ("gb2312", "gbk", "gb_2312-80") else encoding
        try:
            return data.decode(encoding), encoding.upper()
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data, name)


class _Reader:
    """Walks the elements and collects lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.changed: Counter[str] = Counter()
        self._parts: list[str] = []
        self._number = 1

    def walk(self, element: html.HtmlElement, depth: int) -> None:
        """Collect an element's text, and what follows it."""
        if (
            not isinstance(element.tag, str)
            or element.tag in _SKIPPED
            or depth > _MAX_DEPTH
            or _is_hidden(element)
        ):
            return
        if element.tag == "table" and _is_grid(element):
            self.end_line()
            for row in element.iter("tr"):
                self._row(row)
            return
        block = element.tag in _BLOCKS
        if block or element.tag == "br":
            self.end_line()
        self._add(element.text, element)
        for child in element:
            self.walk(child, depth + 1)
            self._add(child.tail, child)
        if block:
            self.end_line()

    def _add(self, text: str | None, element: html.HtmlElement) -> None:
        if text and text.strip():
            if not self._parts:
                self._number = element.sourceline or self._number
            self._parts.append(re.sub(r"[ \t\r\n\f]+", " ", text))
        elif text and self._parts:
            self._parts.append(" ")

    def end_line(self) -> None:
        """Make a line of what was collected."""
        text = "".join(self._parts).strip(" ")
        self._parts = []
        if text.strip():
            self.lines.append(Line(self._number, put_right(text, self.changed)))
            # Web pages part paragraphs; an empty line says so.

    def _row(self, row: html.HtmlElement) -> None:
        texts = [put_right(_cell_text(cell), self.changed) for cell in row if cell.tag in ("td", "th")]
        if texts:
            text, spans = joined(texts)
            self.lines.append(Line(row.sourceline or self._number, text, spans))


def joined(texts: list[str]) -> tuple[str, tuple[Span, ...]]:
    """Put the cells of a row into one line, with tabs between; give their places."""
    spans: list[Span] = []
    place = 0
    for text in texts:
        spans.append((place, place + len(text)))
        place += len(text) + 1
    return "\t".join(texts), tuple(spans)


def _is_hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style


def _is_grid(table: html.HtmlElement) -> bool:
    """Tell a table of data from one that lays out a page."""
    rows = list(table.iter("tr"))
    if len(rows) < 2 or next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
    return len(cells) >= 2 * 2 and max(len(_cell_text(cell)) for cell in cells) <= _LONG_CELL


def _cell_text(cell: html.HtmlElement) -> str:
    """Give a cell's text; what its paragraphs part belongs together."""
    parts = [" ".join(part.split()) for part in _texts(cell)]
    return "".join(part for part in parts if part)


def _texts(element: html.HtmlElement) -> Iterator[str]:
    for one in element.iter():
        if one.tag in _SKIPPED or not isinstance(one.tag, str):
            continue
        yield one.text or ""
        if one is not element:
            yield one.tail or ""
