"""网页正文: the report's body to paste into a site's editor, where the title has a field of its own."""

from __future__ import annotations

from lxml import html

from nianbao.export.base import MARKS, Form, Look
from nianbao.export.document import Document
from nianbao.export.web import LEAVES_OUT, body_html, body_text

_DRAFT_LINE = '<p style="text-align:center"><strong>{}，不得发布</strong></p>\n'


def render(document: Document, look: Look) -> bytes:
    """Give the body of a report.

    Raises:
        OwnLookError: The working folder's own styles aren't in order.
    """
    line = _DRAFT_LINE.format(look.line) if look.line else ""
    return (line + body_html(document, look.folder)).encode("utf-8")


def read_text(data: bytes) -> str:
    """Read the text of a body back; the line of a draft isn't of it."""
    source = data.decode("utf-8")
    for mark in MARKS:
        source = source.removeprefix(_DRAFT_LINE.format(mark))
    return body_text(html.fragment_fromstring(source, create_parent="div"))


FORM = Form(
    name="fragment",
    extension="fragment.html",
    mimetype="text/html",
    called="网页正文",
    purpose="正文的网页代码，网站后台有“源代码”方式时用。",
    render=render,
    read_text=read_text,
    printed=lambda document: document.blocks,
    along=("publish",),
    leaves_out=LEAVES_OUT,
)
