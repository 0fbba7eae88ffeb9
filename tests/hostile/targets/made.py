"""The list of what was made, read again by every later run, and what pages are made of it."""

from __future__ import annotations

import json
from pathlib import Path

from nianbao.manifest import INDEX, MANIFEST, mark_of, read_entries, record
from nianbao.packaging.contents import collect
from nianbao.task import OUTPUT_PATH, Outcome
from nianbao.verifying.signed import signed_report
from tests.hostile.harmless import is_harmless
from tests.hostile.sample import parameters_in
from tests.hostile.target import Target

_OUTCOME = Outcome(
    params="params/2024/yunxi.yaml",
    source="params/2024/yunxi.yaml",
    status="built",
    unit="yunxi",
    unit_name="云溪镇",
    year=2024,
    outputs={"html": "2024/yunxi/report.html", "docx": "2024/yunxi/report.docx"},
    recipe={"code": "x", "draft": False, "final": False},
    inputs={"params/2024/yunxi.yaml": "0" * 64},
    sha256={"2024/yunxi/report.html": "0" * 64, "2024/yunxi/report.docx": "0" * 64},
)
_OTHER = Outcome(
    params="params/2023/bailu.yaml",
    source="params/2023/bailu.yaml",
    status="failed",
    unit="bailu",
    unit_name="白鹭镇",
    year=2023,
    error="表格有错。",
)


def _good() -> bytes:
    entry = {
        "params": _OUTCOME.source,
        "unit": "yunxi",
        "unit_name": "云溪镇",
        "year": 2024,
        "status": "built",
        "draft": True,
        "mark": "初稿",
        "outputs": {**_OUTCOME.outputs, "json": "2024/yunxi/report.json"},
        "former": {"pdf": "2024/yunxi/report.pdf"},
        "seconds": 1.5,
        "error": None,
        "findings": {"error": 0, "warning": 1, "hint": 2},
        "warnings": ["有一处提示"],
        "faces": {"title": "小标宋"},
        "fallback_characters": {"body": "㑊"},
        "recipe": _OUTCOME.recipe,
        "inputs": _OUTCOME.inputs,
        "sha256": {**_OUTCOME.sha256, "2024/yunxi/report.json": "0" * 64},
    }
    other = {**entry, "params": _OTHER.source, "unit": "bailu", "unit_name": "白鹭镇", "year": 2023}
    return json.dumps({"nianbao": "1", "reports": [entry, other]}, ensure_ascii=False).encode()


def _read(folder: Path) -> object:
    parameters_in(folder)
    out = folder / "out"
    for name in (*_OUTCOME.outputs.values(), "2024/yunxi/report.json", "2024/yunxi/report.pdf"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(b"")
    beside = folder / "keep.txt"
    beside.write_bytes(b"")
    for entry in read_entries(out):
        assert isinstance(mark_of(entry), str)
    record(out, [_OUTCOME, _OTHER], folder)
    # Nothing of the folder above goes, whatever the list calls an output.
    assert beside.exists()
    entries = read_entries(out)
    assert {_OUTCOME.source} <= {entry["params"] for entry in entries}
    page = (out / INDEX).read_text(encoding="utf-8")
    assert "云溪镇" in page
    is_harmless(page, OUTPUT_PATH)
    for path in collect([_OUTCOME, _OTHER], entries, out).reports:
        assert path.folder
    signed_report(folder, 2024, "yunxi")
    return None


TARGETS = [
    Target.at(
        f"out/{MANIFEST}",
        "manifest",
        "the list of what was made, and its index page",
        _read,
        {"two": _good},
        "values",
    )
]
