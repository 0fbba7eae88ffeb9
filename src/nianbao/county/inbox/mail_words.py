"""The words of a mail: names, subjects and texts in whatever encoding they were written, named truly or not."""

from __future__ import annotations

import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

import lxml.html
from lxml import etree

_CHINESE = ("gb2312", "gb_2312-80", "gbk", "cp936", "x-gbk")
_LINES = ("br", "p", "div", "tr", "li")
_LONGEST = 2_000
"""Characters of a name or subject; no mail program shows more."""

_MOST_TEXT = 1_000_000
"""Bytes of a mail's own text that are looked at."""


def decoded(data: bytes, charset: str | None) -> str:
    """Decode text that says what it is written in: 「gb2312」 means GB18030, and what is untrue isn't believed."""
    named = (charset or "").strip().strip("\"'").lower()
    for encoding in (named if named not in _CHINESE else "gb18030", "utf-8", "gb18030"):
        if not encoding:
            continue
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):  # some encodings have errors of their own
            continue
    return data.decode("gb18030", "replace")


def header_of(message: Message, name: str) -> str:
    """Give a field of a mail's head, decoded and in one line; empty where it has none."""
    return " ".join(_words(_raw(message.get(name))).split())


def name_of(part: Message) -> str:
    """Give the name of a file that is attached, as it was meant; empty where it has none."""
    for parameter, field in (("filename", "content-disposition"), ("name", "content-type")):
        try:
            found = part.get_param(parameter, header=field)
        except (ValueError, TypeError, IndexError, AttributeError):  # its numbering of parts is damaged
            continue
        if isinstance(found, tuple):  # as RFC 2231 has it: encoding, language, words
            return " ".join(decoded(_bytes(str(found[2])), found[0]).split())
        if found:
            return " ".join(_words(_raw(found)).split())
    return ""


def sent_at(message: Message) -> float | None:
    """Tell when a mail was sent, in seconds; None where it doesn't say so."""
    try:
        sent = parsedate_to_datetime(_raw(message.get("date")))
        return (sent if sent.tzinfo else sent.replace(tzinfo=datetime.UTC)).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def text_of(part: Message) -> str:
    """Give the text of a part of a mail, without a page's marks."""
    data = part.get_payload(decode=True)
    text = decoded(data[:_MOST_TEXT] if isinstance(data, bytes) else b"", part.get_content_charset())
    if part.get_content_type() == "text/html":
        text = _of_page(text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _of_page(text: str) -> str:
    """Give the words of a page."""
    try:
        page = lxml.html.document_fromstring(
            text.encode("utf-8", "replace"), lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (etree.LxmlError, ValueError):  # nothing in it
        return ""
    etree.strip_elements(page, "style", "script", "head", etree.Comment, with_tail=False)
    for one in page.iter(*_LINES):
        one.tail = "\n" + (one.tail or "")
    return "".join(str(text) for text in page.itertext())


def _raw(value: object) -> str:
    """Give a field as it was sent; letters that a mail may not have stand in it as halves of pairs."""
    return "" if value is None else str(value)[:_LONGEST]


def _bytes(text: str) -> bytes:
    return text.encode("latin-1", "ignore")


def _words(text: str) -> str:
    """Decode what a mail program wrote as =?gb2312?B?…?=, or sent as it was."""
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return _plain(text)
    return "".join(
        _plain(piece) if isinstance(piece, str) else decoded(piece, charset) for piece, charset in pieces
    )


def _plain(text: str) -> str:
    """Decode letters that were sent without saying in what encoding."""
    if not any("\udc80" <= char <= "\udcff" for char in text):
        return text
    return decoded(text.encode("utf-8", "surrogateescape"), None)
