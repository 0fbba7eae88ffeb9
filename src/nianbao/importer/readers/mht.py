"""Web pages that a browser saved as one file (mht): the page inside is read, the rest is left alone."""

from __future__ import annotations

import email
import email.policy

from nianbao.importer.readers import html
from nianbao.importer.source import Source, SourceError


def read(data: bytes, name: str) -> Source:
    """Read a saved page.

    Raises:
        SourceError: There is no page in it.
    """
    page, encoding = page_inside(data, name)
    return html.read(page, name, encoding)


def page_inside(data: bytes, name: str) -> tuple[bytes, str | None]:
    """Give the page that a saved page holds, and what it was sent as.

    Raises:
        SourceError: There is no page in it.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() != "text/html":
            continue
        page = part.get_payload(decode=True)
        if isinstance(page, bytes) and page.strip():
            return page, part.get_content_charset()
    raise SourceError(f"「{name}」里没有网页正文。请在浏览器里另存为完整的网页（html），或复制成文字。")
