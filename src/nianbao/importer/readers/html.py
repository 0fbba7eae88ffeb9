"""Web pages: running text line by line, real tables row by row. Nothing is fetched, no script is run."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from nianbao.importer.characters import put_right, raised
from nianbao.importer.items import is_value
from nianbao.importer.readers.encoding import decoded
from nianbao.importer.source import MAX_LINES, TITLED, Line, Source, SourceError, Span

_SKIPPED = frozenset({"script", "style", "template", "head", "iframe", "object", "svg"})
_UNSEEN = frozenset({"noscript", "select", "datalist"})
"""What a browser doesn't show as text of the page: kept beside it, so that nothing goes without a word."""

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
_PICTURE = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]+")
_TITLES = ("title", "ArticleTitle")
_LONG_CELL = 160
"""A cell with more characters holds text: the table is there for the page's layout."""

_MOST = 10_000_000
"""Characters of a page without its pictures; a large one has a million."""

_NUMBERS = 8
"""So many numbers make a table, whatever else stands in it."""

UNSEEN = "网页里不显示的"


def read(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Read a web page.

    Args:
        data: The page.
        name: File name, for messages.
        encoding: What the page was sent as, where that is known.

    Raises:
        SourceError: It can't be read.
    """
    text, encoding = page_text(data, name, encoding)
    # Pictures written into the page can be most of it. Positions are counted in lines of the page; a
    # declaration of its encoding is no longer true.
    text = _PICTURE.sub("data:,", re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    if len(text) > _MOST:
        raise SourceError(f"「{name}」的网页太大，不像一份年度报告。请在浏览器里打开，把正文复制成文字再试。")
    parser = html.HTMLParser(huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as problem:
        raise SourceError(f"「{name}」里没有读出内容。请核对是否选错了文件。") from problem
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        # The rest of the page would be missing without a word.
        raise SourceError(f"「{name}」的网页结构太复杂，读不全。请在浏览器里打开，把正文复制成文字再试。")
    reader = _Reader()
    reader.read(root)
    if not reader.lines:
        raise SourceError(
            f"「{name}」里没有文字。内容可能由网页里的程序另外取来；请在浏览器里另存为完整的网页，或复制成文字。"
        )
    lines = (*reader.lines, *reader.beside(root))
    if len(lines) > MAX_LINES:
        raise SourceError(f"「{name}」太长，不像一份年度报告。请核对是否选错了文件。")
    return Source(name, "html", lines, reader.changed, (f"网页，编码：{encoding}。",))


def page_text(data: bytes, name: str, sent: str | None = None) -> tuple[str, str]:
    """Decode a web page.

    Args:
        data: The page.
        name: File name, for messages.
        sent: What the page was sent as, where that is known.

    Returns:
        The page as text, and what people call its encoding.

    Raises:
        SourceError: Its encoding can't be told.
    """
    declared = _CHARSET.search(data[:4_000])
    stated = sent or (declared[1].decode("ascii") if declared else None)
    with contextlib.suppress(UnicodeDecodeError):
        # Chinese text of another encoding is never UTF-8 by chance, whatever the page calls itself.
        if "\0" not in (text := data.decode("utf-8-sig")):
            return text, "UTF-8"
    # A mark at the beginning says more than what the page calls itself.
    if stated and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        # What calls itself GB2312 holds characters of its successors.
        encoding = "gb18030" if stated.lower() in ("gb2312", "gbk", "gb_2312-80") else stated.lower()
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return data.decode(encoding), encoding.upper()
    return decoded(data, name)


class _Reader:
    """Walks the elements and collects lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.changed: Counter[str] = Counter()
        self._unseen: list[tuple[int, str]] = []
        self._parts: list[str] = []
        self._number = 1

    def read(self, root: html.HtmlElement) -> None:
        """Collect the page's lines."""
        walker = etree.iterwalk(root, events=("start", "end", "comment"))
        skipped = None
        for event, element in walker:
            if event == "start":
                if self._start(element):
                    walker.skip_subtree()
                    skipped = element
                continue
            if event == "end" and element is not skipped and element.tag in _BLOCKS:
                self._end_line()
            if element is not root:
                self._add(element.tail, element, is_raised=_is_raised(element.getparent()))
        self._end_line()

    def _start(self, element: html.HtmlElement) -> bool:
        """Begin an element; tell whether what is in it has been dealt with."""
        if element.tag in _SKIPPED:
            return True
        if element.tag in _UNSEEN or _is_hidden(element):
            text = " ".join("".join(_texts(element)).split())
            self._unseen += [(element.sourceline or self._number, text)] if text else []
            return True
        if element.tag == "table" and _is_grid(element):
            self._end_line()
            for caption in element.iterchildren("caption"):
                self._number = caption.sourceline or self._number
                self._parts.append(_cell_text(caption))
                self._end_line()
            for row in element.iter("tr"):
                self._row(row)
            return True
        if element.tag in _BLOCKS or element.tag == "br":
            self._end_line()
        self._add(element.text, element, is_raised=_is_raised(element))
        return False

    def beside(self, root: html.HtmlElement) -> Iterator[Line]:
        """List what the page holds and doesn't show: its title, hidden parts."""
        titles = [one.text_content() for one in root.iter("title")]
        titles += [one.get("content") or "" for one in root.iter("meta") if one.get("name") in _TITLES]
        titles = [" ".join(title.split()) for title in dict.fromkeys(titles)]
        for number, text, aside in (
            *((1, title, TITLED) for title in titles if title),
            *((number, text, UNSEEN) for number, text in self._unseen),
        ):
            yield Line(number, put_right(text, self.changed), aside=aside)

    def _add(self, text: str | None, element: html.HtmlElement, *, is_raised: bool) -> None:
        if text and text.strip():
            if is_raised:
                text = raised(text, "".join(self._parts[-1:]))
            if not self._parts:
                self._number = element.sourceline or self._number
            self._parts.append(re.sub(r"[ \t\r\n\f]+", " ", text))
        elif text and self._parts:
            self._parts.append(" ")

    def _end_line(self) -> None:
        """Make a line of what was collected."""
        text = "".join(self._parts).strip(" ")
        self._parts = []
        if text.strip():
            self.lines.append(Line(self._number, put_right(text, self.changed)))
            # Web pages part paragraphs; an empty line says so.

    def _row(self, row: html.HtmlElement) -> None:
        texts = [put_right(_cell_text(cell), self.changed) for cell in row if cell.tag in ("td", "th")]
        number = row.sourceline or self._number
        if any(len(text) > _LONG_CELL for text in texts):
            self.lines += [Line(number, text) for text in texts if text]
        elif texts:
            text, spans = joined(texts)
            self.lines.append(Line(number, text, spans))


def joined(texts: list[str]) -> tuple[str, tuple[Span, ...]]:
    """Put the cells of a row into one line, with tabs between; give their places."""
    spans: list[Span] = []
    place = 0
    for text in texts:
        spans.append((place, place + len(text)))
        place += len(text) + 1
    return "\t".join(texts), tuple(spans)


def put_together(texts: list[str]) -> str:
    """Put the lines of a cell together: a label goes on in the next line, two numbers stay two."""
    whole = ""
    for text in texts:
        apart = whole[-1:].isdigit() and text[:1].isdigit()
        whole += f" {text}" if apart else text
    return whole


def _is_hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def _is_raised(element: html.HtmlElement | None) -> bool:
    """Tell whether a page sets a text above its line, as it does a note's mark: of the elements that hold it."""
    while element is not None and element.tag not in _BLOCKS:
        style = (element.get("style") or "").replace(" ", "").lower()
        if element.tag == "sup" or "vertical-align:super" in style:
            return True
        element = element.getparent()
    return False


def _is_grid(table: html.HtmlElement) -> bool:
    """Tell a table of data from one that lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    cells = [_cell_text(cell) for row in rows for cell in row if cell.tag in ("td", "th")]
    if len(rows) < 2 or len(cells) < 2 * 2:
        return False
    return max(map(len, cells)) <= _LONG_CELL or sum(map(is_value, cells)) >= _NUMBERS


def _cell_text(cell: html.HtmlElement) -> str:
    """Give a cell's text; what its paragraphs part belongs together."""
    lines = [""]
    for opens, text, is_raised in _pieces(cell):
        if opens and lines[-1]:
            lines.append("")
        lines[-1] += raised(text, lines[-1]) if is_raised else text
    return put_together([" ".join(line.split()) for line in lines])


def _pieces(element: html.HtmlElement) -> Iterator[tuple[bool, str, bool]]:
    """List the texts of an element in order, each with whether it begins a new line and is set above its own."""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        block = one.tag in _BLOCKS or one.tag == "br"
        if event == "start":
            yield block, (one.text or "") if one.tag not in _SKIPPED else "", _is_raised(one)
        elif one is not element:
            yield block, one.tail or "", _is_raised(one.getparent())


def _texts(element: html.HtmlElement) -> Iterator[str]:
    return (text for _, text, _ in _pieces(element))
