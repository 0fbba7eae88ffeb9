"""The package's own papers: 说明.txt for people, ``manifest.json`` and ``SHA256SUMS`` for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nianbao
from nianbao.manifest import mark_of
from nianbao.packaging.contents import Contents, MissingReport, PackedReport, all_forms

NOTES = "说明.txt"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


def notes(contents: Contents) -> bytes:
    """Write 说明.txt: with a mark of its encoding and the line ends that old editors of Windows need."""
    return "".join(f"{line}\r\n" for line in _lines(contents)).encode("utf-8-sig")


def _lines(contents: Contents) -> Iterator[str]:
    years = "、".join(map(str, contents.years))
    yield f"政府信息公开工作年度报告　报送材料包（{years} 年，{len(contents.reports)} 份报告）"
    if contents.draft:
        yield f"这里有{'、'.join(contents.marks)}，只供送审、征求意见，不得发布。"
    if contents.missing:
        yield f"注意：还缺 {len(contents.missing)} 份，见下面“没有装进来的报告”。"
    yield from ("", "一、每份报告一个文件夹，里面的文件这样用")
    for form in sorted(all_forms(), key=lambda form: form.called):
        yield f"　　…{form.called}.{form.extension.rpartition('.')[2]}：{form.purpose}"
    yield from ("", "二、装进来的报告")
    for number, report in enumerate(contents.reports, 1):
        mark = mark_of(report.entry)
        draft = f"（{mark}）" if mark else ""
        yield f"　　{number}. {report.entry['year']}年　{report.name}{draft}"
    if contents.missing:
        yield from ("", "三、没有装进来的报告")
        for number, missing in enumerate(contents.missing, 1):
            yield f"　　{number}. {missing.year or ''}年　{missing.name}：{missing.why}"
    yield from (
        "",
        "年报底稿、台账和情况说明不在包里。",
        f"{MANIFEST} 是清单，{SUMS} 是每个文件的校验值，供收件方的程序核对文件有没有传坏，一般不用打开。",
    )


def manifest(contents: Contents) -> bytes:
    """Write the manifest, with the keys of an output folder's, as far as they are the same on every run."""
    reports = [*map(_packed, contents.reports), *map(_missing, contents.missing)]
    data = {"nianbao": nianbao.__version__, "reports": reports}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _packed(report: PackedReport) -> dict[str, Any]:
    entry = report.entry
    return {
        "params": _below(entry["params"]),
        "unit": entry["unit"],
        "unit_name": entry["unit_name"],
        "year": entry["year"],
        "status": "built",
        "draft": entry["draft"],
        "outputs": {file.form: file.name for file in report.files},
        "sha256": {file.name: file.sha256 for file in report.files},
        "error": None,
    }


def _missing(report: MissingReport) -> dict[str, Any]:
    return {
        "params": _below(report.source),
        "unit": report.unit,
        "unit_name": report.unit_name,
        "year": report.year,
        "status": report.status,
        "draft": False,
        "outputs": {},
        "sha256": {},
        "error": report.why,
    }


def _below(source: str) -> str:
    """Name a parameter file without the folders of somebody's machine."""
    return Path(source).name if Path(source).is_absolute() else source


def sums(hashes: dict[str, str]) -> bytes:
    """Write checksums by path as ``sha256sum -c`` reads them."""
    return "".join(f"{value}  {name}\n" for name, value in sorted(hashes.items())).encode("utf-8")
