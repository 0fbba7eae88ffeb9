"""The JSON Schema of parameter files, made from the model and a template, for YAML editors."""

from __future__ import annotations

from typing import Any

from nianbao.params.model import Parameters
from nianbao.template import CellId, Section, TableForm, Template

# The classes' own docstrings are for developers.
_DEFINITIONS = {
    "Unit": ("单位", "编报年报的单位"),
    "Issued": ("签发", "署名和成文日期"),
    "Accepted": ("情况说明", "对一条校核问题的答复"),
    "Printed": ("原样", "已公布报告中与模板不同之处"),
    "FontSettings": ("字体", "官方字体放在哪里"),
    "Settings": ("输出选项", "这份报告的输出选项"),
}


def json_schema(template: Template) -> dict[str, Any]:
    """Give the JSON Schema of the parameter files of a template, worded in Chinese."""
    schema = Parameters.model_json_schema()
    properties = schema["properties"]
    properties["template"]["const"] = template.name
    properties["sections"] = {
        **_group(properties["sections"]),
        "properties": {section.id: _section(section) for section in template.sections},
    }
    properties["tables"] = {
        **_group(properties["tables"]),
        "properties": {form.id: _table(form) for form in template.tables},
    }
    for name in properties.keys() - {"template", "year", "sections", "tables", "unplaced"}:
        properties[name] = _or_nothing(properties[name])
    # An unquoted code is a number to YAML; the reader takes it for what it is.
    schema["$defs"]["Unit"]["properties"]["code"]["anyOf"].append({"type": "integer"})
    for name, (title, words) in _DEFINITIONS.items():
        schema["$defs"][name].update(title=title, description=words)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": f"年报底稿（{template.name}）",
        "description": template.title,
    }


def _group(field: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": field["title"],
        "description": field["description"],
        "type": ["object", "null"],
        "additionalProperties": False,
    }


def _or_nothing(field: dict[str, Any]) -> dict[str, Any]:
    """Let a group be left empty, as an import leaves it and the reader takes it."""
    words = {key: field.pop(key) for key in ("title", "description")}
    return {**words, "anyOf": [field, {"type": "null"}]}


def _section(section: Section) -> dict[str, Any]:
    words = f"{section.guidance.strip()}\n依据：{section.legal}。"
    return {"title": section.label, "description": words, "type": ["string", "null"]}


def _table(form: TableForm) -> dict[str, Any]:
    rows = {row: _row(form, row) for row in form.row_by_id}
    words = "\n".join(
        [*([form.guidance.strip()] if form.guidance else []), "没有填的格子按 0 计，总计可以不填。"]
    )
    return _named_group(f"{form.name} {form.title}", words, rows)


def _row(form: TableForm, row: str) -> dict[str, Any]:
    cells = {column: _cell(form, (row, column)) for column in form.columns_of(row)}
    return _named_group(form.row_by_id[row].name, f"{form.name}的一行", cells)


def _cell(form: TableForm, cell: CellId) -> dict[str, Any]:
    kind = {"amount": "可以有小数", "change": "整数，减少的写负数"}.get(form.kind(cell), "整数")
    derived = "；可以不填，由程序算出" if cell in form.derivations else ""
    unit = f"，单位{form.unit(cell)}" if form.unit(cell) else ""
    # Text too: what a spreadsheet or a web page gives is read where its meaning is certain.
    return {
        "title": form.column_by_id[cell[1]].label,
        "description": f"{kind}{unit}{derived}",
        "type": ["number", "string", "null"],
    }


def _named_group(title: str, description: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": title,
        "description": description,
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": properties,
    }
