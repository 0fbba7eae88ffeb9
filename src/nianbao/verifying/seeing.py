"""Looking at a published page: fetched or from a file, with the files that it offers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nianbao.errors import ReportError
from nianbao.folder import shown, why_not
from nianbao.importer.source import MAX_BYTES, SourceError
from nianbao.verifying.around import attachments
from nianbao.verifying.difference import Difference, Kind, shortened
from nianbao.verifying.fetching import SAVE_INSTEAD, Fetched, GoneError, PageError, fetch
from nianbao.verifying.no_report import require_report
from nianbao.verifying.page import Page, read_page
from nianbao.verifying.web import Link, host_of, path_of

_OLD = (".doc", ".wps", ".ofd")
"""Files that can't be read; that they are there is seen all the same."""

_MOST_FILES = 3
"""So many files that a page offers are looked at."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|file:", re.IGNORECASE)
_DRAFTS = (".yaml", ".yml")

Fetch = Callable[[str], Fetched]


@dataclass(frozen=True)
class Seen:
    """A page as it was seen, with the files that it offers.

    Attributes:
        page: The page.
        body: What holds the report: the page, or a file that it offers.
        files: The files that could be read.
        differences: What is wrong with the files.
        notes: What is to be said of them, in Chinese.
    """

    page: Page
    body: Page
    files: tuple[Page, ...] = ()
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()


def is_address(text: str) -> bool:
    """Tell an address of the web from a path."""
    return text.strip().lower().startswith(("http://", "https://"))


def see(address: str, folder: Path | None, fetcher: Fetch = fetch) -> Seen:
    """Look at a page or a saved file.

    Args:
        address: Address of the web, or path of a saved page.
        folder: The working folder, or None.
        fetcher: What fetches.

    Raises:
        PageError: There is no report, and why.
        SourceError: It can't be read.
    """
    if not is_address(address):
        path = _path(address)
        return _seen(_read(_bytes(path), path.name, folder), folder, None)
    fetched = fetcher(address.strip())
    page = _read(fetched.data, fetched.address, folder, fetched.final, fetched.encoding)
    return _seen(page, folder, fetcher)


def _path(text: str) -> Path:
    if _SCHEME.match(text.strip()):
        raise PageError(
            f"「{text}」不能核对。只能核对 http:// 或 https:// 开头的网址，或存下来的文件；文件请直接写文件名。"
        )
    path = Path(text)
    if path.suffix.lower() in _DRAFTS:
        raise PageError(
            f"「{text}」是年报底稿，不是发布的页面。请写网址，或存下来的网页文件（html、mht、pdf、docx、txt）。"
        )
    return path


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PageError(
                f"「{shown(path)}」超过 {MAX_BYTES / 1e6:.0f} MB，不像一份年度报告。请核对是否选错了文件。"
            )
        return path.read_bytes()
    except OSError as problem:
        raise PageError(
            f"「{shown(path)}」打不开：{why_not(problem)}。网址请以 http:// 或 https:// 开头。"
        ) from problem
    except ValueError as problem:
        raise PageError("文件名里有不能用的字符，打不开。网址请以 http:// 或 https:// 开头。") from problem


def _read(data: bytes, name: str, folder: Path | None, address: str = "", sent: str | None = None) -> Page:
    try:
        return read_page(data, name, folder, address=address, sent=sent)
    except SourceError as problem:
        if "程序另外取来" in str(problem):
            words = f"「{name}」里没有正文：内容由网页里的程序另外取来，程序读不到。{SAVE_INSTEAD}"
            raise PageError(words) from problem
        raise


def _seen(page: Page, folder: Path | None, fetcher: Fetch | None) -> Seen:
    if page.facts is None:
        return Seen(page, page)
    links = attachments(page.facts)[:_MOST_FILES]
    require_report(page.facts, page.name, has_files=bool(links or page.facts.pictures))
    files: list[Page] = []
    wrong: list[Difference] = []
    notes: list[str] = []
    for link in links:
        name = _named(link)
        try:
            file = _file(link, page, folder, fetcher)
        except GoneError:
            message = f"附件「{name}」打不开，网站上没有这个文件。"
            wrong.append(Difference(Kind.ATTACHMENT, "附件", message, "请重新上传。", name, ""))
        except PageError as problem:
            # The way there may have failed: the page isn't to blame, and whoever minds it can do nothing.
            notes.append(f"附件「{name}」没有核对成：{problem}")
        except ReportError as problem:
            message = f"附件「{name}」读不出内容。"
            wrong.append(Difference(Kind.ATTACHMENT, "附件", message, "请重新上传。", name, ""))
            notes.append(str(problem))
        except Exception as problem:  # whatever is in one file, the page itself is compared
            notes.append(
                f"附件「{name}」没有核对成：程序读的时候出了错（{type(problem).__name__}）。请打开看一眼。"
            )
        else:
            files += [file] if file else []
    body = page
    if not has_text(page):
        body = next((file for file in files if has_text(file)), page)
    old = "、".join(_named(link) for link in links if is_old(link))
    if old:
        notes.append(f"附件「{old}」是旧格式，没有核对。请下载后在 WPS 中另存为 docx，再核对。")
    return Seen(page, body, tuple(files), tuple(wrong), tuple(notes))


def has_text(page: Page) -> bool:
    """Tell whether a page holds the parts of a report, not only its title."""
    return len(page.imported.sections) > 1 or bool(page.imported.cells)


def is_old(link: Link) -> bool:
    """Tell a file of a kind that can't be read."""
    return path_of(link.address).lower().endswith(_OLD) or link.text.lower().endswith(_OLD)


def _named(link: Link) -> str:
    return shortened(link.text or path_of(link.address).rsplit("/", 1)[-1])


def _file(link: Link, page: Page, folder: Path | None, fetcher: Fetch | None) -> Page | None:
    """Fetch a file that a page offers; None where it lies on another host, or can't be had from a saved page."""
    is_here = host_of(page.address) == host_of(link.address)
    if fetcher is None or not is_address(link.address) or not is_here:
        return None
    fetched = fetcher(link.address)
    if is_old(link):
        return None
    return _read(fetched.data, _named(link), folder, fetched.final, fetched.encoding)
