"""The page: one HTML file that opens offline, runs nothing and asks nobody for anything."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import Any

from lxml import html
from markupsafe import Markup

import nianbao
from nianbao.block_html import (
    FACES,
    Place,
    class_names,
    environment,
    first_columns,
    heading_levels,
    heading_tags,
    render_block,
)
from nianbao.blocks import (
    About,
    Annex,
    AnnexNote,
    Block,
    Cell,
    Heading,
    Paragraph,
    Rows,
    Signature,
    Table,
    plain_text,
    spans_text,
)
from nianbao.export.base import Form, Look
from nianbao.export.document import Document
from nianbao.export.own_looks import PAGE, own_css

FURNITURE = "data-nianbao-furniture"
"""Attribute of what stands on the page but isn't the report's text."""

_FEWEST_CONTENTS = 3
_DESCRIPTION_LENGTH = 120
_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# A script element ends at the first "</script", and "<!--" changes how it is read; these four and
# the two line separators are written as JSON escapes instead.
_JSON_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def render(document: Document, look: Look) -> bytes:
    """Print a document as one self-contained page.

    Raises:
        OwnLookError: The working folder's own CSS isn't in order.
    """
    places = _places(document.blocks)
    contents = [
        (place.anchor, _heading_text(block))
        for block, place in zip(document.blocks, places, strict=True)
        if isinstance(block, Heading | Annex) and place.tag == 2
    ]
    template = environment().get_template("page.html.j2")
    page = template.render(
        version=nianbao.__version__,
        draft=look.line,
        faces=FACES,
        own=own_css(look.folder, PAGE),
        title=document.title.text,
        description=_description(document),
        linked_data=_script_json(linked_data(document, draft=look.draft)),
        heading=render_block(document.title, class_names, Place()),
        contents=contents if len(contents) >= _FEWEST_CONTENTS else [],
        pieces=[
            render_block(block, class_names, place)
            for block, place in zip(document.blocks, places, strict=True)
        ],
    )
    return (page + "\n").encode("utf-8")


def read_text(data: bytes) -> str:
    """Read the report's text back from a page, without furniture."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = html.document_fromstring(data, parser=parser)
    articles = root.findall(".//article")
    if len(articles) != 1:
        raise ValueError(f"expected one article on the page, found {len(articles)}")
    return "\n".join(_texts(articles[0]))


def _texts(element: html.HtmlElement) -> list[str]:
    """Collect the pieces of text of an element and what is in it, in order."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style") or FURNITURE in element.attrib:
        return []
    pieces = [element.text or ""]
    for child in element:
        pieces += [*_texts(child), child.tail or ""]
    return [piece for piece in pieces if piece.strip()]


def _places(blocks: tuple[Block, ...]) -> list[Place]:
    """Decide heading tags, anchors and region labels; anchors and labels are unique on the page."""
    tags = iter(heading_tags(heading_levels(blocks)))
    used: Counter[str] = Counter()
    places = []
    for block in blocks:
        match block:
            case Heading() | Annex():
                places.append(Place(tag=next(tags), anchor=_unique(_anchor(block), used, "-{}")))
            case Table():
                places.append(Place(region=_unique(block.caption or "表格", used, "（{}）")))
            case _:
                places.append(Place())
    return places


def _heading_text(block: Heading | Annex) -> str:
    return f"{block.label}　{block.name}" if isinstance(block, Annex) else spans_text(block.spans)


def _anchor(heading: Heading | Annex) -> str:
    if isinstance(heading, Annex):
        return f"annex-{heading.number or 1}"
    plain = heading.section and _PLAIN_ID.fullmatch(heading.section)
    return f"s-{heading.section}" if plain else "s"


def _unique(name: str, used: Counter[str], suffix: str) -> str:
    """Number a name from its second use on; a numbered name that is itself taken is passed over."""
    candidate = name
    while used[candidate]:
        used[name] += 1
        candidate = name + suffix.format(used[name])
    used[candidate] += 1
    return candidate


def _description(document: Document) -> str:
    texts = (spans_text(block.spans) for block in document.blocks if isinstance(block, Paragraph))
    text = next(texts, document.title.text)
    return text if len(text) <= _DESCRIPTION_LENGTH else text[: _DESCRIPTION_LENGTH - 1] + "…"


def _script_json(data: dict[str, Any]) -> Markup:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))
    # Nothing in it can close the script element or open a comment any more.
    return Markup(text.translate(_JSON_ESCAPES))  # noqa: S704


def linked_data(document: Document, *, draft: bool) -> dict[str, Any]:
    """Describe the report for machines, after schema.org, with its tables and its origin as data."""
    about = document.about
    data = {
        "@context": ["https://schema.org", {"nianbao": "urn:nianbao:"}],
        "@type": "Report",
        "name": document.title.text,
        "inLanguage": "zh",
        "about": _organization(about),
        "publisher": _organization(about),
        "temporalCoverage": f"{about.year}-01-01/{about.year}-12-31",
        "hasPart": _parts(document.blocks),
        "nianbao:tables": [_table_data(block) for block in document.blocks if isinstance(block, Table)],
        "nianbao:provenance": {
            "parametersSha256": about.parameters_sha256,
            "template": about.template,
            "templateSha256": about.template_sha256,
            "generator": f"nianbao {nianbao.__version__}",
        },
    }
    if about.issued_date:
        data["datePublished"] = about.issued_date
    if draft:
        data["creativeWorkStatus"] = "Draft"
    return data


def _organization(about: About) -> dict[str, Any]:
    unit = about.unit
    organization: dict[str, Any] = {
        "@type": "GovernmentOrganization",
        "name": unit.full_name,
        "alternateName": unit.name,
    }
    if unit.code:
        organization["identifier"] = unit.code
    if unit.parent:
        organization["parentOrganization"] = {"@type": "GovernmentOrganization", "name": unit.parent}
    return organization


def _parts(blocks: tuple[Block, ...]) -> list[dict[str, str]]:
    """Give one part a section or attachment; what stands before the first heading is one without a name."""
    parts: list[dict[str, str]] = []
    for block in blocks:
        if isinstance(block, Signature | AnnexNote):
            continue
        if isinstance(block, Annex):
            parts.append({"@type": "CreativeWork", "name": block.name, "text": ""})
        elif isinstance(block, Heading) and block.level == 1:
            parts.append({"@type": "CreativeWork", "name": spans_text(block.spans), "text": ""})
        else:
            if not parts:
                parts.append({"@type": "CreativeWork", "text": ""})
            parts[-1]["text"] = f"{parts[-1]['text']}\n{plain_text(block)}".strip("\n")
        if block.section:
            parts[-1].setdefault("identifier", block.section)
    return parts


def _table_data(table: Table) -> dict[str, Any]:
    """Give a table as a full grid: a cell stands at every place it covers, numbers as numbers."""
    return {
        "id": table.id,
        "caption": table.caption,
        "header": _grid(table.header, table.columns),
        "rows": _grid(table.body, table.columns),
    }


def _grid(rows: Rows, columns: int) -> list[list[str | int | float]]:
    grid: list[list[str | int | float]] = [[""] * columns for _ in rows]
    for top, (row, starts) in enumerate(zip(rows, first_columns(rows), strict=True)):
        for cell, left in zip(row, starts, strict=True):
            for line in grid[top : top + cell.rowspan]:
                # A row longer than its table keeps its length, as on the page.
                line[left : left + cell.colspan] = [_value(cell)] * cell.colspan
    return grid


def _value(cell: Cell) -> str | int | float:
    return cell.text if cell.value is None or not math.isfinite(cell.value) else cell.value


FORM = Form(
    name="html",
    extension="html",
    mimetype="text/html",
    called="政府信息公开工作年度报告",
    purpose="网页，双击用浏览器打开查看，不用联网。",
    render=render,
    read_text=read_text,
)
