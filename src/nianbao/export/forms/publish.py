"""发布页: what goes into a site's fields, each with a button that copies it, and the body as it will look.

It is opened from the folder of the report; its one script only copies, and nothing is asked of any network.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html
from markupsafe import Markup

from nianbao.block_html import environment
from nianbao.blocks import Figure, Paragraph, spans_text
from nianbao.dates import chinese_date
from nianbao.export.base import Form, Look
from nianbao.export.document import Document
from nianbao.export.own_looks import PUBLISH, own_css
from nianbao.export.web import LEAVES_OUT, body_html, body_text
from nianbao.resources import shipped

_SUMMARY_LENGTH = 200


def render(document: Document, look: Look) -> bytes:
    """Make the page of a report.

    Raises:
        OwnLookError: The working folder's own CSS or styles aren't in order.
    """
    script = (shipped("templates") / "html" / "publish.js").read_text(encoding="utf-8")
    body = body_html(document, look.folder)
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    page = (
        environment()
        .get_template("publish.html.j2")
        .render(
            title=document.title.text,
            draft=look.line,
            fields=list(fields(document)),
            pictures=sum(isinstance(block, Figure) for block in document.blocks),
            body=Markup(body),  # noqa: S704  # made by our own escaping template
            source=body,
            script=Markup(script),  # noqa: S704  # our own file
            own=own_css(look.folder, PUBLISH),
            script_hash=f"sha256-{digest}",
        )
    )
    return (page + "\n").encode("utf-8")


@dataclass(frozen=True)
class Field:
    """One field of a government site's catalogue.

    Attributes:
        name: As sites call it.
        value: What goes in; empty where the site or the clerk has to say.
        advice: What to do where there is no value.
        also: The same as a site's date field takes it.
    """

    name: str
    value: str = ""
    advice: str = ""
    also: str = ""


def fields(document: Document) -> Iterator[Field]:
    """List the fields of a government site's catalogue."""
    about = document.about
    issued = chinese_date(about.issued_date) if about.issued_date else ""
    yield Field("索引号", advice="由网站编号")
    yield Field("组配分类", "政府信息公开年报")
    yield Field("发布机构", about.issued_by or about.unit.full_name)
    yield Field("成文日期", issued, "签发后填写", about.issued_date or "")
    yield Field("发布日期", advice="填写实际发布的日期")
    yield Field("文号", advice="年度报告一般没有文号")
    yield Field("主题词", "政府信息公开　年度报告")
    yield Field("信息名称", document.title.text)
    yield Field("内容概述", _summary(document))
    yield Field("公开方式", "主动公开")
    yield Field("有效性", "有效")


def _summary(document: Document) -> str:
    texts = (spans_text(block.spans) for block in document.blocks if isinstance(block, Paragraph))
    text = next(texts, document.title.text)
    return text if len(text) <= _SUMMARY_LENGTH else text[: _SUMMARY_LENGTH - 1] + "…"


def read_text(data: bytes) -> str:
    """Read title and body back from the page."""
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    title, body = (root.findall(f".//*[@id='{name}']") for name in ("title", "body"))
    if len(title) != 1 or len(body) != 1:
        raise ValueError("the page has not one title and one body")
    return f"{body_text(title[0])}\n{body_text(body[0])}"


FORM = Form(
    name="publish",
    extension="html",
    mimetype="text/html",
    called="网上发布",
    purpose="网上发布时双击打开，逐项复制标题、索引信息和正文，到网站后台粘贴。",
    render=render,
    read_text=read_text,
    stem="publish",
    leaves_out=LEAVES_OUT,
)
