"""The county's website, on this machine: a page a unit, one of which the editor's program took characters from."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
    "<div>首页 &gt; 政务公开 &gt; 年度报告</div><h1>{title}</h1><p>发布日期：{date}</p>"
    "<div class='content'>{body}</div><div>【打印】【关闭】</div></body></html>"
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each page that is asked for."""


def publish(folder: Path, unit: str, title: str, date: str, body: str, eaten: Mapping[str, str]) -> None:
    """Put a report's body on the site.

    Args:
        folder: The site's folder.
        unit: Name of the page.
        title: What the editor copied into the field for the title.
        date: Day of publication.
        body: The fragment that was pasted.
        eaten: What the site's program made of some of its words.
    """
    for words, left in eaten.items():
        if words not in body:
            raise ValueError(f"{unit}: {words!r} isn't on the page")
        body = body.replace(words, left)
    folder.mkdir(parents=True, exist_ok=True)
    page = _PAGE.format(title=title, date=date, body=body)
    (folder / f"{unit}.html").write_text(page, encoding="utf-8")


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """Serve the site on this machine alone; gives its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
