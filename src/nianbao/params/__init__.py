"""Parameter files: read, validate, say exactly where something is wrong."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nianbao.errors import ParameterFileError, TemplateError
from nianbao.export.base import form_names
from nianbao.finding import Finding, error_finding, errors_of
from nianbao.folder import why_not
from nianbao.params.explain import explain_shape
from nianbao.params.model import FIRST_YEAR, LAST_YEAR, UNIT_ID_PATTERN, Parameters, Settings
from nianbao.params.regime import REGIME_CODE, regime_in_text
from nianbao.params.text import decode
from nianbao.params.yaml_text import KeyPath, YamlText, read_yaml, strings
from nianbao.suggest import did_you_mean, quoted
from nianbao.template import TableForm, Template, load_template

# Controls that YAML escapes let in, halves of surrogate pairs, noncharacters, and the marks that
# turn the direction of text: none can be seen, some make a line read otherwise than it is stored.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\x85\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

_MOST_HIDDEN = 20
"""Hidden characters named; a file with more isn't mended one by one."""


@dataclass(frozen=True)
class ParameterFile:
    """A parameter file that was read.

    Attributes:
        path: The file, as the user gave it.
        parameters: What it says.
        text: Its YAML with the place of each value.
        findings: What is to be said of how it is written.
        is_published: It stands for a published report, of which parts may not have been read.
        page_date: Day on which the page of a published report says that it was published, or None.
        headings: Section id and words of each heading of a published report, in its order; a section may have several.
    """

    path: Path
    parameters: Parameters
    text: YamlText
    findings: tuple[Finding, ...] = ()
    is_published: bool = False
    page_date: datetime.date | None = None
    headings: tuple[tuple[str, str], ...] = ()


def load_parameters(path: Path, folder: Path | None = None) -> ParameterFile:
    """Read a parameter file.

    Args:
        path: The file.
        folder: The working folder, or None when the file is read by itself.

    Raises:
        ParameterFileError: The file can't be read or isn't of the right shape; holds every finding.
    """
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ParameterFileError(
            [error_finding("P100", f"文件打不开：{why_not(error)}。", "请核对文件名和权限。").in_file(name)]
        ) from error
    return read_parameters(path, data, folder)


def read_parameters(path: Path, data: bytes, folder: Path | None = None) -> ParameterFile:
    """Read a parameter file whose bytes are at hand, such as one that is being edited.

    Args:
        path: Where it lies or will lie; nothing is read there.
        data: Its bytes.
        folder: The working folder, or None when the file is read by itself.

    Raises:
        ParameterFileError: It can't be read or isn't of the right shape; holds every finding.
    """
    source, findings = decode(data)
    return _read(source, findings, path, folder)


def read_text(source: str, path: Path, folder: Path | None = None) -> ParameterFile:
    """Read the text of a parameter file that isn't on the disk, such as what an editor holds.

    Args:
        source: The text.
        path: What the findings call it.
        folder: The working folder, or None.

    Raises:
        ParameterFileError: It isn't of the right shape; holds every finding.
    """
    # Through bytes, so that a text means what the same file would.
    return _read(*decode(source.encode("utf-8", "surrogatepass")), path, folder)


def _read(source: str, findings: list[Finding], path: Path, folder: Path | None) -> ParameterFile:
    name = str(path)
    text = YamlText()
    parameters = None
    if source:
        text = read_yaml(source)
        # With nothing left but spaces there is no mapping either; that isn't news.
        findings += [said for said in text.findings if said.code != "P107" or not findings]
        findings += _hidden_characters(text)
        if text.values or not findings:
            parameters, wrong = _shape(text)
            findings += [*wrong, *_place_in_folder(path, text, folder)]
            readable = parameters is not None and not errors_of(findings)
            findings += _of_template(text, folder, readable=readable)
    findings = [finding.in_file(name) for finding in _once_a_place(findings)]
    if parameters is None or errors_of(findings):
        # Nothing in the file is sure to be read; what would explain most of it comes first.
        findings.sort(key=lambda finding: finding.code != REGIME_CODE)
        raise ParameterFileError(findings)
    return ParameterFile(path, parameters, text, tuple(findings))


def _once_a_place(findings: list[Finding]) -> list[Finding]:
    """Sort findings by place; a value that couldn't be read isn't called wrong a second time."""
    kept: list[Finding] = []
    for finding in findings:
        said = [other for other in kept if (other.line, other.column) == (finding.line, finding.column)]
        same = any((other.code, other.message) == (finding.code, finding.message) for other in said)
        follows = finding.code == "P119" and bool(said)
        if not (same or follows):
            kept.append(finding)
    return sorted(kept, key=lambda finding: (finding.line or 0, finding.column or 0))


def validate(text: YamlText, folder: Path | None = None) -> tuple[Parameters | None, list[Finding]]:
    """Validate the values of a parameter file.

    Returns:
        The parameters (None when the shape is wrong) and every finding.
    """
    parameters, findings = _shape(text)
    readable = parameters is not None and not errors_of(findings)
    return parameters, [*findings, *_of_template(text, folder, readable=readable)]


def _shape(text: YamlText) -> tuple[Parameters | None, list[Finding]]:
    """Validate the values, whatever their template."""
    findings = [*_unknown_settings(text), *_unknown_forms(text)]
    try:
        return Parameters.model_validate(text.values), findings
    except ValidationError as problem:
        return None, [*explain_shape(problem, text), *findings]


def _of_template(text: YamlText, folder: Path | None, *, readable: bool) -> list[Finding]:
    """Say what in a file doesn't fit its template: the name, the year, or else sections, tables and headings.

    The template of another year has other parts, so what it lacks says nothing then. A file that can be
    read hears of its year from the checks, beside everything else.
    """
    name = text.values.get("template")
    if not isinstance(name, str) or not name.strip():
        return []
    try:
        template = load_template(name, folder)
    except TemplateError as problem:
        advice = "请改成现有的模板名称；模板是自己写的，请先改正它。"
        return [_at(text, ("template",), error_finding("P120", str(problem), advice))]
    unknown = list(_unknown_parts(text, template))
    if (unknown or not readable) and (regime := regime_in_text(text, template, folder)):
        return [regime]
    return unknown


def _unknown_parts(text: YamlText, template: Template) -> Iterator[Finding]:
    """Say which sections, tables, rows, columns and headings the template doesn't have."""
    yield from _unknown_keys(text, ("sections",), template.section_ids, "部分", template)
    yield from _unknown_keys(text, ("printed", "headings"), template.section_ids, "部分", template)
    forms = {form.id: form for form in template.tables}
    for top in (("tables",), ("printed", "cells")):
        yield from _unknown_keys(text, top, forms, "表格", template)
        for name in filter(forms.__contains__, _keys(text, top)):
            yield from _unknown_cells(text, (*top, name), forms[name], template)
    yield from _unknown_keys(text, ("printed", "labels"), forms, "表格", template)
    for name in filter(forms.__contains__, _keys(text, ("printed", "labels"))):
        known = [*forms[name].row_by_id, *forms[name].column_by_id]
        yield from _unknown_keys(text, ("printed", "labels", name), known, "行或列", template)


def _unknown_cells(text: YamlText, path: KeyPath, form: TableForm, template: Template) -> Iterator[Finding]:
    """Say which rows, and which columns of a row, a table doesn't have."""
    yield from _unknown_keys(text, path, form.row_by_id, f"行（{form.name}）", template)
    for row in form.row_by_id:
        what = f"列（{form.name}「{form.row_by_id[row].name}」行）"
        yield from _unknown_keys(text, (*path, row), form.columns_of(row), what, template)


def _keys(text: YamlText, path: KeyPath) -> list[str]:
    """Give the keys of a group in the order of the file; none where there is no such group."""
    group: Any = text.values
    for part in path:
        group = group.get(part) if isinstance(group, dict) else None
    return list(group) if isinstance(group, dict) else []


def _unknown_keys(
    text: YamlText, path: KeyPath, known: Collection[str], kind: str, template: Template
) -> Iterator[Finding]:
    look_up = f"可以写的代号请用 nianbao templates {template.name} 查看。"
    for key in _keys(text, path):
        if key not in known:
            message = f"模板 {template.name} 没有代号为「{quoted(key)}」的{kind}。"
            yield _at(
                text,
                (*path, key),
                error_finding("P109", message, did_you_mean(key, known, look_up) or "请删去这一项。"),
            )


def _unknown_settings(text: YamlText) -> Iterator[Finding]:
    settings = text.values.get("settings")
    for key in settings if isinstance(settings, dict) else ():
        if key not in Settings.model_fields:
            yield _at(
                text,
                ("settings", key),
                Finding(
                    code="P121",
                    severity="warning",
                    message=f"没有名为「{quoted(key)}」的输出选项，已略过。",
                    suggestion=did_you_mean(key, Settings.model_fields),
                ),
            )


def _unknown_forms(text: YamlText) -> Iterator[Finding]:
    settings = text.values.get("settings")
    forms = settings.get("forms") if isinstance(settings, dict) else None
    for index, form in enumerate(forms if isinstance(forms, list) else ()):
        if isinstance(form, str) and form not in form_names():
            words = f"生成的格式（settings.forms）里没有「{quoted(form)}」这一种。"
            yield _at(
                text,
                ("settings", "forms", index),
                error_finding("P124", words, did_you_mean(form, form_names())),
            )


def _hidden_characters(text: YamlText) -> Iterator[Finding]:
    found = (
        (path, value, match) for path, value in strings(text.values) for match in _FORBIDDEN.finditer(value)
    )
    for path, value, match in itertools.islice(found, _MOST_HIDDEN):
        before = value[: match.start()]
        place = text.place_in_text(path, before.count("\n"), len(before) - before.rfind("\n") - 1)
        message = f"有看不见的控制字符 U+{ord(match.group()):04X}。"
        yield error_finding("P117", message, "请删去这个字符，或重新输入这一句。").at(
            place.line, place.column
        )


def _place_in_folder(path: Path, text: YamlText, folder: Path | None) -> Iterator[Finding]:
    """Hold the file's name and folder against its unit and year, where these are legal ones."""
    if folder is None or not path.resolve().is_relative_to((folder / "params").resolve()):
        return
    unit, year = text.values.get("unit"), text.values.get("year")
    unit_id = unit.get("id") if isinstance(unit, dict) else None
    if isinstance(unit_id, str) and re.fullmatch(UNIT_ID_PATTERN, unit_id) and unit_id != path.stem:
        message = f"单位代号（unit.id）是「{quoted(unit_id)}」，文件名却是「{path.name}」。"
        advice = f"请把文件改名为 {quoted(unit_id)}.yaml，或改代号。"
        yield _at(text, ("unit", "id"), error_finding("P122", message, advice))
    if type(year) is int and FIRST_YEAR <= year <= LAST_YEAR and str(year) != path.resolve().parent.name:
        message = f"年份（year）是 {year}，文件却在「{path.resolve().parent.name}」文件夹里。"
        yield _at(text, ("year",), error_finding("P123", message, f"请把文件移到 params/{year}/，或改年份。"))


def _at(text: YamlText, path: KeyPath, finding: Finding) -> Finding:
    place = (
        text.keys.get(path) if path in text.keys and finding.code in {"P109", "P121"} else text.place_of(path)
    )
    return finding.at(place.line, place.column) if place else finding
