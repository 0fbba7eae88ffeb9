"""Write the generated JSON Schemas: of each template's parameter files, and of blocks, and of a report as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nianbao.blocks import json_schema as block_schema
from nianbao.export.forms.json import json_schema as report_schema
from nianbao.params.schema import json_schema
from nianbao.template import load_template, template_names

ROOT = Path(__file__).resolve().parents[1]


def schemas() -> dict[Path, dict[str, Any]]:
    """Give each schema with the file it belongs in."""
    found = {
        ROOT / "docs" / "block.schema.json": block_schema(),
        ROOT / "docs" / "report.schema.json": report_schema(),
    }
    for name in template_names():
        found[ROOT / "templates" / name / "schema.json"] = json_schema(load_template(name))
    return found


def text_of(schema: dict[str, Any]) -> str:
    """Write a schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for path, schema in schemas().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text_of(schema), encoding="utf-8")
