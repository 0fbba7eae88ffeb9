"""Renderers: blocks and executed notebooks as JSON, and parameter files, made into every form."""

from __future__ import annotations

import functools
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import yaml
from lxml import etree

from nianbao.block_html import block_html
from nianbao.blocks import BLOCK_MIME, Block, from_json, to_json
from nianbao.errors import NianbaoError, ReportError
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.export.web import body_html
from nianbao.params import load_parameters, read_parameters
from nianbao.report import Report
from nianbao.resources import shipped
from nianbao.verifying.signed import of_record
from tests.hostile.harmless import is_harmless
from tests.hostile.target import Target, Throw

_OTHER = "邻镇密语"
"""Stands in another town's file in the same folder, and must come out nowhere."""


@functools.cache
def _blocks(unit: str) -> tuple[Block, ...]:
    return tuple(Report.of(load_parameters(shipped("params") / f"{unit}.yaml").parameters, None).blocks())


def _list(unit: str) -> bytes:
    return json.dumps([to_json(block) for block in _blocks(unit)], ensure_ascii=False).encode()


def executed(unit: str) -> bytes:
    shown = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {BLOCK_MIME: to_json(block), "text/html": "", "text/plain": ""},
        }
        for block in _blocks(unit)
    ]
    author = [
        {"output_type": "stream", "name": "stdout", "text": "作者的话"},
        {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": "- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"}},
        {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>', "text/plain": "图"}},
    ]  # fmt: skip
    cells = [
        {"cell_type": "code", "metadata": {"tags": []}, "source": "", "outputs": [one], "execution_count": 1}
        for one in (*shown[:4], *author, *shown[4:])
    ]
    cells.append({"cell_type": "markdown", "metadata": {}, "source": "## 说明\n文字"})
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}, ensure_ascii=False
    ).encode()


def _opens(form: str, data: bytes) -> str:
    """Open a written file with a library of its own kind; gives its text."""
    if form in ("html", "fragment"):
        is_harmless(data.decode("utf-8"))
    elif form == "json":
        json.loads(data)
    else:
        _is_whole(form, data)
    return load_form(form).read_text(data)


def _is_whole(form: str, data: bytes) -> None:
    if form == "pdf":
        with pypdfium2.PdfDocument(data) as document:
            assert len(document) >= 1
    elif form == "docx":
        assert docx.Document(io.BytesIO(data)).paragraphs
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if name.endswith(".rels"):
                    for one in etree.fromstring(package.read(name)):
                        assert one.get("TargetMode") != "External" or one.get("Target", "").startswith(
                            ("http://", "https://", "mailto:")
                        )
    elif form == "xlsx":
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
            for row in sheet.iter_rows():
                # A total is a formula of ours; what a user wrote never is one.
                assert all(
                    not str(cell.value).startswith(("=cmd", "=HYPER", "=WEB", "=1+1"))
                    for cell in row
                    if cell.data_type == "f"
                )


def _rendered(document: Document, forms: tuple[str, ...], folder: Path, file: str) -> None:
    for form in forms:
        try:
            made: Any = load_form(form).render(document, Look(folder=folder))
        except NianbaoError as problem:  # whoever renders says which report it was
            raise ReportError(f"{file}：{problem}") from problem
        data = made if isinstance(made, bytes) else made.data
        assert _OTHER not in _opens(form, data)


def _throw_blocks(data: bytes, folder: Path) -> object:
    try:
        listed = json.loads(data)
    except (ValueError, RecursionError):
        return None
    refused = 0
    for one in listed if isinstance(listed, list) else [listed]:
        try:
            block = from_json(one)
        except ValueError:
            refused += 1
            continue
        assert from_json(to_json(block)) == block
        is_harmless(block_html(block))
    if refused:
        raise ReportError(f"blocks.json：有 {refused} 块的内容读不懂，请用现在的版本重新运行。")
    return None


def _throw_notebook(*forms: str) -> Throw:
    def throw(data: bytes, folder: Path) -> object:
        path = folder / "report.ipynb"
        path.write_bytes(data)
        document = of_record(path, folder).document
        if not forms:
            is_harmless(body_html(document, folder))
        _rendered(document, forms, folder, path.name)
        return None

    return throw


def _throw_parameters(*forms: str) -> Throw:
    def throw(data: bytes, folder: Path) -> object:
        other = folder / "params" / "2024" / "linzhen.yaml"
        if not other.exists():
            other.parent.mkdir(parents=True, exist_ok=True)
            text = (shipped("params") / "2024" / "bailu.yaml").read_text(encoding="utf-8")
            other.write_text(text.replace("白鹭", _OTHER).replace("bailu", "linzhen"), encoding="utf-8")
        found = read_parameters(Path("yunxi.yaml"), data, folder)
        report = Report.of(found.parameters, folder)
        document = Document.of(report.blocks())
        _rendered(document, forms, folder, "yunxi.yaml")
        back = yaml.safe_load(yaml.safe_dump(found.text.values, allow_unicode=True))
        assert back == found.text.values
        return None

    return throw


_UNITS = ("2024/yunxi", "2017/heluo")


def _of_params(form: str, *, slow: bool = False) -> Target:
    return Target(
        name=f"make-{form}",
        about=f"parameter files made into {form}",
        file="yunxi.yaml",
        seeds={unit: lambda unit=unit: (shipped("params") / f"{unit}.yaml").read_bytes() for unit in _UNITS},  # type: ignore[misc]
        throw=_throw_parameters(form),
        damage="lines",
        slow=slow,
    )


TARGETS = [
    Target(
        name="blocks",
        about="block JSON, shown as HTML",
        file="blocks.json",
        seeds={unit: lambda unit=unit: _list(unit) for unit in _UNITS},  # type: ignore[misc]
        throw=_throw_blocks,
        damage="values",
    ),
    Target(
        name="notebook",
        about="executed notebooks made into html, docx and json",
        file="report.ipynb",
        seeds={unit: lambda unit=unit: executed(unit) for unit in _UNITS},  # type: ignore[misc]
        throw=_throw_notebook("html", "docx", "xlsx", "json", "fragment"),
        damage="values",
        slow=True,
    ),
    Target(
        name="notebook-pdf",
        about="executed notebooks made into PDF",
        file="report.ipynb",
        seeds={unit: lambda unit=unit: executed(unit) for unit in _UNITS},  # type: ignore[misc]
        throw=_throw_notebook("pdf"),
        damage="values",
        slow=True,
    ),
    *(_of_params(form) for form in ("html", "json", "xlsx")),
    *(_of_params(form, slow=True) for form in ("docx", "pdf")),
]
