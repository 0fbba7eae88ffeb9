"""What a page says around the report: index fields, day of publication, links, pictures."""

from __future__ import annotations

import datetime
import ipaddress
import itertools
import re
from collections.abc import Iterator

from nianbao.blocks import Figure
from nianbao.dates import chinese_date
from nianbao.export.document import Document
from nianbao.importer.characters import fold
from nianbao.importer.page_date import page_date
from nianbao.verifying.difference import Difference, Kind, shortened
from nianbao.verifying.page import Page
from nianbao.verifying.web import Link, WebFacts, host_of, path_of

FIELDS = (
    "索引号", "组配分类", "发布机构", "发文机关", "成文日期", "生成日期", "发布日期", "发文日期", "文号", "发文字号",
    "主题词", "信息名称", "标题", "名称", "内容概述", "公开方式", "有效性", "时效性",
)  # fmt: skip
"""Names of the index fields that sites print above a text."""

_NAMED = re.compile(rf"({'|'.join(FIELDS)})\s*[:：\]】]\s*")
_DAY = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_DISK = re.compile(r"^(?:file:|[A-Za-z]:[\\/]|\\\\)")
_INTERNAL = re.compile(r"\.(?:local|lan|intranet|internal)$|^localhost$|^[^.:]+$")
_LONGEST = 120


def index_fields(page: Page) -> dict[str, str]:
    """Read the index fields that a page prints: 索引号, 成文日期 …, the first of each name."""
    found: dict[str, str] = {}
    lines = page.imported.lines
    for line, following in itertools.pairwise(lines):
        # A list of definitions has the name on one line and the value on the next.
        if (bare := fold(line.text).strip("[]:")) in FIELDS and fold(following.text).strip(
            "[]:"
        ) not in FIELDS:
            found.setdefault(bare, following.text)
    for line in lines:
        if len(line.text) > 20 * _LONGEST:
            continue
        cells = [cell.strip(" :：　") for cell in line.text.split("\t")]
        for name, value in itertools.pairwise(cells):
            if (bare := fold(name).strip("[]:")) in FIELDS and fold(value).strip("[]:") not in FIELDS:
                found.setdefault(bare, value)
        marks = list(_NAMED.finditer(line.text))
        for mark, after in zip(marks, [*marks[1:], None], strict=False):
            value = line.text[mark.end() : after.start() if after else None].strip(" \t　|[【")
            if value and len(value) <= _LONGEST:
                found.setdefault(mark[1], value)
    return found


def published_on(page: Page) -> datetime.date | None:
    """Give the day on which the page says that it was published."""
    if (stated := _day(index_fields(page).get("发布日期", ""))) is not None:
        return stated
    return page_date(page.imported.kept)


def around(page: Page, document: Document) -> Iterator[Difference]:
    """List what is wrong around a report."""
    yield from _index(page, document)
    yield from _days(page, document)
    if page.facts:
        yield from _links(page, page.facts)
        yield from _pictures(page.facts, document)


def _index(page: Page, document: Document) -> Iterator[Difference]:
    fields, about = index_fields(page), document.about
    for name in ("信息名称", "标题", "名称"):
        value = fields.get(name)
        if value and fold(value) != fold(document.title.text) and "报告" in value + document.title.text:
            yield _field(name, document.title.text, value)
    for name in ("成文日期", "生成日期", "发文日期"):
        day = _day(fields.get(name, ""))
        if day and about.issued_date and day.isoformat() != about.issued_date:
            yield _field(name, chinese_date(about.issued_date), fields[name])
    for name in ("发布机构", "发文机关"):
        value = fold(fields.get(name, ""))
        names = [one for one in (about.issued_by, about.unit.full_name, about.unit.name) if one]
        if value and names and not any(fold(one) in value or value in fold(one) for one in names):
            yield _field(name, names[0], fields[name])


def _field(name: str, should: str, was: str) -> Difference:
    message = f"应为「{should}」，网页上是「{shortened(was)}」。"
    advice = "请在网站后台改这一项索引信息。"
    return Difference(Kind.INDEX, f"索引信息「{name}」", message, advice, should, was)


def _day(text: str) -> datetime.date | None:
    found = _DAY.search(text)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _days(page: Page, document: Document) -> Iterator[Difference]:
    published, issued = published_on(page), document.about.issued_date
    if published and issued and published < datetime.date.fromisoformat(issued):
        message = (
            f"网页写的发布日期是 {chinese_date(published.isoformat())}，早于成文日期 {chinese_date(issued)}。"
        )
        yield Difference(
            Kind.DATE, "发布日期", message, "请核对发布日期和成文日期。", issued, published.isoformat()
        )


def _links(page: Page, facts: WebFacts) -> Iterator[Difference]:
    own = host_of(page.address)
    told: set[str] = set()
    for target, words in (
        *((link.target, link.text) for link in facts.links),
        *((picture.source, picture.alt or "图片") for picture in facts.pictures),
    ):
        wrong = _wrong_target(target, own)
        if wrong and target not in told:
            told.add(target)
            message = f"「{shortened(words or target)}」的地址是「{shortened(target, 60)}」，{wrong}。"
            advice = "请把文件上传到网站，重新插入。"
            yield Difference(Kind.LINK, "链接", message, advice, None, target)


def _wrong_target(target: str, own: str | None) -> str | None:
    if _DISK.match(target):
        return "指向发布人自己的电脑，别人打不开"
    host = host_of(target) if target.lower().startswith(("http:", "https:", "//")) else None
    if not host or host == own:
        return None
    return "是内部网络的地址，外面打不开" if is_internal(host) else None


def is_internal(host: str) -> bool:
    """Tell whether a host is one of an office's own network: 10.x, 192.168.x, a bare name."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return _INTERNAL.search(host) is not None
    return not address.is_global


def _pictures(facts: WebFacts, document: Document) -> Iterator[Difference]:
    """List the report's pictures that the page lacks or doesn't describe."""
    described = {fold(one.alt) for one in facts.pictures if one.alt}
    for block in document.blocks:
        if not isinstance(block, Figure) or fold(block.alt) in described:
            continue
        near = [one for one in facts.pictures if not (one.alt or "").strip()]
        if near:
            message = f"图片「{shortened(block.alt)}」没有替代文字，读屏软件读不出。"
            advice = "请在网站后台给图片填上替代文字。"
        else:
            message = f"网页上没有图片「{shortened(block.alt)}」。"
            advice = "请照签发稿补上。"
        yield Difference(Kind.PICTURE, "图片", message, advice, block.alt, "")


def attachments(facts: WebFacts) -> list[Link]:
    """List the links to documents: pdf, Word, WPS."""
    found: dict[str, Link] = {}
    for link in facts.links:
        path = path_of(link.address).lower() if not _DISK.match(link.target) else ""
        named = link.text.lower().endswith((".pdf", ".docx", ".doc", ".wps"))
        if path.endswith((".pdf", ".docx", ".doc", ".wps", ".docm", ".ofd")) or named:
            found.setdefault(link.address, link)
    return list(found.values())
