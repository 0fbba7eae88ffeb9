"""JSON: the report as data for other programs, after a published schema (``docs/report.schema.json``)."""

from __future__ import annotations

import itertools
import json
from typing import Any

import nianbao
from nianbao.blocks import (
    Annex,
    AnnexNote,
    Block,
    Heading,
    Signature,
    Table,
    from_json,
    plain_text,
    spans_text,
    to_json,
)
from nianbao.blocks import json_schema as block_schema
from nianbao.export.base import Form, Look
from nianbao.export.document import Document

VERSION = 1
"""Version of the form; it changes when a reader would have to."""


def render(document: Document, look: Look) -> bytes:
    """Write a report as data; keys stand in a fixed order, so the same input gives the same bytes."""
    return (json.dumps(data_of(document, draft=look.draft), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8"
    )


def data_of(document: Document, *, draft: bool) -> dict[str, Any]:
    """Give a report as data.

    ``tables`` has the numbers of each statutory table by row and column id; ``sections`` the text below each
    first-level heading, ``annexes`` that of each attachment; ``blocks`` everything that is printed, in order, as in the executed notebook.
    """
    about = document.about
    return {
        "version": VERSION,
        "title": document.title.text,
        "year": about.year,
        "unit": about.unit.model_dump(mode="json"),
        "issued": {"by": about.issued_by, "date": about.issued_date},
        "draft": draft,
        "sections": _sections(document.blocks),
        "annexes": _annexes(document.blocks),
        "tables": {
            block.id: _numbers(block) for block in document.blocks if isinstance(block, Table) and block.id
        },
        "provenance": {
            "generator": f"nianbao {nianbao.__version__}",
            "template": about.template,
            "template_sha256": about.template_sha256,
            "parameters_sha256": about.parameters_sha256,
        },
        "blocks": [to_json(block) for block in (document.title, *document.blocks)],
    }


def _sections(blocks: tuple[Block, ...]) -> list[dict[str, str | None]]:
    sections: list[dict[str, str | None]] = []
    for block in itertools.takewhile(lambda block: not isinstance(block, Annex), blocks):
        if isinstance(block, Heading) and block.level == 1:
            sections.append({"id": block.section, "heading": spans_text(block.spans), "text": ""})
        elif not isinstance(block, Table | Signature | AnnexNote):
            if not sections:
                sections.append({"id": block.section, "heading": None, "text": ""})
            sections[-1]["text"] = f"{sections[-1]['text']}\n{plain_text(block)}".strip("\n")
    return sections


def _annexes(blocks: tuple[Block, ...]) -> list[dict[str, str | None]]:
    annexes: list[dict[str, str | None]] = []
    for block in itertools.dropwhile(lambda block: not isinstance(block, Annex), blocks):
        if isinstance(block, Annex):
            annexes.append({"table": block.id, "name": block.name, "text": ""})
        elif not isinstance(block, Table):
            annexes[-1]["text"] = f"{annexes[-1]['text']}\n{plain_text(block)}".strip("\n")
    return annexes


def _numbers(table: Table) -> dict[str, dict[str, int | float | None]]:
    found: dict[str, dict[str, int | float | None]] = {}
    for row in table.body:
        for cell in row:
            if cell.name is not None:
                line, _, column = cell.name.partition("/")
                found.setdefault(line, {})[column] = cell.value
    return found


def json_schema() -> dict[str, Any]:
    """Give the published JSON Schema of the form."""
    blocks = block_schema()
    definitions = blocks.pop("$defs")
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    number = {"type": ["number", "null"]}
    parts: dict[str, Any] = {
        "version": {"const": VERSION},
        "title": text,
        "year": {"type": "integer"},
        "unit": {"$ref": "#/$defs/UnitFacts"},
        "issued": _object({"by": maybe, "date": maybe}),
        "draft": {"type": "boolean"},
        "sections": {"type": "array", "items": _object({"id": maybe, "heading": maybe, "text": text})},
        "annexes": {"type": "array", "items": _object({"table": maybe, "name": text, "text": text})},
        "tables": _by_id(_by_id(_by_id(number))),
        "provenance": _object(
            dict.fromkeys(("generator", "template", "template_sha256", "parameters_sha256"), text)
        ),
        "blocks": {"type": "array", "items": {key: blocks[key] for key in ("oneOf", "discriminator")}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "nianbao report",
        **_object(parts),
        "$defs": definitions,
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _by_id(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


def read_text(data: bytes) -> str:
    """Give the text of all blocks."""
    return "\n".join(plain_text(from_json(block)) for block in json.loads(data)["blocks"])


FORM = Form(
    name="json",
    extension="json",
    mimetype="application/json",
    called="政府信息公开数据",
    purpose="给报送系统等程序读的数据，不用打开。",
    render=render,
    read_text=read_text,
)
